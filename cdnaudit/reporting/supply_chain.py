"""Who supplies whom, over many targets: the links of a register of ICT providers."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cdnaudit.model.assessment import Dependency
from cdnaudit.model.terms import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplyLink:
    """A provider in a role, and whom it supplies."""

    role: Role
    provider: str
    company: str
    rank: int
    """1: the target itself; 2: the provider of rank 1 whose company is the recipient."""
    recipient: str = ""
    """Of rank 2: a company; empty where an alias or a zone stands between, not a provider."""


@dataclass(frozen=True, slots=True)
class CountedLink:
    """A link over many targets."""

    link: SupplyLink
    targets: int
    evidence: str
    """Of the first target, where its run says what shows it."""
    observed: str
    """When the world was last asked; ISO 8601, or empty where no run says."""


class SupplyCounter:
    """Counts the targets of each link, and keeps one piece of evidence and the latest time."""

    def __init__(self) -> None:
        self._targets: Counter[SupplyLink] = Counter()
        self._evidence: dict[SupplyLink, str] = {}
        self._observed: dict[SupplyLink, str] = {}

    def add(self, dependencies: Iterable[Dependency], observed: str) -> None:
        """Count the dependencies of one target; each link once."""
        found = list(dependencies)
        owners = {d.provider: d.company for d in found if d.depth == 1}
        links = {_link(d, owners): d for d in reversed(found)}
        self._targets.update(links.keys())
        for link, dependency in links.items():
            if dependency.evidence:
                self._evidence.setdefault(link, _in_words(dependency))
            self._observed[link] = max(observed, self._observed.get(link, ""))

    def links(self) -> tuple[CountedLink, ...]:
        """Return the links by rank, those of most targets first."""
        found = (
            CountedLink(link, count, self._evidence.get(link, ""), self._observed[link])
            for link, count in self._targets.items()
        )
        return tuple(sorted(found, key=_direct_and_most_first))


def _link(dependency: Dependency, owners: Mapping[str, str]) -> SupplyLink:
    return SupplyLink(
        role=dependency.role,
        provider=dependency.provider,
        company=dependency.company,
        rank=dependency.depth,
        recipient=owners.get(dependency.via, "") if dependency.depth > 1 else "",
    )


def _in_words(dependency: Dependency) -> str:
    first = dependency.evidence[0]
    return f"{first.signal} {first.value} ({first.rule})"


def _direct_and_most_first(found: CountedLink) -> tuple[int, int, str, str, str, str]:
    link = found.link
    return (link.rank, -found.targets, link.role, link.provider, link.company, link.recipient)
