"""Kinds of answers that a recording may do without: who made it need not have asked.

A recording is written by hand too (contract, section 5), and must not be incomplete for want of
what nobody claims to have asked. So what it holds none of says nothing, neither for nor against a
verdict; what it holds in part is missed. An answer lost on the way is missed always.
"""

from collections.abc import Iterable, Iterator

from cdnaudit.model.facts import DnsQuestion, Question
from tests.evidence.worlds import Seen

Kind = tuple[str, ...]


def is_held(more: Seen, less: Seen) -> bool:
    """Tell whether a recording with more removed still holds some of every kind it held."""
    optional = set(_kinds(less, less)) - set(_kinds(more, less))
    return not optional


def _kinds(seen: Seen, fuller: Seen) -> Iterator[Kind]:
    """Yield the kinds of what a run held that a recording may lack as a whole."""
    servers = _servers(fuller)
    held = (question for question in seen.asked if question not in seen.lost)
    for question in _dns(held):
        if question.server in servers.get(question.name, ()):
            yield _of_server(question)
        elif question.server:
            yield ("what the parent says of", question.name)
        elif question.type == "SOA":
            yield ("who runs", question.name)
        elif question.name == f"www.{seen.report.target}":
            yield ("the www of", seen.report.target)


def _of_server(question: DnsQuestion) -> Kind:
    if question.type == "NS":
        return ("whether servers answer for", question.name)
    return ("what else a server answers for", question.name, question.server)


def _dns(questions: Iterable[Question]) -> Iterator[DnsQuestion]:
    return (question for question in questions if isinstance(question, DnsQuestion))


def _servers(seen: Seen) -> dict[str, set[str]]:
    """Return the addresses of the nameservers of each zone."""
    return {
        zone.zone: {ip for server in zone.nameservers for ip in server.addresses}
        for zone in seen.report.zones
    }
