"""What a verdict says in words."""

from dataclasses import replace

import pytest

from cdnaudit.model.assessment import CutSet, Dependency, Evidence, Unanswered
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.observed import Host, Path
from cdnaudit.model.report import Report, TargetReport
from cdnaudit.model.terms import Confidence, Exit, Outcome, Role, Severity, State, Status
from cdnaudit.reporting.sentences import (
    exit_sentence,
    gate_sentence,
    goes_down_with,
    headline,
    role_words,
    signals,
    verdict,
)
from tests.formats import samples

HOST = "www.shop.example"


def down_with(*events: str) -> TargetReport:
    """Return a target, without its graph, that each of ``events`` takes down."""
    cuts = tuple(CutSet((Event(e),), Outcome.DOWN, ()) for e in sorted(events))
    return replace(samples.shop_without_graph(), cuts=cuts)


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
            f"{HOST} goes down with any one of fastly (cdn, dns) or ns1 (dns).",
        ),
        (
            ["fastly/cdn", "stranger/dns", "region:aws/us-east-1"],
            f"{HOST} goes down with any one of fastly (cdn), stranger (dns) or the region aws/us-east-1.",
        ),
        (["region:aws/us-east-1"], f"{HOST} goes down with the region aws/us-east-1."),
        (["company:amazon"], f"{HOST} goes down with the company amazon."),
        (["asn:54113"], f"{HOST} goes down with the network AS54113 (FASTLY)."),
        (["asn:64500"], f"{HOST} goes down with the network AS64500."),
    ],
)
def test_a_verdict_names_what_takes_the_target_down(events: list[str], expected: str) -> None:
    assert verdict(down_with(*events)) == expected


def test_a_verdict_is_not_known_where_evidence_is_missing() -> None:
    target = replace(down_with(), limits_hit=("512 questions",))
    assert verdict(target) == f"What takes {HOST} down is not known: evidence is missing."


def test_a_target_that_does_not_work_is_said_to_be_so() -> None:
    nodes = (
        Node(NodeKind.ANY, ""),
        Node(NodeKind.ALL, "shop.example", (0,), subject=Subject.ZONE),
        Node(NodeKind.ALL, HOST, (1,), subject=Subject.HOST),
    )
    broken = replace(samples.shop(), graph=Graph(nodes, 2), cuts=())
    assert verdict(broken) == f"{HOST} does not work as it stands: it fails at zone shop.example."
    nowhere = replace(broken, hosts=())
    assert verdict(nowhere) == f"{HOST} has no address: it serves nothing."
    missing = replace(
        samples.shop().findings[0],
        check="target-does-not-exist",
        message=f"{HOST} does not exist (NXDOMAIN)",
    )
    named = replace(nowhere, findings=(missing,))
    assert verdict(named) == f"{HOST} does not exist (NXDOMAIN)."


def test_a_target_without_an_address_is_judged_by_its_zone() -> None:
    asked = Path("A", 0, None, None, ("shop.example",), ())
    parked = Host(host="shop.example", chain=(), addresses=(), paths=(asked,))
    idle = replace(down_with("ns1/dns"), target="shop.example", hosts=(parked,), unknowns=())
    lost = replace(idle, unknowns=(Unanswered("dns A shop.example", "timeout after 2.0 s"),))
    alone = "its zone goes down with ns1 (dns)."
    assert verdict(idle) == f"shop.example serves no web host; {alone}"
    assert verdict(replace(idle, cuts=())) == (
        "shop.example serves no web host; no single provider takes its zone down."
    )
    assert verdict(lost) == "shop.example goes down with ns1 (dns)."


def test_providers_are_named_in_a_cell_with_their_roles() -> None:
    assert goes_down_with(down_with("fastly/cdn", "fastly/dns", "ns1/dns")) == (
        "fastly (cdn, dns), ns1 (dns)"
    )
    assert goes_down_with(down_with("company:amazon")) == ""


def test_the_gate_says_why() -> None:
    shop = samples.shop_without_graph()
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
        )
    }
    assert said == {
        "1 finding at or above --fail-on, the worst is high",
        "2 findings at or above --fail-on, the worst is critical",
        "evidence is missing: see 'Not known'",
        "a limit was reached: 512 questions",
        "1 finding, none at or above --fail-on",
        "no findings",
    }


@pytest.mark.parametrize(
    ("statuses", "code", "expected"),
    [
        ([Status.PASS], 0, "exit code 0: nothing at or above --fail-on"),
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
    assert headline(run(code=0)) == "0 targets"
    assert headline(run(Status.PASS, code=0)) == "1 target: 1 pass"
    every = [Status.FAIL, Status.FAIL, Status.PASS, Status.INCOMPLETE]
    assert headline(run(*every, code=1)) == "4 targets: 2 fail, 1 pass and 1 incomplete"


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
