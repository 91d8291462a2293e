"""Look for worlds and losses that break a property, and make each as plain as it goes."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cdnaudit.model.facts import Cause, Question
from tests.evidence.cases import Case
from tests.evidence.kinds import is_held
from tests.evidence.properties import AGAINST_CALM, STEP_BY_STEP, STRICTER, Breach, Deaths
from tests.evidence.worlds import Lost, Seen, World


@dataclass(frozen=True, slots=True)
class Found:
    """A property broken: where, by what loss, and what was said."""

    name: str
    """Of the property."""
    seed: int
    world: World
    lost: Lost
    """Lost in the run that says too much."""
    still_lost: Lost
    """Lost in the run it is compared with; none in a calm one."""
    said: str

    def __str__(self) -> str:
        """Write what is needed to see it again."""
        given = [q for q in self.lost if q not in self.still_lost]
        lines = [f"seed {self.seed}: {self.world.name}", f"  lost: {_listed(given)}"]
        if self.still_lost:
            lines.append(f"  and in both: {_listed(self.still_lost)}")
        causes = sorted({unknown.cause for unknown in self.lost.values()})
        return "\n".join([*lines, f"  as {', '.join(causes)}", f"  {self.said}"])

    @property
    def removed(self) -> bool:
        """The answers were taken out of a recording, rather than lost on the way."""
        return is_removed(self.lost)

    @property
    def breach(self) -> Breach:
        """The property."""
        return {**AGAINST_CALM, **STEP_BY_STEP, **STRICTER}[self.name]


def in_losses(case: Case, *, strictly: bool = False) -> Iterator[Found]:
    """Yield what the losses of a case break, once a property and kind of fault."""
    against_calm = {**AGAINST_CALM, **(STRICTER if strictly else {})}
    for trial in case.trials:
        for name, breach in against_calm.items():
            yield from _first(name, breach, case, [(seen, trial.calm) for seen in trial.runs[:-1]])
        for name, breach in STEP_BY_STEP.items():
            yield from _first(name, breach, case, list(itertools.pairwise(trial.runs)))


def in_deaths(case: Case) -> Iterator[tuple[str, str]]:
    """Yield what the death of servers breaks: the property, and where and what was said."""
    where = f"seed {case.seed}: {case.world.name}, dead {', '.join(sorted(case.dead))}"
    deaths = Deaths(case.calm, case.bereft, case.dead)
    for name, breach in (("nameless", deaths.nameless), ("surer", deaths.surer)):
        for said in breach():
            yield name, f"{where}: {said}"


def _first(
    name: str, breach: Breach, case: Case, pairs: list[tuple[Seen, Seen]]
) -> Iterator[Found]:
    for more, less in pairs:
        for said in breach(more, less) if is_comparable(more, less) else ():
            yield Found(name, case.seed, case.world, more.lost, less.lost, said)
            return


def is_comparable(more: Seen, less: Seen) -> bool:
    """Leave out recordings that lack a whole kind of answers that they may do without."""
    return not is_removed(more.lost) or is_held(more, less)


def is_removed(lost: Lost) -> bool:
    """Tell whether answers were taken out of a recording, rather than lost on the way."""
    return all(unknown.cause is Cause.NOT_RECORDED for unknown in lost.values())


def plainest(found: Found) -> Found:
    """Lose as little as breaks the property still, in as plain a world."""
    while True:
        simpler = next((f for f in _simpler(found) if f is not None), None)
        if simpler is None:
            return found
        found = simpler


def _simpler(found: Found) -> Iterator[Found | None]:
    """Yield what is left of it in plainer worlds, and with each answer given back."""
    for world in found.world.plainer():
        yield _again(found, world, found.lost, found.still_lost)
    for question in found.lost:
        lost, still = _less(found.lost, question), _less(found.still_lost, question)
        if set(lost) - set(still):
            yield _again(found, found.world, lost, still)


def _again(found: Found, world: World, lost: Lost, still_lost: Lost) -> Found | None:
    """Try the property again; None where it holds, or where other questions are asked."""
    more, less = world.run(lost), world.run(still_lost)
    said = next(found.breach(more, less), None)
    if said is None or not more.lost or not is_comparable(more, less):
        return None
    return Found(found.name, found.seed, world, more.lost, less.lost, said)


def _less(lost: Lost, question: Question) -> Lost:
    return {q: unknown for q, unknown in lost.items() if q != question}


def _listed(questions: Iterable[Question]) -> str:
    return "; ".join(map(str, questions))
