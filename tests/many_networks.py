"""A host with many addresses, each in a network of its own."""

import ipaddress

from cdnaudit.model.facts import AsnAnswer, AsnQuestion
from tests.world import ALPHA, BETA, Answers, world

FIRST = int(ipaddress.IPv4Address("198.18.0.0"))
"""Addresses for benchmarks (RFC 2544)."""


def many_networks(count: int) -> Answers:
    """Answer everything about www.shop.example with ``count`` addresses, DNS at two providers."""
    ips = [str(ipaddress.IPv4Address(FIRST + number)) for number in range(count)]
    origins: Answers = {
        AsnQuestion(ip): AsnAnswer(4_200_000_000 + number, f"N{number}", f"{ip}/32")
        for number, ip in enumerate(ips)
    }
    zone = {"shop.example": f"{ALPHA} {BETA}"}
    return world({"www.shop.example": " ".join(ips)}, zone) | origins
