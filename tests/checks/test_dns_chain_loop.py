"""dns-chain-loop: an alias loop."""

import pytest

from cdnaudit.checks.dns_chain_loop import CHECK
from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Record
from tests.world import Answers, judge, said, unknown, world

HOST = "www.shop.example"


def circle(*names: str) -> Answers:
    pairs = zip(names, (*names[1:], names[0]), strict=True)
    links = tuple(Record(a, "CNAME", 60, b) for a, b in pairs)
    found: Answers = {DnsQuestion(n, t): DnsAnswer("NOERROR", links) for n in names for t in "A"}
    return found | {DnsQuestion(n, "AAAA"): a for (n, a) in zip(names, found.values(), strict=True)}


@pytest.mark.parametrize(
    ("names", "chain"),
    [
        ([HOST], f"{HOST} -> {HOST}"),
        ([HOST, "b.shop.example"], f"{HOST} -> b.shop.example -> {HOST}"),
    ],
)
def test_a_circle_is_said(names: list[str], chain: str) -> None:
    assert said(judge(world() | circle(*names)), CHECK.id) == [
        ("high", f"the aliases of {HOST} go in a circle: {chain}", None)
    ]


def test_a_chain_that_ends_is_not_said() -> None:
    answers = world({HOST: "b.shop.example c.shop.example 203.0.113.1"})
    assert said(judge(answers), CHECK.id) == []


def test_a_chain_whose_end_nobody_knows_is_not_said() -> None:
    link = Record(HOST, "CNAME", 60, "b.shop.example")
    alias: Answers = {DnsQuestion(HOST, t): DnsAnswer("NOERROR", (link,)) for t in ("A", "AAAA")}
    unanswered = unknown(*(DnsQuestion("b.shop.example", t) for t in ("A", "AAAA")))
    assert said(judge(world() | alias | unanswered), CHECK.id) == []
