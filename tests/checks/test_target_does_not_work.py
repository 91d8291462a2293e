"""target-does-not-work: the target is down while nothing fails."""

from cdnaudit.checks.target_does_not_work import CHECK
from cdnaudit.model.facts import DnsQuestion
from tests.world import OWN, Answers, judge, said, unknown, world

HOST = "www.shop.example"


def behind(servers: str) -> Answers:
    """Return an alias into a zone of a stranger's with these nameservers."""
    zones = {"shop.example": OWN, "far.example": servers}
    return world({HOST: "x.far.example 203.0.113.1"}, zones)


def test_an_alias_into_a_zone_that_nobody_can_find_is_said() -> None:
    assert said(judge(behind("ns1.lost.example= ns2.lost.example=")), CHECK.id) == [
        ("high", f"{HOST} does not work as it stands: it fails at ns1.lost.example", None)
    ]


def test_what_works_is_not_said() -> None:
    assert said(judge(behind("ns1.lost.example= ns2.lost.example=203.0.113.9")), CHECK.id) == []


def test_what_may_work_is_not_said() -> None:
    lost = unknown(DnsQuestion("ns1.lost.example", "A"))
    assert said(judge(behind("ns1.lost.example= ns2.lost.example=") | lost), CHECK.id) == []
