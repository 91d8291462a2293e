"""The targets that wait for one answer: they share what it costs."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cdnaudit.observe.budget import Budget


class Askers:
    """Whose budgets a question spends, and whose clocks stand while it waits for its turn."""

    __slots__ = ("_held", "budgets")

    def __init__(self, *budgets: Budget) -> None:
        self.budgets = list(budgets)
        self._held = 0

    def copy(self) -> "Askers":
        """Return the same targets, to which others may be added."""
        return Askers(*self.budgets)

    def may_send(self) -> bool:
        """Spend a message more than the question's first; False: no target has one left."""
        payer = next((budget for budget in self.budgets if budget.affords_message()), None)
        if payer:
            payer.spend_message()
        else:
            for budget in self.budgets:
                budget.out_of_messages()
        return payer is not None

    @contextmanager
    def joined_by(self, others: "Askers") -> Iterator[None]:
        """Let the targets of ``others`` wait for this question too."""
        joining = tuple(others.budgets)
        for budget in joining:
            self.budgets.append(budget)
            budget.clock.held(self._held)
        try:
            yield
        finally:
            for budget in joining:
                self.budgets.remove(budget)
                budget.clock.held(-self._held)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Say that the question is not under way: it waits for others."""
        self._hold(1)
        try:
            yield
        finally:
            self._hold(-1)

    def _hold(self, more: int) -> None:
        self._held += more
        for budget in self.budgets:
            budget.clock.held(more)


ASKERS: ContextVar[Askers] = ContextVar("askers")
"""Who asks in this context: the target of a walk, or all that wait for a question under way."""


def askers() -> Askers:
    """Return who asks here; outside a walk, somebody with a budget for this question alone."""
    return ASKERS.get(None) or Askers(Budget())
