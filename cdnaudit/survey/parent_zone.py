"""Ask the servers of the parent zone for the delegation of a zone."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cdnaudit.model.facts import Answer, DnsAnswer, DnsQuestion, Facts, Question, Unknown
from cdnaudit.names import ancestors, parent
from cdnaudit.survey.aliases import End
from cdnaudit.survey.delegation import nameservers_named_by
from cdnaudit.survey.probes import probe
from cdnaudit.survey.questions import OpenQuestions
from cdnaudit.survey.zone_cut import may_begin

MAX_PARENT_SERVERS = 3
"""Servers of the parent that are tried before its side counts as unknown."""
MAX_PARENT_NAMES = 20
"""Nameserver names of the parent that are looked at for an address."""


Ask = Callable[[Question], Answer | None]
"""Returns the answer, None while it is open; notes what is missing."""


@dataclass(frozen=True, slots=True)
class ParentSide:
    """Which of the parent's servers were asked for the delegation."""

    settled: bool
    """No further answer will come from them."""
    servers: tuple[str, ...] = ()
    """The addresses asked."""
    lost: tuple[DnsQuestion, ...] = ()
    """The questions without an answer that keep its word from being known."""


def ask_parent(questions: OpenQuestions, zone: str) -> ParentSide:
    """Ask the parent's servers for the delegation, one after another until one answers."""
    return _ask_parent(questions, zone, questions.need)


def ask_whether_delegated(questions: OpenQuestions, name: str) -> bool:
    """Ask the same of a name at which a zone may begin; it is missed while one may.

    Return whether all is known that they have to say.
    """
    side = _ask_parent(questions, name, questions.prefetch)
    for question in side.lost if may_begin(questions.facts, name) else ():
        questions.need(question)
    return side.settled


def _ask_parent(questions: OpenQuestions, zone: str, ask: Ask) -> ParentSide:
    names = _parent_nameservers(questions, zone, ask)
    if names is None:
        return ParentSide(settled=False)
    servers: list[str] = []
    for name in names:
        resolution = questions.resolve(DnsQuestion(name, "A"))
        if resolution.end is End.OPEN:
            return ParentSide(settled=False, servers=tuple(servers))
        if not resolution.addresses:
            continue
        servers.append(resolution.addresses[0])
        answer = ask(probe(zone, servers[-1]))
        if answer is None:
            return ParentSide(settled=False, servers=tuple(servers))
        if not isinstance(answer, Unknown) or len(servers) == MAX_PARENT_SERVERS:
            break
    lost = _lost(questions.facts, zone, names, servers)
    return ParentSide(settled=True, servers=tuple(servers), lost=lost)


def _lost(
    facts: Facts, zone: str, names: Iterable[str], servers: Iterable[str]
) -> tuple[DnsQuestion, ...]:
    """Return what nobody answered on the way to a parent that did not answer itself."""
    probes = [probe(zone, ip) for ip in servers]
    if any(isinstance(facts.get(question), DnsAnswer) for question in probes):
        return ()
    on_the_way = [DnsQuestion(name, "A") for name in names]
    if not on_the_way:
        on_the_way = [DnsQuestion(above, "NS") for above in ancestors(parent(zone))]
    asked = (*probes, *on_the_way)
    return tuple(question for question in asked if isinstance(facts.get(question), Unknown))


def _parent_nameservers(questions: OpenQuestions, zone: str, ask: Ask) -> tuple[str, ...] | None:
    """Return nameserver names of the nearest zone above; None while that is open."""
    for above in ancestors(parent(zone)):
        answer = ask(DnsQuestion(above, "NS"))
        if answer is None:
            return None
        names = nameservers_named_by(questions.facts, above, ("",))
        if names:
            return tuple(sorted(names)[:MAX_PARENT_NAMES])
    return ()
