"""Ignores: what they cover, until when, and what is said when they run out."""

from datetime import date

import pytest

from cdnaudit.gate.configuration import Ignore
from cdnaudit.gate.suppress import Suppressor
from cdnaudit.model.report import Suppression
from tests.gate.reports import TARGET, TODAY, finding, target

CHECK = "cdn-single-provider"


def ignore(
    check: str = CHECK, target_: str = TARGET, provider: str = "*", expires: date = TODAY
) -> Ignore:
    return Ignore(
        check=check, target=target_, provider=provider, reason="contracted", expires=expires
    )


def suppressor(*ignores: Ignore) -> Suppressor:
    return Suppressor(today=TODAY, ignores=ignores)


@pytest.mark.parametrize(
    "covering",
    [
        ignore(),
        ignore(target_="*"),
        ignore(target_="*.shop.example"),
        ignore(provider="alpha"),
        ignore(provider="al*"),
        ignore(expires=date(2027, 3, 31)),
    ],
)
def test_an_ignore_covers(covering: Ignore) -> None:
    why = Suppression("ignore", "contracted", covering.expires.isoformat())
    assert suppressor(covering).suppression(finding()) == why


@pytest.mark.parametrize(
    "other",
    [
        ignore(check="dns-single-provider"),
        ignore(target_="shop.example"),
        ignore(target_="*.else.example"),
        ignore(provider="beta"),
        ignore(expires=date(2026, 11, 22)),
    ],
    ids=["check", "target", "wildcard", "provider", "expired"],
)
def test_an_ignore_does_not_cover(other: Ignore) -> None:
    assert suppressor(other).suppression(finding()) is None


def test_an_ignore_of_a_host_covers_it_under_its_target() -> None:
    found = suppressor(ignore(target_="www.shop.example")).suppression(
        finding(target="shop.example", host="www.shop.example")
    )
    assert found is not None


def test_an_ignore_for_a_provider_does_not_cover_a_finding_without_one() -> None:
    assert suppressor(ignore(provider="alpha")).suppression(finding(provider=None)) is None


def test_an_expired_ignore_is_warned_of_while_its_finding_is_there() -> None:
    old = ignore(expires=date(2026, 11, 22))
    assert suppressor(old).warnings([target(finding())]) == (
        f"ignore of {CHECK} on {TARGET} expired on 2026-11-22: the finding is back",
    )
    assert suppressor(old).warnings([target()]) == ()


def test_an_ignore_that_holds_is_not_warned_of() -> None:
    assert suppressor(ignore()).warnings([target(finding())]) == ()


def test_an_ignore_that_covers_nothing_is_stale_and_so_is_one_that_has_expired() -> None:
    idle, old = ignore(target_="else.example"), ignore(expires=date(2026, 11, 22))
    assert suppressor(idle, ignore(), old).stale([target(finding())]) == (
        f"ignore of {CHECK} on {TARGET} expired on 2026-11-22: the finding is back",
        f"ignore of {CHECK} on else.example matches no finding: take it out",
    )
    assert suppressor(ignore()).stale([target(finding())]) == ()
