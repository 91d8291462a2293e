"""The least fixed point of AND and OR, for every scenario at once.

Bit k of a node's integer says whether the node works in scenario k: a node that needs all of its
parts is their ``&``, one that needs any is their ``|``. Nodes that need one another start from
zero, so a zone that is reachable through itself alone never works.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Self

from cdnaudit.graph.components import components
from cdnaudit.graph.plain_node import PlainNode
from cdnaudit.model.nodes import Node, NodeKind

AnyNode = Node | PlainNode


class Step(NamedTuple):
    """How one node follows from its parts."""

    number: int
    needs_all: bool
    parts: tuple[int, ...]


Sweep = Callable[[Sequence[Step]], bool]
"""Takes steps, each once and in order; tells whether anything changed."""


class Stretch(NamedTuple):
    """Steps to take in this order: once, or until nothing changes where nodes need one another."""

    steps: Sequence[Step]
    users: Mapping[int, Sequence[Step]]
    """In a cycle, the steps that need a node; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Order:
    """The order in which the nodes of a graph are evaluated: parts before what needs them."""

    stretches: tuple[Stretch, ...]

    @classmethod
    def of(cls, nodes: Sequence[AnyNode]) -> Self:
        """Find the order; it holds for every scenario."""
        return cls(tuple(_stretches(nodes)))

    @property
    def length(self) -> int:
        """How many steps and parts there are to look at, and at least 1."""
        steps = (step for stretch in self.stretches for step in stretch.steps)
        return 1 + sum(1 + len(step.parts) for step in steps)

    def least(self, leaves: Iterable[int], every: int) -> list[int]:
        """Return the integer of each node.

        ``leaves`` holds those of leaves and unknowns and 0 for all others; ``every`` has the
        bits of all scenarios.
        """
        state = list(leaves)
        self.settle(lambda steps: _sweep(steps, state, every))
        return state

    def settle(self, sweep: Sweep) -> None:
        """Take every step until nothing changes."""
        for steps, users in self.stretches:
            if users:
                _go_round(steps, users, sweep)
            else:
                sweep(steps)


def _stretches(nodes: Sequence[AnyNode]) -> Iterator[Stretch]:
    """Join components of one node, which one sweep settles, up to the next cycle."""
    plain: list[Step] = []
    for members, cyclic in components([_parts(node) for node in nodes]):
        steps = [step for number in members for step in _steps(number, nodes[number])]
        if cyclic:
            yield Stretch(plain, {})
            yield Stretch(steps, _users(steps))
            plain = []
        else:
            plain += steps
    yield Stretch(plain, {})


def _parts(node: AnyNode) -> tuple[int, ...]:
    return node.parts if node.kind in {NodeKind.ALL, NodeKind.ANY} else ()


def _steps(number: int, node: AnyNode) -> Iterator[Step]:
    """Leaves and unknowns follow from nothing."""
    if node.kind in {NodeKind.ALL, NodeKind.ANY}:
        yield Step(number, node.kind is NodeKind.ALL, node.parts)


def _users(steps: Sequence[Step]) -> dict[int, list[Step]]:
    users: dict[int, list[Step]] = {step.number: [] for step in steps}
    for step in steps:
        for part in users.keys() & set(step.parts):
            users[part].append(step)
    return users


def _go_round(steps: Sequence[Step], users: Mapping[int, Sequence[Step]], sweep: Sweep) -> None:
    """Take each step, and again whenever a part of it has changed."""
    waiting = deque(steps)
    queued = {step.number for step in steps}
    while waiting:
        step = waiting.popleft()
        queued.remove(step.number)
        if sweep((step,)):
            again = [user for user in users[step.number] if user.number not in queued]
            waiting += again
            queued |= {user.number for user in again}


def _sweep(steps: Sequence[Step], state: list[int], every: int) -> bool:
    changed = False
    for number, needs_all, parts in steps:
        if needs_all:
            value = every
            for part in parts:
                value &= state[part]
        else:
            value = 0
            for part in parts:
                value |= state[part]
                if value == every:
                    break
        if value != state[number]:
            state[number] = value
            changed = True
    return changed
