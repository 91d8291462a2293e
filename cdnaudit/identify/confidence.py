"""How sure several matches make us, together."""

from collections.abc import Iterable

from cdnaudit.identify.match import Match
from cdnaudit.model.terms import Confidence, Role, Signal

KINDS = {
    Signal.CNAME: "name",
    Signal.HOST: "name",
    Signal.NS: "delegation",
    Signal.SOA: "delegation",
    Signal.ASN: "address",
    Signal.PREFIX: "address",
    Signal.PTR: "address",
    Signal.HEADER: "response",
    Signal.COOKIE: "response",
    Signal.BODY: "page",
    Signal.SCRIPT: "page",
    Signal.CERT: "certificate",
}


def combine(matches: Iterable[Match], role: Role) -> Confidence:
    """Return the confidence of a provider in a role."""
    every = list(matches)
    if not every:
        return Confidence.LOW
    best = max((m.rule.confidence for m in every), key=lambda c: c.rank)
    kinds = {KINDS[m.rule.on] for m in every}
    if len(kinds) > 1:
        return Confidence.HIGH if best.rank >= Confidence.MEDIUM.rank else Confidence.MEDIUM
    return best
