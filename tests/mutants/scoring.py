"""The share of mutants that the tests kill, in all and by package."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from tests.mutants.trying import Outcome


@dataclass(frozen=True, slots=True)
class Score:
    """How many of how many were killed."""

    killed: int
    tried: int

    @property
    def share(self) -> float:
        """The mutation score; where nothing was tried, nothing was missed."""
        return self.killed / self.tried if self.tried else 1.0

    def __str__(self) -> str:
        return f"{self.killed:4d} of {self.tried:4d} killed  {self.share:6.1%}"


def score(outcomes: Sequence[Outcome]) -> Score:
    """Count."""
    return Score(sum(o.killed for o in outcomes), len(outcomes))


def by_package(outcomes: Sequence[Outcome]) -> dict[str, Score]:
    """Count for each package, in the order of their names."""
    packages: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        packages[outcome.mutant.package].append(outcome)
    return {package: score(found) for package, found in sorted(packages.items())}


def summary(outcomes: Sequence[Outcome]) -> str:
    """List what survived, then the scores."""
    survivors = [f"{o.mutant}  [{o.verdict}]" for o in outcomes if not o.killed]
    scores = by_package(outcomes)
    width = max(map(len, (*scores, "all")))
    table = [f"{package:<{width}}  {found}" for package, found in scores.items()]
    return "\n".join((*survivors, "", *table, f"{'all':<{width}}  {score(outcomes)}", ""))


def as_json(outcomes: Sequence[Outcome]) -> str:
    """Write every outcome for programs."""
    rows = [{**asdict(o.mutant), "verdict": o.verdict} for o in outcomes]
    return json.dumps(rows, indent=1) + "\n"
