"""dns-ns-unanswered: servers that work and do not answer for their zone's NS set."""

import pytest

from cdnaudit.checks.dns_ns_unanswered import CHECK
from cdnaudit.model.facts import Answer, DnsAnswer, DnsQuestion, Record
from tests.world import OWN, SILENT, TIMEOUT, Answers, judge, said, world

HOST = "www.shop.example"
BALANCER = "gtm1.shop.example=192.0.2.31 gtm2.shop.example=198.51.100.31"
IPS = ("192.0.2.31", "198.51.100.31")


def balanced(ns: Answer, by_resolver: Answer) -> Answers:
    """Return a zone cut at the host, whose servers answer so for NS, and for A as they should."""
    answers = world({HOST: "203.0.113.1"}, {"shop.example": OWN, HOST: BALANCER})
    answers[DnsQuestion(HOST, "NS")] = by_resolver
    address = DnsAnswer("NOERROR", (Record(HOST, "A", 20, "203.0.113.1"),), aa=True)
    for ip in IPS:
        answers[DnsQuestion(HOST, "NS", server=ip)] = ns
        answers[DnsQuestion(HOST, "A", server=ip)] = address
    return answers


@pytest.mark.parametrize(
    ("ns", "by_resolver", "how"),
    [
        (DnsAnswer("NOTIMP", aa=False), DnsAnswer("SERVFAIL"), "NOTIMP from {}"),
        (DnsAnswer("REFUSED", aa=False), DnsAnswer("SERVFAIL"), "REFUSED from {}"),
        (DnsAnswer("FORMERR", aa=False), DnsAnswer("SERVFAIL"), "FORMERR from {}"),
        (DnsAnswer("NXDOMAIN", aa=True), DnsAnswer("NXDOMAIN"), "NXDOMAIN from {}"),
        (SILENT, TIMEOUT, SILENT.reason),
    ],
    ids=["notimp", "refused", "formerr", "nxdomain", "silence"],
)
def test_a_load_balancer_works_and_is_said_not_to_answer(
    ns: Answer, by_resolver: Answer, how: str
) -> None:
    report = judge(balanced(ns, by_resolver))
    zone = next(zone for zone in report.zones if zone.zone == HOST)
    reasons = [f"authoritative answer for A from {ip}, but for NS {how.format(ip)}" for ip in IPS]
    servers = f"gtm1.shop.example ({reasons[0]}) and gtm2.shop.example ({reasons[1]})"
    assert [s.answers for s in zone.nameservers] == ["authoritative"] * 2
    assert said(report, CHECK.id) == [
        ("info", f"{HOST} works, and its NS set is not answered for by {servers}", None)
    ]
    blamed = {"dns-lame-nameserver", "dns-too-few-nameservers", "dns-dangling"}
    assert blamed & {finding.check for finding in report.findings} == set()
    assert report.inconclusive == ()


def test_a_lost_answer_for_the_ns_set_is_not_said() -> None:
    """The server works, as its other answer shows; the one for NS was not refused."""
    report = judge(balanced(TIMEOUT, TIMEOUT))
    zone = next(zone for zone in report.zones if zone.zone == HOST)
    assert [s.answers for s in zone.nameservers] == ["authoritative"] * 2
    assert said(report, CHECK.id) == []


def test_servers_that_answer_are_not_said() -> None:
    assert said(judge(world()), CHECK.id) == []


def test_a_server_whose_other_answers_were_lost_is_unknown() -> None:
    answers = balanced(DnsAnswer("REFUSED", aa=False), DnsAnswer("SERVFAIL"))
    lost = {DnsQuestion(HOST, t, server=IPS[0]): TIMEOUT for t in ("A", "SOA")}
    report = judge(answers | lost)
    zone = next(zone for zone in report.zones if zone.zone == HOST)
    assert [s.answers for s in zone.nameservers] == [None, "authoritative"]
    assert said(report, "dns-lame-nameserver") == []
