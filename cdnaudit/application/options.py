"""What an audit may be asked for: the options of ``cdnaudit scan`` but for how the report looks."""

from dataclasses import dataclass
from pathlib import Path

from cdnaudit.errors import UsageError
from cdnaudit.gate.configuration import MAX_SAMPLES
from cdnaudit.gate.threshold import FailOn
from cdnaudit.model.terms import Confidence


@dataclass(frozen=True, slots=True)
class Bounds:
    """Numbers from ``least`` to ``most``; None: there is no greatest."""

    least: float
    most: float | None = None

    def holds(self, number: float) -> bool:
        """Tell whether a number lies within.

        >>> Bounds(1, 32).holds(33), Bounds(0).holds(33)
        (False, True)
        """
        return self.least <= number and (self.most is None or number <= self.most)


SAMPLES = Bounds(1, MAX_SAMPLES)
CUT_ORDER = Bounds(2, 3)
TIMEOUT = Bounds(0.05)
RETRIES = Bounds(0, 10)
CONCURRENCY = Bounds(1, 1024)
RATE = Bounds(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """The options of one audit, named as the flags of ``cdnaudit scan``.

    ``None`` and ``()`` mean "not said": the configuration decides, then a recording, then the default.

    Raises:
        UsageError: a number is outside its range.
    """

    targets: tuple[str, ...] = ()
    """Host names or URLs; a URL with a path is also a page that must work.

    Without any, those of the configuration are audited, else those of the recording.
    """
    input: str | None = None
    """A file of further targets, a line each; ``-`` is standard input."""

    fail_on: FailOn | None = None
    """The mildest severity that fails the gate. Default: high."""
    min_confidence: Confidence | None = None
    """The least confidence of a finding that fails the gate. Default: medium."""
    allow_incomplete: bool = False
    """Missing evidence does not fail the gate."""
    exit_zero: bool = False
    """Findings and missing evidence leave the exit code at 0."""

    only: tuple[str, ...] = ()
    """Checks to make; the others are not made. Default: those that the configuration leaves on."""
    skip: tuple[str, ...] = ()
    """Checks not to make, even where ``only`` names them."""

    config: Path | None = None
    """Default: the nearest ``cdnaudit.toml``, or ``pyproject.toml`` with ``[tool.cdnaudit]``, from
    the working directory up to the repository's root."""
    no_config: bool = False
    """Use no configuration file."""
    baseline: Path | None = None
    """A file of findings accepted before, which do not count."""
    no_baseline: bool = False
    """Let the findings count that a baseline accepts, as for writing that baseline anew."""
    new_only: bool = False
    """Leave findings of the baseline out of the report."""
    no_ignores: bool = False
    """Let the findings count that the configuration ignores."""
    strict_ignores: bool = False
    """Refuse ignores that match nothing or have expired, and baseline entries that match nothing."""

    record: Path | None = None
    """Where to save everything the world answered: as one object if the name ends in ``.json``,
    else as JSON lines; compressed, if ``.gz`` follows."""
    replay: Path | None = None
    """A recording to answer from; no socket is opened."""
    zone: tuple[Path, ...] = ()
    """Zone files, whose names they answer for in place of DNS. Without targets, their hosts are audited."""
    all_recorded: bool = False
    """Audit the targets of the recording, whichever the configuration names."""
    offline: bool = False
    """Answer from embedded data alone; no socket is opened."""

    resolver: tuple[str, ...] = ()
    """Resolvers to ask, as ``192.0.2.53`` or ``[2001:db8::1]:5353``. Default: the system's."""
    ecs: tuple[str, ...] = ()
    """Client subnets to ask as seen from (RFC 7871), as ``198.51.100.0/24``; ``""`` is none."""
    samples: int | None = None
    """Times each host is asked, 1 to 32. Default: 1."""
    no_http: bool = False
    """Ask DNS alone."""
    no_authoritative: bool = False
    """Do not ask nameservers and the parent's servers directly."""
    url: tuple[str, ...] = ()
    """Pages that must work, such as a login."""
    origin: tuple[str, ...] = ()
    """Hosts or addresses that serve every target without its edge. Default: those of the configuration."""
    status_page: str | None = None
    """The host of the status page of every target. Default: what the configuration says of each."""
    rdap: bool = False
    """Ask the registries' RDAP servers who runs a network that no rule knows."""
    cut_order: int = 2
    """How many failures at once are tried: 2 or 3."""

    rules: Path | None = None
    """A folder of provider files that add to ours or replace them."""
    asn_db: Path | None = None
    """An MMDB file in place of the embedded table of ASes."""

    timeout: float = 2.0
    """Seconds a try of a DNS question may take, 0.05 or more. The next begins when the measured
    round trip is over, and both go on."""
    retries: int = 2
    """Further tries of a DNS question after the first, 0 to 10."""
    concurrency: int = 64
    """DNS questions under way at once, 1 to 1024."""
    rate: float = 0.0
    """DNS questions a second at most; 0 is no limit."""
    allow_private: bool = False
    """Connect to private addresses too, inside your own network."""

    def __post_init__(self) -> None:
        """Refuse what no run could keep to."""
        if self.samples is not None:
            _require("samples", self.samples, SAMPLES)
        _require("cut_order", self.cut_order, CUT_ORDER)
        _require("timeout", self.timeout, TIMEOUT)
        _require("retries", self.retries, RETRIES)
        _require("concurrency", self.concurrency, CONCURRENCY)
        _require("rate", self.rate, RATE)


def _require(name: str, number: float, allowed: Bounds) -> None:
    if not allowed.holds(number):
        upto = "or more" if allowed.most is None else f"to {allowed.most:g}"
        raise UsageError(f"{name} is {number:g}; use {allowed.least:g} {upto}")
