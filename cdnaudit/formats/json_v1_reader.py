"""Read a report back from the JSON that ``json_v1`` writes, or from any that fits the contract."""

from collections.abc import Callable
from typing import TypeVar

from cdnaudit.errors import RunError
from cdnaudit.formats.json_fields import Row
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.report import (
    Address,
    CutSet,
    Dependency,
    Evidence,
    Finding,
    Host,
    Inconclusive,
    Link,
    Location,
    Nameserver,
    Path,
    Run,
    Suppression,
    TargetReport,
    Unanswered,
    Zone,
)
from cdnaudit.model.terms import Confidence, Outcome, Role, Severity, State, Status

Word = TypeVar("Word", bound=str)


def run(row: Row) -> Run:
    """Read the ``run`` object."""
    rules = row.row("rules")
    return Run(
        tool=row.text("tool", "cdnaudit"),
        rules_date=rules.text("date", ""),
        rules_providers=rules.number("providers"),
        started=row.text("started", ""),
        finished=row.text("finished", ""),
        resolvers=row.texts("resolvers"),
        ecs=row.texts("ecs"),
        samples=row.number("samples", 1),
        replayed=row.flag("replayed"),
        provenance=row.text("provenance", "recorded" if row.flag("replayed") else "live"),
        exit_code=row.number("exit_code"),
        interrupted=row.flag("interrupted"),
    )


def target(row: Row) -> TargetReport:
    """Read one object of ``targets``."""
    location = row.row("location")
    return TargetReport(
        target=row.text("target"),
        status=_word(row, "status", Status),
        location=Location(location.text("file"), location.number("line", 1))
        if row.has("location")
        else None,
        hosts=tuple(_host(h) for h in row.rows("hosts")),
        zones=tuple(_zone(z) for z in row.rows("zones")),
        providers=tuple(_use(u) for u in row.rows("providers")),
        transitive=tuple(_use(u) for u in row.rows("transitive")),
        cuts=tuple(_cut(c) for c in row.rows("cuts")),
        findings=tuple(_finding(f) for f in row.rows("findings")),
        unknowns=tuple(
            Unanswered(g.text("question"), g.text("reason")) for g in row.rows("unknowns")
        ),
        inconclusive=tuple(
            Inconclusive(u.text("check"), u.text("host"), u.text("reason"))
            for u in row.rows("inconclusive")
        ),
        limits_hit=row.texts("limits_hit"),
        graph=_graph(row.row("graph")),
    )


def _host(row: Row) -> Host:
    return Host(
        host=row.text("host"),
        chain=tuple(Link(k.text("from"), k.text("to"), k.number("ttl")) for k in row.rows("chain")),
        addresses=tuple(_address(a) for a in row.rows("addresses")),
        paths=tuple(_path(p) for p in row.rows("paths")),
    )


def _address(row: Row) -> Address:
    asn = row.number("asn") if row.has("asn") else None
    return Address(row.text("ip"), asn, row.maybe("as_name"), row.maybe("prefix"))


def _path(row: Row) -> Path:
    scope = row.number("ecs_scope") if row.has("ecs_scope") else None
    return Path(
        type=row.text("type"),
        sample=row.number("sample"),
        ecs=row.maybe("ecs"),
        ecs_scope=scope,
        chain=row.texts("chain"),
        addresses=row.texts("addresses"),
    )


def _zone(row: Row) -> Zone:
    return Zone(
        zone=row.text("zone"),
        parent_ns=row.texts("parent_ns") if row.has("parent_ns") else None,
        child_ns=row.texts("child_ns") if row.has("child_ns") else None,
        nameservers=tuple(
            Nameserver(
                n.text("name"), n.texts("addresses"), n.maybe("provider"), n.maybe("answers")
            )
            for n in row.rows("nameservers")
        ),
    )


def _use(row: Row) -> Dependency:
    return Dependency(
        role=_word(row, "role", Role),
        provider=row.text("provider"),
        company=row.text("company", row.text("provider")),
        host=row.text("host"),
        state=_word(row, "state", State) if row.has("state") else None,
        confidence=_word(row, "confidence", Confidence),
        evidence=_evidence(row),
        depth=row.number("depth", 1),
        via=row.text("via", ""),
    )


def _evidence(row: Row) -> tuple[Evidence, ...]:
    return tuple(
        Evidence(e.text("signal"), e.text("value"), e.text("rule"), e.text("source"))
        for e in row.rows("evidence")
    )


def _cut(row: Row) -> CutSet:
    return CutSet(_events(row), _word(row, "outcome", Outcome), row.texts("path"))


def _finding(row: Row) -> Finding:
    why = row.row("suppressed")
    return Finding(
        check=row.text("check"),
        severity=_word(row, "severity", Severity),
        confidence=_word(row, "confidence", Confidence),
        target=row.text("target"),
        host=row.text("host"),
        role=_word(row, "role", Role) if row.has("role") else None,
        provider=row.maybe("provider"),
        company=row.maybe("company"),
        message=row.text("message"),
        remedy=row.text("remedy"),
        evidence=_evidence(row),
        fingerprint=row.text("fingerprint"),
        suppressed=Suppression(why.text("kind"), why.text("reason"), why.maybe("expires"))
        if row.has("suppressed")
        else None,
        fails_gate=row.flag("fails_gate"),
    )


def _graph(row: Row) -> Graph:
    nodes = tuple(_node(n) for n in row.rows("nodes"))
    graph = Graph(nodes, row.number("root"), row.numbers("soft"))
    numbers = [graph.root, *graph.soft, *(p for n in nodes for p in n.parts)]
    if nodes and not all(0 <= number < len(nodes) for number in numbers):
        raise RunError(row.path, row.where, "points outside its nodes", "write the report again")
    return graph


def _node(row: Row) -> Node:
    return Node(
        kind=_word(row, "kind", NodeKind),
        name=row.text("name", ""),
        parts=row.numbers("parts"),
        events=_events(row),
        hides=tuple(_checked(row, "hides", text, Role) for text in row.texts("hides")),
        subject=_word(row, "subject", Subject),
    )


def _events(row: Row) -> tuple[Event, ...]:
    return tuple(_checked(row, "events", text, Event.parse) for text in row.texts("events"))


def _word(row: Row, key: str, kind: Callable[[str], Word]) -> Word:
    return _checked(row, key, row.text(key), kind)


def _checked(row: Row, key: str, text: str, kind: Callable[[str], Word]) -> Word:
    """Read one word of a closed vocabulary."""
    try:
        return kind(text)
    except ValueError:
        raise RunError(
            row.path, f"{row.where}.{key}", f"is {text!r}", "use a word of the contract"
        ) from None
