"""Ways to lose answers: single ones, at random, whole families."""

import random
from collections.abc import Callable, Mapping

from cdnaudit.model.facts import AsnQuestion, Cause, DnsQuestion, HttpQuestion, Question, Unknown
from tests.evidence.worlds import Seen

Loses = Callable[[Question], bool]
Fault = Callable[[Seen, random.Random], Loses]
"""From the calm run to which questions are lost."""

CAUSES = (
    Unknown("timeout after 2.0 s", Cause.TIMEOUT),
    Unknown("SERVFAIL", Cause.REFUSED),
    Unknown("network is unreachable", Cause.UNREACHABLE),
    Unknown("not recorded", Cause.NOT_RECORDED),
)
"""Reasons that are evidence of nothing (contract, section 5): all but ``silent``.

A bound is one too, and a target that reaches one says so for itself.
"""


def _one(calm: Seen, dice: random.Random) -> Loses:
    return {dice.choice(calm.asked)}.__contains__


def _two(calm: Seen, dice: random.Random) -> Loses:
    return set(dice.sample(calm.asked, 2)).__contains__


def _scattered(share: float) -> Fault:
    def fault(calm: Seen, dice: random.Random) -> Loses:
        salt = dice.random()
        return lambda question: random.Random(f"{salt} {question}").random() < share

    return fault


def _server(calm: Seen, dice: random.Random) -> Loses:
    """The way to one server is lost: nobody can tell that from a dead one, nor the reverse."""
    servers = sorted({q.server for q in calm.asked if isinstance(q, DnsQuestion)})
    gone = dice.choice(servers[1:] or servers)
    return lambda question: isinstance(question, DnsQuestion) and question.server == gone


def _name(calm: Seen, dice: random.Random) -> Loses:
    """Everything about one name is lost."""
    gone = dice.choice(sorted({q.name for q in calm.asked if isinstance(q, DnsQuestion)}))
    return lambda question: isinstance(question, DnsQuestion) and question.name == gone


def _always(loses: Loses) -> Fault:
    return lambda calm, dice: loses


def _type(*types: str) -> Fault:
    return _always(lambda q: isinstance(q, DnsQuestion) and not q.server and q.type in types)


def _is_direct(question: Question) -> bool:
    return isinstance(question, DnsQuestion) and bool(question.server)


FAULTS: Mapping[str, Fault] = {
    "one answer": _one,
    "two answers": _two,
    "5 % of answers": _scattered(0.05),
    "20 % of answers": _scattered(0.2),
    "60 % of answers": _scattered(0.6),
    "the way to a server": _server,
    "all about a name": _name,
    "IPv6": _always(lambda q: isinstance(q, DnsQuestion) and ":" in q.server),
    "all AAAA": _type("AAAA"),
    "all A": _type("A"),
    "all NS of the resolver": _type("NS"),
    "port 53 but for the resolver": _always(_is_direct),
    "what is only useful": _type("HTTPS", "SOA", "PTR"),
    "all pages": _always(lambda q: isinstance(q, HttpQuestion)),
    "all HTTPS": _always(lambda q: isinstance(q, HttpQuestion) and q.url.startswith("https")),
    "all origins": _always(lambda q: isinstance(q, AsnQuestion)),
}
"""Ways to lose answers: single ones, at random, whole families."""
