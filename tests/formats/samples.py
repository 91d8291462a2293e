"""Reports built by hand: realistic targets, hostile names, nothing at all, and very many."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from cdnaudit.graph.cut_sets import cut_sets, find
from cdnaudit.graph.failures import Failures
from cdnaudit.graph.node_table import NodeTable
from cdnaudit.judging.catalogue import check_infos
from cdnaudit.model.assessment import (
    Dependency,
    Evidence,
    Inconclusive,
    Location,
    Unanswered,
)
from cdnaudit.model.check_info import CheckInfo
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.observed import Address, Host, Link, Nameserver, Path, Zone
from cdnaudit.model.report import (
    Ending,
    JudgedFinding,
    Report,
    Run,
    SetAside,
    Suppression,
    TargetReport,
)
from cdnaudit.model.terms import Confidence, Exit, Role, Severity, Signal, State, Status
from cdnaudit.reporting.display import MANY

READABLE = (
    "=</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&|`[a](javascript:b)`"
    "\n::error::%0A]]>\\\x1b[31m\u202e"
)
"""Starts a formula, ends a script, a cell, a line, a command and a quoted text."""
HOSTILE = f"{READABLE}\ud800"
"""The same with half a character, which no file can bring: readers refuse it."""
TOMORROW = "check-of-tomorrow"
"""A check that this version lacks."""

RUN = Run(
    tool="cdnaudit 0.1.0",
    rules_date="2026-11-23",
    rules_providers=180,
    started="2026-11-23T10:00:00Z",
    finished="2026-11-23T10:00:04Z",
    resolvers=("192.0.2.53",),
    ecs=(),
    samples=1,
    replayed=False,
    provenance="live",
    ending=Ending.COMPLETE,
)


def cut_counts(graph: Graph) -> tuple[int, ...]:
    return find(Failures.of(graph.nodes), graph, order=2).counts


def service(builder: NodeTable, provider: str, role: Role, company: str = "") -> int:
    return builder.leaf([Event.service(provider, role), Event.company(company or provider)])


def zone(builder: NodeTable, name: str, servers: dict[str, int], first: int = 1) -> int:
    nodes = [
        builder.every(
            [operator, _address(builder, f"192.0.2.{n}", 64500 + n)], Subject.NAMESERVER, server
        )
        for n, (server, operator) in enumerate(servers.items(), start=first)
    ]
    either = builder.either(nodes)
    return builder.once(Subject.ZONE, name, lambda: [either])


def _address(builder: NodeTable, ip: str, asn: int) -> int:
    origin = [builder.leaf([Event.asn(asn)]), builder.leaf([Event.prefix(f"{ip}/32")])]
    return builder.every(origin, Subject.ADDRESS, ip)


def shop_graph(target: str) -> Graph:
    """One CDN behind an alias, DNS at two providers, a challenge that is only embedded."""
    b = NodeTable()
    fast, one, two = (
        service(b, "fastly", Role.CDN),
        service(b, "ns1", Role.DNS, "ibm"),
        service(b, "amazon-route53", Role.DNS, "amazon"),
    )
    names = ("dns1.p01.nsone.net", "dns2.p01.nsone.net", "ns-1.awsdns-01.com", "ns-2.awsdns-02.org")
    apex = zone(b, "shop.example", dict(zip(names, (one, one, two, two), strict=True)))
    edge_zone = zone(b, "fastly.net", {"ns1.fastly.net": service(b, "fastly", Role.DNS)}, first=9)
    edge = b.either([_address(b, "198.51.100.1", 54113), _address(b, "198.51.100.2", 54113)])
    alias = b.every([edge_zone, fast, edge], Subject.ALIAS, "dualstack.shop.map.fastly.net")
    host = b.every([apex, b.either([alias])], Subject.HOST, target)
    soft = service(b, "google-recaptcha", Role.CHALLENGE, "google")
    return b.graph(b.every([host], Subject.HOST, target), [soft])


def login_graph(target: str) -> Graph:
    """All at one company, two edges of which one is unknown, and a zone that needs itself."""
    b = NodeTable()
    edge = service(b, "cloudflare", Role.CDN)
    dns = service(b, "cloudflare", Role.DNS)
    gate = service(b, "cloudflare", Role.CHALLENGE)
    own = zone(b, "login.example", {"ada.ns.cloudflare.com": dns, "bob.ns.cloudflare.com": dns})
    serve = b.either(
        [
            b.every([edge, _address(b, "203.0.113.7", 13335)]),
            b.unknown("dns AAAA login.example"),
        ]
    )
    host = b.every([own, serve, gate], Subject.HOST, target)
    return b.graph(b.every([host], Subject.HOST, target), [])


def evidence(value: str = "dualstack.shop.map.fastly.net") -> tuple[Evidence, ...]:
    return (
        Evidence(Signal.CNAME, value, "fastly#cname-0", "https://docs.fastly.example/cname"),
        Evidence(
            Signal.HEADER, f"x-served-by: {READABLE}", "fastly#header-1", "javascript:alert(3)"
        ),
    )


def finding(
    target: str, check: str, severity: Severity, provider: str, role: Role
) -> JudgedFinding:
    return JudgedFinding(
        check=check,
        severity=severity,
        confidence=Confidence.HIGH,
        target=target,
        host=target,
        role=role,
        provider=provider,
        company=provider,
        message=f"{target} is served by {provider} alone on every branch that was seen.",
        remedy="Add a second provider for this role, or plan and rehearse how to go without it.",
        evidence=evidence(),
        fingerprint=f"sha256:{0:064x}",
        suppressed=None,
        fails_gate=False,
    )


def use(
    role: Role,
    provider: str,
    company: str,
    host: str,
    state: State | None = None,
    depth: int = 1,
    via: str = "",
) -> Dependency:
    return Dependency(role, provider, company, host, state, Confidence.HIGH, evidence(), depth, via)


def shop(name: str = "www.shop.example") -> TargetReport:
    graph = shop_graph(name)
    alias = "dualstack.shop.map.fastly.net"
    address = Address("198.51.100.1", 54113, "FASTLY", "198.51.100.0/24")
    servers = tuple(
        Nameserver(n, ("192.0.2.1",), p, "authoritative")
        for n, p in (
            ("dns1.p01.nsone.net", "ns1"),
            ("dns2.p01.nsone.net", "ns1"),
            ("ns-1.awsdns-01.com", "amazon-route53"),
            ("ns-2.awsdns-02.org", "amazon-route53"),
        )
    )
    edge_server = Nameserver("ns1.fastly.net", ("192.0.2.1",), "fastly", "authoritative")
    names = tuple(s.name for s in servers)
    accepted = replace(
        finding(name, "cdn-dns-coupling", Severity.LOW, "fastly", Role.DNS),
        suppressed=Suppression("ignore", "second provider contracted", "2027-03-31"),
    )
    return TargetReport(
        target=name,
        status=Status.FAIL,
        hosts=(
            Host(
                name,
                (Link(name, alias, 300),),
                (address,),
                (Path("A", 0, None, None, (name, alias), ("198.51.100.1",)),),
            ),
        ),
        zones=(
            Zone("shop.example", names, names, servers),
            Zone("fastly.net", ("ns1.fastly.net",), None, (edge_server,)),
        ),
        providers=(
            use(Role.CDN, "fastly", "fastly", name),
            use(Role.DNS, "amazon-route53", "amazon", name),
            use(Role.DNS, "ns1", "ibm", name),
            use(Role.CHALLENGE, "google-recaptcha", "google", name, State.PRESENT),
        ),
        transitive=(use(Role.DNS, "fastly", "fastly", name, depth=2, via="fastly"),),
        cuts=cut_sets(graph, order=2),
        cut_counts=cut_counts(graph),
        findings=(
            finding(name, "cdn-single-provider", Severity.HIGH, "fastly", Role.CDN),
            accepted,
        ),
        set_aside=(SetAside("ignore", "second provider contracted", "2027-03-31", 1),),
        unknowns=(),
        inconclusive=(),
        limits_hit=(),
        graph=graph,
    )


def login(name: str = "login.example") -> TargetReport:
    graph = login_graph(name)
    servers = ("ada.ns.cloudflare.com", "bob.ns.cloudflare.com")
    return TargetReport(
        target=name,
        status=Status.INCOMPLETE,
        hosts=(Host(name, (), (Address("203.0.113.7", 13335, READABLE, "203.0.113.0/24"),), ()),),
        zones=(
            Zone(
                "login.example",
                servers,
                servers,
                tuple(Nameserver(s, (), "cloudflare", None) for s in servers),
            ),
        ),
        providers=tuple(
            use(role, "cloudflare", "cloudflare", name)
            for role in (Role.CDN, Role.DNS, Role.CHALLENGE)
        ),
        transitive=(),
        cuts=cut_sets(graph, order=2),
        cut_counts=cut_counts(graph),
        findings=(
            finding(name, "dns-single-provider", Severity.MEDIUM, "cloudflare", Role.DNS),
            finding(name, "challenge-gate", Severity.MEDIUM, "cloudflare", Role.CHALLENGE),
        ),
        unknowns=(Unanswered("dns AAAA login.example", "timeout after 2.0 s"),),
        inconclusive=(Inconclusive("family-divergence", name, "AAAA was not answered"),),
        limits_hit=(),
        graph=graph,
    )


def hostile() -> TargetReport:
    """Every text a stranger can choose holds markup, escapes and bidi marks."""
    known = shop(f"www.{HOSTILE}.example")
    return replace(
        known,
        location=Location(f"{HOSTILE}a,b:c.toml", 3),
        findings=tuple(
            replace(f, check=HOSTILE, message=HOSTILE, remedy=HOSTILE, host=HOSTILE)
            for f in known.findings
        ),
        unknowns=(Unanswered(f"dns A {HOSTILE}", HOSTILE),),
        inconclusive=(Inconclusive("family-divergence", HOSTILE, HOSTILE),),
        limits_hit=(HOSTILE,),
        set_aside=(
            SetAside("baseline", HOSTILE, None, 1),
            SetAside("ignore", HOSTILE, "2027-03-31", 1),
        ),
        graph=replace(
            known.graph,
            nodes=tuple(
                n._replace(name=n.name and f"{n.name}{HOSTILE}") for n in known.graph.nodes
            ),
        ),
    )


def report(
    targets: tuple[TargetReport, ...],
    warnings: tuple[str, ...] = (),
    checks: tuple[CheckInfo, ...] = (),
) -> Report:
    """Return a report on a run that failed the gate."""
    return Report(
        run=RUN, targets=targets, exit_code=Exit.FINDINGS, warnings=warnings, checks=checks
    )


def two_targets() -> Report:
    return report((login(), shop()), ("an ignore has expired",), check_infos())


def one_target() -> Report:
    return report((shop(),), checks=check_infos())


def hostile_report() -> Report:
    check = CheckInfo(HOSTILE, HOSTILE, HOSTILE, Severity.LOW)
    return report(
        (
            hostile(),
            login(),
        ),
        warnings=(HOSTILE,),
        checks=(check,),
    )


def no_targets() -> Report:
    return report(())


def unknown_check() -> Report:
    """A finding and a doubt of checks that are in no list, as another version may have them."""
    target = shop()
    found = finding(target.target, TOMORROW, Severity.LOW, "fastly", Role.CDN)
    doubt = Inconclusive("doubt-of-tomorrow", target.target, "nobody answered")
    new = replace(target, findings=(replace(found, message="it is so"),), inconclusive=(doubt,))
    return report((new,), checks=check_infos())


def all_suppressed() -> Report:
    target = shop()
    accepted = Suppression("baseline", "accepted before", None)
    findings = tuple(replace(f, suppressed=accepted, message="it is so") for f in target.findings)
    aside = (SetAside("baseline", "base.json", None, len(findings)),)
    return report((replace(target, findings=findings, set_aside=aside),), checks=check_infos())


def interrupted() -> Report:
    return replace(
        two_targets(), run=replace(RUN, ending=Ending.INTERRUPTED), exit_code=Exit.INTERRUPTED
    )


def without_graphs() -> Report:
    return report((shop_without_graph(),))


def with_one_that_does_not_work() -> Report:
    """A target that works, and one that is down while nothing fails."""
    broken = with_graph(Graph((Node(NodeKind.ANY, "broken.example", subject=Subject.HOST),), 0))
    return report((shop(), replace(broken, target="broken.example")))


def with_message(text: str) -> Report:
    target = shop()
    found = replace(target.findings[0], message=text)
    return report((replace(target, findings=(found,)),))


def with_name(text: str) -> Report:
    nodes = NodeTable()
    host = nodes.every([service(nodes, "fastly", Role.CDN)], Subject.HOST, text)
    return report((replace(with_graph(nodes.graph(host, [])), target=text),))


@cache
def many_targets(count: int) -> Report:
    made = [
        shop(f"www.shop-{n:03}.example") if n % 3 else login(f"login-{n:03}.example")
        for n in range(count)
    ]
    targets = [
        replace(t, status=Status.PASS, findings=()) if n % 7 == 0 else t for n, t in enumerate(made)
    ]
    return report(tuple(targets))


def with_graph(graph: Graph) -> TargetReport:
    cuts, counts = cut_sets(graph, order=2), cut_counts(graph)
    return replace(shop(), graph=graph, cuts=cuts, cut_counts=counts)


def looped_graph() -> Graph:
    """A zone that needs a host that needs the zone."""
    nodes = (
        Node(NodeKind.ALL, "a", (1,), subject=Subject.ZONE),
        Node(NodeKind.ALL, "www.shop.example", (0,), subject=Subject.HOST),
    )
    return Graph(nodes, 1)


def shop_without_graph() -> TargetReport:
    """As read from a report that kept no graph."""
    return replace(shop(), graph=Graph((), 0))


REPORTS: dict[str, Callable[[], Report]] = {
    "one target": one_target,
    "two targets": two_targets,
    "hostile": hostile_report,
    "no targets": no_targets,
    "unknown check": unknown_check,
    "all suppressed": all_suppressed,
    "interrupted": interrupted,
    "without graphs": without_graphs,
    "more targets than are shown in full": lambda: many_targets(MANY),
}
"""What every format must be able to write."""
