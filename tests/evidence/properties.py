"""What must hold between a run that lost answers and one that lost fewer of them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cdnaudit.graph.evaluate import Evaluation
from cdnaudit.model.assessment import Finding
from cdnaudit.model.terms import Outcome, Status
from tests.evidence.worlds import Seen

Breach = Callable[[Seen, Seen], Iterator[str]]
"""Says in what a run with more lost is at odds with one with less lost."""


def further_findings(faulty: Seen, calm: Seen) -> Iterator[str]:
    """A finding of the faulty run is in the calm one, or a lost question is named."""
    known = {finding.fingerprint: finding.severity.rank for finding in calm.report.findings}
    if not faulty.named:
        for finding in faulty.report.findings:
            if finding.severity.rank > known.get(finding.fingerprint, -1):
                yield f"{finding.check} {finding.severity}: {finding.message}"


def further_providers(faulty: Seen, calm: Seen) -> Iterator[str]:
    """A provider in a role is in the calm run, or a lost question is named."""
    known = {(d.host, d.service) for d in calm.report.dependencies}
    if not faulty.named:
        for dependency in faulty.report.dependencies:
            if (dependency.host, dependency.service) not in known:
                yield f"{dependency.event} of {dependency.host}"


def surer_status(faulty: Seen, calm: Seen) -> Iterator[str]:
    """A verdict that the faulty run dares is that of the calm one."""
    if faulty.status not in {Status.INCOMPLETE, calm.status}:
        because = ", ".join(sorted(_gate_failing(faulty))) or _doubts(calm)
        yield f"{faulty.status} where the calm run says {calm.status} ({because})"


def nameless_doubt(faulty: Seen, calm: Seen) -> Iterator[str]:
    """A verdict that was lost with an answer comes with the name of a lost question."""
    if faulty.status is Status.INCOMPLETE is not calm.status and not faulty.named:
        yield f"incomplete ({_doubts(faulty)}) and names no lost question"


def further_cuts(faulty: Seen, calm: Seen) -> Iterator[str]:
    """What is said to take the target down does so in the calm run, or a lost question is named."""
    if not faulty.named:
        yield from doubtful_cuts(faulty, calm)


def doubtful_cuts(faulty: Seen, calm: Seen) -> Iterator[str]:
    """What is said to take the target down, and not only perhaps, does so in the calm run."""
    cuts = [cut.events for cut in faulty.report.cuts if cut.outcome is Outcome.DOWN]
    evaluation = Evaluation.of(calm.report.graph, cuts)
    for number, events in enumerate(cuts):
        if evaluation.outcome(number) is not Outcome.DOWN:
            yield f"{' + '.join(events)} is {evaluation.outcome(number)} in the calm run"


def pass_lost(more_lost: Seen, less_lost: Seen) -> Iterator[str]:
    """An answer given back never turns a pass into less."""
    if more_lost.status is Status.PASS and less_lost.status is Status.INCOMPLETE:
        given = ", ".join(sorted(str(q) for q in set(more_lost.lost) - set(less_lost.lost)))
        yield f"pass, and incomplete ({_doubts(less_lost)}) with {given} given back"


def verdict_revised(more_lost: Seen, less_lost: Seen) -> Iterator[str]:
    """An answer given back never turns a failure into less, nor one verdict into the other."""
    if more_lost.status is Status.FAIL is not less_lost.status:
        yield f"fail ({', '.join(_gate_failing(more_lost))}), then {less_lost.status}"
    if more_lost.status is Status.PASS and less_lost.status is Status.FAIL:
        yield f"pass, then fail ({', '.join(_gate_failing(less_lost))})"


AGAINST_CALM: Mapping[str, Breach] = {
    breach.__name__: breach
    for breach in (
        further_findings,
        further_providers,
        surer_status,
        nameless_doubt,
        further_cuts,
    )
}
"""Put to each run with losses and the calm one."""

STEP_BY_STEP: Mapping[str, Breach] = {
    breach.__name__: breach for breach in (pass_lost, verdict_revised)
}
"""Put to each run and the next, in which more is answered."""

STRICTER: Mapping[str, Breach] = {"doubtful_cuts": doubtful_cuts}
"""Told by ``python -m tests.evidence`` alone: one family of addresses that was lost breaks it by design.

Cuts are of the addresses that are known; the question that may show others is named as lost.
"""


@dataclass(frozen=True, slots=True)
class Deaths:
    """What must hold once servers died: they are seen to be silent, which is evidence."""

    calm: Seen
    after: Seen
    dead: frozenset[str]

    def nameless(self) -> Iterator[str]:
        """What is new is told beside the name of a question that nobody answers any more."""
        known = {unknown.question for unknown in self.calm.report.unknowns}
        names = {unknown.question for unknown in self.after.report.unknowns}
        of_dead = {name for name in names if name.rpartition("@")[2] in self.dead}
        if not of_dead | (names - known):
            yield from further_findings(self.after, self.calm)
            yield from further_providers(self.after, self.calm)

    def surer(self) -> Iterator[str]:
        """Nothing passes that did not; what fails now fails for its nameservers."""
        was, now = self.calm.status, self.after.status
        if now is Status.PASS is not was:
            yield f"pass where it was {was}"
        known = {finding.fingerprint for finding in self.calm.report.findings}
        for finding in _failing(self.after):
            said = f"{finding.check}: {finding.message}"
            of_nameservers = "dns" in said or "zone" in said
            if finding.fingerprint not in known and not of_nameservers:
                yield f"{finding.check}: {finding.message}"


def _failing(seen: Seen) -> Iterator[Finding]:
    return (finding for finding in seen.report.findings if finding.fails_gate)


def _gate_failing(seen: Seen) -> list[str]:
    return [f"{finding.check}: {finding.message}" for finding in _failing(seen)]


def _doubts(seen: Seen) -> str:
    doubts = [f"{doubt.check}: {doubt.reason}" for doubt in seen.report.inconclusive]
    return "; ".join([*doubts, *seen.report.limits_hit][:2]) or "no doubt"
