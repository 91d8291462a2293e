"""The confidence in a provider's role, given everything that speaks for it.

The arithmetic, in order:

1. Signals that come from one place are one kind, however many fire: the *name*
   (cname, host), the *delegation* (ns, soa), the *address* (asn, prefix, ptr), the
   *response* (header, cookie), the *page* (body, script), the *certificate* (cert).
2. A rule counts with its own confidence, one step less where its basis is ``general``.
   The sum starts from the highest.
3. Two kinds, one of them at least medium, make high; two kinds of low make medium.
4. An address alone gives a CDN what a rule for that very role says, and else low:
   whoever rents a machine there has the same address. State (challenge, block,
   present) adds nothing: such a rule counts as it says.
"""

from collections.abc import Iterable, Mapping

from cdnaudit.knowledge.match import Match
from cdnaudit.knowledge.rules import Rule
from cdnaudit.model.terms import Basis, Confidence, Role, Signal, rank

KIND: Mapping[Signal, str] = {
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


def weight(rule: Rule) -> Confidence:
    """Return how much one rule counts."""
    general = rule.citation.basis is Basis.GENERAL
    return rule.confidence.lowered() if general else rule.confidence


def combine(matches: Iterable[Match], role: Role) -> Confidence:
    """Return the confidence in ``role``; low where nothing speaks for it."""
    best: dict[str, Confidence] = {}
    for match in matches:
        kind = KIND[match.rule.on]
        given = weight(match.rule)
        if kind == "address" and role is Role.CDN and match.rule.role is not Role.CDN:
            given = Confidence.LOW
        best[kind] = max(best.get(kind, given), given, key=rank)
    highest = max(best.values(), key=rank, default=Confidence.LOW)
    if len(best) < 2:  # noqa: PLR2004  rule 3 of the module: two kinds
        return highest
    return Confidence.MEDIUM if highest is Confidence.LOW else Confidence.HIGH
