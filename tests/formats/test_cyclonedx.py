"""What an inventory of services says; the schema is held by its reader."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from cyclonedx.model.bom import Bom

from cdnaudit.model.assessment import Evidence
from cdnaudit.model.report import Report
from cdnaudit.model.terms import Basis, Role, Signal
from tests.formats import samples
from tests.formats.readers import REPORT_READERS
from tests.formats.written import written

RUN = Path(__file__).parents[2] / "fixtures" / "two-cdns" / "report.json"
WITHOUT_THE_LIBRARY = """
import sys
sys.modules["cyclonedx"] = None
from cdnaudit.cli.app import main
main()
"""


def read(report: Report) -> Any:
    return json.loads(written("cyclonedx", report))


def service(bom: Any, name: str) -> Any:
    (found,) = (each for each in bom["services"] if each["name"] == name)
    return found


def said(entry: Any) -> list[tuple[str, str]]:
    return [(p["name"].removeprefix("cdnaudit:"), p["value"]) for p in entry["properties"]]


def edges(bom: Any) -> dict[str, list[str]]:
    return {each["ref"]: each["dependsOn"] for each in bom["dependencies"] if "dependsOn" in each}


def test_a_target_depends_on_its_services_and_these_on_theirs() -> None:
    assert edges(read(samples.one_target())) == {
        "targets": ["target:www.shop.example"],
        "target:www.shop.example": [
            "service:amazon-route53/dns",
            "service:fastly/cdn",
            "service:google-recaptcha/challenge",
            "service:ns1/dns",
        ],
        "service:fastly/cdn": ["service:fastly/dns"],
    }


def test_what_hangs_under_a_provider_that_is_not_listed_is_the_targets_own() -> None:
    alone = replace(samples.shop(), providers=())
    assert edges(read(samples.report((alone,)))) == {
        "targets": ["target:www.shop.example"],
        "target:www.shop.example": ["service:fastly/cdn", "service:fastly/dns"],
    }


def test_a_service_has_its_owner_its_evidence_and_where_the_rule_was_read() -> None:
    bom = read(samples.one_target())
    found = service(bom, "ns1/dns")
    assert found["provider"] == {"name": "ibm"}
    host = "www.shop.example"
    assert said(found)[:2] == [
        ("confidence", "high"),
        ("evidence", f"{host}: cname dualstack.shop.map.fastly.net (fastly#cname-0)"),
    ]
    assert said(found)[-1] == ("role", "dns")
    assert found["externalReferences"] == [
        {"type": "evidence", "url": "https://docs.fastly.example/cname"}
    ]


def test_the_single_points_of_a_target_are_told() -> None:
    (target,) = read(samples.one_target())["components"]
    assert ("single-point", "fastly/cdn") in said(target)


def test_evidence_that_nobody_confirmed_is_told_to_be_so() -> None:
    general = Evidence(Signal.NS, "ns.example", "ns1#ns-0", "", Basis.GENERAL)
    shop = samples.shop()
    use = replace(samples.use(Role.DNS, "ns1", "ibm", shop.target), evidence=(general,))
    found = service(read(samples.report((replace(shop, providers=(use,)),))), "ns1/dns")
    line = f"{shop.target}: ns ns.example (ns1#ns-0, not confirmed at its source)"
    assert ("evidence", line) in said(found)
    assert "externalReferences" not in found


@pytest.mark.parametrize(
    "source",
    [
        "javascript:alert(1)",
        "https://a.example/%zz",
        "https://a.example/#a#b",
        'https://a.example/"><',
        "https://b\N{LATIN SMALL LETTER U WITH DIAERESIS}.example/",
        "https://a.example/\n",
    ],
)
def test_only_a_web_address_is_a_reference(source: str) -> None:
    shop = samples.shop()
    use = samples.use(Role.DNS, "ns1", "ibm", shop.target)
    use = replace(use, evidence=(use.evidence[0]._replace(source=source),))
    text = written("cyclonedx", samples.report((replace(shop, providers=(use,)),)))
    REPORT_READERS["cyclonedx"](text)
    assert "externalReferences" not in service(json.loads(text), "ns1/dns")


def test_the_time_is_that_of_the_evidence_and_the_number_follows_from_the_rest() -> None:
    report = samples.one_target()
    later = replace(report, run=replace(report.run, started="2026-11-24T10:00:00Z"))
    timeless = replace(report, run=replace(report.run, started=""))
    one, again, other, none = map(read, (report, report, later, timeless))
    assert one == again
    assert one["metadata"]["timestamp"] == "2026-11-23T10:00:00+00:00"
    assert one["serialNumber"] != other["serialNumber"]
    assert "timestamp" not in none["metadata"]


def test_the_bytes_are_the_same_whatever_the_seed_of_hashes() -> None:
    texts = {
        subprocess.run(
            [sys.executable, "-m", "cdnaudit", "convert", str(RUN), "-f", "cyclonedx"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        ).stdout
        for seed in ("1", "2")
    }
    (text,) = texts
    REPORT_READERS["cyclonedx"](text.decode())


def test_it_is_read_back_by_the_library() -> None:
    bom = Bom.from_json(read(samples.two_targets()))  # type: ignore[attr-defined]
    assert [found.name for found in bom.components] == ["login.example", "www.shop.example"]
    assert len(bom.services) == 8


def test_a_target_that_a_report_holds_twice_is_listed_once() -> None:
    bom = read(samples.report((samples.shop(), samples.shop())))
    assert [found["name"] for found in bom["components"]] == ["www.shop.example"]


def test_without_its_library_nothing_is_asked_and_the_install_line_is_told() -> None:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT_THE_LIBRARY, "convert", str(RUN), "-f", "cyclonedx"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "format 'cyclonedx' needs a library that is not installed" in done.stderr
    assert "pip install '.[cyclonedx]'" in done.stderr
