"""``cdnaudit scan --zone`` before and after a change, and ``cdnaudit diff`` of the two."""

import json
from pathlib import Path

import pytest

from tests.cli.command import FINDINGS, FIXTURES, PASS, SCAN, USAGE, cdnaudit

RECORDED = FIXTURES / "two-dns-operators" / "recording.json"
CHANGES = Path(__file__).parents[1] / "overlay" / "changes"
FORMS = ("shop.example.zone", "shop.example.yaml", "shop.example.plan.json")
"""Each without its second DNS operator in the folder ``after``."""
REPLAY = (*SCAN, "--replay", RECORDED)


def scanned(form: str, state: str, out: Path) -> Path:
    run = out / f"{state}.json"
    done = cdnaudit(*REPLAY, "--zone", CHANGES / state / form, "-f", f"json:{run}")
    assert done.returncode == PASS, done.stderr
    return run


@pytest.mark.parametrize("form", FORMS)
def test_a_change_that_drops_the_second_dns_operator_fails_the_difference(
    form: str, tmp_path: Path
) -> None:
    runs = [scanned(form, state, tmp_path) for state in ("before", "after")]
    done = cdnaudit("diff", *runs)
    assert done.returncode == FINDINGS
    assert "www.shop.example  single point new  amazon-route53/dns" in done.stdout
    assert "www.shop.example  provider lost     ns1/dns for www.shop.example" in done.stdout


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_says_what_dns_says_gives_the_providers_of_the_recording(
    form: str, tmp_path: Path
) -> None:
    run = json.loads(scanned(form, "before", tmp_path).read_text())
    recorded = json.loads((RECORDED.parent / "report.json").read_text())
    assert [t["target"] for t in run["targets"]] == ["www.shop.example"]
    assert [_services(t) for t in run["targets"]] == [_services(t) for t in recorded["targets"]]
    assert run["warnings"][0].startswith("names in shop.example are answered from ")


def test_a_zone_file_with_an_error_is_exit_code_2(tmp_path: Path) -> None:
    file = tmp_path / "shop.example.zone"
    file.write_text("www 60 IN A 192.0.2.999\n")
    done = cdnaudit(*REPLAY, "--zone", file)
    assert done.returncode == USAGE
    assert done.stderr.startswith(
        f"cdnaudit: {file}: line 1: 'www 60 IN A 192.0.2.999' cannot be read: "
    )
    assert done.stderr.endswith("; mend the line\n")


def test_a_zone_file_that_is_not_there_is_exit_code_2(tmp_path: Path) -> None:
    done = cdnaudit(*REPLAY, "--zone", tmp_path / "none.zone")
    assert (done.returncode, "cannot be read: No such file" in done.stderr) == (USAGE, True)


def test_a_report_never_takes_the_place_of_a_zone_file(tmp_path: Path) -> None:
    file = tmp_path / "shop.example.zone"
    file.write_text("www 60 IN A 192.0.2.1\n")
    done = cdnaudit(*REPLAY, "--zone", file, "-f", f"json:{file}")
    assert (done.returncode, file.read_text()) == (USAGE, "www 60 IN A 192.0.2.1\n")


def test_a_zone_under_which_registries_sell_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "zone"
    file.write_text("$ORIGIN co.uk.\n@ 60 IN A 192.0.2.1\n")
    done = cdnaudit(*REPLAY, "--zone", file)
    assert (done.returncode, "target 'co.uk' is a public suffix" in done.stderr) == (USAGE, True)


def test_a_zone_in_which_nothing_serves_names_no_target(tmp_path: Path) -> None:
    file = tmp_path / "shop.example.zone"
    file.write_text("@ 60 IN NS ns.alpha.example.\n")
    done = cdnaudit(*REPLAY, "--zone", file)
    told = "no host of shop.example has an address; name a host of it as a target"
    assert (done.returncode, done.stderr) == (USAGE, f"cdnaudit: {told}\n")


def _services(target: dict[str, list[dict[str, str]]]) -> list[tuple[str, str]]:
    return sorted((one["role"], one["provider"]) for one in target["providers"])
