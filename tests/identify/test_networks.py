"""What an address alone shows, with the rules and the table of ASes that ship."""

import pytest

from cdnaudit.identify.attribute import network
from cdnaudit.knowledge import base
from cdnaudit.model.facts import AsnAnswer
from cdnaudit.model.terms import Confidence, Role, Signal
from cdnaudit.observe import asn_table

SHIELDS = (
    "ddos-guard",
    "imperva",
    "link11",
    "nexusguard",
    "qrator",
    "servicepipe",
    "stormwall",
    "variti",
    "voxility",
)


def seen(ip: str) -> set[tuple[str, Role, Confidence]]:
    """Return provider, role and confidence that an address shows."""
    origin = asn_table.embedded().lookup(ip)
    assert isinstance(origin, AsnAnswer)
    matches = network(ip, origin, base.embedded())
    return {(m.rule.provider, m.rule.role, m.rule.confidence) for m in matches}


@pytest.mark.parametrize(
    ("ip", "provider"),
    [
        ("50.63.202.1", "godaddy"),
        ("92.205.1.1", "host-europe"),
        ("162.241.1.1", "newfold-digital"),
        ("205.178.189.129", "network-solutions"),
        ("198.54.117.1", "namecheap"),
        ("85.13.128.1", "all-inkl"),
        ("89.161.128.1", "home-pl"),
        ("77.55.1.1", "nazwa-pl"),
        ("46.30.211.1", "one-com"),
        ("81.88.48.1", "register-it"),
        ("87.236.16.1", "beget"),
        ("31.31.196.1", "reg-ru"),
        ("92.53.96.1", "timeweb"),
        ("157.7.44.1", "gmo-internet"),
        ("191.6.208.1", "locaweb"),
        ("192.200.160.1", "bigcommerce"),
    ],
)
def test_an_address_of_a_large_host_is_named_after_it(ip: str, provider: str) -> None:
    assert seen(ip) == {(provider, Role.HOSTING, Confidence.MEDIUM)}


@pytest.mark.parametrize(
    ("ip", "provider"),
    [
        ("23.32.0.1", "akamai"),
        ("142.250.1.1", "google-frontend"),
        ("157.240.1.35", "meta"),
        ("151.101.1.1", "fastly"),
    ],
)
def test_a_network_that_is_edge_alone_is_a_cdn_at_medium(ip: str, provider: str) -> None:
    assert seen(ip) == {(provider, Role.CDN, Confidence.MEDIUM)}


@pytest.mark.parametrize(
    ("ip", "provider"),
    [
        ("104.64.1.1", "linode"),  # Akamai International announces it
        ("104.105.230.1", "linode"),
        ("172.104.1.1", "linode"),
        ("34.120.1.1", "google-cloud"),
    ],
)
def test_a_virtual_machine_is_not_in_its_owners_edge(ip: str, provider: str) -> None:
    assert seen(ip) == {(provider, Role.HOSTING, Confidence.MEDIUM)}


def test_the_network_of_a_virtual_machine_is_no_cdn_by_name_either() -> None:
    found = base.embedded().by_name(Signal.CNAME, "4.3.2.1.bc.googleusercontent.com")
    assert {(m.rule.provider, m.rule.role) for m in found} == {("google-cloud", Role.HOSTING)}


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("acme.ams3.digitaloceanspaces.com", {Role.HOSTING}),
        ("acme.ams3.cdn.digitaloceanspaces.com", {Role.HOSTING, Role.CDN}),
    ],
)
def test_storage_is_a_cdn_only_where_the_name_says_so(name: str, roles: set[Role]) -> None:
    assert {m.rule.role for m in base.embedded().by_name(Signal.HOST, name)} == roles


@pytest.mark.parametrize("provider", SHIELDS)
def test_a_network_that_shields_is_no_host(provider: str) -> None:
    rules = [r for r in base.embedded().rules if r.provider == provider and r.on is Signal.ASN]
    assert {(r.role in {Role.CDN, Role.WAF}, r.confidence) for r in rules} == {
        (True, Confidence.LOW)
    }
