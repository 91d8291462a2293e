"""Find where zones begin, by what NS and SOA answers say; labels are never just stripped."""

from collections.abc import Callable
from dataclasses import dataclass

from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Facts, Unknown
from cdnaudit.names import ancestors, is_under
from cdnaudit.survey.aliases import is_no_apex

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

    An unknown on the way is kept in ``unanswered`` and walked past.
    """
    unanswered: list[DnsQuestion] = []
    limit = ""
    for at in ancestors(name):
        if is_suffix(at):
            break
        if (limit and is_under(at, limit) and at != limit) or is_no_apex(facts, at):
            continue
        question = DnsQuestion(at, "NS")
        match facts.get(question):
            case DnsAnswer() as answer:
                if any(r.type == "NS" and r.name == at for r in answer.records):
                    return ZoneCut(at, unanswered=tuple(unanswered))
                limit = _soa_owner(answer, at) or limit
            case Unknown():
                unanswered.append(question)
            case _:
                return ZoneCut("", wanted=question, unanswered=tuple(unanswered))
    return ZoneCut("", unanswered=tuple(unanswered), registry=not unanswered)


def _soa_owner(answer: DnsAnswer, at: str) -> str:
    owners = [r.name for r in answer.records if r.type == "SOA" and is_under(at, r.name)]
    return max(owners, key=len, default="")
