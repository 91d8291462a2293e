"""What is worked out of a report before anybody writes it."""

from dataclasses import replace

from cdnaudit.model.assessment import CutSet, Inconclusive, Location, Unanswered
from cdnaudit.model.check_info import CheckInfo
from cdnaudit.model.events import Event
from cdnaudit.model.observed import Address, Hop, Host, Link, Nameserver, Page, Path, Zone
from cdnaudit.model.report import Report, TargetReport
from cdnaudit.model.terms import Confidence, Outcome, Role, Severity, State, Status
from cdnaudit.reporting.check_list import CheckOutcome
from cdnaudit.reporting.display import MANY, Detail, DisplayOptions
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.event_names import reading_order
from cdnaudit.reporting.failing_together import FailingTogether
from cdnaudit.reporting.outline import OutlineItem, Tone, outline
from cdnaudit.reporting.provider_rows import ProviderRow
from cdnaudit.reporting.section import TargetSection
from tests.formats import samples

LOW = Confidence.LOW
KNOWN = CheckInfo("known", "it is known", "Asks: is it?", Severity.HIGH)


def of(target: TargetReport, *checks: CheckInfo) -> TargetSection:
    return Document(samples.report((target,), checks=checks)).targets[0]


def test_checks_that_a_report_only_names_are_listed_after_those_it_brings() -> None:
    shop = samples.shop_without_graph()
    low = replace(shop.findings[0], check="named", severity=Severity.LOW)
    high = replace(low, severity=Severity.CRITICAL)
    known = replace(low, check="known")
    doubt = Inconclusive("doubted", shop.target, "timeout")
    target = replace(shop, findings=(known, low, high), inconclusive=(doubt,))
    report = samples.report((target,), checks=(KNOWN,))
    listed = [(check.id, check.severity) for check in Document(report).checks]
    assert listed == [
        ("known", Severity.HIGH),
        ("named", Severity.CRITICAL),
        ("doubted", Severity.INFO),
    ]
    assert Document(report).checks[1].help == (
        "The report names the check named and says no more about it."
    )


def test_a_check_failed_is_in_doubt_was_suppressed_or_passed() -> None:
    shop = samples.shop_without_graph()
    first, accepted = shop.findings
    failing = replace(first, fails_gate=True)
    doubt = Inconclusive(first.check, shop.target, "timeout")
    cases = (
        replace(shop, findings=(first, failing), inconclusive=(doubt,)),
        replace(shop, findings=(first,), inconclusive=(doubt,)),
        replace(shop, findings=(replace(accepted, check=first.check),)),
        replace(shop, findings=(first, replace(accepted, check=first.check))),
        replace(shop, findings=()),
    )
    info = CheckInfo(first.check, "", "", Severity.LOW)
    assert [of(case, info).check_results[0].outcome for case in cases] == [
        CheckOutcome.FAILED,
        CheckOutcome.INCONCLUSIVE,
        CheckOutcome.SUPPRESSED,
        CheckOutcome.PASSED,
        CheckOutcome.PASSED,
    ]


def test_the_portfolio_counts_targets_not_dependencies() -> None:
    rows = Document(samples.many_targets(30)).portfolio
    found = {row.event: (row.companies, row.used_by, row.takes_down) for row in rows}
    assert found[Event("fastly/cdn")] == (("fastly",), 20, 20)
    assert found[Event("ns1/dns")] == (("ibm",), 20, 0)
    assert found[Event("cloudflare/dns")] == (("cloudflare",), 10, 10)
    assert found[Event("company:ibm")] == ((), 20, 0)
    harm = [(row.takes_down, row.used_by) for row in rows]
    assert harm == sorted(harm, reverse=True)


def test_of_many_targets_none_is_shown_in_full_unless_that_is_asked_for() -> None:
    few, many = samples.many_targets(MANY - 1), samples.many_targets(MANY)

    def shown(report: Report, detail: Detail) -> int:
        return len(Document(report, DisplayOptions(detail=detail)).targets_in_full)

    assert [shown(few, detail) for detail in Detail] == [0, MANY - 1, MANY - 1]
    assert [shown(many, detail) for detail in Detail] == [0, 0, MANY]


def test_targets_that_do_not_pass_are_read_the_worst_first() -> None:
    sections = Document(samples.many_targets(9)).targets_worst_first
    found = [(section.target.status, section.target.target) for section in sections]
    assert found == [
        *((Status.FAIL, f"www.shop-00{number}.example") for number in (1, 2, 4, 5, 8)),
        *((Status.INCOMPLETE, f"login-00{number}.example") for number in (3, 6)),
    ]


def test_the_most_urgent_finding_is_the_first_remark() -> None:
    shop = replace(samples.shop_without_graph(), location=Location("cdnaudit.toml", 3))
    low, critical = (
        replace(shop.findings[0], severity=level, message=level)
        for level in (Severity.LOW, Severity.CRITICAL)
    )
    failing = replace(low, fails_gate=True, message="fails the gate")
    target = replace(shop, findings=(low, critical, failing, shop.findings[1]))
    found = Document(samples.report((target,))).annotations
    assert [note.finding.message for note in found] == ["fails the gate", "critical", "low"]
    assert {note.location for note in found} == {Location("cdnaudit.toml", 3)}


def test_dependencies_are_read_from_the_visitor_inwards() -> None:
    roles = [row.role for row in of(replace(samples.shop(), cuts=())).providers]
    assert roles == ["cdn", "challenge (on a page that was served)", "dns", "dns"]


def test_every_provider_that_a_verdict_names_is_listed_with_what_led_to_it() -> None:
    shop = samples.shop()
    again = (*shop.transitive, replace(shop.transitive[0], via="elsewhere"))
    path = (shop.target, "zone far.example", "ns.cabin.example", "cabin/dns")
    deep = CutSet((Event("cabin/dns"),), Outcome.DOWN, path)
    direct = of(replace(shop, cuts=())).providers
    rows = of(replace(shop, transitive=again, cuts=(*shop.cuts, deep))).providers
    assert [row for row in rows if row not in direct] == [
        ProviderRow("dns", "fastly", "", shop.target, "high", "cname, header; by way of fastly"),
        ProviderRow(
            "dns", "cabin", "", shop.target, "", "by way of zone far.example, ns.cabin.example"
        ),
    ]


def test_services_are_read_before_companies_and_those_before_networks() -> None:
    points = samples.login().single_points
    kinds = [event.kind for event in sorted(points, key=reading_order)]
    assert kinds == ["service"] * 2 + ["company"]
    (pairs,) = of(samples.shop()).failing_together
    assert pairs.listed[0].events == ("amazon-route53/dns", "ns1/dns")


def test_sets_too_many_to_list_are_counted() -> None:
    counted = replace(samples.shop(), cuts=(), cut_counts=(0, 640_000, 7))
    assert of(counted).failing_together == (
        FailingTogether(2, 640_000, ()),
        FailingTogether(3, 7, ()),
    )


def test_a_check_that_waits_for_a_listed_question_is_not_listed_beside_it() -> None:
    target = replace(
        samples.shop_without_graph(),
        unknowns=(Unanswered("dns A a.example", "timeout"),),
        limits_hit=("512 questions",),
        inconclusive=(
            Inconclusive("one", "a.example", "dns A a.example: timeout"),
            Inconclusive("two", "a.example", "nobody said"),
        ),
    )
    assert of(target).not_known == (
        "dns A a.example: timeout",
        "limit reached: 512 questions",
        "two is inconclusive: nobody said",
    )


def test_an_unknown_hides_only_what_it_may() -> None:
    report = samples.two_targets()
    assert Document(report).hidden_events == {}
    number = next(
        n for n, node in enumerate(report.targets[0].graph.nodes) if node.name[:3] == "dns"
    )
    nodes = list(report.targets[0].graph.nodes)
    nodes[number] = nodes[number]._replace(hides=(Role.DNS,))
    target = replace(report.targets[0], graph=replace(report.targets[0].graph, nodes=tuple(nodes)))
    hidden = Document(replace(report, targets=(target,))).hidden_events
    assert Event("cloudflare/dns") in hidden[Role.DNS,]
    assert Event("cloudflare/cdn") not in hidden[Role.DNS,]


def test_what_can_fail_is_found_by_what_it_belongs_to() -> None:
    said = {found.event: found for found in Document(samples.two_targets()).suggestions}
    assert said[Event("ns1/dns")].related == ("company:ibm",)
    assert said[Event("company:ibm")].related == ("ns1/dns",)
    assert said[Event("asn:54113")].related == ("FASTLY",)
    assert said[Event("fastly/cdn")].takes_down == 1


def test_what_takes_most_targets_down_is_offered_first() -> None:
    offered = [found.takes_down for found in Document(samples.many_targets(8)).suggestions]
    assert offered == sorted(offered, reverse=True)


def test_targets_that_fail_come_first_and_those_that_pass_last() -> None:
    ordered = Document(samples.many_targets(12)).targets_by_outcome
    statuses = [section.target.status for section in ordered]
    assert statuses == sorted(statuses, key=[Status.FAIL, Status.INCOMPLETE, Status.PASS].index)


def test_beside_a_name_stands_who_takes_it_down() -> None:
    login, shop = Document(samples.two_targets()).targets
    assert login.taken_down_by == "goes down with cloudflare (challenge, dns)"
    assert shop.taken_down_by.startswith("goes down with fastly (cdn, dns)")
    silent = replace(shop.target, cuts=(), inconclusive=())
    assert of(silent).taken_down_by == "no known single point"
    assert of(replace(silent, limits_hit=("64 zones",))).taken_down_by == (
        "not known: evidence is missing"
    )


def test_of_many_targets_only_what_several_use_is_shared() -> None:
    few, many = Document(samples.two_targets()), Document(samples.many_targets(12))
    assert few.shared == few.portfolio
    assert {row.used_by for row in many.shared} & {1} == set()


def test_hosts_and_zones_are_outlined() -> None:
    host = Host(
        "a.example",
        (Link("a.example", "b.example", 60),),
        (Address("192.0.2.1", 64500, "EXAMPLE", None), Address("192.0.2.2", None, None, None)),
        (Path("A", 0, None, None, ("a.example", "b.example"), ("192.0.2.1", "192.0.2.2")),),
    )
    servers = (
        Nameserver("ns1.example", (), "p", "authoritative"),
        Nameserver("ns2.example", (), "p", "lame"),
        Nameserver("ns3.example", (), None, None),
    )
    zones = (Zone("example", None, None, servers), Zone("else.test", None, None, servers))
    target = replace(samples.shop_without_graph(), hosts=(host,), zones=zones)
    ends = (
        OutlineItem("AS64500 EXAMPLE", "192.0.2.1"),
        OutlineItem("network unknown", "192.0.2.2"),
    )
    operators = (
        OutlineItem("operator unknown", "ns3.example"),
        OutlineItem("p", "ns1.example"),
        OutlineItem("p", "ns2.example  LAME", tone=Tone.BROKEN),
    )
    assert outline(target) == (
        OutlineItem("host", "a.example", (OutlineItem("alias", "b.example  (TTL 60 s)", ends),)),
        OutlineItem("zone", "example", operators),
    )


WAY = (
    Hop("https://a.example/", None, "certificate expired 2026-10-01"),
    Hop("http://a.example/", 200, None),
)


def test_the_way_to_a_page_is_outlined_where_it_is_more_than_a_page() -> None:
    pages = (
        Page("https://a.example/", False, WAY),
        Page("https://a.example/login", True, WAY[1:]),
        Page("https://a.example/help", True, WAY[:1] * 2),
    )
    host = Host("a.example", (), (Address("192.0.2.1", None, None, None),), (), pages)
    target = replace(samples.shop_without_graph(), hosts=(host,), zones=())
    steps = (
        OutlineItem(
            "fails", "https://a.example/  certificate expired 2026-10-01", tone=Tone.MISSING
        ),
        OutlineItem("200", "http://a.example/"),
    )
    page = OutlineItem("page", "https://a.example/", steps)
    assert outline(target) == (OutlineItem("host", "a.example", (page,)),)


def test_what_an_outline_lacks_is_said() -> None:
    bare = replace(
        samples.shop_without_graph(),
        hosts=(Host("a.example", (), (), ()),),
        zones=(Zone("example", None, None, ()),),
    )
    assert outline(bare) == (
        OutlineItem("host", "a.example", (OutlineItem("", "no address known", tone=Tone.MISSING),)),
        OutlineItem(
            "zone", "example", (OutlineItem("", "nameservers not known", tone=Tone.MISSING),)
        ),
    )


def test_a_path_whose_links_and_addresses_are_not_described_is_outlined() -> None:
    path = Path("A", 0, None, None, ("a.example", "b.example"), ("192.0.2.1",))
    target = replace(
        samples.shop_without_graph(), hosts=(Host("a.example", (), (), (path,)),), zones=()
    )
    (host,) = outline(target)
    assert host.items[0] == OutlineItem(
        "alias", "b.example", (OutlineItem("network unknown", "192.0.2.1"),)
    )


def test_an_outline_names_who_serves_a_host_in_which_roles_and_how_far_that_is_believed() -> None:
    shop = samples.shop_without_graph()
    challenge = samples.use(Role.CHALLENGE, "fastly", "fastly", shop.target, State.BLOCK)
    doubtful = replace(samples.use(Role.WAF, "wafer", "wafer", shop.target), confidence=LOW)
    elsewhere = samples.use(Role.CDN, "akamai", "akamai", "elsewhere.example")
    served = (*shop.providers[:2], doubtful, challenge, elsewhere)
    (host, *_) = outline(replace(shop, providers=served))
    assert host.items[0] == OutlineItem(
        "served by", "fastly (cdn, challenge request refused), wafer (waf, low confidence)"
    )


def test_an_operator_of_all_nameservers_stands_beside_its_zone() -> None:
    servers = tuple(Nameserver(f"ns{n}.p.example", (), "p", "lame") for n in range(4))
    zone = Zone("example", None, None, servers)
    host = Host("a.example", (), (), ())
    bare = replace(samples.shop_without_graph(), hosts=(host,), zones=(zone,))
    assert outline(bare)[1] == OutlineItem(
        "zone", "example  p: ns0.p.example, ns1.p.example and 2 more  LAME", tone=Tone.BROKEN
    )
