"""JSON and CSV as the contract has them, field by field and byte by byte."""

import csv
import io
import json
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cdnaudit.formats import registry
from tests.cli.command import MIXED, ROOT, SCAN, cdnaudit, recorded, report

FORMATS = tuple(form.name for form in registry.FORMATS)
RUN = "tool rules started finished resolvers ecs samples replayed exit_code"
TARGET = "target status hosts zones providers cuts findings unknowns limits_hit"
FIELDS = {
    "": "schema run targets summary",
    "run": RUN,
    "run.rules": "date providers",
    "summary": "targets fail pass incomplete findings",
    "summary.findings": "critical high medium low info",
    "targets": TARGET,
    "targets.hosts": "host chain addresses paths",
    "targets.hosts.chain": "from to ttl",
    "targets.hosts.addresses": "ip asn as_name prefix",
    "targets.hosts.paths": "type sample ecs ecs_scope chain addresses",
    "targets.zones": "zone parent_ns child_ns nameservers",
    "targets.zones.nameservers": "name addresses provider answers",
    "targets.providers": "role provider company host state confidence evidence",
    "targets.providers.evidence": "signal value rule source",
    "targets.cuts": "events outcome path",
    "targets.findings": "check severity confidence target host role provider company message "
    "remedy evidence fingerprint suppressed",
    "targets.findings.evidence": "signal value rule source",
    "targets.unknowns": "question reason",
}
"""Fields of the contract, section 4, by place; further ones may be added, none taken away."""


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return report("--replay", MIXED)


def at(raw: object, path: str) -> list[dict[str, Any]]:
    """Return every object at a place."""
    here: list[Any] = [raw]
    for key in filter(None, path.split(".")):
        values = [h[key] for h in here]
        here = [v for value in values for v in (value if isinstance(value, list) else [value])]
    return here


@pytest.mark.parametrize("path", FIELDS)
def test_no_field_of_the_contract_is_missing(found: dict[str, Any], path: str) -> None:
    objects = at(found, path)
    assert objects != []
    assert [set(FIELDS[path].split()) - set(o) for o in objects] == [set()] * len(objects)


def test_a_report_fits_its_own_schema(found: dict[str, Any]) -> None:
    schema = json.loads(cdnaudit("schema", "report").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors(found)] == []


@pytest.mark.parametrize("which", ["recording", "report"])
def test_the_schema_printed_is_the_one_that_the_fixtures_are_held_to(which: str) -> None:
    file = ROOT / "cdnaudit" / "schemas" / f"{which}.schema.json"
    assert json.loads(cdnaudit("schema", which).stdout) == json.loads(file.read_text("utf-8"))


def test_unknowns_are_sorted() -> None:
    (target,) = report("--offline", "www.shop.example")["targets"]
    questions = [unknown["question"] for unknown in target["unknowns"]]
    assert len(questions) > 1
    assert questions == sorted(questions)


def test_the_summary_counts_the_targets(found: dict[str, Any]) -> None:
    statuses = [t["status"] for t in found["targets"]]
    severities = [f["severity"] for t in found["targets"] for f in t["findings"]]
    counts = {key: value for key, value in found["summary"].items() if key != "providers"}
    assert counts == {
        "targets": len(statuses),
        **{s: statuses.count(s) for s in ("fail", "pass", "incomplete")},
        "findings": {s: severities.count(s) for s in ("critical", "high", "medium", "low", "info")},
        "set_aside": [],
    }


def test_the_summary_counts_the_targets_of_each_provider(found: dict[str, Any]) -> None:
    targets = found["targets"]
    totals = {(row["role"], row["provider"]): row for row in found["summary"]["providers"]}
    assert len(totals) == len(found["summary"]["providers"])
    for (role, provider), row in totals.items():
        direct = [t for t in targets if uses(t["providers"], role, provider)]
        every = [t for t in targets if uses(t["providers"] + t["transitive"], role, provider)]
        sole = [t for t in targets if [f"{provider}/{role}"] in single_points(t)]
        assert (row["uses_direct"], row["sole"]) == (len(direct), len(sole))
        assert row["uses"] >= len(every)
        assert row["sole_direct"] == len([t for t in sole if t in direct])
        assert row["share"] == round(row["uses"] / len(targets), 3)
    assert totals["cdn", "cloudflare"]["company"] == "cloudflare"


def uses(dependencies: list[dict[str, Any]], role: str, provider: str) -> bool:
    return any((d["role"], d["provider"]) == (role, provider) for d in dependencies)


def single_points(target: dict[str, Any]) -> list[list[str]]:
    return [cut["events"] for cut in target["cuts"] if cut["outcome"] == "down"]


SORTED: dict[str, Callable[[Any], Any]] = {
    "targets.zones": lambda zone: zone["zone"],
    "targets.cuts": lambda cut: (len(cut["events"]), cut["events"]),
    "targets.providers.evidence": lambda evidence: list(evidence.values()),
    "targets.findings.evidence": lambda evidence: list(evidence.values()),
}


@pytest.mark.parametrize("path", SORTED)
def test_lists_are_sorted(found: dict[str, Any], path: str) -> None:
    above, _, name = path.rpartition(".")
    lists = [holder[name] for holder in at(found, above)]
    assert max(map(len, lists)) > 1
    assert [one for one in lists if one != sorted(one, key=SORTED[path])] == []


def still(text: str) -> dict[str, Any]:
    """Return a report without its times."""
    raw: dict[str, Any] = json.loads(text)
    raw["run"] |= {"started": "", "finished": ""}
    return raw


def test_the_same_facts_give_the_same_bytes(tmp_path: Path) -> None:
    raw = json.loads(MIXED.read_text())
    random.Random(7).shuffle(raw["answers"])
    (tmp_path / MIXED.name).write_text(json.dumps(raw))
    words = (*SCAN, "-f", "json", "--replay", MIXED.name)
    texts = [
        cdnaudit(*words, cwd=folder, env={"PYTHONHASHSEED": seed}).stdout
        for folder, seed in ((MIXED.parent, "1"), (MIXED.parent, "2"), (tmp_path, "3"))
    ]
    same = [json.dumps(still(text)) for text in texts]
    assert same == [same[0]] * 3


def in_every_format(folder: Path, recording: Path, **env: str) -> dict[str, str]:
    """Scan once, and return the report in each format."""
    files = {name: folder / name for name in FORMATS}
    wanted = [word for name, file in files.items() for word in ("-f", f"{name}:{file}")]
    cdnaudit(*SCAN, "--replay", recording, *wanted, env=env)
    return {name: file.read_text("utf-8") for name, file in files.items()}


def test_every_format_is_the_same_bytes_however_sets_are_ordered(tmp_path: Path) -> None:
    one, two = (in_every_format(tmp_path, MIXED, PYTHONHASHSEED=seed) for seed in ("1", "2"))
    assert [n for n in FORMATS if timeless(one[n]) != timeless(two[n])] == []


def timeless(text: str) -> str:
    return re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "", text)


def test_json_lines_are_the_run_and_a_target_a_line(found: dict[str, Any]) -> None:
    done = cdnaudit(*SCAN, "-f", "jsonl", "--replay", MIXED)
    head, *targets = map(json.loads, done.stdout.splitlines())
    assert (head["schema"], head["summary"]) == (found["schema"], found["summary"])
    assert targets == found["targets"]


def rows(*arguments: str | Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(cdnaudit(*SCAN, "-f", "csv", *arguments).stdout)))


def test_csv_has_a_row_a_finding(found: dict[str, Any]) -> None:
    head, *body = rows("--replay", MIXED)
    assert ",".join(head) == (
        "target,host,check,severity,confidence,role,provider,company,message,remedy,"
        "suppressed,fingerprint"
    )
    assert [(r[0], r[2], r[-1]) for r in body] == [
        (t["target"], f["check"], f["fingerprint"]) for t in found["targets"] for f in t["findings"]
    ]


def test_csv_of_dependencies_has_a_row_a_provider(found: dict[str, Any]) -> None:
    head, *body = rows("--replay", MIXED, "--csv-rows", "dependencies")
    assert ",".join(head) == "target,host,role,provider,company,state,confidence,depth,via"
    assert [(r[0], r[1], r[2], r[3]) for r in body if r[7] == "1"] == [
        (t["target"], u["host"], u["role"], u["provider"])
        for t in found["targets"]
        for u in t["providers"]
    ]


def delegated(folder: Path, *nameservers: str, alias: str = "") -> Path:
    """Write a recording of a zone whose nameservers have these names, and may be an alias."""
    data = [{"name": "shop.example", "type": "NS", "ttl": 60, "data": n} for n in nameservers]
    answers: list[dict[str, object]] = [
        {"ask": "dns", "name": "shop.example", "type": "NS", "records": data}
    ]
    for name in nameservers if alias else ():
        link = {"name": name, "type": "CNAME", "ttl": 60, "data": alias}
        answers.append({"ask": "dns", "name": name, "type": "A", "records": [link]})
    return recorded(folder, "www.shop.example", answers=answers)


def test_a_cell_that_a_spreadsheet_would_run_is_neutralised(tmp_path: Path) -> None:
    hostile = ["=cmd.example", "+cmd2.example", "-cmd3.example", "@cmd4.example"]
    file = delegated(tmp_path, *(f"ns1.{h}" for h in hostile))
    cells = [c for r in rows("--replay", file, "--csv-rows", "dependencies") for c in r]
    assert [h for h in hostile if f"'{h}" not in cells] == []
    assert [c for c in cells if c.startswith(("=", "+", "-", "@"))] == []


def test_a_strangers_control_characters_reach_no_reader(tmp_path: Path) -> None:
    names = ("ns1.\x1b[2Jcleared.example", "ns2.\u202eturned.example")
    texts = in_every_format(tmp_path, delegated(tmp_path, *names, alias="dns.example"))
    assert [n for n, text in texts.items() if {"\x1b", "\u202e"} & set(text)] == []
    assert [n for n, text in texts.items() if "cleared" not in text or "turned" not in text] == []


def test_csv_of_targets_has_a_row_a_target_also_for_one_that_did_not_resolve(
    tmp_path: Path,
) -> None:
    file = recorded(tmp_path, "lost.example", "www.shop.example")
    head, *body = rows("--replay", file, "--csv-rows", "targets")
    assert ",".join(head) == (
        "target,status,worst,single_points,dns,cdn,challenge,hosting,companies,asns,incomplete,"
        "observed"
    )
    assert [r[:2] for r in body] == [
        ["lost.example", "incomplete"],
        ["www.shop.example", "incomplete"],
    ]
    assert all("not recorded" in r[10] for r in body)
