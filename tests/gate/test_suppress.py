"""Ignores and baselines: what they cover, until when, and what is said when they run out."""

from datetime import date
from pathlib import Path

import pytest

from cdnaudit.errors import RunError
from cdnaudit.gate.configuration import Ignore
from cdnaudit.gate.suppress import Suppressor, baseline_text, read_baseline
from cdnaudit.model.report import Suppression
from tests.gate.reports import TARGET, TODAY, finding, target

CHECK = "cdn-single-provider"


def ignore(
    check: str = CHECK, target_: str = TARGET, provider: str = "*", expires: date = TODAY
) -> Ignore:
    return Ignore(
        check=check, target=target_, provider=provider, reason="contracted", expires=expires
    )


def suppressor(*ignores: Ignore, baseline: frozenset[str] = frozenset()) -> Suppressor:
    return Suppressor(today=TODAY, ignores=ignores, baseline=baseline)


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
    assert suppressor(old).expired([finding()]) == (
        f"ignore of {CHECK} on {TARGET} expired on 2026-11-22: the finding is back",
    )
    assert suppressor(old).expired([]) == ()


def test_an_ignore_that_holds_is_not_warned_of() -> None:
    assert suppressor(ignore()).expired([finding()]) == ()


def test_an_ignore_that_covers_nothing_is_unused() -> None:
    idle = ignore(target_="else.example")
    assert len(suppressor(idle, ignore()).unused([finding()])) == 1
    assert suppressor(ignore()).unused([finding()]) == ()


def test_a_baseline_covers_by_fingerprint_and_the_ignore_speaks_first() -> None:
    known = frozenset({finding().fingerprint})
    by_baseline = suppressor(baseline=known).suppression(finding())
    by_ignore = suppressor(ignore(), baseline=known).suppression(finding())
    assert by_baseline == Suppression("baseline", "in the baseline", None)
    assert by_ignore == Suppression("ignore", "contracted", "2026-11-23")


def test_a_baseline_does_not_cover_another_provider() -> None:
    known = frozenset({finding().fingerprint})
    assert suppressor(baseline=known).suppression(finding(provider="beta")) is None


def test_a_written_baseline_reads_back(tmp_path: Path) -> None:
    file = tmp_path / "baseline.json"
    file.write_text(baseline_text([target(finding(), finding(provider="beta"))]))
    assert read_baseline(file) == {finding().fingerprint, finding(provider="beta").fingerprint}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "cannot be read: No such file or directory"),
        ("{", "is not JSON: Expecting property name enclosed in double quotes"),
        ("[]", "is […]; give an object"),
        ('{"schema": "cdnaudit/report/v1"}', "give 'cdnaudit/baseline/v1'"),
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
