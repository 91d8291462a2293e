"""``simulate`` and ``diff`` of saved runs: what they print, and what they refuse."""

import json
import re
from pathlib import Path

import pytest

from cdnaudit.analysis.outages import SCENARIOS
from cdnaudit.model.events import FORMS
from tests.cli.command import BAD, FINDINGS, GOOD, PASS, SCAN, USAGE, cdnaudit, together


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two saved runs."""
    folder = tmp_path_factory.mktemp("runs")
    together(
        {
            name: (*SCAN, "--replay", recording, "-f", f"json:{folder / name}.json")
            for name, recording in (("two", GOOD), ("one", BAD))
        }
    )
    return folder


def test_one_edge_of_two_that_fails_leaves_the_other(runs: Path) -> None:
    done = cdnaudit("simulate", runs / "two.json", "--down", "fastly/cdn")
    assert (done.returncode, done.stdout, done.stderr) == (
        PASS,
        (
            "If fastly/cdn fails: 0 down, 1 degraded, 0 unaffected, 0 unknown\n\n"
            "outcome   target            fails along  survives on\n"
            "degraded  www.shop.example               d111abcdef8.cloudfront.net\n"
        ),
        "",
    )


def test_a_scenario_fails_all_that_failed_that_day(runs: Path) -> None:
    done = cdnaudit(
        "simulate", runs / "one.json", "--scenario", "cloudflare-2025-11-18", "-f", "json"
    )
    assert json.loads(done.stdout) == {
        "schema": "cdnaudit/simulation/v1",
        "down": [
            "cloudflare/cdn",
            "cloudflare/challenge",
            "cloudflare/waf",
            "cloudflare/control",
        ],
        "scenario": "cloudflare-2025-11-18",
        "targets": [
            {
                "target": "www.shop.example",
                "outcome": "down",
                "path": ["www.shop.example", "cloudflare/challenge"],
                "survives_on": [],
                "already": False,
            }
        ],
        "summary": {"down": 1, "degraded": 0, "unaffected": 0, "unknown": 0, "already_down": 0},
    }


IDS = ", ".join(scenario.id for scenario in SCENARIOS)
ROLES = "dns, cdn, waf, steering, platform, hosting or challenge"
REFUSED = {
    "": (
        "say what fails or is added: --down EVENT, --add PROVIDER/ROLE, --suggest, or "
        f"--scenario ID of {IDS}"
    ),
    "--add nss1/dns": "event 'nss1/dns' is not known; did you mean ns1/dns?",
    "--add ns1/ca": f"'ns1/ca' cannot be added; write PROVIDER/ROLE, with a role of {ROLES}",
    "--add company:ibm": (
        f"'company:ibm' cannot be added; write PROVIDER/ROLE, with a role of {ROLES}"
    ),
    "--down fastly/cdm": "event 'fastly/cdm' is not known; did you mean fastly/cdn?",
    "--down qqqqqqqqqqqqqq": f"event 'qqqqqqqqqqqqqq' is not known; write {FORMS}",
    "--down fastly/cdn --scenario fastly-2021-06-08": (
        f"say what fails, in one way: --down EVENT, or --scenario ID of {IDS}"
    ),
    "--scenario nowhere-1999-01-01": (
        f"scenario 'nowhere-1999-01-01' is not known; use one of {IDS}"
    ),
}
"""Flags, and the whole message."""


def test_what_cannot_fail_is_refused_with_the_nearest(runs: Path) -> None:
    done = together({flags: ("simulate", runs / "two.json", *flags.split()) for flags in REFUSED})
    assert {f: (d.returncode, d.stdout, d.stderr) for f, d in done.items()} == {
        flags: (USAGE, "", f"cdnaudit: {message}\n") for flags, message in REFUSED.items()
    }


OPEN = ("region:aws/us-east-1", "asn:64511", "prefix:198.51.100.0/24")
"""Events of kinds of which no list can hold all; no run of ours has met these."""


def test_a_network_or_a_region_that_nobody_met_may_fail_too(runs: Path) -> None:
    done = together({e: ("simulate", runs / "two.json", "--down", e) for e in OPEN})
    assert {e: d.stdout.splitlines()[0] for e, d in done.items()} == {
        e: f"If {e} fails: 0 down, 0 degraded, 1 unaffected, 0 unknown" for e in OPEN
    }


def test_an_addition_ends_the_single_points_of_its_role(runs: Path) -> None:
    done = cdnaudit("simulate", runs / "one.json", "--add", "hetzner/hosting", "-f", "csv")
    assert (done.returncode, done.stderr) == (PASS, "")
    told = [line.split(",")[1:] for line in done.stdout.splitlines()]
    assert ["single point gone", "asn:64500"] in told
    assert ["single point left", "cloudflare/challenge"] in told


def test_a_suggestion_is_the_fewest_additions_that_leave_no_single_point(runs: Path) -> None:
    asked = ("simulate", runs / "one.json", runs / "two.json", "--suggest")
    found = json.loads(cdnaudit(*asked, "-f", "json").stdout)
    assert (found["down"], found["added"]) == ([], [])
    lists = [target["improvement"]["shortest"] for target in found["targets"]]
    assert lists == [["hosting", "challenge"], []]


def test_what_fails_may_fail_beside_an_addition(runs: Path) -> None:
    asked = ("simulate", runs / "one.json", "--down", "asn:64500", "--add", "hetzner/hosting")
    assert cdnaudit(*asked).stdout.partition("\n\n")[0].replace("\n", " ") == (
        "If asn:64500 fails with hetzner/hosting added: 0 down, 1 degraded, 0 unaffected, 0 unknown"
    )


NEAREST = {
    "region:aws/us-east1": "",
    "prefix:151.101.1.0/24": "; did you mean prefix:151.101.0.0/16?",
    "asn:5411": "; did you mean asn:54113?",
    "cloudflare/cdn": "",
}
"""Events on which no target of the run depends, and what is meant by each."""


def test_an_event_on_which_no_target_depends_is_warned_of_with_the_nearest(runs: Path) -> None:
    done = together({e: ("simulate", runs / "two.json", "--down", e) for e in NEAREST})
    warning = "cdnaudit: warning: no target is known to depend on"
    assert {e: (d.returncode, d.stderr) for e, d in done.items()} == {
        event: (PASS, f"{warning} {event}{hint}\n") for event, hint in NEAREST.items()
    }


def test_of_a_scenario_nobody_needs_to_depend_on_all(runs: Path) -> None:
    done = cdnaudit("simulate", runs / "two.json", "--scenario", "dyn-2016-10-21")
    assert (done.returncode, done.stderr) == (PASS, "")


def test_a_difference_names_what_came_and_what_went(runs: Path) -> None:
    done = cdnaudit("diff", runs / "two.json", runs / "one.json", "-f", "csv")
    assert (done.returncode, done.stderr) == (FINDINGS, "")
    changes = [re.match(r"[^,]*,[^,]*", line) for line in done.stdout.splitlines()]
    assert [change.group() for change in changes if change] == [
        "target,change",
        "www.shop.example,single point new",
        "www.shop.example,single point new",
        "www.shop.example,provider gained",
        "www.shop.example,provider gained",
        "www.shop.example,provider lost",
        "www.shop.example,provider lost",
        "www.shop.example,provider lost",
        "www.shop.example,high new",
        "www.shop.example,low new",
        "www.shop.example,info new",
    ]


def test_a_run_differs_in_nothing_from_itself(runs: Path) -> None:
    done = cdnaudit("diff", runs / "one.json", runs / "one.json")
    lead, *_ = done.stdout.splitlines()
    assert (done.returncode, lead) == (
        PASS,
        "0 targets changed: 0 new single points, 0 new findings",
    )


def test_points_and_findings_that_went_away_fail_nothing(runs: Path) -> None:
    done = cdnaudit("diff", runs / "one.json", runs / "two.json", "--fail-on", "info")
    assert (done.returncode, done.stdout.splitlines()[0]) == (
        PASS,
        "1 target changed: 0 new single points, 0 new findings",
    )
