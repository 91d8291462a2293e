"""What is read of a zone: who its SOA names, whom its parent's servers refer to, and glue."""

import pytest

from cdnaudit.model.facts import Answer, DnsAnswer, DnsQuestion, Facts, Question, Record, Unknown
from cdnaudit.observe.public_suffix import is_suffix
from cdnaudit.survey.delegation import Delegation, delegation, nameservers_named_by
from cdnaudit.survey.parent_zone import ParentSide, ask_parent
from cdnaudit.survey.questions import OpenQuestions
from cdnaudit.survey.zone import soa_names

ZONE, ABOVE = "shop.example", "example"
DATA = "NS1.shop.example. Host.shop.example. 1 7200 900 1209600 300"
NAMES = ("ns1.shop.example", "host.shop.example")
GAP = Unknown("timeout after 2.0 s")


def soa(owner: str, data: str = DATA) -> Record:
    return Record(owner, "SOA", 60, data)


def ns(owner: str, *names: str) -> tuple[Record, ...]:
    return tuple(Record(owner, "NS", 60, name) for name in names)


@pytest.mark.parametrize("type_", ["SOA", "NS", "A", "AAAA", "HTTPS"])
def test_any_answer_may_show_the_soa(type_: str) -> None:
    answer = DnsAnswer("NOERROR", (soa("else.example"), *ns(ZONE, "x.example"), soa(ZONE)))
    assert soa_names(Facts({DnsQuestion(ZONE, type_): answer}), ZONE) == NAMES


def test_the_zones_own_soa_is_read_before_what_other_answers_show() -> None:
    other = DnsAnswer("NOERROR", (soa(ZONE, "a.example b.example 1"),))
    held: dict[Question, Answer] = {
        DnsQuestion(ZONE, "A"): other,
        DnsQuestion(ZONE, "NS"): GAP,
        DnsQuestion(ZONE, "SOA"): GAP,
    }
    assert soa_names(Facts(held), ZONE) == ("a.example", "b.example")
    held[DnsQuestion(ZONE, "SOA")] = DnsAnswer("NOERROR", (soa(ZONE),))
    assert soa_names(Facts(held), ZONE) == NAMES


@pytest.mark.parametrize("data", ["", "alone.example"])
def test_an_soa_that_names_nobody_is_none(data: str) -> None:
    answer = DnsAnswer("NOERROR", (soa(ZONE, data),))
    assert soa_names(Facts({DnsQuestion(ZONE, "SOA"): answer}), ZONE) == ()


def test_glue_is_the_addresses_of_both_families_of_nameservers_that_the_referral_names() -> None:
    referral = DnsAnswer(
        "NOERROR",
        (
            *ns(ZONE, "b.shop.example", "a.shop.example"),
            *ns("else.example", "c.shop.example"),
            Record("b.shop.example", "A", 60, "192.0.2.2"),
            Record("b.shop.example", "A", 60, "192.0.2.1"),
            Record("a.shop.example", "AAAA", 60, "2001:db8::1"),
            Record("a.shop.example", "TXT", 60, "no address"),
            Record("c.shop.example", "A", 60, "192.0.2.3"),
        ),
        aa=False,
    )
    facts = Facts(
        {
            DnsQuestion(ZONE, "NS", server="192.0.2.250"): referral,
            DnsQuestion(ZONE, "NS", server="192.0.2.9"): referral,
        }
    )
    assert delegation(facts, ZONE, ("192.0.2.250",)) == Delegation(
        zone=ZONE,
        child=None,
        parent=("a.shop.example", "b.shop.example"),
        glue={
            "a.shop.example": ("2001:db8::1",),
            "b.shop.example": ("192.0.2.1", "192.0.2.2"),
        },
        probed=True,
    )
    assert delegation(facts, ZONE, ()) == Delegation(ZONE, None, None, {}, probed=True)


@pytest.mark.parametrize(
    ("server", "aa", "parents", "counts"),
    [
        ("", None, (), True),
        ("", False, (), True),
        ("192.0.2.1", True, (), True),
        ("192.0.2.1", None, (), True),
        ("192.0.2.1", False, (), False),
        ("192.0.2.1", False, ("192.0.2.1",), True),
        ("192.0.2.1", False, ("192.0.2.2",), False),
    ],
)
def test_an_ns_set_counts_by_who_says_it(
    server: str, aa: bool | None, parents: tuple[str, ...], counts: bool
) -> None:
    answer = DnsAnswer("NOERROR", ns(ZONE, "a.example"), aa=aa)
    facts = Facts({DnsQuestion(ZONE, "NS", server=server): answer})
    expected = frozenset({"a.example"} if counts else ())
    assert nameservers_named_by(facts, ZONE, [server, "192.0.2.7"], parents) == expected


def asked(answers: dict[Question, Answer]) -> tuple[ParentSide, list[str]]:
    """Return what became of asking the parent, and what is still wanted."""
    questions = OpenQuestions(Facts(answers), is_suffix)
    return ask_parent(questions, ZONE), list(map(str, questions.notes.wanted))


def registry(*ips: str) -> dict[Question, Answer]:
    """Answer for a registry with a nameserver at each address; ``""`` has none."""
    names = [f"{n}.nic.example" for n in range(len(ips))]
    found: dict[Question, Answer] = {
        DnsQuestion(ABOVE, "NS"): DnsAnswer("NOERROR", ns(ABOVE, *names))
    }
    for name, ip in zip(names, ips, strict=True):
        records = (Record(name, "A", 60, ip),) if ip else ()
        found[DnsQuestion(name, "A")] = DnsAnswer("NOERROR", records)
    return found


def at(ip: str) -> DnsQuestion:
    return DnsQuestion(ZONE, "NS", server=ip)


def test_nobody_is_asked_while_the_parents_nameservers_are_open() -> None:
    assert asked({}) == (ParentSide(settled=False), ["dns NS example"])


def test_nobody_can_be_asked_where_no_zone_above_has_nameservers() -> None:
    none = DnsAnswer("NOERROR")
    assert asked({DnsQuestion(ABOVE, "NS"): none}) == (ParentSide(settled=True), [])


def test_the_parents_servers_are_asked_one_after_another_until_one_answers() -> None:
    answer = DnsAnswer("NOERROR", ns(ZONE, "a.example"), aa=False)
    held = registry("", "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.4")
    assert asked(held) == (
        ParentSide(settled=False, servers=("192.0.2.1",)),
        ["dns NS shop.example @192.0.2.1"],
    )
    held[at("192.0.2.1")] = GAP
    assert asked(held) == (
        ParentSide(settled=False, servers=("192.0.2.1", "192.0.2.2")),
        ["dns NS shop.example @192.0.2.2"],
    )
    assert asked({**held, at("192.0.2.2"): answer}) == (
        ParentSide(settled=True, servers=("192.0.2.1", "192.0.2.2")),
        [],
    )
    held[at("192.0.2.2")] = held[at("192.0.2.3")] = GAP
    lost = tuple(at(ip) for ip in ("192.0.2.1", "192.0.2.2", "192.0.2.3"))
    assert asked(held) == (
        ParentSide(settled=True, servers=("192.0.2.1", "192.0.2.2", "192.0.2.3"), lost=lost),
        [],
    )


def test_an_address_of_the_parents_server_that_is_open_is_waited_for() -> None:
    held = registry("192.0.2.1", "192.0.2.2")
    held[at("192.0.2.1")] = GAP
    del held[DnsQuestion("1.nic.example", "A")]
    assert asked(held) == (
        ParentSide(settled=False, servers=("192.0.2.1",)),
        ["dns A 1.nic.example"],
    )
