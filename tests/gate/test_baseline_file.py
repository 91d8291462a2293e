"""The baseline: it accepts a finding as severe as it was, in the roles it had, and says what is stale."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cdnaudit.errors import RunError
from cdnaudit.gate.baseline_file import (
    Acceptance,
    Baseline,
    accepted,
    baseline_text,
    read_baseline,
)
from cdnaudit.gate.configuration import Ignore
from cdnaudit.gate.severities import SeverityRules
from cdnaudit.gate.suppress import Suppressor
from cdnaudit.model.assessment import Assessment, Finding
from cdnaudit.model.report import Suppression
from cdnaudit.model.terms import Role, Severity
from tests.gate.reports import (
    DOUBT,
    TARGET,
    TODAY,
    YESTERDAY,
    accepting,
    finding,
    report,
    target,
)

CHECK = "cdn-single-provider"
TWO_ROLES = finding(Severity.HIGH, roles=(Role.CDN, Role.DNS))
NO_PROVIDER = replace(TWO_ROLES, provider=None, fingerprint="sha256:two companies")
DOUBTFUL = "other.example"


def suppressor(baseline: Baseline, *ignores: Ignore) -> Suppressor:
    return Suppressor(today=TODAY, ignores=ignores, baseline=baseline)


def written(folder: Path, *findings: Finding, by: str | None = None) -> Path:
    file = folder / "base.json"
    file.write_text(baseline_text(accepted(findings, Baseline(), YESTERDAY, by)))
    return file


def version_1(folder: Path, *findings: Finding) -> Path:
    """Write a baseline as the first version did."""
    rows = [
        {
            "fingerprint": found.fingerprint,
            "check": found.check,
            "target": found.target,
            "host": found.host,
            "provider": found.provider,
        }
        for found in findings
    ]
    file = folder / "base.json"
    file.write_text(json.dumps({"schema": "cdnaudit/baseline/v1", "findings": rows}))
    return file


@pytest.mark.parametrize("severity", Severity)
@pytest.mark.parametrize("once", Severity)
def test_a_finding_is_accepted_up_to_the_severity_it_had(
    once: Severity, severity: Severity
) -> None:
    why = suppressor(accepting(finding(once))).suppression(finding(severity))
    assert (why is not None) == (severity.rank <= once.rank)


@pytest.mark.parametrize(
    ("roles", "holds"),
    [
        ((Role.CDN, Role.DNS), True),
        ((Role.DNS,), True),
        ((Role.CDN, Role.CONTROL, Role.DNS), False),
        ((Role.CHALLENGE, Role.DNS), False),
    ],
)
def test_a_finding_is_accepted_in_the_roles_it_had(roles: tuple[Role, ...], holds: bool) -> None:
    why = suppressor(accepting(TWO_ROLES)).suppression(replace(TWO_ROLES, roles=roles))
    assert (why is not None) == holds


def test_a_challenge_that_joins_cdn_and_dns_fails_the_gate_again() -> None:
    worse = replace(
        TWO_ROLES, severity=Severity.CRITICAL, roles=(Role.CDN, Role.CHALLENGE, Role.DNS)
    )
    baseline = suppressor(accepting(TWO_ROLES))
    assert report(target(TWO_ROLES), suppressor=baseline).exit_code == 0
    found = report(target(worse), suppressor=baseline)
    assert (found.exit_code, found.warnings) == (
        1,
        (
            (
                f"worse than accepted in base.json, so is new: {CHECK} on {TARGET} "
                "(was high, is critical)"
            ),
        ),
    )


def test_a_target_that_becomes_tier_1_fails_the_gate_again() -> None:
    tier1 = SeverityRules(tier1=frozenset({TARGET}), single_points=frozenset({CHECK}))
    baseline = suppressor(accepting(finding()))
    assert report(target(finding()), suppressor=baseline).exit_code == 0
    found = report(target(finding()), severities=tier1, suppressor=baseline)
    assert (found.exit_code, found.targets[0].findings[0].suppressed) == (1, None)


def test_of_many_that_grew_three_are_named() -> None:
    names = [f"t{n}.example" for n in range(5)]
    once = [finding(target=name) for name in names]
    now = [finding(Severity.HIGH, target=name) for name in names]
    wider = replace(once[0], role=None, roles=(Role.CDN, Role.WAF))
    found = suppressor(accepting(*once)).warnings([target(wider, *now[1:])])
    assert found == (
        (
            "worse than accepted in base.json, so are new: "
            f"{CHECK} on t0.example (now in cdn, waf), "
            f"{CHECK} on t1.example (was medium, is high), "
            f"{CHECK} on t2.example (was medium, is high) and 2 more"
        ),
    )


def test_what_an_entry_says_is_why_a_finding_does_not_count() -> None:
    by_ann = suppressor(accepting(finding(), by="Ann")).suppression(finding())
    ignore = Ignore(check=CHECK, target="*", provider="*", reason="contracted", expires=TODAY)
    by_ignore = suppressor(accepting(finding()), ignore).suppression(finding())
    assert by_ann == Suppression("baseline", "accepted in base.json on 2026-11-22 by Ann", None)
    assert by_ignore == Suppression("ignore", "contracted", "2026-11-23")


def test_neither_another_provider_nor_another_company_is_accepted() -> None:
    other = replace(NO_PROVIDER, company="beta")
    assert suppressor(accepting(finding())).suppression(finding(provider="beta")) is None
    assert suppressor(accepting(NO_PROVIDER)).suppression(NO_PROVIDER) is not None
    assert suppressor(accepting(NO_PROVIDER)).suppression(other) is None


def test_a_provider_that_changes_hands_is_the_same_finding() -> None:
    sold = replace(finding(), company="beta")
    assert suppressor(accepting(finding())).suppression(sold) is not None


@pytest.mark.parametrize(
    ("now", "stale"),
    [
        (target(), True),
        (target(finding()), False),
        (target(finding(Severity.CRITICAL)), False),
        (target(finding(provider="beta")), True),
        (target(inconclusive=(DOUBT,)), False),
        (target(limits=("200 DNS queries",)), False),
        (target(name=DOUBTFUL), False),
    ],
    ids=["gone", "there", "worse", "another", "not known", "cut short", "not asked"],
)
def test_an_entry_that_matches_nothing_any_more_is_stale(now: Assessment, stale: bool) -> None:
    baseline = suppressor(accepting(finding()))
    said = (f"base.json: {CHECK} on {TARGET} matches no finding: take it out",) if stale else ()
    assert baseline.stale([now]) == said
    assert [w for w in baseline.warnings([now]) if "matches" in w] == list(said)


def test_an_entry_of_a_check_that_is_not_run_is_not_stale() -> None:
    baseline = replace(suppressor(accepting(finding())), not_run=frozenset({CHECK}))
    assert (baseline.stale([target()]), baseline.warnings([target()])) == ((), ())


def test_of_many_stale_entries_three_are_named() -> None:
    names = [f"t{n}.example" for n in range(5)]
    baseline = suppressor(accepting(*(finding(target=name) for name in names)))
    assert baseline.stale(target(name=name) for name in names) == (
        (
            f"base.json: {CHECK} on t0.example, {CHECK} on t1.example, {CHECK} on t2.example "
            "and 2 more match no finding: take it out"
        ),
    )


def test_a_written_baseline_reads_back(tmp_path: Path) -> None:
    findings = (finding(), TWO_ROLES, NO_PROVIDER, replace(NO_PROVIDER, company="beta"))
    read = read_baseline(written(tmp_path, *findings, by="Ann"))
    entries = [entry for found in read.entries.values() for entry in found]
    key = str
    assert sorted(entries, key=key) == sorted(
        accepted(findings, Baseline(), YESTERDAY, "Ann"), key=key
    )
    assert (read.file, read.is_version_1) == ("base.json", False)
    assert [f for f in findings if read.accepting(f) is None] == []


def test_a_baseline_is_sorted_and_names_what_it_accepts_when_and_by_whom(tmp_path: Path) -> None:
    later = finding(target="b.example", host="h.example", provider=None)
    rows = json.loads(written(tmp_path, later, TWO_ROLES).read_text())
    assert rows == {
        "schema": "cdnaudit/baseline/v2",
        "findings": [
            {
                "fingerprint": later.fingerprint,
                "check": CHECK,
                "severity": "medium",
                "target": "b.example",
                "host": "h.example",
                "roles": ["cdn"],
                "provider": None,
                "company": None,
                "message": "it is so",
                "date": "2026-11-22",
            },
            {
                "fingerprint": TWO_ROLES.fingerprint,
                "check": CHECK,
                "severity": "high",
                "target": TARGET,
                "host": TARGET,
                "roles": ["cdn", "dns"],
                "provider": "alpha",
                "company": "alpha",
                "message": "it is so",
                "date": "2026-11-22",
            },
        ],
    }
    (row,) = json.loads(written(tmp_path, finding(), by="Ann").read_text())["findings"]
    assert list(row)[-2:] == ["date", "by"]
    assert row["by"] == "Ann"


@pytest.mark.parametrize(
    ("now", "date_and_name"),
    [
        (finding(), ("2026-11-22", "Ann")),
        (finding(Severity.HIGH), ("2026-11-23", "Bob")),
        (finding(Severity.LOW), ("2026-11-23", "Bob")),
        (replace(finding(), role=None, roles=(Role.CDN, Role.DNS)), ("2026-11-23", "Bob")),
        (finding(provider="beta"), ("2026-11-23", "Bob")),
    ],
    ids=["same", "worse", "milder", "a further role", "another"],
)
def test_an_entry_that_stays_keeps_its_day_and_who_accepted_it(
    now: Finding, date_and_name: tuple[str, str]
) -> None:
    (entry,) = accepted((now,), accepting(finding(), by="Ann"), TODAY, "Bob")
    assert (entry.date, entry.by) == date_and_name


def test_version_1_is_read_on_and_accepts_any_severity_with_one_warning(tmp_path: Path) -> None:
    old = read_baseline(version_1(tmp_path, finding()))
    worse = report(target(finding(Severity.CRITICAL)), suppressor=suppressor(old))
    assert (worse.exit_code, worse.warnings) == (
        0,
        (
            (
                "base.json is of version 1: it accepts findings however severe they become; "
                "`cdnaudit baseline write base.json` with the same targets writes it anew"
            ),
        ),
    )
    assert worse.targets[0].findings[0].suppressed == Suppression(
        "baseline", "accepted in base.json", None
    )


def test_version_1_is_stale_as_version_2_is_and_its_age_alone_is_not(tmp_path: Path) -> None:
    old = suppressor(read_baseline(version_1(tmp_path, finding())))
    assert old.stale([target(finding())]) == ()
    assert old.stale([target()]) == (
        f"base.json: {CHECK} on {TARGET} matches no finding: take it out",
    )


def test_version_1_written_anew_has_today_and_a_severity(tmp_path: Path) -> None:
    old = read_baseline(version_1(tmp_path, finding()))
    (entry,) = accepted((finding(),), old, TODAY, None)
    assert (entry.severity, entry.date, entry.by) == (Severity.MEDIUM, "2026-11-23", None)


ENTRY = {
    "fingerprint": "sha256:1",
    "check": CHECK,
    "severity": "high",
    "target": TARGET,
    "roles": ["cdn"],
    "date": "2026-11-23",
}


def test_the_least_an_entry_may_hold(tmp_path: Path) -> None:
    file = tmp_path / "base.json"
    file.write_text(json.dumps({"schema": "cdnaudit/baseline/v2", "findings": [ENTRY]}))
    assert read_baseline(file).entries == {
        "sha256:1": (
            Acceptance(
                fingerprint="sha256:1",
                check=CHECK,
                severity=Severity.HIGH,
                target=TARGET,
                host=TARGET,
                roles=(Role.CDN,),
                provider=None,
                company=None,
                message="",
                date=date(2026, 11, 23).isoformat(),
                by=None,
            ),
        )
    }


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"severity": "hihg"}, "findings[0].severity: is 'hihg'; did you mean high?"),
        ({"severity": None}, "findings[0].severity: is null; give one of info, low, medium"),
        ({"roles": ["edge"]}, "findings[0].roles[0]: is 'edge'; use one of dns, cdn"),
        ({"date": "soon"}, "findings[0].date: is 'soon'; give a date, as 2027-03-31"),
        ({"by": 3}, "findings[0].by: is 3; give a string"),
    ],
)
def test_a_wrong_entry_is_refused_with_its_place(
    tmp_path: Path, changed: dict[str, object], problem: str
) -> None:
    file = tmp_path / "base.json"
    rows = [{**ENTRY, **changed}]
    file.write_text(json.dumps({"schema": "cdnaudit/baseline/v2", "findings": rows}))
    with pytest.raises(RunError) as caught:
        read_baseline(file)
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "cannot be read: No such file or directory"),
        ("{", "is not JSON: Expecting property name enclosed in double quotes"),
        ("[]", "is […]; give an object"),
        ('{"schema": "cdnaudit/report/v1"}', "give 'cdnaudit/baseline/v2'"),
        ('{"schema": "cdnaudit/baseline/v3"}', "give 'cdnaudit/baseline/v2'"),
    ],
)
def test_a_file_that_is_no_baseline_is_refused(
    tmp_path: Path, text: str | None, problem: str
) -> None:
    file = tmp_path / "baseline.json"
    if text is not None:
        file.write_text(text)
    with pytest.raises(RunError) as caught:
        read_baseline(file)
    assert problem in str(caught.value)
    assert str(caught.value).count("\n") == 0


def test_a_hostile_entry_says_little_and_nothing_unseen() -> None:
    hostile = finding(check="c\x1b[31m" * 100, target="t\u202e.example" * 100)
    baseline = suppressor(accepting(hostile))
    gone = replace(target(), target=hostile.target)
    (said,) = baseline.stale([gone])
    assert said.isprintable()
    assert len(said) < 300
