"""Find where zones begin, by what NS and SOA answers say; labels are never just stripped.

The resolver's NS answer may hide a zone: load balancers answer for addresses and not for NS
(NOTIMP, REFUSED, NXDOMAIN, nothing at all), and an apex that is wrongly an alias answers with
its CNAME. Such a name is *suspected*; what the servers of its parent say settles it.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from cdnaudit.model.facts import Cause, DnsAnswer, DnsQuestion, Facts, Unknown
from cdnaudit.names import ancestors, is_under, parent
from cdnaudit.survey.aliases import has_address, is_alias, is_no_apex

IsSuffix = Callable[[str], bool]
"""Tells whether a name is a public suffix, where registries delegate: ``com``, ``co.uk``."""


@dataclass(frozen=True, slots=True)
class ZoneCut:
    """The zone a name lies in; ``zone`` is ``""`` where it is not known or is a registry's."""

    zone: str
    wanted: DnsQuestion | None = None
    """The question to ask next; None when nothing is left to ask."""
    unanswered: tuple[DnsQuestion, ...] = ()
    """Questions on the way that nobody answered."""
    registry: bool = False
    """The name lies in no zone below a public suffix; registries are assumed up."""
    suspected: tuple[str, ...] = ()
    """Names on the way at which a zone may begin, and only their parents' servers can tell."""


def zone_of(facts: Facts, name: str, is_suffix: IsSuffix) -> ZoneCut:
    """Walk up from ``name`` to the first zone cut the facts show.

    An unknown on the way is walked past, and kept unless the name cannot begin a zone. What
    is asked next depends on NS answers alone: an alias may show itself in another answer later.
    """
    signs = _Signs(facts, is_suffix)
    for candidate in ancestors(name):
        if is_suffix(candidate):
            break
        if _is_below(candidate, signs.apex):
            continue
        match facts.get(DnsQuestion(candidate, "NS")):
            case DnsAnswer() | Unknown() as answer:
                if signs.begins_at(candidate, answer):
                    return signs.cut(candidate)
            case _:
                return signs.cut("", wanted=DnsQuestion(candidate, "NS"))
    return signs.cut("")


def _is_below(name: str, apex: str) -> bool:
    return bool(apex) and name != apex and is_under(name, apex)


@dataclass(slots=True)
class _Signs:
    """What the names on one way up have shown so far."""

    facts: Facts
    is_suffix: IsSuffix
    apex: str = ""
    """The apex that a negative answer named."""
    registry: bool = True
    """Nothing that was passed need lie in a zone below the registry's."""
    unanswered: list[DnsQuestion] = field(default_factory=list)
    suspected: list[str] = field(default_factory=list)

    def cut(self, zone: str, wanted: DnsQuestion | None = None) -> ZoneCut:
        """Return what was found."""
        settled = not (zone or wanted or self.unanswered or self.suspected)
        return ZoneCut(
            zone=zone,
            wanted=wanted,
            unanswered=tuple(self.unanswered),
            registry=settled and self.registry,
            suspected=tuple(self.suspected),
        )

    def begins_at(self, name: str, answer: DnsAnswer | Unknown) -> bool:
        """Tell whether a zone begins at ``name``; keep what is not known of it."""
        delegated = _is_delegated(self.facts, name)
        self.apex = _apex_above(answer, name) or self.apex
        begins = bool(delegated) or name == self.apex or _is_apex(answer, name)
        if begins:
            self.unanswered += [] if isinstance(answer, DnsAnswer) else [DnsQuestion(name, "NS")]
        elif delegated is None:
            self._keep_doubts(name, answer)
        self.registry = delegated is False or bool(self.apex) or _denies(answer)
        return begins

    def _keep_doubts(self, name: str, answer: DnsAnswer | Unknown) -> None:
        """Keep what is not known of a name at which nothing shows a zone."""
        if isinstance(answer, Unknown) and not is_no_apex(self.facts, name):
            self.unanswered.append(DnsQuestion(name, "NS"))
        if self._is_suspect(name, answer):
            self.suspected.append(name)

    def _is_suspect(self, name: str, answer: DnsAnswer | Unknown) -> bool:
        """Tell whether a zone may begin at ``name`` for all that the resolver says."""
        if isinstance(answer, Unknown):
            return True
        if is_alias(answer, name):
            return self.is_suffix(parent(name))
        if answer.rcode == "NXDOMAIN":
            return has_address(self.facts, name)
        return not any(record.type == "SOA" for record in answer.records)


def may_begin(facts: Facts, name: str) -> bool:
    """Tell whether a zone may begin at a suspected name for all that anybody said.

    A recording that does not hold the question for it says nothing of one.
    """
    answer = facts.dns(name, "NS")
    asked = not (isinstance(answer, Unknown) and answer.cause is Cause.NOT_RECORDED)
    return asked and not is_no_apex(facts, name)


def _is_apex(answer: DnsAnswer | Unknown, name: str) -> bool:
    records = answer.records if isinstance(answer, DnsAnswer) else ()
    return any(record.type == "NS" and record.name == name for record in records)


def _is_delegated(facts: Facts, name: str) -> bool | None:
    """Say what servers that were asked directly tell: True where one names nameservers of it.

    False where one with authority says that there are none; None where none said.
    """
    answers = [a for _, a in facts.direct(name, "NS") if isinstance(a, DnsAnswer)]
    if any(_is_apex(answer, name) for answer in answers):
        return True
    denied = any(answer.aa and answer.is_conclusive for answer in answers)
    return False if denied else None


def _denies(answer: DnsAnswer | Unknown) -> bool:
    return isinstance(answer, DnsAnswer) and answer.rcode == "NXDOMAIN"


def _apex_above(answer: DnsAnswer | Unknown, name: str) -> str:
    """Return the apex that a negative answer names (RFC 2308), which an alias' answer does not."""
    if isinstance(answer, Unknown) or is_alias(answer, name):
        return ""
    owners = [r.name for r in answer.records if r.type == "SOA" and is_under(name, r.name)]
    return max(owners, key=len, default="")
