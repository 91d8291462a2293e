"""Zone cuts: walked by NS and SOA answers, never by stripping labels."""

from dataclasses import replace

import pytest

from cdnaudit.model.facts import Answer, DnsAnswer, DnsQuestion, Facts, Record, Unknown
from cdnaudit.observe.public_suffix import is_suffix
from cdnaudit.survey.zone_cut import ZoneCut, zone_of

APEX, NAME = "shop.example", "a.b.shop.example"


def ns(zone: str) -> DnsAnswer:
    return DnsAnswer("NOERROR", (Record(zone, "NS", 60, f"ns1.{zone}"),))


def soa(zone: str) -> DnsAnswer:
    return DnsAnswer("NOERROR", (Record(zone, "SOA", 60, "ns hostmaster 1 1 1 1 1"),))


def facts(**answers: Answer) -> Facts:
    """Return facts about NS questions; ``_`` in a name stands for a dot."""
    return Facts({DnsQuestion(n.replace("_", "."), "NS"): a for n, a in answers.items()})


def found(held: Facts, name: str = NAME) -> ZoneCut:
    """Return what is found, but for the names at which more may be."""
    return replace(zone_of(held, name, is_suffix), suspected=())


GAP = Unknown("timeout after 2.0 s")
NONE = DnsAnswer("NOERROR")


@pytest.mark.parametrize(
    ("held", "cut"),
    [
        (facts(a_b_shop_example=ns(NAME)), ZoneCut(NAME)),
        (
            facts(a_b_shop_example=NONE, b_shop_example=ns("b.shop.example")),
            ZoneCut("b.shop.example"),
        ),
        (
            facts(a_b_shop_example=soa("shop.example"), shop_example=ns("shop.example")),
            ZoneCut("shop.example"),
        ),
        (
            facts(a_b_shop_example=NONE, b_shop_example=NONE, shop_example=ns("shop.example")),
            ZoneCut("shop.example"),
        ),
    ],
    ids=["at the name", "one above", "by the SOA", "two above"],
)
def test_the_first_name_with_ns_is_the_zone(held: Facts, cut: ZoneCut) -> None:
    assert found(held) == cut


@pytest.mark.parametrize(
    ("held", "wanted"),
    [
        (facts(), NAME),
        (facts(a_b_shop_example=NONE), "b.shop.example"),
        (facts(a_b_shop_example=soa("shop.example")), "shop.example"),
        (facts(a_b_shop_example=soa("b.shop.example")), "b.shop.example"),
    ],
    ids=["nothing", "the next", "the SOA's owner", "the nearer SOA's owner"],
)
def test_an_open_question_is_asked_and_not_guessed(held: Facts, wanted: str) -> None:
    assert found(held) == ZoneCut("", wanted=DnsQuestion(wanted, "NS"))


def test_an_unknown_is_walked_past_and_kept() -> None:
    held = facts(a_b_shop_example=GAP, b_shop_example=GAP, shop_example=ns("shop.example"))
    unanswered = (DnsQuestion(NAME, "NS"), DnsQuestion("b.shop.example", "NS"))
    assert found(held) == ZoneCut("shop.example", unanswered=unanswered)


def test_nothing_but_unknowns_is_no_registry() -> None:
    held = facts(a_b_shop_example=GAP, b_shop_example=GAP, shop_example=GAP)
    cut = found(held)
    assert (cut.zone, cut.registry, len(cut.unanswered)) == ("", False, 3)


@pytest.mark.parametrize("answer", [soa("example"), DnsAnswer("NXDOMAIN")], ids=["soa", "nxdomain"])
def test_a_name_in_no_zone_below_a_suffix_is_the_registrys(answer: DnsAnswer) -> None:
    assert zone_of(facts(shop_example=answer), APEX, is_suffix) == ZoneCut("", registry=True)


def test_an_empty_answer_that_names_no_apex_does_not_give_the_name_to_the_registry() -> None:
    assert zone_of(facts(shop_example=NONE), APEX, is_suffix) == ZoneCut("", suspected=(APEX,))


def test_an_empty_answer_with_the_apex_of_its_own_is_a_zone_of_unknown_nameservers() -> None:
    assert zone_of(facts(shop_example=soa(APEX)), APEX, is_suffix) == ZoneCut(APEX)


def test_the_apex_that_an_answer_below_it_named_is_a_zone_though_nobody_gives_its_ns() -> None:
    held = facts(a_b_shop_example=soa(APEX), shop_example=GAP)
    assert found(held) == ZoneCut(APEX, unanswered=(DnsQuestion(APEX, "NS"),))


def test_an_alias_below_a_suffix_is_not_given_to_the_registry() -> None:
    """An apex that is wrongly an alias answers like this, and so does a name of the registry's."""
    alias = DnsAnswer(
        "NOERROR", (Record(APEX, "CNAME", 60, "x.cdn.example"), *soa("example").records)
    )
    assert zone_of(facts(shop_example=alias), APEX, is_suffix) == ZoneCut("", suspected=(APEX,))


def test_a_name_that_does_not_exist_for_ns_alone_is_not_given_to_the_registry() -> None:
    held = facts(shop_example=DnsAnswer("NXDOMAIN", soa("example").records))
    held.add(DnsQuestion(APEX, "A"), DnsAnswer("NOERROR", (Record(APEX, "A", 60, "192.0.2.1"),)))
    assert zone_of(held, APEX, is_suffix) == ZoneCut("", suspected=(APEX,))


@pytest.mark.parametrize(
    "answer", [GAP, NONE, DnsAnswer("NXDOMAIN")], ids=["lost", "none", "nxdomain"]
)
def test_a_referral_of_the_parents_shows_the_zone_that_the_resolver_hides(answer: Answer) -> None:
    held = facts(a_b_shop_example=answer, shop_example=ns(APEX))
    held.add(DnsQuestion(NAME, "NS", server="192.0.2.53"), replace(ns(NAME), aa=False))
    assert found(held).zone == NAME


def test_a_parent_that_knows_no_delegation_settles_that_there_is_none() -> None:
    held = facts(a_b_shop_example=GAP, b_shop_example=soa(APEX), shop_example=ns(APEX))
    held.add(DnsQuestion(NAME, "NS", server="192.0.2.53"), replace(soa(APEX), aa=True))
    assert zone_of(held, NAME, is_suffix) == ZoneCut(APEX)


@pytest.mark.parametrize("name", ["example", "co.uk"])
def test_a_suffix_is_the_registrys_and_not_asked(name: str) -> None:
    assert zone_of(Facts(), name, is_suffix) == ZoneCut("", registry=True)


def test_the_ns_set_of_an_alias_target_is_no_cut() -> None:
    held = facts(
        a_b_shop_example=DnsAnswer(
            "NOERROR",
            (Record(NAME, "CNAME", 60, "else.example"), Record("else.example", "NS", 60, "x.y")),
        ),
        b_shop_example=NONE,
        shop_example=ns("shop.example"),
    )
    assert found(held) == ZoneCut("shop.example")


def test_an_soa_of_another_tree_does_not_lead_away() -> None:
    held = facts(a_b_shop_example=soa("else.example"))
    assert zone_of(held, NAME, is_suffix).wanted == DnsQuestion("b.shop.example", "NS")


def test_the_soa_in_the_answer_about_an_alias_is_its_targets() -> None:
    """The alias' target lies in the zone above, the alias itself in a zone between."""
    records = (
        Record(NAME, "CNAME", 60, "x.shop.example"),
        Record("shop.example", "SOA", 60, "ns hostmaster 1 1 1 1 1"),
    )
    held = facts(
        a_b_shop_example=DnsAnswer("NOERROR", records), b_shop_example=ns("b.shop.example")
    )
    assert found(held) == ZoneCut("b.shop.example")


def test_nobody_misses_the_ns_set_of_an_alias() -> None:
    held = facts(a_b_shop_example=GAP, b_shop_example=ns("b.shop.example"))
    alias = (Record(NAME, "CNAME", 60, "x.shop.example"),)
    held.add(DnsQuestion(NAME, "A"), DnsAnswer("NOERROR", alias))
    assert found(held) == ZoneCut("b.shop.example")


def test_a_zone_begins_where_ns_records_stand_among_others() -> None:
    others = (Record(NAME, "RRSIG", 60, "x"), Record("else.example", "NS", 60, "ns1.else.example"))
    mixed = DnsAnswer("NOERROR", (*others, Record(NAME, "NS", 60, "ns1.shop.example")))
    assert zone_of(facts(a_b_shop_example=mixed), NAME, is_suffix) == ZoneCut(NAME)


@pytest.mark.parametrize("type_", ["A", "AAAA", "NS", "HTTPS"])
def test_an_unanswered_name_that_is_an_alias_begins_no_zone(type_: str) -> None:
    alias = DnsAnswer("NOERROR", (Record(NAME, "CNAME", 60, "x.else.example"),))
    held = facts(b_shop_example=ns("b.shop.example"))
    held.add(DnsQuestion(NAME, type_), alias)
    held.add(DnsQuestion(NAME, "NS"), GAP)
    assert found(held) == ZoneCut("b.shop.example")


@pytest.mark.parametrize(("type_", "unanswered"), [("A", ()), ("AAAA", (DnsQuestion(NAME, "NS"),))])
def test_an_unanswered_name_that_does_not_exist_begins_no_zone(
    type_: str, unanswered: tuple[DnsQuestion, ...]
) -> None:
    held = facts(a_b_shop_example=GAP, b_shop_example=ns("b.shop.example"))
    held.add(DnsQuestion(NAME, type_), DnsAnswer("NXDOMAIN"))
    assert found(held) == ZoneCut("b.shop.example", unanswered=unanswered)
