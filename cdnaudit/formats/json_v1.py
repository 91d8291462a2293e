"""JSON, ``cdnaudit/report/v1``. Fields may be added; none may be renamed or removed."""

import json
from typing import TextIO

from cdnaudit.model.nodes import Graph, Node
from cdnaudit.model.report import (
    SCHEMA,
    CutSet,
    Dependency,
    Evidence,
    Finding,
    Host,
    Link,
    Report,
    TargetReport,
    Zone,
)
from cdnaudit.model.terms import Severity, Status

Json = dict[str, object]


def render(report: Report, out: TextIO) -> None:
    """Write one object and a newline."""
    whole = {
        "schema": SCHEMA,
        "run": run(report),
        "targets": [target(t) for t in report.targets],
        "summary": summary(report),
        "warnings": list(report.warnings),
    }
    json.dump(whole, out, indent=1)
    out.write("\n")


def render_lines(report: Report, out: TextIO) -> None:
    """Write JSON lines: the run with its summary, then one target a line."""
    head = {
        "schema": SCHEMA,
        "run": run(report),
        "summary": summary(report),
        "warnings": list(report.warnings),
    }
    out.writelines(json.dumps(row) + "\n" for row in (head, *(target(t) for t in report.targets)))


def run(report: Report) -> Json:
    """Write how the report came to be."""
    r = report.run
    return {
        "tool": r.tool,
        "rules": {"date": r.rules_date, "providers": r.rules_providers},
        "started": r.started,
        "finished": r.finished,
        "resolvers": list(r.resolvers),
        "ecs": list(r.ecs),
        "samples": r.samples,
        "replayed": r.replayed,
        "provenance": r.provenance,
        "interrupted": r.interrupted,
        "exit_code": r.exit_code,
    }


def summary(report: Report) -> Json:
    """Count targets by status, and findings that are not suppressed by severity."""
    found = [f for t in report.targets for f in t.findings if f.suppressed is None]
    statuses = [t.status for t in report.targets]
    return {
        "targets": len(statuses),
        **{str(s): statuses.count(s) for s in Status},
        "findings": {str(s): sum(f.severity is s for f in found) for s in reversed(Severity)},
    }


def target(t: TargetReport) -> Json:
    """Write one target."""
    return {
        "target": t.target,
        "status": str(t.status),
        "location": None
        if t.location is None
        else {"file": t.location.file, "line": t.location.line},
        "hosts": [_host(h) for h in t.hosts],
        "zones": [_zone(z) for z in t.zones],
        "providers": [_use(u) for u in t.providers],
        "transitive": [_use(u) | {"depth": u.depth, "via": u.via} for u in t.transitive],
        "cuts": [_cut(c) for c in t.cuts],
        "findings": [finding(f) for f in t.findings],
        "unknowns": [{"question": g.question, "reason": g.reason} for g in t.unknowns],
        "inconclusive": [
            {"check": u.check, "host": u.host, "reason": u.reason} for u in t.inconclusive
        ],
        "limits_hit": list(t.limits_hit),
        "graph": graph(t.graph),
    }


def _host(h: Host) -> Json:
    return {
        "host": h.host,
        "chain": [_link(k) for k in h.chain],
        "addresses": [
            {"ip": a.ip, "asn": a.asn, "as_name": a.as_name, "prefix": a.prefix}
            for a in h.addresses
        ],
        "paths": [
            {
                "type": p.type,
                "sample": p.sample,
                "ecs": p.ecs,
                "ecs_scope": p.ecs_scope,
                "chain": list(p.chain),
                "addresses": list(p.addresses),
            }
            for p in h.paths
        ],
    }


def _link(k: Link) -> Json:
    return {"from": k.owner, "to": k.target, "ttl": k.ttl}


def _zone(z: Zone) -> Json:
    return {
        "zone": z.zone,
        "parent_ns": None if z.parent_ns is None else list(z.parent_ns),
        "child_ns": None if z.child_ns is None else list(z.child_ns),
        "nameservers": [
            {
                "name": n.name,
                "addresses": list(n.addresses),
                "provider": n.provider,
                "answers": n.answers,
            }
            for n in z.nameservers
        ],
    }


def _use(u: Dependency) -> Json:
    return {
        "role": str(u.role),
        "provider": u.provider,
        "company": u.company,
        "host": u.host,
        "state": None if u.state is None else str(u.state),
        "confidence": str(u.confidence),
        "evidence": [_evidence(e) for e in u.evidence],
    }


def _evidence(e: Evidence) -> Json:
    return {"signal": str(e.signal), "value": e.value, "rule": e.rule, "source": e.source}


def _cut(c: CutSet) -> Json:
    return {"events": list(c.events), "outcome": str(c.outcome), "path": list(c.path)}


def finding(f: Finding) -> Json:
    """Write one finding."""
    s = f.suppressed
    return {
        "check": f.check,
        "severity": str(f.severity),
        "confidence": str(f.confidence),
        "target": f.target,
        "host": f.host,
        "role": None if f.role is None else str(f.role),
        "provider": f.provider,
        "company": f.company,
        "message": f.message,
        "remedy": f.remedy,
        "evidence": [_evidence(e) for e in f.evidence],
        "fingerprint": f.fingerprint,
        "fails_gate": f.fails_gate,
        "suppressed": None
        if s is None
        else {"kind": s.kind, "reason": s.reason, "expires": s.expires},
    }


def graph(g: Graph) -> Json:
    """Write the AND/OR graph, so that a saved report can be asked what-if without the network."""
    return {"root": g.root, "soft": list(g.soft), "nodes": [_node(n) for n in g.nodes]}


def _node(n: Node) -> Json:
    row: Json = {"kind": str(n.kind), "subject": str(n.subject), "name": n.name}
    if n.parts:
        row["parts"] = list(n.parts)
    if n.events:
        row["events"] = list(n.events)
    if n.hides:
        row["hides"] = [str(role) for role in n.hides]
    return row
