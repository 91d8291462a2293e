"""Delegations: what parent and child say, and whether a server does its work."""

import pytest

from cdnaudit.model.facts import Answer, DnsAnswer, DnsQuestion, Facts, Question, Record, Unknown
from cdnaudit.survey.delegation import Delegation, NameserverStatus, delegation, server

ZONE = "shop.example"
SERVER, OTHER, PARENT = "192.0.2.13", "198.51.100.13", "192.0.2.250"
NAME = "ns1.shop.example"
SILENT = Unknown("timeout after 2.0 s")
REFUSED = DnsAnswer("REFUSED", aa=False)


def ns(*names: str, aa: bool | None = None, glue: str = "") -> DnsAnswer:
    records = [Record(ZONE, "NS", 60, n) for n in names]
    records += [Record(names[0], "A", 60, glue)] if glue else []
    return DnsAnswer("NOERROR", tuple(records), aa=aa)


def at(ip: str = "") -> DnsQuestion:
    return DnsQuestion(ZONE, "NS", server=ip)


def standing(
    answer: Answer | None, others: dict[Question, Answer] | None = None
) -> NameserverStatus:
    known: dict[Question, Answer] = {
        DnsQuestion(NAME, "A"): DnsAnswer("NOERROR", (Record(NAME, "A", 60, SERVER),)),
        DnsQuestion(NAME, "AAAA"): DnsAnswer("NOERROR"),
    }
    facts = Facts(known | (others or {}) | ({at(SERVER): answer} if answer else {}))
    return server(facts, delegation(facts, ZONE), NAME, addressed=True).status


def test_the_referral_is_the_parents_side_and_the_rest_the_childs() -> None:
    facts = Facts(
        {
            at(): ns("a.example"),
            at(SERVER): ns("a.example", "b.example", aa=True),
            at(PARENT): ns("a.example", "c.example", aa=False, glue="192.0.2.9"),
        }
    )
    assert delegation(facts, ZONE) == Delegation(
        zone=ZONE,
        child=("a.example", "b.example"),
        parent=("a.example", "c.example"),
        glue={"a.example": ("192.0.2.9",)},
        ttl=60,
    )


def test_the_names_are_those_of_either_side() -> None:
    facts = Facts({at(): ns("b.example"), at(PARENT): ns("a.example", aa=False)})
    assert delegation(facts, ZONE).names == ("a.example", "b.example")


@pytest.mark.parametrize("answer", [SILENT, REFUSED, DnsAnswer("NOERROR", aa=False)])
def test_a_parent_that_says_nothing_is_not_known_rather_than_empty(answer: Answer) -> None:
    facts = Facts({at(): ns("a.example"), at(PARENT): answer})
    assert delegation(facts, ZONE).parent is None


def test_nobody_heard_is_not_known_on_either_side() -> None:
    facts = Facts({at(): SILENT})
    assert delegation(facts, ZONE) == Delegation(ZONE, None, None, {}, None)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (ns(NAME, aa=True), NameserverStatus.AUTHORITATIVE),
        (ns(NAME), NameserverStatus.AUTHORITATIVE),
        (DnsAnswer("NOERROR", aa=True), NameserverStatus.AUTHORITATIVE),
        (ns(NAME, aa=False), NameserverStatus.LAME),
        (REFUSED, NameserverStatus.LAME),
        (DnsAnswer("SERVFAIL"), NameserverStatus.LAME),
        (DnsAnswer("NOERROR"), NameserverStatus.LAME),
        (Unknown("not recorded"), NameserverStatus.UNKNOWN),
        (None, NameserverStatus.UNKNOWN),
    ],
)
def test_a_server_stands_as_it_answers(answer: Answer | None, expected: NameserverStatus) -> None:
    assert standing(answer) is expected


@pytest.mark.parametrize(
    "reason", ["timeout after 2.0 s", "connection refused", "host unreachable"]
)
def test_silence_counts_where_another_server_was_heard(reason: str) -> None:
    assert standing(Unknown(reason), {at(OTHER): ns(NAME, aa=True)}) is NameserverStatus.SILENT


def test_silence_of_all_is_a_blocked_port_and_unknown() -> None:
    assert standing(SILENT, {at(OTHER): SILENT}) is NameserverStatus.UNKNOWN


def test_an_answer_over_ipv6_says_nothing_of_ipv4() -> None:
    assert standing(SILENT, {at("2001:db8:a::13"): ns(NAME, aa=True)}) is NameserverStatus.UNKNOWN


def test_an_answer_of_the_resolver_says_nothing_of_port_53() -> None:
    assert standing(SILENT, {at(): ns(NAME)}) is NameserverStatus.UNKNOWN


def test_one_address_with_authority_is_enough() -> None:
    facts = Facts(
        {
            DnsQuestion(NAME, "A"): DnsAnswer(
                "NOERROR", (Record(NAME, "A", 60, SERVER), Record(NAME, "A", 60, OTHER))
            ),
            at(SERVER): REFUSED,
            at(OTHER): ns(NAME, aa=True),
        }
    )
    found = server(facts, delegation(facts, ZONE), NAME, addressed=True)
    assert (found.status, found.reason) == (
        NameserverStatus.AUTHORITATIVE,
        f"authoritative answer from {OTHER}",
    )


def test_glue_or_a_name_in_the_zone_makes_it_bootstrapped() -> None:
    facts = Facts({at(PARENT): ns("a.example", "b.example", NAME, aa=False, glue="192.0.2.9")})
    said = delegation(facts, ZONE)
    assert [server(facts, said, n, addressed=False).glued for n in said.names] == [
        True,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("rcode", "exists"), [("NXDOMAIN", False), ("NOERROR", True), (None, None)]
)
def test_a_name_is_missing_only_where_somebody_said_so(
    rcode: str | None, exists: bool | None
) -> None:
    answer = DnsAnswer(rcode) if rcode else SILENT
    facts = Facts({DnsQuestion(NAME, t): answer for t in ("A", "AAAA")})
    found = server(facts, delegation(facts, ZONE), NAME, addressed=True)
    assert found.exists is exists
