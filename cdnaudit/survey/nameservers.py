"""Read the nameservers of one zone: their addresses, and whether they answer."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from cdnaudit.model.facts import Answer, Cause, Unknown
from cdnaudit.survey.aliases import End
from cdnaudit.survey.delegation import (
    Delegation,
    NameserverStatus,
    NameserverView,
    nameserver,
    nameservers_named_by,
)
from cdnaudit.survey.parent_zone import ParentSide
from cdnaudit.survey.probes import further_probes, probe
from cdnaudit.survey.questions import OpenQuestions

KnownNameserver = Callable[[str], bool]
"""Tells whether a rule names the operator of a nameserver by its name."""

MAX_NAMESERVERS = 20
"""Nameservers read a zone (design, the budget)."""
MAX_PROBED = 13
"""Nameservers asked directly a zone (design, the budget)."""
MAX_PROBES = 2
"""Addresses of one nameserver that are asked directly: a further one only if the first fails."""
MAX_MISSING = 5
"""Nameserver names that do not exist before the rest of a zone is left (NXNSAttack, 2020)."""
MAX_ADDRESSES = 4
"""Addresses a nameserver and family (design, the budget)."""


@dataclass(slots=True)
class NameserverReader:
    """Reads the nameservers of one zone, in an order to which later answers only add.

    Bounds count along that order. First come the names that the resolver gave, then those
    that only the servers asked so far gave, once all of these have answered.
    """

    questions: OpenQuestions
    delegated: Delegation
    parent: ParentSide
    known: KnownNameserver
    holds_host: bool
    """Every nameserver matters, not only those that no rule knows."""
    probed: bool
    """Each is asked whether it answers."""
    views: list[NameserverView] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    """Addresses asked directly."""
    authority: str = ""
    """The address of the first that answered with authority; ``""`` until that is known."""
    settled: bool = True
    """Every nameserver read so far has been heard, or failed."""
    unproven: int = 0
    """Names that do not exist, or may yet turn out not to."""

    def read(self) -> tuple[NameserverView, ...]:
        """Return the nameservers, by name."""
        self.asked.extend(self.parent.servers)
        names = self._further_names("")
        if not names and self.parent.settled:
            names = self._further_names(*self.asked)  # the resolver was told of none
        while names and len(self.views) < MAX_NAMESERVERS:
            for name in names[: MAX_NAMESERVERS - len(self.views)]:
                self.views.append(self._nameserver(name))
            if not (self.settled and self.parent.settled):
                break
            names = self._further_names(*self.asked)
        self._note_limits()
        return tuple(sorted(self.views, key=lambda view: view.name))

    def _further_names(self, *servers: str) -> list[str]:
        """Return the names that ``servers`` gave and that are not read yet, unidentified first."""
        facts, zone = self.questions.facts, self.delegated.zone
        named = nameservers_named_by(facts, zone, servers, self.parent.servers)
        further = named - {view.name for view in self.views}
        return sorted(further, key=lambda name: (self.known(name), name))

    def _nameserver(self, name: str) -> NameserverView:
        """Read one nameserver; its addresses only while few names before it are missing."""
        wanted = self.holds_host or not self.known(name)
        addressed = wanted and self.unproven < MAX_MISSING
        resolutions = self.questions.addresses(name) if addressed else ()
        view = nameserver(self.questions.facts, self.delegated, name, resolutions)
        if addressed:
            self._look_up_origins(view)
            self.unproven += _may_be_missing(view)
            if self.probed:
                self._probe(view)
        return view

    def _look_up_origins(self, view: NameserverView) -> None:
        for resolution in view.resolutions:
            for ip in resolution.addresses[:MAX_ADDRESSES]:
                self.questions.origin(ip)
        for ip in view.glue:
            self.questions.origin(ip)

    def _probe(self, view: NameserverView) -> None:
        """Ask the nameserver itself; its IPv4 address first, and a further one if that fails."""
        if len(self.views) >= MAX_PROBED:
            self.questions.limit(f"{MAX_PROBED} nameservers of {view.zone} asked directly")
            return
        for ip in islice(self._probe_order(view), MAX_PROBES):
            if not ip:
                self.settled = False
                return
            self.asked.append(ip)
            answer = self.questions.need(probe(view.zone, ip))
            self._probe_further(view, ip, answer)
            self.settled = self.settled and answer is not None
            if not isinstance(answer, Unknown):
                self._note_authority(view, ip, answer)
                return

    def _probe_further(self, view: NameserverView, ip: str, answer: Answer | None) -> None:
        """Ask what may still show that it serves; what was lost of that matters if it is unheard."""
        first_lost = isinstance(answer, Unknown) and answer.cause is not Cause.SILENT
        ask = self.questions.need if view.was_lost and not first_lost else self.questions.prefetch
        for question in further_probes(view.zone, ip, answer):
            self.settled = ask(question) is not None and self.settled

    def _note_authority(self, view: NameserverView, ip: str, answer: Answer | None) -> None:
        """Keep the first in the order of reading, so that no later answer brings another forward."""
        authoritative = view.status is NameserverStatus.AUTHORITATIVE
        if self.settled and not self.authority and answer and authoritative:
            self.authority = ip

    def _probe_order(self, view: NameserverView) -> Iterator[str]:
        """Yield its addresses; ``""`` stands for those that are not known yet."""
        for resolution in view.resolutions:
            if resolution.end is End.OPEN:
                yield ""
            yield from resolution.addresses
        if not self.parent.settled:
            yield ""
        yield from (ip for ip in view.glue if not any(ip in r.addresses for r in view.resolutions))

    def _note_limits(self) -> None:
        zone = self.delegated.zone
        if len(self.delegated.names) > MAX_NAMESERVERS:
            self.questions.limit(f"{MAX_NAMESERVERS} nameservers of {zone}")
        if sum(view.exists is False for view in self.views) >= MAX_MISSING:
            self.questions.limit(f"{MAX_MISSING} nameservers of {zone} that do not exist")


def _may_be_missing(view: NameserverView) -> bool:
    still_open = any(r.end is End.OPEN for r in view.resolutions)
    return view.exists is False or (view.exists is None and still_open)
