"""Several targets in one sentence."""

from cdnaudit.reporting.concentration import Alone, Concentration
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.fleet_verdict import fleet_verdict
from tests.formats import samples


def alone(*counts: tuple[str, int], without: int = 0, pairs: tuple[str, ...] = ()) -> Alone:
    rows = tuple(row(name, number) for name, number in counts)
    together = tuple(row(name, without) for name in pairs)
    return Alone(rows, row("no single point", without), together)


def row(name: str, takes_down: int) -> Concentration:
    return Concentration(name, "", "", takes_down, 12)


def test_who_takes_most_targets_down_is_named_first() -> None:
    said = fleet_verdict(alone(("cloudflare", 9), ("fastly", 2), without=1), 12, 0)
    assert said == ("cloudflare alone takes down 9 of 12 targets, fastly 2; 1 has no single point.")


def test_the_first_are_named_and_the_rest_counted() -> None:
    said = fleet_verdict(alone(("a", 5), ("b", 3), ("c", 2), ("d", 1), ("e", 1)), 12, 0)
    assert said == (
        "a alone takes down 5 of 12 targets, b 3, c 2, 2 others at most 1; each has a single point."
    )


def test_own_nameservers_are_several() -> None:
    said = fleet_verdict(alone(("their own nameservers", 3), without=2), 12, 0)
    assert said == (
        "Their own nameservers alone take down 3 of 12 targets; 2 have no single point."
    )


def test_where_nobody_takes_any_down_that_is_said() -> None:
    assert fleet_verdict(alone(without=1200), 1200, 0) == (
        "No single provider is known to take any of 1,200 targets down."
    )


def test_where_nobody_does_so_alone_the_first_pair_is_named() -> None:
    assert fleet_verdict(alone(without=12, pairs=("amazon together with fastly",)), 12, 0) == (
        "No single provider is known to take any of 12 targets down; "
        "amazon together with fastly would take down 12."
    )


def test_targets_that_lack_evidence_are_no_resilient_ones() -> None:
    assert fleet_verdict(alone(("cloudflare", 9), without=3), 12, 2) == (
        "cloudflare alone takes down 9 of 12 targets; 1 has no single point; 2 are not known."
    )
    assert fleet_verdict(alone(without=12), 12, 1) == (
        "No single provider is known to take any of 12 targets down; 1 is not known."
    )
    assert fleet_verdict(alone(without=12), 12, 12) == (
        "What takes 12 targets down is not known: evidence is missing."
    )


def test_a_report_is_said_so() -> None:
    report = samples.two_targets()
    said = fleet_verdict(Document(report).alone, len(report.targets), 0)
    assert said.endswith("of 2 targets, fastly 1; each has a single point.")
