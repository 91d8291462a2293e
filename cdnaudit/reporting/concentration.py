"""Many targets at once, for people: who takes out how many, and which targets do not pass."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Severity, Status, rank
from cdnaudit.reporting.common_causes import CommonCause
from cdnaudit.reporting.single_points import (
    cause_name,
    network_name,
    provider_name,
    runs_own_nameservers,
)
from cdnaudit.reporting.target_causes import TargetCauses

OWN = "their own nameservers"
"""One row for all targets whose owners run the nameservers, each their own."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """What alone takes out some of the targets."""

    name: str
    beside: str
    """Of a provider its company, of a company its providers; empty where that says no more."""
    roles: str
    takes_down: int
    of: int

    @property
    def title(self) -> str:
        """The name, and what is beside it."""
        return f"{self.name} ({self.beside})" if self.beside else self.name

    @property
    def share(self) -> float:
        """The part of all targets, from 0 to 1."""
        return self.takes_down / self.of


@dataclass(frozen=True, slots=True)
class Alone:
    """Who takes out how many targets."""

    rows: tuple[Concentration, ...]
    """Those that take most targets down first."""
    without: Concentration
    """How many targets nothing alone is known to take down."""
    together: tuple[Concentration, ...]
    """Which pairs take some of those down, those that take most down first."""


def who_takes_out_how_many(targets: Sequence[TargetCauses]) -> Alone:
    """Count, for each owner, the targets that go down with it alone."""
    causes: defaultdict[str, list[CommonCause]] = defaultdict(list)
    pairs: Counter[str] = Counter()
    without, total = 0, max(len(targets), 1)
    for target in targets:
        found = dict(_named(target))
        for name, cause in found.items():
            causes[name].append(cause)
        if not found:
            without += 1
            pairs.update(
                {pair.in_words(target.target, name=cause_name) for pair in target.pairings}
            )
    rows = (_row(name, same, total) for name, same in causes.items())
    together = (Concentration(words, "", "", count, total) for words, count in pairs.items())
    return Alone(
        tuple(sorted(rows, key=_most_first)),
        Concentration("no single point", "", "", without, total),
        tuple(sorted(together, key=_most_first)),
    )


def _most_first(row: Concentration) -> tuple[int, str]:
    return (-row.takes_down, row.name)


def _named(causes: TargetCauses) -> Iterator[tuple[str, CommonCause]]:
    """Yield what alone takes the target down, by what it is called over many targets."""
    for cause in causes.alone:
        if cause.owner.is_network:
            yield network_name(cause.owner, causes.target), cause
        elif runs_own_nameservers(cause, causes.target.dependencies):
            yield OWN, cause
        else:
            yield cause.owner, cause


def _row(name: str, causes: list[CommonCause], of: int) -> Concentration:
    """Name an owner by all of its services that take a target down, not by those of one target."""
    takes_down = len(causes)
    events = {event for cause in causes for event in cause.events}
    whole = CommonCause(causes[0].owner, tuple(sorted(events)))
    roles = ", ".join(whole.roles)
    if name == OWN or whole.owner.is_network:
        return Concentration(name, "", roles, takes_down, of)
    return Concentration(provider_name(whole), _beside(whole), roles, takes_down, of)


def _beside(cause: CommonCause) -> str:
    match cause.providers:
        case []:
            return ""
        case [only]:
            company = cause.owner.name
            return "" if company == only else company
        case several:
            return ", ".join(several)


def worst_targets_first(targets: Iterable[TargetReport]) -> tuple[TargetReport, ...]:
    """Return the targets that do not pass: those that fail, the worst first, then the rest."""
    found = [target for target in targets if target.status is not Status.PASS]
    return tuple(sorted(found, key=_urgency))


def worst_failing(target: TargetReport) -> Severity | None:
    """Return the worst severity of a target's findings that fail the gate."""
    levels = (finding.severity for finding in target.findings if finding.fails_gate)
    return max(levels, key=rank, default=None)


def _urgency(target: TargetReport) -> tuple[bool, int, int, str]:
    worst = worst_failing(target)
    failing = sum(finding.fails_gate for finding in target.findings)
    fails = target.status is Status.FAIL
    return (not fails, -(rank(worst) if worst else 0), -failing, target.target)


def share_in_words(share: float) -> str:
    """Write a share; what is there is never written as nothing, nor what is missing as all.

    >>> share_in_words(0.6), share_in_words(0.0004), share_in_words(0.9996), share_in_words(1.0)
    ('60 %', '<1 %', '>99 %', '100 %')
    """
    percent = round(share * 100)
    if percent == 0 and share:
        return "<1 %"
    return ">99 %" if percent == 100 and share < 1 else f"{percent} %"  # noqa: PLR2004  per cent
