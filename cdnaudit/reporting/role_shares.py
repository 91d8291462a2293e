"""How much of each role lies with how few providers, over many targets."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from cdnaudit.model.events import Service
from cdnaudit.model.terms import Role

HHI_SCALE = 10_000
"""What a role with one provider has (Herfindahl-Hirschman index over shares in percent)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleShare:
    """One role over many targets, by what they depend on themselves."""

    role: Role
    targets: int
    """Those that have a provider in it."""
    single: int
    """Those that have exactly one."""
    providers: int
    hhi: float
    """0 to 10,000; a target with several providers is split evenly among them."""


class RoleCounter:
    """Counts how many targets a provider serves alone, with one other, and so on."""

    def __init__(self) -> None:
        self._served: defaultdict[Role, Counter[tuple[str, int]]] = defaultdict(Counter)
        self._targets: defaultdict[Role, Counter[int]] = defaultdict(Counter)

    def add(self, services: Iterable[Service]) -> None:
        """Count the services that one target depends on itself."""
        by_role: defaultdict[Role, set[str]] = defaultdict(set)
        for service in services:
            by_role[service.role].add(service.provider)
        for role, providers in by_role.items():
            among = len(providers)
            self._targets[role][among] += 1
            self._served[role].update((provider, among) for provider in providers)

    def shares(self) -> tuple[RoleShare, ...]:
        """Return the roles in the order of their names."""
        return tuple(self._share(role) for role in sorted(self._served))

    def _share(self, role: Role) -> RoleShare:
        targets = self._targets[role].total()
        weights: defaultdict[str, Fraction] = defaultdict(Fraction)
        for (provider, among), count in self._served[role].items():
            weights[provider] += Fraction(count, among)
        squares = sum((weight**2 for weight in weights.values()), Fraction())
        return RoleShare(
            role=role,
            targets=targets,
            single=self._targets[role][1],
            providers=len(weights),
            hhi=round(float(HHI_SCALE * squares / targets**2), 1),
        )
