"""Read a report back from the JSON that ``json_v1`` writes, or from any that fits the contract."""

from collections.abc import Iterable, Iterator
from itertools import chain

from cdnaudit.fields.fields import Fields
from cdnaudit.model.assessment import (
    CutSet,
    Dependency,
    Evidence,
    Inconclusive,
    Location,
    Unanswered,
)
from cdnaudit.model.check_info import CheckInfo
from cdnaudit.model.events import FORMS, Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.observed import Address, Hop, Host, Link, Nameserver, Page, Path, Zone
from cdnaudit.model.report import (
    SCHEMA,
    Ending,
    JudgedFinding,
    Report,
    Run,
    SetAside,
    Suppression,
    TargetReport,
    set_aside,
)
from cdnaudit.model.terms import Confidence, Exit, Outcome, Role, Severity, State, Status, exit_of

EXIT_CODES = tuple(map(int, Exit))


def read_report(head: Fields, rows: Iterable[Fields]) -> Report:
    """Read a report from its object; ``rows`` are targets that stand on lines of their own.

    Raises:
        FileError: names the field that cannot be used.
    """
    targets = tuple(read_targets(head, rows))
    run = head.table("run")
    code = _exit_code(run)
    return Report(
        run=_run(run),
        targets=targets,
        exit_code=exit_of(t.status for t in targets) if code is None else code,
        warnings=head.texts("warnings"),
        checks=tuple(map(_check, head.tables("checks"))),
        fail_on=run.optional_text("fail_on"),
    )


def read_targets(head: Fields, rows: Iterable[Fields]) -> Iterator[TargetReport]:
    """Read the targets of a report one by one, as they are wanted.

    Raises:
        FileError: names the field that cannot be used.
    """
    head.demand("schema", SCHEMA)
    yield from map(_target, chain(head.tables("targets"), rows))


def _check(row: Fields) -> CheckInfo:
    return CheckInfo(
        id=row.text("id"),
        title=row.text("title"),
        help=row.text("help"),
        severity=row.word("severity", Severity),
    )


def _run(row: Fields) -> Run:
    rules = row.table("rules")
    replayed = row.flag("replayed", default=False)
    return Run(
        tool=row.text("tool", "cdnaudit"),
        rules_date=rules.text("date", ""),
        rules_providers=rules.number("providers", 0),
        started=row.text("started", ""),
        finished=row.text("finished", ""),
        resolvers=row.texts("resolvers"),
        ecs=row.texts("ecs"),
        samples=row.number("samples", 1),
        replayed=replayed,
        provenance=row.text("provenance", "recorded" if replayed else "live"),
        ending=_ending(row),
        config=row.optional_text("config"),
        settings=row.table("settings").values,
        options=row.table("options").values,
        not_run=row.texts("not_run"),
    )


def _ending(row: Fields) -> Ending:
    if row.flag("interrupted", default=False):
        return Ending.INTERRUPTED
    return Ending.CRASHED if _exit_code(row) is Exit.INTERNAL else Ending.COMPLETE


def _exit_code(row: Fields) -> Exit | None:
    """Read what the run ended with; a report may leave it to the verdicts on its targets."""
    number = row.optional_number("exit_code")
    if number is None or number in EXIT_CODES:
        return None if number is None else Exit(number)
    raise row.error("exit_code", f"is {number}", f"use one of {', '.join(map(str, EXIT_CODES))}")


def _target(row: Fields) -> TargetReport:
    cuts = tuple(map(_cut_set, row.tables("cuts")))
    findings = tuple(map(_finding, row.tables("findings")))
    counted = set_aside(finding.suppressed for finding in findings)
    return TargetReport(
        target=row.text("target"),
        status=row.word("status", Status),
        location=_location(row.table("location")) if row.has("location") else None,
        hosts=tuple(map(_host, row.tables("hosts"))),
        zones=tuple(map(_zone, row.tables("zones"))),
        providers=tuple(map(_dependency, row.tables("providers"))),
        transitive=tuple(map(_dependency, row.tables("transitive"))),
        cuts=cuts,
        cut_counts=row.numbers("cut_counts") if row.has("cut_counts") else _counts(cuts),
        findings=findings,
        set_aside=tuple(map(_set_aside, row.tables("set_aside")))
        if row.has("set_aside")
        else counted,
        tags=tuple(sorted(set(row.texts("tags")))),
        unknowns=tuple(map(_unanswered, row.tables("unknowns"))),
        inconclusive=tuple(map(_inconclusive, row.tables("inconclusive"))),
        limits_hit=row.texts("limits_hit"),
        graph=_graph(row.table("graph")),
    )


def _counts(cuts: Iterable[CutSet]) -> tuple[int, int]:
    """Count singles and pairs: a report that gives no counts lists them all."""
    orders = [len(cut.events) for cut in cuts if cut.outcome is Outcome.DOWN]
    return orders.count(1), orders.count(2)


def _location(row: Fields) -> Location:
    return Location(row.text("file"), row.number("line", 1))


def _unanswered(row: Fields) -> Unanswered:
    return Unanswered(row.text("question"), row.text("reason"))


def _inconclusive(row: Fields) -> Inconclusive:
    return Inconclusive(row.text("check"), row.text("host"), row.text("reason"))


def _host(row: Fields) -> Host:
    return Host(
        host=row.text("host"),
        chain=tuple(map(_link, row.tables("chain"))),
        addresses=tuple(map(_address, row.tables("addresses"))),
        paths=tuple(map(_path, row.tables("paths"))),
        pages=tuple(map(_page, row.tables("pages"))),
    )


def _link(row: Fields) -> Link:
    return Link(row.text("from"), row.text("to"), row.number("ttl", 0))


def _address(row: Fields) -> Address:
    return Address(
        ip=row.text("ip"),
        asn=row.optional_number("asn"),
        as_name=row.optional_text("as_name"),
        prefix=row.optional_text("prefix"),
    )


def _path(row: Fields) -> Path:
    return Path(
        type=row.text("type"),
        sample=row.number("sample", 0),
        ecs=row.optional_text("ecs"),
        ecs_scope=row.optional_number("ecs_scope"),
        chain=row.texts("chain"),
        addresses=row.texts("addresses"),
    )


def _page(row: Fields) -> Page:
    return Page(
        url=row.text("url"),
        declared=row.flag("declared", default=False),
        steps=tuple(map(_step, row.tables("steps"))),
    )


def _step(row: Fields) -> Hop:
    return Hop(row.text("url"), row.optional_number("status"), row.optional_text("reason"))


def _zone(row: Fields) -> Zone:
    return Zone(
        zone=row.text("zone"),
        parent_ns=row.texts("parent_ns") if row.has("parent_ns") else None,
        child_ns=row.texts("child_ns") if row.has("child_ns") else None,
        nameservers=tuple(map(_nameserver, row.tables("nameservers"))),
    )


def _nameserver(row: Fields) -> Nameserver:
    return Nameserver(
        name=row.text("name"),
        addresses=row.texts("addresses"),
        provider=row.optional_text("provider"),
        answers=row.optional_text("answers"),
    )


def _dependency(row: Fields) -> Dependency:
    return Dependency(
        role=row.word("role", Role),
        provider=row.text("provider"),
        company=row.text("company", row.text("provider")),
        host=row.text("host"),
        state=row.optional_word("state", State),
        confidence=row.word("confidence", Confidence),
        evidence=tuple(map(_evidence, row.tables("evidence"))),
        depth=row.number("depth", 1),
        via=row.text("via", ""),
    )


def _evidence(row: Fields) -> Evidence:
    return Evidence(
        signal=row.text("signal"),
        value=row.text("value"),
        rule=row.text("rule"),
        source=row.text("source"),
        basis=row.text("basis", ""),
    )


def _cut_set(row: Fields) -> CutSet:
    return CutSet(_events(row), row.word("outcome", Outcome), row.texts("path"))


def _finding(row: Fields) -> JudgedFinding:
    return JudgedFinding(
        check=row.text("check"),
        severity=row.word("severity", Severity),
        confidence=row.word("confidence", Confidence),
        target=row.text("target"),
        host=row.text("host"),
        role=row.optional_word("role", Role),
        provider=row.optional_text("provider"),
        company=row.optional_text("company"),
        message=row.text("message"),
        remedy=row.text("remedy"),
        evidence=tuple(map(_evidence, row.tables("evidence"))),
        fingerprint=row.text("fingerprint"),
        roles=row.words("roles", Role),
        suppressed=_suppression(row.table("suppressed")) if row.has("suppressed") else None,
        fails_gate=row.flag("fails_gate", default=False),
    )


def _set_aside(row: Fields) -> SetAside:
    return SetAside(
        row.text("kind"), row.text("why"), row.optional_text("expires"), row.number("findings")
    )


def _suppression(row: Fields) -> Suppression:
    return Suppression(row.text("kind"), row.text("reason"), row.optional_text("expires"))


def _graph(row: Fields) -> Graph:
    nodes = tuple(map(_node, row.tables("nodes")))
    graph = Graph(nodes, row.number("root", 0), row.numbers("soft"))
    numbers = chain((graph.root,), graph.soft, *(node.parts for node in nodes))
    if nodes and not all(number < len(nodes) for number in numbers):
        raise row.error("", "points outside its nodes", "write the report again")
    return graph


def _node(row: Fields) -> Node:
    return Node(
        kind=row.word("kind", NodeKind),
        name=row.text("name", ""),
        parts=row.numbers("parts"),
        events=_events(row),
        hides=row.words("hides", Role),
        subject=row.word("subject", Subject),
    )


def _events(row: Fields) -> tuple[Event, ...]:
    return row.read_all("events", Event.parse, f"write {FORMS}")
