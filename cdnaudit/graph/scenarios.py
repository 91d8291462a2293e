"""Scenarios as bits: which events happen in which, and what of a graph they strike."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Node, NodeKind
from cdnaudit.model.terms import Role


@dataclass(frozen=True, slots=True)
class Scenarios:
    """Sets of events; bit k of an integer stands for the k-th."""

    count: int
    strikes: Mapping[Event, int]
    """In which scenarios an event happens."""

    @classmethod
    def of(cls, sets: Iterable[Iterable[Event]]) -> Self:
        """Number the sets from 0.

        >>> Scenarios.of([[], ["a/cdn"], ["a/cdn", "b/cdn"]])
        Scenarios(count=3, strikes={'a/cdn': 6, 'b/cdn': 4})
        """
        strikes: dict[Event, int] = {}
        count = 0
        for events in sets:
            for event in events:
                strikes[event] = strikes.get(event, 0) | 1 << count
            count += 1
        return cls(count, strikes)

    @property
    def every(self) -> int:
        """The bits of all scenarios."""
        return (1 << self.count) - 1

    def leaves(self, nodes: Sequence[Node], *, unknown_works: bool) -> list[int]:
        """Return where each leaf and unknown works; 0 for nodes that follow from others.

        ``unknown_works`` says what to assume of nodes that nobody answered for.
        """
        hidden = {} if unknown_works else self._hidden(nodes)
        every = self.every
        values = [0] * len(nodes)
        for number, node in enumerate(nodes):
            if node.kind is NodeKind.LEAF:
                values[number] = every & ~self.struck(node.events)
            elif node.kind is NodeKind.UNKNOWN:
                values[number] = every & ~hidden.get(node.hides, 0)
        return values

    def struck(self, events: Iterable[Event]) -> int:
        """Return the scenarios in which any of ``events`` happens."""
        struck = 0
        for event in events:
            struck |= self.strikes.get(event, 0)
        return struck

    def _hidden(self, nodes: Iterable[Node]) -> dict[tuple[Role, ...], int]:
        """Return the scenarios that may strike what an unknown hides, by the roles it hides."""
        hidden: dict[tuple[Role, ...], int] = {(): self.every}
        for roles in {node.hides for node in nodes if node.hides}:
            hidden[roles] = self.struck(e for e in self.strikes if may_hide(roles, e))
        return hidden


def may_hide(roles: tuple[Role, ...], event: Event) -> bool:
    """Tell whether what nobody answered for, and may hide ``roles``, may hang on ``event``.

    Companies, networks and regions may stand behind anything; services only behind what can
    hide their role: an unknown NS set hides no CDN. No roles at all means any.
    """
    role = event.role
    return not roles or role is None or role in roles


def bits(integer: int) -> Iterator[int]:
    """Yield the numbers of the bits that are set, from the lowest.

    >>> list(bits(0b1101))
    [0, 2, 3]
    """
    while integer:
        lowest = integer & -integer
        yield lowest.bit_length() - 1
        integer ^= lowest
