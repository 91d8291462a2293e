"""Alias chains: followed from answer to answer, and never without end."""

import itertools

import pytest

from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Facts, Record, Unknown
from cdnaudit.survey.aliases import MAX_CHAIN, End, is_no_apex, resolve

HOST = "www.shop.example"


def alias(name: str, target: str, ttl: int = 60) -> Record:
    return Record(name, "CNAME", ttl, target)


def facts(**answers: DnsAnswer | Unknown) -> Facts:
    """Return facts about A questions; ``_`` in a name stands for a dot."""
    return Facts({DnsQuestion(n.replace("_", "."), "A"): a for n, a in answers.items()})


def test_a_whole_chain_in_one_answer_ends_in_addresses() -> None:
    address = Record("b.example", "A", 20, "192.0.2.1")
    found = resolve(
        facts(www_shop_example=DnsAnswer("NOERROR", (alias(HOST, "b.example"), address))),
        DnsQuestion(HOST, "A"),
    )
    assert (found.chain, found.addresses, found.end, found.ttl) == (
        (HOST, "b.example"),
        ("192.0.2.1",),
        End.ADDRESSES,
        20,
    )


def test_records_in_any_order_give_the_same_chain() -> None:
    records = (
        Record("c.example", "A", 20, "192.0.2.1"),
        alias("b.example", "c.example"),
        alias(HOST, "b.example"),
    )
    found = resolve(facts(www_shop_example=DnsAnswer("NOERROR", records)), DnsQuestion(HOST, "A"))
    assert found.chain == (HOST, "b.example", "c.example")


def test_a_chain_over_two_answers_goes_on() -> None:
    found = resolve(
        facts(
            www_shop_example=DnsAnswer("NOERROR", (alias(HOST, "b.example"),)),
            b_example=DnsAnswer("NOERROR", (Record("b.example", "A", 9, "192.0.2.1"),)),
        ),
        DnsQuestion(HOST, "A"),
    )
    assert (found.chain, found.end) == ((HOST, "b.example"), End.ADDRESSES)


def test_a_partial_answer_asks_for_the_last_name() -> None:
    found = resolve(
        facts(www_shop_example=DnsAnswer("NOERROR", (alias(HOST, "b.example"),))),
        DnsQuestion(HOST, "A"),
    )
    assert (found.end, found.question) == (End.OPEN, DnsQuestion("b.example", "A"))


def test_nothing_known_asks_for_the_name() -> None:
    found = resolve(Facts(), DnsQuestion(HOST, "A"))
    assert (found.end, found.question, found.chain) == (
        End.OPEN,
        DnsQuestion(HOST, "A"),
        (HOST,),
    )


def test_an_unknown_on_the_way_is_unknown_with_its_reason() -> None:
    found = resolve(
        facts(
            www_shop_example=DnsAnswer("NOERROR", (alias(HOST, "b.example"),)),
            b_example=Unknown("timeout after 2.0 s"),
        ),
        DnsQuestion(HOST, "A"),
    )
    assert (found.end, found.reason, found.chain) == (
        End.UNKNOWN,
        "timeout after 2.0 s",
        (HOST, "b.example"),
    )


@pytest.mark.parametrize("split", [False, True], ids=["one answer", "an answer each"])
def test_a_circle_is_a_loop(split: bool) -> None:
    there, back = alias(HOST, "b.example"), alias("b.example", HOST)
    found = resolve(
        facts(
            www_shop_example=DnsAnswer("NOERROR", (there,) if split else (there, back)),
            b_example=DnsAnswer("NOERROR", (back,)),
        ),
        DnsQuestion(HOST, "A"),
    )
    assert (found.end, found.chain) == (End.LOOP, (HOST, "b.example", HOST))


def test_an_alias_to_itself_is_a_loop() -> None:
    found = resolve(
        facts(www_shop_example=DnsAnswer("NOERROR", (alias(HOST, HOST),))), DnsQuestion(HOST, "A")
    )
    assert found.end is End.LOOP


@pytest.mark.parametrize(
    ("links", "end"), [(MAX_CHAIN, End.ADDRESSES), (MAX_CHAIN + 1, End.LONG), (99, End.LONG)]
)
def test_a_chain_beyond_the_limit_is_long(links: int, end: End) -> None:
    names = [HOST, *(f"n{i}.example" for i in range(links))]
    records = [alias(a, b) for a, b in itertools.pairwise(names)]
    last = Record(names[-1], "A", 9, "192.0.2.1")
    found = resolve(
        facts(www_shop_example=DnsAnswer("NOERROR", (*records, last))), DnsQuestion(HOST, "A")
    )
    assert (found.end, len(found.links)) == (end, min(links, MAX_CHAIN + 1))


@pytest.mark.parametrize(("rcode", "end"), [("NOERROR", End.NONE), ("NXDOMAIN", End.NXDOMAIN)])
def test_a_negative_answer_ends_the_chain(rcode: str, end: End) -> None:
    assert resolve(facts(www_shop_example=DnsAnswer(rcode)), DnsQuestion(HOST, "A")).end is end


def test_a_chain_that_ends_in_nothing_of_this_type_is_none() -> None:
    soa = Record("example", "SOA", 900, "ns hostmaster 1 1 1 1 1")
    answer = DnsAnswer("NOERROR", (alias(HOST, "b.example"), soa))
    found = resolve(facts(www_shop_example=answer), DnsQuestion(HOST, "A"))
    assert (found.end, found.chain) == (End.NONE, (HOST, "b.example"))


def test_samples_and_subnets_are_kept_apart() -> None:
    question = DnsQuestion(HOST, "A", sample=1, ecs="192.0.2.0/24")
    answer = DnsAnswer("NOERROR", (Record(HOST, "A", 9, "192.0.2.1"),), ecs_scope=20)
    held = Facts({question: answer})
    assert (
        resolve(held, DnsQuestion(HOST, "A", sample=1, ecs="192.0.2.0/24")).scope,
        resolve(held, DnsQuestion(HOST, "A")).end,
    ) == (20, End.OPEN)


def test_a_cname_makes_an_alias_and_no_apex() -> None:
    held = facts(www_shop_example=DnsAnswer("NOERROR", (alias(HOST, "b.example"),)))
    assert (is_no_apex(held, HOST), is_no_apex(held, "b.example")) == (True, False)


def test_a_name_that_does_not_exist_is_no_apex() -> None:
    assert is_no_apex(facts(www_shop_example=DnsAnswer("NXDOMAIN")), HOST)


@pytest.mark.parametrize(("alias", "address"), [(30, 300), (300, 30)])
def test_the_ttl_is_the_least_of_aliases_and_addresses(alias: int, address: int) -> None:
    records = (
        Record("a.example", "CNAME", alias, "b.example"),
        Record("b.example", "A", address, "192.0.2.1"),
        Record("b.example", "A", 900, "192.0.2.2"),
    )
    question = DnsQuestion("a.example", "A")
    assert resolve(Facts({question: DnsAnswer("NOERROR", records)}), question).ttl == 30
    assert resolve(Facts({question: DnsAnswer("NOERROR")}), question).ttl is None
