"""Who is asked, and what the files say in the place of resolvers, parents and nameservers."""

from cdnaudit.model.facts import (
    Answer,
    AsnQuestion,
    Cause,
    DnsAnswer,
    DnsQuestion,
    HttpAnswer,
    HttpQuestion,
    Question,
    Record,
    Unknown,
)
from cdnaudit.overlay.overlay import Overlay
from cdnaudit.overlay.zone_data import ALIAS, ZoneData, rrsets_of

NS = Record("shop.example", "NS", 3600, "ns.alpha.example")
OWN_NS = Record("shop.example", "NS", 3600, "ns.shop.example")
OWN_A = Record("ns.shop.example", "A", 3600, "192.0.2.53")
WWW = Record("www.shop.example", "CNAME", 60, "x.cdn.example")
FLAT = Record("shop.example", ALIAS, 60, "x.cdn.example")
ZONE = ZoneData("shop.example", "f", rrsets_of([NS, OWN_NS, OWN_A, WWW, FLAT]))
OVERLAY = Overlay((ZONE,))
ALPHA_A = DnsQuestion("ns.alpha.example", "A")
PROBE = DnsQuestion("shop.example", "NS", server="192.0.2.1")
WORLD: dict[DnsQuestion, Answer] = {
    ALPHA_A: DnsAnswer("NOERROR", (Record("ns.alpha.example", "A", 60, "192.0.2.1"),)),
    DnsQuestion("x.cdn.example", "A"): DnsAnswer(
        "NOERROR", (Record("x.cdn.example", "A", 20, "198.51.100.1"),)
    ),
}


def asked(overlay: Overlay, question: Question, world: dict[DnsQuestion, Answer]) -> Answer | None:
    unheard = Unknown("not asked")
    found = {need: world.get(need, unheard) for need in overlay.needs(question)}
    return overlay.ask(question, found)


def test_questions_outside_the_zones_are_the_worlds() -> None:
    questions = (
        DnsQuestion("badshop.example", "A"),
        DnsQuestion("example", "NS"),
        AsnQuestion("192.0.2.1"),
    )
    assert [asked(OVERLAY, question, WORLD) for question in questions] == [None, None, None]


def test_an_alias_that_leads_out_of_the_file_is_followed_by_the_walk() -> None:
    assert asked(OVERLAY, DnsQuestion("www.shop.example", "A"), {}) == DnsAnswer("NOERROR", (WWW,))


def test_an_alias_record_gives_the_addresses_that_its_target_has_in_the_world() -> None:
    assert asked(OVERLAY, DnsQuestion("shop.example", "A"), WORLD) == DnsAnswer(
        "NOERROR", (Record("shop.example", "A", 20, "198.51.100.1"),)
    )


def test_an_alias_record_whose_target_nobody_knows_is_unknown_and_not_none() -> None:
    assert asked(OVERLAY, DnsQuestion("shop.example", "A"), {}) == Unknown("not asked")


def test_aliases_that_lead_in_a_circle_end() -> None:
    one = Record("a.shop.example", ALIAS, 60, "b.shop.example")
    other = Record("b.shop.example", ALIAS, 60, "a.shop.example")
    circle = Overlay((ZoneData("shop.example", "f", rrsets_of([NS, one, other])),))
    assert asked(circle, DnsQuestion("a.shop.example", "A"), {}) == Unknown(
        "more than 16 aliases in zone files", Cause.LIMIT
    )


def test_aliases_in_a_circle_are_shown_to_the_walk() -> None:
    one = Record("a.shop.example", "CNAME", 60, "b.shop.example")
    other = Record("b.shop.example", "CNAME", 60, "a.shop.example")
    circle = Overlay((ZoneData("shop.example", "f", rrsets_of([NS, one, other])),))
    found = asked(circle, DnsQuestion("a.shop.example", "A"), {})
    assert found == DnsAnswer("NOERROR", (one, other))


def test_a_nameserver_of_the_file_answers_with_authority() -> None:
    assert asked(OVERLAY, PROBE, WORLD) == DnsAnswer("NOERROR", (NS, OWN_NS), aa=True)


def test_a_nameserver_whose_address_is_in_the_file_answers_with_authority() -> None:
    found = asked(OVERLAY, PROBE._replace(server="192.0.2.53"), {})
    assert found == DnsAnswer("NOERROR", (NS, OWN_NS), aa=True)


def test_any_other_server_is_the_parents_and_delegates_with_glue() -> None:
    found = asked(OVERLAY, PROBE._replace(server="192.0.2.250"), WORLD)
    assert found == DnsAnswer("NOERROR", (NS, OWN_NS, OWN_A), aa=False)


def test_glue_that_the_parent_has_of_other_nameservers_is_kept() -> None:
    question = PROBE._replace(server="192.0.2.250")
    glue = Record("ns.alpha.example", "A", 60, "192.0.2.1")
    old = Record("ns.beta.example", "A", 60, "192.0.2.2")
    today = DnsAnswer("NOERROR", (glue, old), aa=False)
    found = asked(OVERLAY, question, {**WORLD, question: today})
    assert found == DnsAnswer("NOERROR", (NS, OWN_NS, OWN_A, glue), aa=False)


def test_what_the_parent_and_the_signer_say_is_not_in_the_file() -> None:
    questions = (DnsQuestion("shop.example", "DS"), DnsQuestion("shop.example", "DNSKEY"))
    assert [asked(OVERLAY, question, {}) for question in questions] == [None, None]


def test_a_file_without_nameservers_leaves_the_delegation_to_dns() -> None:
    bare = Overlay((ZoneData("shop.example", "f", rrsets_of([WWW])),))
    questions = (DnsQuestion("shop.example", "NS"), PROBE)
    assert [asked(bare, question, WORLD) for question in questions] == [None, None]


def test_a_recorded_page_of_an_address_that_is_left_is_not_the_new_ones() -> None:
    page = HttpAnswer(200, (), peer="192.0.2.80")
    moved = HttpQuestion("https://www.shop.example/", pins=("198.51.100.1",))
    kept = HttpQuestion("https://www.shop.example/", pins=("192.0.2.80",))
    assert OVERLAY.as_of_now(kept, page) == page
    assert OVERLAY.as_of_now(moved, page) == Unknown(
        "recorded of 192.0.2.80, which serves it no more", Cause.NOT_RECORDED
    )
