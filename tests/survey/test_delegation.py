"""Delegations: what parent and child say, and whether a server does its work."""

import pytest

from cdnaudit.model.facts import (
    NOT_RECORDED,
    Answer,
    Cause,
    DnsAnswer,
    DnsQuestion,
    Facts,
    Question,
    Record,
    Unknown,
)
from cdnaudit.survey.aliases import resolve
from cdnaudit.survey.delegation import (
    Delegation,
    NameserverStatus,
    NameserverView,
    delegation,
    nameserver,
)

ZONE = "shop.example"
SERVER, OTHER, PARENT = "192.0.2.13", "198.51.100.13", "192.0.2.250"
V6 = "2001:db8:a::13"
NAME = "ns1.shop.example"
LOST = Unknown("timeout after 2.0 s", Cause.TIMEOUT)
REFUSED = DnsAnswer("REFUSED", aa=False)


def ns(*names: str, aa: bool | None = None, glue: str = "") -> DnsAnswer:
    records = [Record(ZONE, "NS", 60, n) for n in names]
    records += [Record(names[0], "A", 60, glue)] if glue else []
    return DnsAnswer("NOERROR", tuple(records), aa=aa)


def at(ip: str = "") -> DnsQuestion:
    return DnsQuestion(ZONE, "NS", server=ip)


def gathered(facts: Facts) -> NameserverView:
    resolutions = tuple(resolve(facts, DnsQuestion(NAME, type_)) for type_ in ("A", "AAAA"))
    return nameserver(facts, delegation(facts, ZONE, (PARENT,)), NAME, resolutions)


def status(answer: Answer | None, others: dict[Question, Answer] | None = None) -> NameserverStatus:
    return answering(answer, others).status


def answering(answer: Answer | None, others: dict[Question, Answer] | None) -> NameserverView:
    known: dict[Question, Answer] = {
        DnsQuestion(NAME, "A"): DnsAnswer("NOERROR", (Record(NAME, "A", 60, SERVER),)),
        DnsQuestion(NAME, "AAAA"): DnsAnswer("NOERROR"),
    }
    facts = Facts(known | (others or {}) | ({at(SERVER): answer} if answer else {}))
    return gathered(facts)


def test_the_referral_is_the_parents_side_and_the_rest_the_childs() -> None:
    facts = Facts(
        {
            at(): ns("a.example"),
            at(SERVER): ns("a.example", "b.example", aa=True),
            at(PARENT): ns("a.example", "c.example", aa=False, glue="192.0.2.9"),
        }
    )
    assert delegation(facts, ZONE, (PARENT,)) == Delegation(
        zone=ZONE,
        child=("a.example", "b.example"),
        parent=("a.example", "c.example"),
        glue={"a.example": ("192.0.2.9",)},
        probed=True,
    )


def test_the_names_are_those_of_either_side() -> None:
    facts = Facts({at(): ns("b.example"), at(PARENT): ns("a.example", aa=False)})
    assert delegation(facts, ZONE, (PARENT,)).names == {"a.example", "b.example"}


@pytest.mark.parametrize("answer", [LOST, REFUSED, DnsAnswer("NOERROR", aa=False)])
def test_a_parent_that_says_nothing_is_not_known_rather_than_empty(answer: Answer) -> None:
    facts = Facts({at(): ns("a.example"), at(PARENT): answer})
    assert delegation(facts, ZONE, (PARENT,)).parent is None


def test_nobody_heard_is_not_known_on_either_side() -> None:
    facts = Facts({at(): LOST})
    assert delegation(facts, ZONE, (PARENT,)) == Delegation(ZONE, None, None, {})


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
        (NOT_RECORDED, NameserverStatus.UNKNOWN),
        (None, NameserverStatus.UNKNOWN),
    ],
)
def test_a_server_stands_as_it_answers(answer: Answer | None, expected: NameserverStatus) -> None:
    assert status(answer) is expected


@pytest.mark.parametrize("cause", Cause)
def test_only_silence_is_evidence_against_a_server(cause: Cause) -> None:
    """Contract, section 5: a lost packet, a blocked port and a garbled answer are none."""
    expected = NameserverStatus.SILENT if cause is Cause.SILENT else NameserverStatus.UNKNOWN
    assert status(Unknown("why", cause), {at(OTHER): ns(NAME, aa=True)}) is expected


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
    found = gathered(facts)
    assert (found.status, found.reason) == (
        NameserverStatus.AUTHORITATIVE,
        f"authoritative answer from {OTHER}",
    )


def test_glue_or_a_name_in_the_zone_needs_no_other_zone() -> None:
    facts = Facts({at(PARENT): ns("a.example", "b.example", NAME, aa=False, glue="192.0.2.9")})
    delegated = delegation(facts, ZONE, (PARENT,))
    views = [nameserver(facts, delegated, name, ()) for name in sorted(delegated.names)]
    assert [view.glued for view in views] == [True, False, True]


def test_what_a_server_says_without_authority_is_not_the_parents_side() -> None:
    facts = Facts(
        {
            at(): ns("a.example"),
            at(SERVER): ns("old.example", aa=False, glue="192.0.2.9"),
            at(PARENT): ns("a.example", aa=False),
        }
    )
    delegated = delegation(facts, ZONE, (PARENT,))
    assert (delegated.child, delegated.parent, delegated.glue) == (
        ("a.example",),
        ("a.example",),
        {},
    )


@pytest.mark.parametrize(
    ("rcode", "exists"), [("NXDOMAIN", False), ("NOERROR", True), (None, None)]
)
def test_a_name_is_missing_only_where_somebody_said_so(
    rcode: str | None, exists: bool | None
) -> None:
    answer = DnsAnswer(rcode) if rcode else LOST
    facts = Facts({DnsQuestion(NAME, t): answer for t in ("A", "AAAA")})
    found = gathered(facts)
    assert found.exists is exists


@pytest.mark.parametrize("other", ["A", "AAAA"])
@pytest.mark.parametrize(
    ("answer", "exists"),
    [
        (DnsAnswer("NOERROR", (Record(NAME, "A", 60, SERVER), Record(NAME, "AAAA", 60, V6))), True),
        (DnsAnswer("NOERROR"), True),
        (LOST, False),
        (None, False),
    ],
    ids=["addresses", "none", "unknown", "open"],
)
def test_nxdomain_for_one_type_is_believed_unless_the_other_shows_the_name(
    answer: Answer | None, exists: bool, other: str
) -> None:
    """Broken servers say NXDOMAIN for AAAA of a name that has an A (RFC 4074, section 4.2)."""
    held: dict[Question, Answer] = {
        DnsQuestion(NAME, type_): DnsAnswer("NXDOMAIN") for type_ in ("A", "AAAA")
    }
    del held[DnsQuestion(NAME, other)]
    if answer:
        held[DnsQuestion(NAME, other)] = answer
    unsaid = other == "A" and not exists
    assert gathered(Facts(held)).exists is (None if unsaid else exists)


def test_a_server_whose_ns_answer_was_lost_does_not_withhold_it() -> None:
    found = answering(LOST, {DnsQuestion(ZONE, "A", server=SERVER): DnsAnswer("NOERROR", aa=True)})
    assert (found.status, found.withholds_ns) == (NameserverStatus.AUTHORITATIVE, False)


@pytest.mark.parametrize("first", [REFUSED, Unknown("nothing", Cause.SILENT)])
@pytest.mark.parametrize(
    ("further", "expected"),
    [
        ({"A": LOST, "SOA": REFUSED}, NameserverStatus.UNKNOWN),
        ({"A": REFUSED, "SOA": NOT_RECORDED}, NameserverStatus.UNKNOWN),
        ({"A": DnsAnswer("NOERROR", aa=True), "SOA": LOST}, NameserverStatus.AUTHORITATIVE),
        ({"A": REFUSED, "SOA": REFUSED}, None),
        ({"A": Unknown("nothing", Cause.SILENT), "SOA": REFUSED}, None),
        ({"A": NOT_RECORDED, "SOA": NOT_RECORDED}, None),
    ],
)
def test_a_lost_answer_that_could_have_spoken_for_a_server_leaves_it_unknown(
    first: Answer, further: dict[str, Answer], expected: NameserverStatus | None
) -> None:
    """A recording that holds none of the further answers was not meant to."""
    failed = NameserverStatus.SILENT if isinstance(first, Unknown) else NameserverStatus.LAME
    others: dict[Question, Answer] = {
        DnsQuestion(ZONE, type_, server=SERVER): answer for type_, answer in further.items()
    }
    assert status(first, others) is (expected or failed)


@pytest.mark.parametrize("other", [ns(NAME, aa=True), REFUSED, NOT_RECORDED])
@pytest.mark.parametrize(
    "gone", [at(SERVER), DnsQuestion(NAME, "A")], ids=["its answer", "its address"]
)
def test_what_a_recording_lacks_of_a_server_is_lost_where_another_was_asked(
    gone: DnsQuestion, other: Answer
) -> None:
    answers: dict[Question, Answer] = {
        DnsQuestion(NAME, "A"): DnsAnswer("NOERROR", (Record(NAME, "A", 60, SERVER),)),
        DnsQuestion(NAME, "AAAA"): DnsAnswer("NOERROR"),
        at(PARENT): ns("a.example", aa=False),
        at(OTHER): other,
    }
    assert gathered(Facts({**answers, gone: NOT_RECORDED})).was_lost is (other is not NOT_RECORDED)
