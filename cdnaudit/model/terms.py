"""The vocabulary of the contract, sections 2 and 3: closed sets of words and codes."""

from collections.abc import Iterable
from enum import IntEnum, StrEnum
from operator import attrgetter
from typing import Self


class Role(StrEnum):
    """What a provider does for a host or a zone. It belongs to the rule that fired."""

    DNS = "dns"
    CDN = "cdn"
    CHALLENGE = "challenge"
    WAF = "waf"
    STEERING = "steering"
    HOSTING = "hosting"
    PLATFORM = "platform"
    CA = "ca"
    REGISTRAR = "registrar"
    CONTROL = "control"


SERVING = (
    Role.STEERING,
    Role.CDN,
    Role.WAF,
    Role.PLATFORM,
    Role.HOSTING,
)
"""Roles in the path of a request, from the visitor inwards."""


class Ranked(StrEnum):
    """Words in rising order.

    >>> Severity.INFO.rank, Severity.HIGH.rank
    (0, 3)
    """

    rank: int
    """0 for the mildest word."""

    def __new__(cls, word: str) -> Self:
        """Number the words as they are listed."""
        member = str.__new__(cls, word)
        member._value_ = word
        member.rank = len(cls.__members__)
        return member


rank = attrgetter("rank")
"""The rank of a word, as a key to sort by."""


class Severity(Ranked):
    """How much a finding matters."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    def raised(self) -> "Severity":
        """Return one level more, at most critical.

        >>> Severity.MEDIUM.raised(), Severity.CRITICAL.raised()
        (<Severity.HIGH: 'high'>, <Severity.CRITICAL: 'critical'>)
        """
        levels = list(Severity)
        return levels[min(self.rank + 1, len(levels) - 1)]


class Confidence(Ranked):
    """How far a name is to be believed."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"

    def lowered(self) -> "Confidence":
        """Return one level less, at least low.

        >>> Confidence.HIGH.lowered(), Confidence.LOW.lowered()
        (<Confidence.MEDIUM: 'medium'>, <Confidence.LOW: 'low'>)
        """
        return list(Confidence)[max(self.rank - 1, 0)]


class Basis(StrEnum):
    """What a rule rests on, the strongest first."""

    OFFICIAL = "official"
    """The provider's own words."""
    OBSERVED = "observed"
    """A recorded response or answer."""
    CORPUS = "corpus"
    """Data that others collected, under a licence that allows its use."""
    GENERAL = "general"
    """Known, but confirmed at no source."""


class State(StrEnum):
    """What a challenge provider did to our request."""

    CHALLENGE = "challenge"
    """An interstitial was served instead of the page."""
    BLOCK = "block"
    """The challenge refused."""
    PRESENT = "present"
    """Its script, frame or cookie is on a page that was served."""


class Outcome(StrEnum):
    """What an event does to a target."""

    DOWN = "down"
    DEGRADED = "degraded"
    UNAFFECTED = "unaffected"
    UNKNOWN = "unknown"


class Status(StrEnum):
    """The verdict on a target."""

    FAIL = "fail"
    PASS = "pass"  # noqa: S105  a verdict, not a secret
    INCOMPLETE = "incomplete"


class Signal(StrEnum):
    """Where a rule looks."""

    CNAME = "cname"
    NS = "ns"
    SOA = "soa"
    ASN = "asn"
    PREFIX = "prefix"
    PTR = "ptr"
    HEADER = "header"
    COOKIE = "cookie"
    BODY = "body"
    SCRIPT = "script"
    CERT = "cert"
    HOST = "host"


class Exit(IntEnum):
    """Exit codes, the same for every format (contract, section 2)."""

    PASS = 0
    FINDINGS = 1
    USAGE = 2
    INCOMPLETE = 3
    INTERNAL = 4
    INTERRUPTED = 130


def exit_of(statuses: Iterable[Status]) -> Exit:
    """Return what the verdicts on all targets amount to: a finding outweighs missing evidence.

    >>> exit_of([Status.PASS, Status.INCOMPLETE, Status.FAIL]), exit_of([])
    (<Exit.FINDINGS: 1>, <Exit.PASS: 0>)
    """
    seen = set(statuses)
    if Status.FAIL in seen:
        return Exit.FINDINGS
    return Exit.INCOMPLETE if Status.INCOMPLETE in seen else Exit.PASS
