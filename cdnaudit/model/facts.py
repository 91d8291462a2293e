"""Questions put to the world, and what it answered."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from cdnaudit.model.tls import Tls, TlsRefusal


class DnsQuestion(NamedTuple):
    """One DNS question. Names are lower case A-labels without the final dot; the root is ``""``.

    A tuple, for it is looked up hundreds of times a target: a dataclass compares in Python.
    """

    name: str
    type: str
    """``A``, ``AAAA``, ``NS``, ``SOA``, ``CAA``, ``HTTPS``, ``PTR`` …"""
    server: str = ""
    """The address asked directly, without recursion; ``""`` asks the resolver."""
    ecs: str = ""
    """The client subnet to ask as (RFC 7871), such as ``192.0.2.0/24``; ``""`` for none."""
    sample: int = 0
    """The same question asked again, to see weighted answers: 0, 1, …"""

    def __str__(self) -> str:
        """Write as reports do.

        >>> str(DnsQuestion("example.com", "NS", server="192.0.2.53"))
        'dns NS example.com @192.0.2.53'
        """
        words = ["dns", self.type, self.name or "."]
        if self.server:
            words.append(f"@{self.server}")
        if self.ecs:
            words.append(f"ecs={self.ecs}")
        if self.sample:
            words.append(f"sample={self.sample}")
        return " ".join(words)


@dataclass(frozen=True, slots=True, order=True)
class AsnQuestion:
    """Which AS announces an address?"""

    ip: str

    def __str__(self) -> str:
        """Write as reports do."""
        return f"asn {self.ip}"


@dataclass(frozen=True, slots=True, order=True)
class RdapQuestion:
    """Who runs the network of an address, by the registry's word?"""

    ip: str

    def __str__(self) -> str:
        """Write as reports do."""
        return f"rdap {self.ip}"


@dataclass(frozen=True, slots=True, order=True)
class HttpQuestion:
    """One GET. Redirects are not followed: the walk decides what to ask next."""

    url: str
    pins: tuple[str, ...] = field(default=(), compare=False)
    """Addresses to connect to; the name is never resolved again."""
    origin: str = ""
    """The declared origin that is asked in place of the URL's own host; ``""`` for none."""

    def __str__(self) -> str:
        """Write as reports do.

        >>> str(HttpQuestion("https://www.example.com/", origin="origin.example.net"))
        'http https://www.example.com/ @origin.example.net'
        """
        return f"http {self.url} @{self.origin}" if self.origin else f"http {self.url}"


Question = DnsQuestion | AsnQuestion | RdapQuestion | HttpQuestion


class Record(NamedTuple):
    """One resource record; ``data`` is presentation form, names in it lower case and dotless."""

    name: str
    type: str
    ttl: int
    data: str


@dataclass(frozen=True, slots=True)
class DnsAnswer:
    """The world answered; no records means it answered 'none'.

    ``records`` are the answer section, then the SOA or NS set of the authority
    section, then (of a server asked directly) glue addresses.
    """

    rcode: str
    """``NOERROR``, ``NXDOMAIN``, ``REFUSED`` …"""
    records: tuple[Record, ...] = ()
    aa: bool | None = None
    """Authoritative answer bit; None where the recording does not say."""
    ecs_scope: int | None = None

    @property
    def is_conclusive(self) -> bool:
        """Tell whether the code says what is, or that nothing is.

        With any other a resolver says that it could not find out (RFC 8914, section 1).
        """
        return self.rcode in {"NOERROR", "NXDOMAIN"}


@dataclass(frozen=True, slots=True)
class AsnAnswer:
    """The origin of an address; ``asn`` None means no route covers it."""

    asn: int | None
    as_name: str | None = None
    prefix: str | None = None


@dataclass(frozen=True, slots=True)
class RdapAnswer:
    """The registry's name and organisation for a network."""

    name: str | None
    org: str | None


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """One response. ``body`` None means that only headers were kept."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: str | None = None
    peer: str | None = None
    tls: Tls | None = None


class Cause(StrEnum):
    """Why nobody answered (contract, section 5)."""

    TIMEOUT = "timeout"
    """Nothing came in time; evidence of nothing."""
    SILENT = "silent"
    """Nothing over UDP and TCP in all tries, while others answered on the same path."""
    REFUSED = "refused"
    """Somebody was there and would not answer."""
    UNREACHABLE = "unreachable"
    LIMIT = "limit"
    """We did not ask, by a bound or a rule of our own."""
    NOT_RECORDED = "not-recorded"

    @property
    def was_asked(self) -> bool:
        """Tell whether somebody was asked, rather than nobody by a bound or for want of a record.

        >>> Cause.REFUSED.was_asked, Cause.LIMIT.was_asked
        (True, False)
        """
        return self not in {Cause.LIMIT, Cause.NOT_RECORDED}


@dataclass(frozen=True, slots=True)
class Unknown:
    """The world did not answer. Never read this as 'none'."""

    reason: str
    cause: Cause = Cause.TIMEOUT


Answer = DnsAnswer | AsnAnswer | RdapAnswer | HttpAnswer | TlsRefusal | Unknown

OriginLookup = Callable[[str], AsnAnswer | Unknown]
"""Says who announces an address, by a table on this machine: data, not network."""

NOT_RECORDED = Unknown("not recorded", Cause.NOT_RECORDED)


def _conclusion(question: Question, answer: Answer) -> Answer:
    """Return the answer; an error code is one only where it comes from a server asked directly."""
    by_resolver = isinstance(question, DnsQuestion) and not question.server
    if by_resolver and isinstance(answer, DnsAnswer) and not answer.is_conclusive:
        return Unknown(answer.rcode, Cause.REFUSED)
    return answer


Missing = Question | tuple[str, str]
"""What was looked for: the answer to a question, or (name, type) of what servers say directly."""


class Facts:
    """All that was asked and answered so far; grows, never changes its mind."""

    __slots__ = ("_answers", "_direct", "missed")

    def __init__(self, answers: Mapping[Question, Answer] | None = None) -> None:
        self._answers: dict[Question, Answer] = {}
        self._direct: dict[tuple[str, str], list[DnsQuestion]] = {}
        self.missed: set[Missing] = set()
        """What was looked for and may yet come; a reader that wants to know puts its own here."""
        for question, answer in (answers or {}).items():
            self.add(question, answer)

    def add(self, question: Question, answer: Answer) -> None:
        """Keep the first answer to a question; an error code from a resolver is no answer."""
        if question in self._answers:
            return
        self._answers[question] = _conclusion(question, answer)
        if isinstance(question, DnsQuestion) and question.server:
            self._direct.setdefault((question.name, question.type), []).append(question)

    def get(self, question: Question) -> Answer | None:
        """Return the answer, or None while the question has not been asked."""
        answer = self._answers.get(question)
        if answer is None:
            self.missed.add(question)
        return answer

    def dns(self, name: str, type_: str) -> DnsAnswer | Unknown | None:
        """Return the resolver's answer for a plain question."""
        answer = self.get(DnsQuestion(name, type_))
        return answer if isinstance(answer, DnsAnswer | Unknown) else None

    def http(self, url: str) -> HttpAnswer | TlsRefusal | Unknown | None:
        """Return what came of one GET, or None while it has not been asked."""
        answer = self.get(HttpQuestion(url))
        return answer if isinstance(answer, HttpAnswer | TlsRefusal | Unknown) else None

    def direct(self, name: str, type_: str) -> Iterator[tuple[str, DnsAnswer | Unknown]]:
        """Yield (server, answer) for what was asked of servers directly, by server."""
        self.missed.add((name, type_))
        for question in sorted(self._direct.get((name, type_), ())):
            answer = self._answers[question]
            if isinstance(answer, DnsAnswer | Unknown):
                yield question.server, answer

    def items(self) -> Iterator[tuple[Question, Answer]]:
        """Yield questions and answers in the order they came."""
        yield from self._answers.items()

    def __iter__(self) -> Iterator[Question]:
        """Yield questions in the order in which their answers came."""
        return iter(self._answers)

    def __contains__(self, question: Question) -> bool:
        return self.get(question) is not None

    def __len__(self) -> int:
        return len(self._answers)
