"""Nameservers that no rule names: which are one operator's, and what shows it."""

import pytest

from cdnaudit.model.facts import DnsAnswer, DnsQuestion, Record
from cdnaudit.model.terms import Role
from tests.world import Answers, judge, world

NORTH, SOUTH, WEST = "192.0.2.14", "198.51.100.14", "203.0.113.14"
"""Addresses in three ASes; AS64500 has two more prefixes."""
NORTH_TOO = "192.0.2.130"


def soa(zone: str, mname: str, rname: str) -> Answers:
    record = Record(zone, "SOA", 900, f"{mname} {rname} 1 7200 900 1209600 300")
    return {DnsQuestion(zone, "SOA"): DnsAnswer("NOERROR", (record,))}


def operators(servers: str, more: Answers | None = None) -> dict[str, set[str]]:
    """Return who runs the zone's nameservers, and by which rules that is known."""
    report = judge(world(None, {"shop.example": servers}) | (more or {}))
    dns = [found for found in report.providers if found.role is Role.DNS]
    return {found.provider: {item.rule for item in found.evidence} for found in dns}


@pytest.mark.parametrize(
    "servers",
    [
        f"a.hoster.example={NORTH} b.hoster.test={WEST}",
        f"a.hoster1.example={NORTH} b.hoster2.example={WEST}",
        f"a.hoster.example={NORTH} b.hoster-2.test={WEST}",
        f"a.hoster.example={NORTH} b.myhoster.example={NORTH_TOO}",
        f"a.hoster.example={NORTH} b.hoster-dns.example={NORTH_TOO}",
    ],
)
def test_labels_that_are_alike_are_one_operators(servers: str) -> None:
    assert operators(servers) == {
        min(word.partition("=")[0].partition(".")[2] for word in servers.split()): {
            "nameserver-domain",
            "nameserver-label",
        }
    }


@pytest.mark.parametrize(
    "servers",
    [
        f"a.hoster.example={NORTH} b.myhoster.example={WEST}",
        f"a.host.example={NORTH} b.ghosted.example={NORTH_TOO}",
        f"a.ns.example={NORTH} b.ns-b.example={NORTH_TOO}",
        f"a.hoster.example={NORTH} b.other.example={NORTH_TOO}",
    ],
)
def test_labels_that_only_resemble_each_other_are_two_operators(servers: str) -> None:
    assert list(operators(servers).values()) == [{"nameserver-domain"}] * 2


def test_an_address_they_share_joins_them() -> None:
    assert operators(f"a.red.example={NORTH} b.blue.example={NORTH}") == {
        "blue.example": {"nameserver-domain", "nameserver-address"}
    }


STRANGERS = f"a.red.example={NORTH} b.blue.example={WEST}"


@pytest.mark.parametrize(
    ("red", "blue"),
    [
        (("ns.parent.example", "dns.red.example"), ("ns.parent.example", "dns.blue.example")),
        (("ns.red.example", "dns.parent.example"), ("ns.blue.example", "dns.parent.example")),
    ],
)
def test_a_primary_or_a_mailbox_they_share_joins_them(
    red: tuple[str, str], blue: tuple[str, str]
) -> None:
    shared = soa("red.example", *red) | soa("blue.example", *blue)
    assert operators(STRANGERS, shared) == {"blue.example": {"nameserver-domain", "nameserver-soa"}}


def test_a_primary_at_a_known_provider_joins_nobody() -> None:
    """All of its customers share it."""
    mark = ("ns1.alpha-dns.example", "dns.alpha-dns.example")
    shared = soa("red.example", *mark) | soa("blue.example", *mark)
    assert set(operators(STRANGERS, shared)) == {"red.example", "blue.example"}


def test_a_join_by_way_of_a_third_is_one() -> None:
    shared = soa("green.example", "ns.parent.example", "x.green.example") | soa(
        "blue.example", "ns.parent.example", "x.blue.example"
    )
    servers = f"a.red.example={NORTH} b.green.example={NORTH} c.blue.example={WEST}"
    assert operators(servers, shared) == {
        "blue.example": {"nameserver-domain", "nameserver-address", "nameserver-soa"}
    }


def test_a_known_providers_label_under_another_suffix_is_that_providers() -> None:
    servers = f"ns1.alpha-dns.example={NORTH} ns2.alpha-dns.test={WEST}"
    assert operators(servers) == {"alpha": {"alpha#ns-0", "nameserver-label"}}


def test_names_directly_below_a_public_suffix_are_judged_by_it() -> None:
    assert set(operators(f"a.co.uk={NORTH} b.co.uk={WEST}")) == {"co.uk"}


def test_the_owners_label_under_another_suffix_is_the_owners_own() -> None:
    assert operators(f"ns1.shop.example={NORTH} ns2.shop.test={WEST}") == {
        "shop.example": {"private-nameserver", "nameserver-label"}
    }
