"""A tiny state of knowledge from real rules: two known edges, a platform, a challenge, a network."""

from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.rules import Citation, Company, Provider, Rule, default_confidence
from cdnaudit.model.events import Service
from cdnaudit.model.terms import Basis, Role, Signal, State

CITATION = Citation(Basis.OFFICIAL, ("https://docs.example/",), "2026-11-01")


def rule(provider: str, role: Role, on: Signal, number: int = 0, **fields: object) -> Rule:
    """Return a rule as a provider file would give it."""
    return Rule(
        id=f"{provider}#{on}-{number}",
        provider=provider,
        role=role,
        on=on,
        confidence=default_confidence(on, role),
        citation=CITATION,
        **fields,  # type: ignore[arg-type]
    )


def _edge(provider: str) -> tuple[Rule, ...]:
    """Rules of a provider that does DNS, CDN and challenges, as large ones do."""
    return (
        rule(provider, Role.CDN, Signal.CNAME, suffix=(f"{provider}-edge.example",)),
        rule(provider, Role.DNS, Signal.NS, suffix=(f"{provider}-dns.example",)),
        rule(provider, Role.DNS, Signal.SOA, suffix=(f"{provider}-dns.example",)),
        rule(
            provider,
            Role.CHALLENGE,
            Signal.HEADER,
            header=f"x-{provider}-challenge",
            value=("challenge",),
            state=State.CHALLENGE,
        ),
        rule(
            provider,
            Role.CHALLENGE,
            Signal.HEADER,
            1,
            header=f"x-{provider}-challenge",
            value=("block",),
            state=State.BLOCK,
        ),
        rule(
            provider,
            Role.CHALLENGE,
            Signal.SCRIPT,
            suffix=(f"challenge.{provider}-edge.example",),
            state=State.PRESENT,
        ),
    )


KNOWN = Knowledge(
    [
        Provider(id="alpha", name="Alpha", company="alpha", anycast=True),
        Provider(id="beta", name="Beta", company="beta"),
        Provider(id="gone", name="Gone", company="gone"),
        Provider(id="cabin", name="Cabin", company="cabin", runs_on=(Service("alpha", Role.CDN),)),
        Provider(id="depot", name="Depot", company="depot"),
        Provider(id="echo", name="Echo", company="echo", runs_on=(Service("alpha", Role.DNS),)),
    ],
    [
        *_edge("alpha"),
        *_edge("beta"),
        rule("alpha", Role.STEERING, Signal.CNAME, 1, suffix=("alpha-steering.example",)),
        rule("alpha", Role.HOSTING, Signal.CNAME, 2, suffix=("alpha-cloud.example",)),
        rule("cabin", Role.PLATFORM, Signal.CNAME, suffix=("cabin-app.example",)),
        rule("echo", Role.DNS, Signal.NS, suffix=("echo-dns.example",)),
        rule(
            "gone",
            Role.CDN,
            Signal.CNAME,
            suffix=("gone-edge.example",),
            defunct="2024-06-22",
        ),
        rule("gone", Role.DNS, Signal.NS, suffix=("gone-dns.example",), defunct="2024-06-22"),
        rule("depot", Role.HOSTING, Signal.ASN, asn=(64501,)),
        rule(
            "depot",
            Role.HOSTING,
            Signal.CNAME,
            suffix=("{region}.depot-cloud.example",),
            cloud="depot",
        ),
    ],
    [
        Company(id=name, name=name.title())
        for name in ("alpha", "beta", "cabin", "depot", "echo", "gone")
    ],
)
"""``alpha`` is anycast, ``beta`` is not; ``cabin`` is built on alpha's edge, ``echo`` on its DNS; AS64501 is ``depot``'s;
``gone`` has closed."""
