"""Generated rows of a dependencies CSV, and a count of them that is plain and slow."""

import csv
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

HEADER = ("target", "host", "role", "provider", "company", "state", "confidence", "depth", "via")
COMPANIES = {"dns0": "amazon", "cdn0": "amazon", "dns1": "cloudflare", "cdn1": "cloudflare"}
DNS = tuple(f"dns{number}" for number in range(40))
CDN = tuple(f"cdn{number}" for number in range(12))


class Row(NamedTuple):
    """One dependency."""

    target: str
    host: str
    role: str
    provider: str
    depth: int = 1
    via: str = ""

    @property
    def service(self) -> str:
        return f"{self.provider}/{self.role}"

    @property
    def company(self) -> str:
        return f"company:{COMPANIES.get(self.provider, self.provider)}"


def generated(targets: int, seed: int) -> list[Row]:
    """Make rows as a study of many sites has them: few providers serve most, some on another's DNS."""
    chance = random.Random(seed)
    rows: list[Row] = []
    for number in range(targets):
        target = f"t{number}.example"
        for host in (target, f"www.{target}")[: chance.choice((1, 1, 2))]:
            rows += _host(chance, target, host)
    return rows


def _host(chance: random.Random, target: str, host: str) -> Iterator[Row]:
    for provider in _some(chance, DNS, (1, 1, 1, 2)):
        yield Row(target, host, "dns", provider)
    for provider in _some(chance, CDN, (0, 1, 1, 2)):
        yield Row(target, host, "cdn", provider)
        for under in _some(chance, DNS, (0, 0, 1, 2)):
            yield Row(target, host, "dns", under, 2, provider)


def _some(chance: random.Random, names: Sequence[str], numbers: Sequence[int]) -> list[str]:
    weights = [1 / (rank + 1) for rank in range(len(names))]
    return sorted(set(chance.choices(names, weights, k=chance.choice(numbers))))


def written(path: Path, rows: Iterable[Row]) -> Path:
    """Write rows as ``--csv-rows dependencies`` does."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADER)
        for row in rows:
            company = row.company.removeprefix("company:")
            cells = (row.target, row.host, row.role, row.provider, company)
            writer.writerow((*cells, "", "high", row.depth, row.via))
    return path


class Numbers(NamedTuple):
    """Uses and sole of each event, at any depth and direct."""

    uses: Counter[str]
    sole: Counter[str]
    uses_direct: Counter[str]
    sole_direct: Counter[str]


def counted(rows: Iterable[Row]) -> Numbers:
    """Count by failing every event of every target alone, row by row."""
    numbers = Numbers(Counter(), Counter(), Counter(), Counter())
    for own in by_target(rows).values():
        direct = {event for row in own if row.depth == 1 for event in (row.service, row.company)}
        for event in {event for row in own for event in (row.service, row.company)}:
            sole = is_down(own, {event})
            numbers.uses[event] += 1
            numbers.sole[event] += sole
            numbers.uses_direct[event] += event in direct
            numbers.sole_direct[event] += sole and event in direct
    return numbers


def by_target(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.target].append(row)
    return found


def is_down(own: Sequence[Row], failed: set[str]) -> bool:
    """Tell whether a target is down: a host of it has a role in which no provider is left."""
    for host in {row.host for row in own}:
        here = [row for row in own if row.host == host]
        direct = [row for row in here if row.depth == 1]
        for role in {row.role for row in direct}:
            if all(_fails(row, here, failed) for row in direct if row.role == role):
                return True
    return False


def _fails(row: Row, here: Sequence[Row], failed: set[str]) -> bool:
    if {row.service, row.company} & failed:
        return True
    under = [other for other in here if other.depth > 1 and other.via == row.provider]
    return bool(under) and all({other.service, other.company} & failed for other in under)
