"""What a provider file says, as values; and which fields each signal takes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from cdnaudit.errors import FileError
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Basis, Confidence, Role, Signal, State


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """What a rule rests on."""

    basis: Basis
    sources: tuple[str, ...] = ()
    """Pages or files that together hold every value, the one that holds most first.

    Of basis ``general``, where one may look: they need not hold it.
    """
    verified: str = ""
    """ISO date on which the sources were read; ``""`` where nobody did: basis ``general``."""
    note: str = ""
    """What else a reader should know, such as the name of a corpus and its licence."""

    @property
    def source(self) -> str:
        """The first of the sources; ``""`` where there is none."""
        return self.sources[0] if self.sources else ""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Rule:
    """One way to tell that a provider plays a role. Rules are the same when their ids are."""

    id: str
    """As ``rule_id`` gives it, counted in file order."""
    provider: str = field(compare=False)
    role: Role = field(compare=False)
    on: Signal = field(compare=False)
    confidence: Confidence = field(compare=False)
    citation: Citation = field(compare=False)
    state: State | None = field(default=None, compare=False)
    status: tuple[int, ...] = field(default=(), compare=False)
    """Only responses with one of these statuses; none means any."""
    with_header: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """Names and value globs of headers that the same response must carry, every one of them."""
    without_header: tuple[str, ...] = field(default=(), compare=False)
    """Names of headers of which the same response must carry none."""
    cloud: str | None = field(default=None, compare=False)
    """Whose regions ``{region}`` names, such as ``aws``."""
    defunct: str | None = field(default=None, compare=False)
    """ISO date on which the service closed."""
    shared: bool = field(default=False, compare=False)
    """Another provider may claim the same names."""
    suffix: tuple[str, ...] = field(default=(), compare=False)
    asn: tuple[int, ...] = field(default=(), compare=False)
    prefix: tuple[str, ...] = field(default=(), compare=False)
    header: str = field(default="", compare=False)
    value: tuple[str, ...] = field(default=(), compare=False)
    cookie: tuple[str, ...] = field(default=(), compare=False)
    contains: tuple[str, ...] = field(default=(), compare=False)
    text: tuple[str, ...] = field(default=(), compare=False)
    """Globs of the whole body, white space at its ends apart."""
    issuer: tuple[str, ...] = field(default=(), compare=False)
    path: tuple[str, ...] = field(default=(), compare=False)
    hits: tuple[str, ...] = field(default=(), compare=False)
    misses: tuple[str, ...] = field(default=(), compare=False)

    @property
    def service(self) -> Service:
        """The provider in the role that the rule shows."""
        return Service(self.provider, self.role)


def rule_id(provider: str, on: Signal, number: int) -> str:
    """Name a rule after its place: which of its provider's rules on one signal it is.

    >>> rule_id("fastly", Signal.CNAME, 0)
    'fastly#cname-0'
    """
    return f"{rule_stem(provider, on)}{number}"


def rule_stem(provider: str, on: Signal) -> str:
    """Return what the ids of a provider's rules on one signal begin with."""
    return f"{provider}#{on.value}-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Provider:
    """Somebody others depend on. What it does is said by its rules, not here."""

    id: str
    name: str
    company: str
    anycast: bool = False
    url: str = ""
    runs_on: tuple[Service, ...] = ()
    """Services it is built on: when they fail, so does it."""
    runs_on_source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """An owner: the common cause above its providers. ``lei`` is its ISO 17442 code."""

    id: str
    name: str
    parent: str | None = None
    lei: str | None = None
    source: str = ""
    """The page that says whose it is; with basis ``general``, where one may look."""
    since: str = ""
    """ISO date from which on the parent has owned it; ``""`` where no source gives the day."""
    basis: Basis = Basis.GENERAL
    """What the relation to its parent rests on; of one without, what its name does."""
    verified: str = ""
    """ISO date on which the source was read; ``""`` where nobody did: basis ``general``."""
    defunct: str | None = None
    """ISO date on which it ended."""
    note: str = ""
    """What else a reader should know, such as a month where no source gives the day."""


@dataclass(frozen=True, slots=True)
class Folder:
    """What the files of a folder say; ``problems`` tells what could not be read."""

    providers: tuple[Provider, ...]
    rules: tuple[Rule, ...]
    companies: tuple[Company, ...]
    problems: tuple[FileError, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """Fields that a rule on one signal takes: exactly one of ``one_of``, any of ``also``."""

    one_of: tuple[str, ...]
    also: tuple[str, ...] = ()


RESPONSE_SIGNALS = (Signal.HEADER, Signal.COOKIE, Signal.BODY, Signal.SCRIPT)
ADDRESS_SIGNALS = (Signal.ASN, Signal.PREFIX)

_NAME = Shape(("suffix",))
_OF_RESPONSE = ("state", "status", "with_header", "without_header")

SHAPES: Mapping[Signal, Shape] = {
    Signal.CNAME: _NAME,
    Signal.HOST: _NAME,
    Signal.NS: _NAME,
    Signal.SOA: _NAME,
    Signal.PTR: _NAME,
    Signal.CERT: Shape(("suffix", "issuer")),
    Signal.ASN: Shape(("asn",)),
    Signal.PREFIX: Shape(("prefix",)),
    Signal.HEADER: Shape(("header",), ("value", *_OF_RESPONSE)),
    Signal.COOKIE: Shape(("cookie",), _OF_RESPONSE),
    Signal.BODY: Shape(("contains", "text"), _OF_RESPONSE),
    Signal.SCRIPT: Shape(("suffix",), ("path", *_OF_RESPONSE)),
}

COMMON_FIELDS = (
    "role",
    "on",
    "confidence",
    "basis",
    "source",
    "verified",
    "defunct",
    "shared",
    "cloud",
    "note",
    "hits",
    "misses",
)

_SURE = (Signal.CNAME, Signal.HOST, Signal.NS, Signal.SOA)


def default_confidence(on: Signal, role: Role) -> Confidence:
    """Return how far a signal is believed where its rule does not say.

    >>> default_confidence(Signal.ASN, Role.CDN)
    <Confidence.LOW: 'low'>
    """
    if on in _SURE:
        return Confidence.HIGH
    if on in ADDRESS_SIGNALS and role is not Role.HOSTING:
        return Confidence.LOW
    return Confidence.MEDIUM
