"""What changed between two runs, and which way redundancy went."""

from dataclasses import replace
from typing import Any

import pytest

from cdnaudit.analysis.changed_findings import Becoming
from cdnaudit.analysis.difference import (
    AddedTarget,
    Change,
    Difference,
    IncompleteTarget,
    TargetDiff,
    compare,
)
from cdnaudit.model.assessment import NO_VERDICTS, UNFINISHED, Inconclusive
from cdnaudit.model.report import JudgedFinding, Suppression, TargetReport
from cdnaudit.model.terms import Role, Severity
from tests.formats import samples
from tests.saved.runs import HOST, WORLDS, edged, run
from tests.world import ALPHA, BETA, OWN, judge

ONE, TWO = edged(ALPHA), edged(f"{ALPHA} {BETA}")


def between(old: str, new: str) -> Difference:
    return compare(run(judge(edged(old))), run(judge(edged(new))))


def checks(found: TargetDiff, becoming: Becoming) -> list[str]:
    return sorted(change.finding.check for change in found.those(becoming))


@pytest.mark.parametrize("case", WORLDS)
def test_nothing_changed_is_no_difference(case: str) -> None:
    assert compare(run(WORLDS[case]()), run(WORLDS[case]())) == Difference(compared=1)


def test_another_operator_of_the_zone_is_a_change_both_ways() -> None:
    (found,) = between(OWN, BETA).targets
    assert (found.redundancy, found.single_points_new, found.single_points_gone) == (
        Change.CHANGED,
        ("beta/dns", "company:beta"),
        ("company:shop.example", "shop.example/dns"),
    )
    assert (found.providers_gained, found.providers_lost) == (
        (f"beta/dns for {HOST}",),
        (f"shop.example/dns for {HOST}",),
    )
    assert "dns-single-provider" in checks(found, Becoming.NEW)


def test_a_finding_whose_check_was_not_run_is_not_gone_and_the_run_is_incomplete() -> None:
    whole = run(judge(ONE))
    (target,) = whole.targets
    left = tuple(f for f in target.findings if f.check != "dns-single-provider")
    part = replace(
        whole,
        run=replace(whole.run, not_run=("dns-single-provider",)),
        targets=(replace(target, findings=left),),
    )
    assert len(left) < len(target.findings)
    missing = IncompleteTarget(HOST, "1 check not run: dns-single-provider")
    assert compare(whole, part) == Difference(compared=1, incomplete=(missing,))
    assert compare(part, part) == Difference(compared=1)


def test_a_second_operator_is_redundancy_gained() -> None:
    (found,) = between(BETA, f"{BETA} {OWN}").targets
    assert (found.redundancy, found.single_points_new, found.single_points_gone) == (
        Change.GAINED,
        (),
        ("beta/dns", "company:beta"),
    )
    assert "dns-single-provider" in checks(found, Becoming.GONE)


def test_a_second_operator_that_went_is_redundancy_lost() -> None:
    (found,) = between(f"{BETA} {OWN}", BETA).targets
    assert (found.redundancy, found.single_points_new) == (
        Change.LOST,
        ("beta/dns", "company:beta"),
    )


def test_targets_in_one_run_alone_are_added_with_their_findings_and_removed() -> None:
    later = run(judge(ONE, "else.example"))
    found = compare(run(judge(ONE)), later)
    assert found == Difference(
        added=(AddedTarget("else.example", later.targets[0].findings),),
        removed=(HOST,),
        incomplete=found.incomplete,
    )
    assert found.why_nothing_compared == "no target is in both runs"
    assert [target.target for target in found.incomplete] == ["else.example"]


def shop(*findings: JudgedFinding, **changes: Any) -> TargetReport:
    return replace(samples.shop(), findings=findings, **changes)


def one(severity: Severity = Severity.HIGH, **changes: Any) -> JudgedFinding:
    found = samples.finding(SHOP, "cdn-single-provider", severity, "fastly", Role.CDN)
    return replace(found, **changes)


def became(old: TargetReport, new: TargetReport) -> list[tuple[str, str | None]]:
    found = compare(samples.report((old,)), samples.report((new,)))
    return [(str(c.becoming), c.was) for target in found.targets for c in target.findings]


SHOP = "www.shop.example"
ASIDE = Suppression("ignore", "contracted", "2027-03-31")
SEVERAL = one(role=None, provider=None, roles=(Role.CDN, Role.DNS))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (one(), one(), []),
        (one(), one(Severity.CRITICAL), [("worse", "high")]),
        (one(), one(Severity.LOW), [("milder", "high")]),
        (one(), one(provider="akamai"), [("new", None), ("gone", None)]),
        (one(suppressed=ASIDE), one(), [("new", None)]),
        (one(), one(suppressed=ASIDE), []),
        (SEVERAL, replace(SEVERAL, roles=(Role.CDN, Role.DNS, Role.WAF)), [("worse", "high")]),
        (SEVERAL, replace(SEVERAL, roles=(Role.CDN,)), []),
        (replace(SEVERAL, roles=()), SEVERAL, []),
        (SEVERAL, replace(SEVERAL, company="akamai"), [("new", None), ("gone", None)]),
    ],
    ids=[
        "the same",
        "more severe",
        "less severe",
        "another provider",
        "no longer set aside",
        "set aside now",
        "a further role",
        "a role less",
        "roles that an older version did not write",
        "another company",
    ],
)
def test_a_finding_may_be_new_gone_worse_or_milder(
    old: JudgedFinding, new: JudgedFinding, expected: list[tuple[str, str | None]]
) -> None:
    assert became(shop(old), shop(new)) == expected


def test_what_is_new_worse_or_on_an_added_target_fails_from_a_severity_up() -> None:
    old = samples.report((shop(one(), name_is("low", Severity.LOW)),))
    new = shop(
        one(Severity.CRITICAL), name_is("fresh", Severity.HIGH), name_is("low", Severity.LOW)
    )
    added = shop(name_is("there", Severity.MEDIUM), target="b.example")
    found = compare(old, samples.report((new, added)))
    failing = {least: checked(found, least) for least in Severity}
    assert failing == {
        Severity.CRITICAL: ["cdn-single-provider"],
        Severity.HIGH: ["cdn-single-provider", "fresh"],
        Severity.MEDIUM: ["cdn-single-provider", "fresh", "there"],
        Severity.LOW: ["cdn-single-provider", "fresh", "there"],
        Severity.INFO: ["cdn-single-provider", "fresh", "there"],
    }


def name_is(check: str, severity: Severity) -> JudgedFinding:
    return one(severity, check=check)


def checked(found: Difference, least: Severity) -> list[str]:
    return sorted(finding.check for finding in found.failing(least))


@pytest.mark.parametrize(
    "spelling", ["WWW.Shop.Example", "www.shop.example.", "https://www.shop.example/"]
)
def test_a_target_in_another_spelling_is_the_same_and_so_are_its_findings(spelling: str) -> None:
    respelled = one(target=spelling, host=spelling.rstrip("/"), fingerprint="sha256:another")
    found = compare(
        samples.report((shop(one()),)), samples.report((shop(respelled, target=spelling),))
    )
    assert found == Difference(compared=1)


def test_pages_of_one_host_are_targets_of_their_own() -> None:
    first, second = shop(target=f"https://{SHOP}/a"), shop(target=f"https://{SHOP}/b")
    found = compare(samples.report((first,)), samples.report((second,)))
    assert (found.compared, found.removed) == (0, (first.target,))


def test_a_target_that_stands_twice_in_a_run_loses_nothing() -> None:
    worst = shop(one(Severity.CRITICAL))
    twice = samples.report((worst, shop(), replace(worst, target=SHOP.upper())))
    assert compare(samples.report((shop(),)), twice).failing(Severity.HIGH) == worst.findings
    assert compare(twice, twice) == Difference(compared=1)


DOUBT = Inconclusive("challenge-gate", SHOP, "timeout")


@pytest.mark.parametrize(
    ("old", "new", "reasons"),
    [
        (shop(), shop(inconclusive=(DOUBT,)), ["challenge-gate is inconclusive: timeout"]),
        (shop(), shop(limits_hit=("512 questions",)), ["512 questions"]),
        (shop(inconclusive=(replace(DOUBT, reason="refused"),)), shop(inconclusive=(DOUBT,)), []),
        (shop(inconclusive=(DOUBT,)), shop(), []),
    ],
    ids=["a doubt", "a limit", "an old doubt", "no doubt any more"],
)
def test_a_target_of_which_less_is_known_than_before_is_incomplete(
    old: TargetReport, new: TargetReport, reasons: list[str]
) -> None:
    found = compare(samples.report((old,)), samples.report((new,)))
    assert [target.reason for target in found.incomplete] == reasons


@pytest.mark.parametrize("why", [NO_VERDICTS, UNFINISHED])
def test_what_nobody_judged_before_counts_with_all_its_findings_once_it_is(why: str) -> None:
    unjudged = shop(limits_hit=(why,), cuts=())
    found = compare(samples.report((unjudged,)), samples.report((shop(one()),)))
    assert found == Difference(added=(AddedTarget(SHOP, (one(),), is_in_both=True),))
    assert found.why_nothing_compared == "the earlier run holds no verdicts"


@pytest.mark.parametrize("why", [NO_VERDICTS, UNFINISHED])
def test_of_what_nobody_judged_now_nothing_is_gone(why: str) -> None:
    unjudged = shop(limits_hit=(why,), cuts=(), providers=())
    (target,) = compare(samples.report((shop(one()),)), samples.report((unjudged,))).targets
    assert (target.findings, target.single_points_gone, target.redundancy) == ((), (), Change.SAME)
    again = compare(samples.report((unjudged,)), samples.report((unjudged,)))
    assert again == Difference(compared=1, incomplete=(IncompleteTarget(SHOP, why),))
