"""The objects of one target in ``cdnaudit/report/v1``."""

from cdnaudit.model.assessment import CutSet, Dependency, Evidence, Inconclusive
from cdnaudit.model.nodes import Graph, Node
from cdnaudit.model.observed import Host, Link, Nameserver, Page, Path, Zone
from cdnaudit.model.report import JudgedFinding, SetAside, TargetReport

Json = dict[str, object]


def target_object(target: TargetReport) -> Json:
    """Write one target; ``tags`` are there where it has some."""
    location = target.location
    return {
        "target": target.target,
        "status": str(target.status),
        "location": location and {"file": location.file, "line": location.line},
        "hosts": list(map(_host, target.hosts)),
        "zones": list(map(_zone, target.zones)),
        "providers": list(map(_dependency, target.providers)),
        "transitive": list(map(_transitive, target.transitive)),
        "cuts": list(map(_cut_set, target.cuts)),
        "cut_counts": list(target.cut_counts),
        "findings": list(map(finding_object, target.findings)),
        "set_aside": list(map(set_aside_object, target.set_aside)),
        **({"tags": list(target.tags)} if target.tags else {}),
        "unknowns": [{"question": u.question, "reason": u.reason} for u in target.unknowns],
        "inconclusive": list(map(_inconclusive, target.inconclusive)),
        "limits_hit": list(target.limits_hit),
        "graph": _graph(target.graph),
    }


def set_aside_object(part: SetAside) -> Json:
    """Write how many findings one baseline or one ignore keeps from counting."""
    return {
        "kind": part.kind,
        "why": part.why,
        "expires": part.expires,
        "findings": part.findings,
    }


def finding_object(finding: JudgedFinding) -> Json:
    """Write one finding; ``roles`` is there where it is about several."""
    why = finding.suppressed
    several: Json = {"roles": [str(role) for role in finding.roles]} if finding.roles else {}
    return {
        "check": finding.check,
        "severity": str(finding.severity),
        "confidence": str(finding.confidence),
        "target": finding.target,
        "host": finding.host,
        "role": finding.role and str(finding.role),
        **several,
        "provider": finding.provider,
        "company": finding.company,
        "message": finding.message,
        "remedy": finding.remedy,
        "evidence": [_evidence(item) for item in finding.evidence],
        "fingerprint": finding.fingerprint,
        "fails_gate": finding.fails_gate,
        "suppressed": why and {"kind": why.kind, "reason": why.reason, "expires": why.expires},
    }


def _host(host: Host) -> Json:
    return {
        "host": host.host,
        "chain": [_link(link) for link in host.chain],
        "addresses": [
            {
                "ip": address.ip,
                "asn": address.asn,
                "as_name": address.as_name,
                "prefix": address.prefix,
            }
            for address in host.addresses
        ],
        "paths": [_path(path) for path in host.paths],
        "pages": [_page(page) for page in host.pages],
    }


def _link(link: Link) -> Json:
    return {"from": link.owner, "to": link.target, "ttl": link.ttl}


def _path(path: Path) -> Json:
    return {
        "type": path.type,
        "sample": path.sample,
        "ecs": path.ecs,
        "ecs_scope": path.ecs_scope,
        "chain": list(path.chain),
        "addresses": list(path.addresses),
    }


def _page(page: Page) -> Json:
    return {
        "url": page.url,
        "declared": page.declared,
        "steps": [
            {"url": step.url, "status": step.status, "reason": step.reason} for step in page.steps
        ],
    }


def _zone(zone: Zone) -> Json:
    return {
        "zone": zone.zone,
        "parent_ns": None if zone.parent_ns is None else list(zone.parent_ns),
        "child_ns": None if zone.child_ns is None else list(zone.child_ns),
        "nameservers": [_nameserver(server) for server in zone.nameservers],
    }


def _nameserver(server: Nameserver) -> Json:
    return {
        "name": server.name,
        "addresses": list(server.addresses),
        "provider": server.provider,
        "answers": server.answers,
    }


def _dependency(dependency: Dependency) -> Json:
    return {
        "role": str(dependency.role),
        "provider": dependency.provider,
        "company": dependency.company,
        "host": dependency.host,
        "state": dependency.state and str(dependency.state),
        "confidence": str(dependency.confidence),
        "evidence": [_evidence(item) for item in dependency.evidence],
    }


def _transitive(dependency: Dependency) -> Json:
    return _dependency(dependency) | {"depth": dependency.depth, "via": dependency.via}


def _inconclusive(doubt: Inconclusive) -> Json:
    return {"check": doubt.check, "host": doubt.host, "reason": doubt.reason}


def _evidence(item: Evidence) -> Json:
    return {
        "signal": str(item.signal),
        "value": item.value,
        "rule": item.rule,
        "source": item.source,
        "basis": str(item.basis),
    }


def _cut_set(cut: CutSet) -> Json:
    return {"events": list(cut.events), "outcome": str(cut.outcome), "path": list(cut.path)}


def _graph(graph: Graph) -> Json:
    """Write the AND/OR graph, so that a saved report can be asked what-if without the network."""
    return {
        "root": graph.root,
        "soft": list(graph.soft),
        "nodes": [_node(node) for node in graph.nodes],
    }


def _node(node: Node) -> Json:
    """Write a node; lists that are empty are left out."""
    row: Json = {"kind": str(node.kind), "subject": str(node.subject), "name": node.name}
    if node.parts:
        row["parts"] = list(node.parts)
    if node.events:
        row["events"] = list(node.events)
    if node.hides:
        row["hides"] = [str(role) for role in node.hides]
    return row
