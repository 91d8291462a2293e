"""Ask the servers of the parent zone for the delegation of a zone."""

from dataclasses import dataclass

from cdnaudit.model.facts import DnsQuestion, Unknown
from cdnaudit.names import ancestors, parent
from cdnaudit.survey.aliases import End
from cdnaudit.survey.delegation import nameservers_named_by, probe
from cdnaudit.survey.questions import OpenQuestions

MAX_PARENT_SERVERS = 3
"""Servers of the parent that are tried before its side counts as unknown."""
MAX_PARENT_NAMES = 20
"""Nameserver names of the parent that are looked at for an address."""


@dataclass(frozen=True, slots=True)
class ParentSide:
    """Which of the parent's servers were asked for the delegation."""

    settled: bool
    """No further answer will come from them."""
    servers: tuple[str, ...] = ()
    """The addresses asked."""


def ask_parent(questions: OpenQuestions, zone: str) -> ParentSide:
    """Ask the parent's servers for the delegation, one after another until one answers."""
    names = _parent_nameservers(questions, zone)
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
        answer = questions.need(probe(zone, servers[-1]))
        if answer is None:
            return ParentSide(settled=False, servers=tuple(servers))
        if not isinstance(answer, Unknown) or len(servers) == MAX_PARENT_SERVERS:
            break
    return ParentSide(settled=True, servers=tuple(servers))


def _parent_nameservers(questions: OpenQuestions, zone: str) -> tuple[str, ...] | None:
    """Return nameserver names of the nearest zone above; None while that is open."""
    for above in ancestors(parent(zone)):
        answer = questions.need(DnsQuestion(above, "NS"))
        if answer is None:
            return None
        names = nameservers_named_by(questions.facts, above, ("",))
        if names:
            return tuple(sorted(names)[:MAX_PARENT_NAMES])
    return ()
