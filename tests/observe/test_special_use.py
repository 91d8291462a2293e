import ipaddress

import pytest

from cdnaudit.observe.special_use import EVERYWHERE, refusal


@pytest.mark.parametrize(
    "ip",
    [
        "0.0.0.0",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b:1::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
    ],
)
def test_special_addresses_are_refused(ip: str) -> None:
    assert refusal(ip) == f"refused to connect: {ip} is not a public address"


@pytest.mark.parametrize(
    "ip", ["1.1.1.1", "104.16.132.229", "2606:4700::6810:84e5", "::ffff:1.1.1.1"]
)
def test_public_addresses_are_not(ip: str) -> None:
    assert refusal(ip) == ""


def test_an_allowed_network_opens_that_network_only() -> None:
    allow = (ipaddress.ip_network("10.0.0.0/8"),)
    assert refusal("10.1.2.3", allow) == ""
    assert refusal("::ffff:10.1.2.3", allow) == ""
    assert refusal("192.168.0.1", allow) != ""


@pytest.mark.parametrize("ip", ["127.0.0.1", "::1", "fd00::1"])
def test_everywhere_opens_all(ip: str) -> None:
    assert refusal(ip, EVERYWHERE) == ""


def test_a_name_is_no_address() -> None:
    assert refusal("localhost") == "refused to connect: 'localhost' is no address"
