"""Find where zones begin, by what NS and SOA answers say; labels are never just stripped."""

from collections.abc import Callable
from dataclasses import dataclass

from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Facts, Unknown
from cdnaudit.names import ancestors, is_under
from cdnaudit.survey.aliases import is_alias, is_no_apex

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


def zone_of(facts: Facts, name: str, is_suffix: IsSuffix) -> ZoneCut:
    """Walk up from ``name`` to the first zone cut the facts show.

    An unknown on the way is walked past, and kept unless the name cannot begin a zone. What
    is asked next depends on NS answers alone: an alias may show itself in another answer later.
    """
    unanswered: list[DnsQuestion] = []
    apex = ""
    for candidate in ancestors(name):
        if is_suffix(candidate):
            break
        if _is_below(candidate, apex):
            continue
        question = DnsQuestion(candidate, "NS")
        match facts.get(question):
            case DnsAnswer() as answer:
                if _is_apex(answer, candidate):
                    return ZoneCut(candidate, unanswered=tuple(unanswered))
                apex = _apex_above(answer, candidate) or apex
            case Unknown():
                if not is_no_apex(facts, candidate):
                    unanswered.append(question)
            case _:
                return ZoneCut("", wanted=question, unanswered=tuple(unanswered))
    return ZoneCut("", unanswered=tuple(unanswered), registry=not unanswered)


def _is_below(name: str, apex: str) -> bool:
    return bool(apex) and name != apex and is_under(name, apex)


def _is_apex(answer: DnsAnswer, name: str) -> bool:
    return any(record.type == "NS" and record.name == name for record in answer.records)


def _apex_above(answer: DnsAnswer, name: str) -> str:
    """Return the apex that a negative answer names (RFC 2308), which an alias' answer does not."""
    if is_alias(answer, name):
        return ""
    owners = [r.name for r in answer.records if r.type == "SOA" and is_under(name, r.name)]
    return max(owners, key=len, default="")
