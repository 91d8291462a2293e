"""What a verdict says in words."""

from dataclasses import replace

import pytest

from cdnaudit.model.assessment import CutSet, Dependency, Evidence, Unanswered
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.observed import Hop, Host, Page, Path
from cdnaudit.model.report import Report, SetAside, TargetReport
from cdnaudit.model.terms import (
    Confidence,
    Exit,
    Outcome,
    Role,
    Severity,
    Signal,
    State,
    Status,
)
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.sentences import (
    at_level,
    exit_sentence,
    gate,
    gate_sentence,
    role_words,
    signals,
)
from cdnaudit.reporting.target_causes import TargetCauses
from cdnaudit.reporting.target_verdict import goes_down_with, verdict
from tests.formats import samples

HOST = "www.shop.example"


def down_with(*events: str) -> TargetReport:
    """Return a target, without its graph, that each of ``events`` takes down."""
    cuts = tuple(CutSet((Event(e),), Outcome.DOWN, ()) for e in sorted(events))
    return replace(samples.shop_without_graph(), cuts=cuts, set_aside=())


def run(*statuses: Status, code: int) -> Report:
    targets = tuple(replace(samples.shop(), status=status) for status in statuses)
    return replace(samples.report(targets), exit_code=Exit(code))


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], f"No single provider takes {HOST} down."),
        (["fastly/cdn", "company:fastly"], f"{HOST} goes down with fastly (cdn)."),
        (
            ["ns1/dns", "fastly/cdn", "fastly/dns"],
            f"{HOST} goes down with either fastly (cdn, dns) or ns1 (dns).",
        ),
        (
            ["fastly/cdn", "stranger/dns", "region:aws/us-east-1"],
            f"{HOST} goes down with any one of fastly (cdn), stranger (dns) or the region aws/us-east-1.",
        ),
        (["region:aws/us-east-1"], f"{HOST} goes down with the region aws/us-east-1."),
        (["company:amazon"], f"{HOST} goes down with the company amazon."),
        (["asn:54113"], f"{HOST} goes down with the network AS54113 (FASTLY)."),
        (["asn:64500"], f"{HOST} goes down with the network AS64500."),
        (["prefix:192.0.2.0/24"], f"{HOST} goes down with the network 192.0.2.0/24."),
        (
            ["asn:54113", "prefix:192.0.2.0/24"],
            f"{HOST} goes down with either of 2 networks, AS54113 (FASTLY) or 192.0.2.0/24.",
        ),
        (["tld:example"], f"{HOST} goes down with the top-level domain example."),
        (
            ["ns1/dns", "asn:54113"],
            f"{HOST} goes down with ns1 (dns), or with the network AS54113 (FASTLY).",
        ),
        (
            ["amazon-route53/dns", "asn:16509", "prefix:192.0.2.0/24"],
            f"{HOST} goes down with amazon-route53 (dns), or with either of 2 networks.",
        ),
        (
            ["fastly/cdn", "ns1/dns", "asn:1", "asn:2", "asn:3"],
            f"{HOST} goes down with either fastly (cdn) or ns1 (dns), or with any of 3 networks.",
        ),
    ],
)
def test_a_verdict_names_what_takes_the_target_down(events: list[str], expected: str) -> None:
    assert verdict(TargetCauses(down_with(*events))) == expected


def own_nameservers(*, one_network: bool, depth: int = 1) -> TargetReport:
    """Return a target that goes down with nameservers that an owner of a zone runs."""
    own = Evidence(Signal.NS, "ns1.shop.example", "private-nameserver", "")
    found = Dependency(
        Role.DNS, "shop.example", "shop.example", HOST, None, Confidence.MEDIUM, (own,), depth
    )
    alike = replace(samples.shop().findings[0], check="dns-single-prefix", provider="shop.example")
    return replace(
        down_with("shop.example/dns", "company:shop.example"),
        providers=(found,) if depth == 1 else (),
        transitive=(found,) if depth > 1 else (),
        findings=(alike,) if one_network else (),
    )


def test_nameservers_that_the_owner_runs_are_not_named_as_a_provider() -> None:
    own = f"{HOST} goes down with its own nameservers"
    assert (
        verdict(TargetCauses(own_nameservers(one_network=True)))
        == f"{own} (one operator, one network)."
    )
    assert verdict(TargetCauses(own_nameservers(one_network=False))) == f"{own} (one operator)."
    assert verdict(TargetCauses(own_nameservers(one_network=True, depth=2))) == (
        f"{HOST} goes down with the nameservers of shop.example."
    )


def page(*steps: Hop) -> Page:
    return Page(f"https://{HOST}/", False, steps)


def test_a_verdict_says_what_takes_the_target_down_for_some_clients_alone() -> None:
    shop = down_with()
    message = "for IPv4-only clients www.shop.example goes down with alpha (cdn)"
    found = replace(shop.findings[0], check="family-divergence", role=Role.CDN, message=message)
    mild = replace(found, role=None, message="no provider serves it over both families")
    said = verdict(TargetCauses(replace(shop, findings=(found, mild))))
    assert said == f"No single provider takes {HOST} down; {message}."


def test_a_verdict_says_first_that_browsers_refuse_a_host() -> None:
    shop = down_with("fastly/cdn")
    expired = replace(shop.findings[0], check="tls-not-valid", host=HOST)
    doubtful = replace(expired, confidence=Confidence.MEDIUM)
    ending = replace(expired, severity=Severity.INFO)
    down = f"{HOST} goes down with fastly (cdn)."
    assert {
        verdict(TargetCauses(replace(shop, findings=(finding,))))
        for finding in (expired, doubtful, ending)
    } == {
        f"Browsers refuse {HOST} over HTTPS; {down}",
        f"Browsers may refuse {HOST} over HTTPS; {down}",
        down,
    }
    assert verdict(TargetCauses(replace(shop, cuts=(), findings=(expired,)))) == (
        f"Browsers refuse {HOST} over HTTPS; no single provider takes {HOST} down."
    )


def test_a_verdict_says_first_that_no_page_came() -> None:
    silent = Hop(f"https://{HOST}/", None, "timeout after 10.0 s")
    refused = Hop(f"http://{HOST}/", 403, None)
    shop = down_with()

    def said(*pages: Page) -> str:
        return verdict(TargetCauses(replace(shop, hosts=(replace(shop.hosts[0], pages=pages),))))

    down = f"o single provider takes {HOST} down."
    assert said(page(silent)) == f"No page of {HOST} came; n{down}"
    known = f"y DNS and network no single provider is known to take {HOST} down"
    kept = "its page was refused by an unnamed party (status 403)."
    assert said(page(refused, silent)) == f"No page of {HOST} came; b{known}; {kept}"
    assert said(page(silent, refused)) == f"B{known}; {kept}"
    assert said(page(silent), page(refused)) == f"B{known}; {kept}"
    assert said() == f"N{down}"


def test_a_verdict_is_not_known_where_evidence_is_missing() -> None:
    target = replace(down_with(), limits_hit=("512 questions",))
    assert (
        verdict(TargetCauses(target))
        == f"What takes {HOST} down is not known: evidence is missing."
    )


def test_a_target_that_does_not_work_is_said_to_be_so() -> None:
    nodes = (
        Node(NodeKind.ANY, ""),
        Node(NodeKind.ALL, "shop.example", (0,), subject=Subject.ZONE),
        Node(NodeKind.ALL, HOST, (1,), subject=Subject.HOST),
    )
    broken = replace(samples.shop(), graph=Graph(nodes, 2), cuts=())
    assert (
        verdict(TargetCauses(broken))
        == f"{HOST} does not work as it stands: it fails at zone shop.example."
    )
    nowhere = replace(broken, hosts=())
    assert verdict(TargetCauses(nowhere)) == f"{HOST} has no address: it serves nothing."
    missing = replace(
        samples.shop().findings[0],
        check="target-does-not-exist",
        message=f"{HOST} does not exist (NXDOMAIN)",
    )
    named = replace(nowhere, findings=(missing,))
    assert verdict(TargetCauses(named)) == f"{HOST} does not exist (NXDOMAIN)."


def test_a_target_without_an_address_is_judged_by_its_zone() -> None:
    asked = Path("A", 0, None, None, ("shop.example",), ())
    parked = Host(host="shop.example", chain=(), addresses=(), paths=(asked,))
    idle = replace(down_with("ns1/dns"), target="shop.example", hosts=(parked,), unknowns=())
    lost = replace(idle, unknowns=(Unanswered("dns A shop.example", "timeout after 2.0 s"),))
    alone = "its zone goes down with ns1 (dns)."
    assert verdict(TargetCauses(idle)) == f"shop.example serves no web host; {alone}"
    assert verdict(TargetCauses(replace(idle, cuts=()))) == (
        "shop.example serves no web host; no single provider takes its zone down."
    )
    assert verdict(TargetCauses(lost)) == "shop.example goes down with ns1 (dns)."


def test_providers_are_named_in_a_cell_with_their_roles() -> None:
    assert goes_down_with(TargetCauses(down_with("fastly/cdn", "fastly/dns", "ns1/dns"))) == (
        "fastly (cdn, dns), ns1 (dns)"
    )
    assert goes_down_with(TargetCauses(down_with("company:amazon"))) == "the company amazon"
    assert goes_down_with(TargetCauses(down_with("ns1/dns", "asn:1", "prefix:192.0.2.0/24"))) == (
        "ns1 (dns), 2 networks"
    )
    assert goes_down_with(TargetCauses(down_with())) == ""


def test_a_gate_is_said_with_its_level_and_the_single_points_beside_it() -> None:
    passing = replace(down_with("ns1/dns"), status=Status.PASS)
    aside = (SetAside("baseline", "base.json", None, 5), SetAside("ignore", "r", "2027-03-31", 1))
    assert {
        gate(TargetCauses(replace(passing, set_aside=aside)), " at medium"),
        gate(TargetCauses(replace(passing, status=Status.FAIL)), " at high"),
        gate(TargetCauses(replace(passing, cuts=())), " at low"),
        gate(TargetCauses(passing), " at high"),
        gate(TargetCauses(replace(down_with("ns1/dns", "asn:1"), status=Status.INCOMPLETE)), ""),
    } == {
        "PASS at medium · 6 set aside · 1 single point",
        "FAIL at high · 1 single point",
        "PASS at low",
        "PASS at high · 1 single point",
        "INCOMPLETE · 2 single points",
    }


@pytest.mark.parametrize(
    ("fail_on", "said"), [("critical", " at critical"), ("none", " without a gate"), (None, "")]
)
def test_the_level_of_a_gate_may_be_unknown_or_none(fail_on: str | None, said: str) -> None:
    assert at_level(replace(run(code=0), fail_on=fail_on)) == said


def test_the_gate_says_why() -> None:
    aside = SetAside("baseline", "base.json", None, 5)
    shop = replace(samples.shop_without_graph(), set_aside=())
    failing = replace(shop.findings[0], fails_gate=True)
    worse = replace(failing, severity=Severity.CRITICAL)
    doubt = samples.login().inconclusive
    said = {
        gate_sentence(replace(shop, **changes))
        for changes in (
            {"findings": (failing,)},
            {"findings": (failing, worse)},
            {"findings": (), "inconclusive": doubt},
            {"findings": (), "limits_hit": ("512 questions",)},
            {"findings": (shop.findings[0],)},
            {"findings": ()},
            {"findings": (), "set_aside": (aside,)},
        )
    }
    assert said == {
        "1 finding fails, the worst is high",
        "2 findings fail, the worst is critical",
        "evidence is missing: see 'Not known'",
        "limit reached: 512 questions",
        "1 finding, none at or above --fail-on",
        "no findings",
        "5 accepted in base.json; no other findings",
    }


@pytest.mark.parametrize(
    ("statuses", "code", "expected"),
    [
        ([], 0, "exit code 0: nothing at or above --fail-on"),
        (
            [Status.PASS] * 2,
            0,
            "exit code 0: nothing at or above --fail-on, with 2 findings set aside",
        ),
        ([Status.FAIL], 1, "exit code 1: findings at or above --fail-on"),
        ([Status.INCOMPLETE], 3, "exit code 3: evidence is incomplete"),
        ([Status.PASS], 130, "exit code 130: interrupted; the report is partial"),
        ([Status.PASS], 4, "exit code 4: internal error; the report is partial"),
        ([Status.PASS], 2, "exit code 2: usage or configuration"),
        ([Status.FAIL, Status.INCOMPLETE], 0, "exit code 0, as --exit-zero asks; 1 target fails"),
        ([Status.FAIL], 0, "exit code 0, as --exit-zero asks; 1 target fails"),
        ([Status.FAIL] * 2, 0, "exit code 0, as --exit-zero asks; 2 targets fail"),
        (
            [Status.INCOMPLETE],
            0,
            "exit code 0, though evidence is incomplete, as was asked",
        ),
    ],
)
def test_an_exit_code_is_explained(statuses: list[Status], code: int, expected: str) -> None:
    assert exit_sentence(run(*statuses, code=code)) == expected


def test_a_headline_counts_targets() -> None:
    def said(*statuses: Status, fail_on: str | None = None) -> str:
        targets = tuple(replace(down_with(), status=status) for status in statuses)
        return Document(replace(run(code=0), targets=targets, fail_on=fail_on)).headline

    assert said() == "0 targets"
    assert said(Status.PASS) == "1 target: 1 pass"
    every = [Status.FAIL, Status.FAIL, Status.PASS, Status.INCOMPLETE]
    assert said(*every, fail_on="high") == "4 targets: 2 fail, 1 pass and 1 incomplete at high"
    assert Document(run(Status.PASS, Status.PASS, code=0)).headline == (
        "2 targets: 2 pass · 2 ignored until 2027-03-31: second provider contracted"
        " · 2 with single points"
    )


def test_a_headline_counts_what_a_gate_let_pass() -> None:
    calm = replace(down_with(), status=Status.PASS, findings=())
    pointed = replace(calm, cuts=down_with("ns1/dns").cuts)
    expired = replace(samples.shop().findings[0], check="tls-not-valid", host=HOST)
    refused = replace(pointed, findings=(expired,))
    silent = page(Hop(f"https://{HOST}/", None, "timeout after 10.0 s"))
    absent = replace(calm, hosts=(replace(calm.hosts[0], pages=(silent,)),))
    broken = replace(calm, graph=Graph((Node(NodeKind.ANY, HOST, subject=Subject.HOST),), 0))
    targets = (calm, pointed, refused, absent, broken)
    assert Document(samples.report(targets)).headline == (
        "5 targets: 5 pass · 1 not working · 1 refused by browsers · 1 without a page"
        " · 2 with single points"
    )


def test_a_challenge_says_what_it_did() -> None:
    recaptcha = samples.shop().providers[3]
    assert {role_words(replace(recaptcha, state=state)) for state in (None, *State)} == {
        "challenge",
        "challenge (served instead of the page)",
        "challenge (request refused)",
        "challenge (on a page that was served)",
    }


@pytest.mark.parametrize(
    ("bases", "said"),
    [
        ((), ""),
        ((("cname", "official"), ("asn", "corpus"), ("asn", "general")), "asn, cname"),
        ((("private", ""),), "private"),
        ((("cert", "general"),), "cert not confirmed at its source"),
        (
            (("ns", "observed"), ("host", "general"), ("cname", "general")),
            "ns; cname, host not confirmed at its source",
        ),
    ],
)
def test_a_kind_of_evidence_that_rests_on_general_knowledge_is_marked(
    bases: tuple[tuple[str, str], ...], said: str
) -> None:
    found = tuple(Evidence(signal, "x", "p#x-0", "", basis) for signal, basis in bases)
    use = Dependency(Role.CDN, "p", "p", "www.example", None, Confidence.HIGH, found)
    assert signals(use) == said


def test_what_is_depended_on_by_way_of_something_else_is_said_to_be_so() -> None:
    resolved = replace(samples.shop().transitive[0], evidence=samples.evidence()[:1])
    assert signals(resolved) == "cname; by way of fastly"
    assert signals(replace(resolved, evidence=())) == "by way of fastly"
