"""The integers of a portfolio equal a plain count, and move one way only."""

import random
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest

from cdnaudit.application.portfolio_run import portfolio_of
from cdnaudit.model.terms import Role
from cdnaudit.reporting.portfolio_totals import PortfolioTotals
from tests.portfolio.rows import DNS, Row, by_target, counted, generated, written

Integers = dict[str, tuple[int, int, int, int]]


def of(folder: Path, *runs: list[Row]) -> PortfolioTotals:
    files = [written(folder / f"{number}.csv", rows) for number, rows in enumerate(runs)]
    return portfolio_of(files)


def services(totals: PortfolioTotals) -> Integers:
    return {
        row.event: (
            row.used_by,
            row.takes_down,
            row.used_directly_by,
            row.takes_down_directly,
        )
        for row in totals.providers
    }


@pytest.mark.parametrize("seed", range(3))
def test_every_integer_equals_a_plain_count(tmp_path: Path, seed: int) -> None:
    rows = generated(3000, seed)
    totals, numbers = of(tmp_path, rows), counted(rows)
    every = {event: tuple(count[event] for count in numbers) for event in numbers.uses}
    assert services(totals) == {
        event: four for event, four in every.items() if not event.startswith("company:")
    }
    assert {f"company:{c.company}": (c.uses, c.sole) for c in totals.companies} == {
        event: four[:2] for event, four in every.items() if event.startswith("company:")
    }
    assert totals.targets == len(by_target(rows))


@pytest.mark.parametrize("role", [Role.DNS, Role.CDN])
def test_a_role_is_as_concentrated_as_its_shares_say(tmp_path: Path, role: Role) -> None:
    rows = generated(2000, 7)
    (found,) = (share for share in of(tmp_path, rows).roles if share.role is role)
    weights: defaultdict[str, Fraction] = defaultdict(Fraction)
    sizes = []
    for own in by_target(rows).values():
        providers = {row.provider for row in own if row.depth == 1 and row.role == role}
        sizes += [len(providers)] if providers else []
        for provider in providers:
            weights[provider] += Fraction(1, len(providers))
    hhi = sum((100 * weight / len(sizes)) ** 2 for weight in weights.values())
    assert (found.targets, found.single, found.providers, found.hhi) == (
        len(sizes),
        sizes.count(1),
        len(weights),
        round(float(hhi), 1),
    )


def test_one_provider_for_all_has_the_highest_index_and_two_halves_half_of_it(
    tmp_path: Path,
) -> None:
    one = [
        Row("a.example", "a.example", "dns", "dns0"),
        Row("b.example", "b.example", "dns", "dns0"),
    ]
    both = [
        *one,
        Row("a.example", "a.example", "dns", "dns1"),
        Row("b.example", "b.example", "dns", "dns1"),
    ]
    both.sort()
    assert [of(tmp_path, rows).roles[0].hhi for rows in (one, both)] == [10_000.0, 5000.0]


@pytest.mark.parametrize("seed", range(5))
def test_an_alternative_takes_nothing_more_down(tmp_path: Path, seed: int) -> None:
    rows = generated(300, seed)
    chance = random.Random(seed)
    direct = [row for row in rows if row.depth == 1 and row.role == "dns"]
    spares = [row._replace(provider=chance.choice(DNS)) for row in chance.sample(direct, 100)]
    more = sorted(set(rows) | set(spares))
    before, after = services(of(tmp_path, rows)), services(of(tmp_path, more))
    assert all(after[event][0] >= four[0] for event, four in before.items())
    spared = {(row.provider, row.role) for row in spares}
    untouched = [e for e in before if tuple(e.split("/")) not in spared]
    assert all(after[event][1] <= before[event][1] for event in untouched)


@pytest.mark.parametrize("seed", range(3))
def test_runs_apart_are_the_same_as_one(tmp_path: Path, seed: int) -> None:
    rows = generated(200, seed)
    last = rows[len(rows) // 2].target
    cut = next(number for number, row in enumerate(rows) if row.target == last)
    assert of(tmp_path, rows[:cut], rows[cut:]) == of(tmp_path, rows)


def test_a_target_counts_once_as_the_first_run_has_it(tmp_path: Path) -> None:
    new = [Row("a.example", "a.example", "dns", "dns0")]
    old = [
        Row("a.example", "a.example", "dns", "dns1"),
        Row("b.example", "b.example", "dns", "dns1"),
    ]
    totals = of(tmp_path, new, old)
    assert (totals.targets, totals.repeated) == (2, 1)
    assert services(totals) == {"dns0/dns": (1, 1, 1, 1), "dns1/dns": (1, 1, 1, 1)}
