"""Reports whose every format lies written out in goldens/: together they show all that there is."""

from collections.abc import Callable
from dataclasses import replace

from cdnaudit.graph.cut_sets import cut_sets
from cdnaudit.graph.node_table import NodeTable
from cdnaudit.model.assessment import Dependency, Evidence, Inconclusive, Location, Unanswered
from cdnaudit.model.check_info import CheckInfo
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Subject
from cdnaudit.model.observed import Address, Hop, Host, Link, Nameserver, Page, Path, Zone
from cdnaudit.model.report import Ending, JudgedFinding, Report, SetAside, Suppression, TargetReport
from cdnaudit.model.terms import Basis, Confidence, Exit, Role, Severity, Signal, State, Status
from tests.formats import samples

BANK = "bank.example"
WWW = f"www.{BANK}"
CHECKS = tuple(
    CheckInfo(f"check-{level}", f"it is {level}", f"It is {level}.\n\nAsks: is it <so>?", level)
    for level in Severity
)


def everything() -> Report:
    """Four targets of every status, an interrupted run and warnings."""
    run = replace(
        samples.RUN,
        resolvers=("192.0.2.53", "2001:db8::53"),
        ecs=("198.51.100.0/24", "203.0.113.0/24"),
        samples=3,
        ending=Ending.INTERRUPTED,
        config="../pyproject.toml",
        settings={"ignore": [{"check": "check-low"}], "samples": 3},
        options={"targets": [BANK], "fail_on": "critical", "timeout": 0.5},
    )
    return Report(
        run=run,
        targets=(samples.login(), _bank(), _passing(), samples.shop()),
        exit_code=Exit.INTERRUPTED,
        warnings=("an ignore has expired", "a rule: is, 50% <odd>"),
        checks=CHECKS,
        fail_on="critical",
    )


def three_targets() -> Report:
    """Few enough to be shown in full; replayed, and without anybody asked."""
    run = replace(samples.RUN, replayed=True, provenance="recorded", resolvers=())
    return Report(
        run=run,
        targets=(_bank(), _passing(), _nothing()),
        exit_code=Exit.FINDINGS,
        warnings=(),
        checks=(),
    )


def one_target() -> Report:
    """A target that passes, of a modelled recording."""
    run = replace(samples.RUN, replayed=True, provenance="modelled", rules_providers=1)
    return Report(
        run=run, targets=(_passing(),), exit_code=Exit.PASS, checks=CHECKS[:1], fail_on="none"
    )


def crowd() -> Report:
    """More targets than are shown in full, and more findings than are annotated."""
    targets = (
        replace(
            _nothing(f"t{number:02}.example"),
            status=Status.PASS if number % 2 else Status.FAIL,
            findings=() if number % 2 else (_finding(f"t{number:02}.example", number),),
        )
        for number in range(21)
    )
    return samples.report(tuple(targets))


def _finding(target: str, number: int) -> JudgedFinding:
    level = tuple(Severity)[number % 5]
    return replace(
        samples.finding(target, f"check-{level}", level, "ns1", Role.DNS),
        fingerprint=f"sha256:{number:064x}",
        fails_gate=level.rank > Severity.MEDIUM.rank,
        evidence=(),
    )


def _bank() -> TargetReport:
    """Two hosts in several networks, two operators with pairs, and much that is not known."""
    graph = _bank_graph()
    return TargetReport(
        target=BANK,
        status=Status.FAIL,
        location=Location("targets,of:us.txt", 7),
        hosts=(_apex_host(), _www_host()),
        zones=_zones(),
        providers=_providers(),
        transitive=(
            samples.use(Role.DNS, "fastly", "fastly", WWW, depth=2, via="cloudfront"),
            samples.use(Role.CA, "letsencrypt", "isrg", BANK, depth=2),
        ),
        cuts=cut_sets(graph, order=2),
        cut_counts=samples.cut_counts(graph),
        findings=_findings(),
        set_aside=(
            SetAside("baseline", "base.json", None, 1),
            SetAside("ignore", "moves | soon", "2027-03-31", 1),
        ),
        unknowns=(
            Unanswered(f"dns AAAA {BANK}", "timeout after 2.0 s"),
            Unanswered(f"dns NS {BANK}", "SERVFAIL"),
        ),
        inconclusive=(
            Inconclusive("check-low", BANK, f"dns AAAA {BANK} was not answered"),
            Inconclusive("check-high", WWW, "the page was not fetched"),
            Inconclusive("check-info", WWW, "the page was not fetched"),
        ),
        limits_hit=("512 questions", "30 s"),
        graph=graph,
    )


def _bank_graph() -> Graph:
    nodes = NodeTable()
    edges = [
        nodes.every(
            [
                samples.service(nodes, provider, Role.CDN, company),
                nodes.leaf([Event.asn(64500 + number)]),
                nodes.leaf([Event.region("aws", f"region-{number}")]),
            ]
        )
        for number, (provider, company) in enumerate(
            (("cloudfront", "amazon"), ("fastly", "fastly"))
        )
    ]
    servers = {
        f"ns{number}.{BANK}": samples.service(nodes, "amazon-route53", Role.DNS, "amazon")
        for number in range(5)
    }
    own = samples.zone(nodes, BANK, servers)
    hidden = nodes.unknown(f"dns AAAA {BANK}", [Role.CDN, Role.HOSTING])
    odd = nodes.unknown("dns NS odd.example", [Role.REGISTRAR])
    registry = nodes.every(())
    apex = nodes.every([registry, own, nodes.either([*edges, hidden]), odd], Subject.HOST, BANK)
    alias = nodes.every([nodes.either(edges), hidden], Subject.ALIAS, "d1.cloudfront.example")
    www = nodes.every([own, alias], Subject.HOST, WWW)
    soft = samples.service(nodes, "recaptcha", Role.CHALLENGE, "google")
    return nodes.graph(nodes.every([apex, www], Subject.HOST, BANK), [soft])


def _apex_host() -> Host:
    addresses = (
        *(Address(f"192.0.2.{n}", 64500, "BANK-AS", "192.0.2.0/24") for n in range(1, 6)),
        Address("198.51.100.1", 64501, None, None),
        Address("203.0.113.1", None, None, None),
        Address("203.0.113.2", None, None, "203.0.113.0/24"),
    )
    ips = tuple(address.ip for address in addresses)
    return Host(BANK, (), addresses, (Path("A", 0, None, None, (BANK,), ips),))


def _www_host() -> Host:
    first, second = "d1.cloudfront.example", "d2.cloudfront.example"
    links = (Link(WWW, first, 60), Link(first, second, 300), Link(WWW, "dualstack.example", 30))
    paths = (
        Path("A", 0, None, None, (WWW, first, second), ("198.51.100.1",)),
        Path("A", 1, "198.51.100.0/24", 24, (WWW, first, second), ("198.51.100.9",)),
        Path("AAAA", 0, None, None, (WWW, "dualstack.example"), ()),
    )
    url = f"https://{WWW}/"
    steps = (Hop(url, None, "certificate expired 2026-10-01"), Hop(f"http://{WWW}/", 200, None))
    pages = (Page(url, False, steps), Page(f"{url}login", True, (Hop(f"{url}login", 403, None),)))
    addresses = (Address("198.51.100.1", 64501, "EDGE", "198.51.100.0/24"),)
    return Host(WWW, links, addresses, paths, pages)


def _zones() -> tuple[Zone, ...]:
    names = tuple(f"ns{number}.{BANK}" for number in range(5))
    servers = (
        *(Nameserver(n, ("192.0.2.1", "2001:db8::1"), "amazon-route53", None) for n in names),
        Nameserver("ns5.bank.example", (), "amazon-route53", "lame"),
        Nameserver("ns6.bank.example", ("192.0.2.6",), None, "silent"),
        Nameserver("ns7.bank.example", (), None, "authoritative"),
    )
    return (
        Zone("", None, ("a.root.example",), (Nameserver("a.root.example", (), None, None),)),
        Zone(BANK, names, None, servers),
        Zone("cloudfront.example", (), (), ()),
        Zone("elsewhere.test", names, names, servers[:1]),
    )


def _providers() -> tuple[Dependency, ...]:
    challenges = (
        samples.use(Role.CHALLENGE, f"gate-{state}", "gates", WWW, state) for state in State
    )
    roles = (samples.use(role, f"for-{role}", "several", BANK) for role in reversed(Role))
    weak = replace(
        samples.use(Role.CDN, "fastly", "fastly", BANK),
        confidence=Confidence.LOW,
        evidence=(
            Evidence(
                Signal.HEADER, "via: x", "fastly#header-0", "http://docs.example/", Basis.CORPUS
            ),
            Evidence(Signal.COOKIE, "x", "fastly#cookie-0", "http://docs.example/", Basis.GENERAL),
            Evidence(Signal.ASN, "AS64500", "heuristic", ""),
            Evidence(Signal.HEADER, "x: y", "fastly#header-1", "seen by us"),
        ),
    )
    return (weak, *challenges, *roles)


def _findings() -> tuple[JudgedFinding, ...]:
    levels = tuple(
        replace(
            samples.finding(BANK, f"check-{level}", level, "fastly", Role.CDN),
            fingerprint=f"sha256:{level.rank:064x}",
            fails_gate=level.rank >= Severity.MEDIUM.rank,
            confidence=tuple(Confidence)[level.rank % 3],
        )
        for level in Severity
    )
    bare = replace(
        levels[1],
        role=None,
        roles=(Role.CDN, Role.DNS),
        provider=None,
        company=None,
        remedy="",
        evidence=(),
    )
    accepted = replace(levels[3], fails_gate=False, suppressed=Suppression("baseline", "old", None))
    until = replace(accepted, suppressed=Suppression("ignore", "moves | soon", "2027-03-31"))
    unheard = replace(levels[2], check="check-of-tomorrow", host=WWW)
    return (*levels, bare, accepted, until, unheard)


def _passing(name: str = "calm.example") -> TargetReport:
    """Two operators of everything, so that nothing alone takes it down."""
    nodes = NodeTable()
    edges = [
        samples.service(nodes, provider, Role.CDN) for provider in ("akamai", "fastly", "gcore")
    ]
    operators = [
        samples.service(nodes, provider, Role.DNS) for provider in ("a", "b", "c", "d", "e")
    ]
    pairs = [nodes.either(operators[start : start + 2]) for start in range(4)]
    own = nodes.every(pairs, Subject.ZONE, name)
    host = nodes.every([own, nodes.either(edges[:2]), nodes.either(edges[1:])], Subject.HOST, name)
    graph = nodes.graph(host, [])
    return TargetReport(
        target=name,
        status=Status.PASS,
        hosts=(Host(name, (), (), ()),),
        zones=(),
        providers=(samples.use(Role.CDN, "fastly", "fastly", name),),
        transitive=(),
        cuts=cut_sets(graph, order=2),
        cut_counts=samples.cut_counts(graph),
        findings=(),
        unknowns=(),
        inconclusive=(),
        limits_hit=(),
        graph=graph,
    )


def _nothing(name: str = "none.example") -> TargetReport:
    """A target of which a report kept no more than its name."""
    return TargetReport(
        target=name,
        status=Status.INCOMPLETE,
        hosts=(),
        zones=(),
        providers=(),
        transitive=(),
        cuts=(),
        findings=(),
        unknowns=(),
        inconclusive=(),
        limits_hit=("nothing was kept",),
        graph=Graph((), 0),
    )


GALLERY: dict[str, Callable[[], Report]] = {
    "everything": everything,
    "three-targets": three_targets,
    "one-target": one_target,
    "crowd": crowd,
}
