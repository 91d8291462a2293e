"""What changed between two runs, and which way redundancy went."""

import pytest

from cdnaudit.analysis.difference import Change, Difference, compare
from cdnaudit.model.assessment import Finding
from tests.saved.runs import HOST, WORLDS, edged, run
from tests.world import ALPHA, BETA, OWN, judge

ONE, TWO = edged(ALPHA), edged(f"{ALPHA} {BETA}")


def between(old: str, new: str) -> Difference:
    return compare(run(judge(edged(old))), run(judge(edged(new))))


def checks(found: tuple[Finding, ...]) -> list[str]:
    return sorted(f.check for f in found)


@pytest.mark.parametrize("case", WORLDS)
def test_nothing_changed_is_no_difference(case: str) -> None:
    assert compare(run(WORLDS[case]()), run(WORLDS[case]())) == Difference((), (), ())


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
    assert "dns-single-provider" in checks(found.findings_new)


def test_a_second_operator_is_redundancy_gained() -> None:
    (found,) = between(BETA, f"{BETA} {OWN}").targets
    assert (found.redundancy, found.single_points_new, found.single_points_gone) == (
        Change.GAINED,
        (),
        ("beta/dns", "company:beta"),
    )
    assert "dns-single-provider" in checks(found.findings_gone)


def test_a_second_operator_that_went_is_redundancy_lost() -> None:
    (found,) = between(f"{BETA} {OWN}", BETA).targets
    assert (found.redundancy, found.single_points_new) == (
        Change.LOST,
        ("beta/dns", "company:beta"),
    )


def test_targets_in_one_run_alone_are_added_and_removed() -> None:
    found = compare(run(judge(ONE)), run(judge(ONE, "else.example")))
    assert found == Difference(("else.example",), (HOST,), ())
