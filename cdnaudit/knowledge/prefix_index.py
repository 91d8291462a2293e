"""Find rules by an address: the longest prefix of each role."""

import ipaddress
from collections.abc import Iterable, Iterator
from itertools import chain

from cdnaudit.knowledge.match import Match, distinct
from cdnaudit.knowledge.rules import Rule
from cdnaudit.model.terms import Role

Networks = dict[int, dict[int, list[Rule]]]
"""Rules by prefix length, then by the network's leading bits."""
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class PrefixIndex:
    """Prefix rules of IPv4 and IPv6; a look-up costs one dict access a length in use."""

    __slots__ = ("_lengths", "_networks")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._networks: dict[int, Networks] = {4: {}, 6: {}}
        for rule in rules:
            for prefix in rule.prefix:
                self._add(prefix, rule)
        self._lengths = {v: sorted(n, reverse=True) for v, n in self._networks.items()}

    def find(self, ip: str) -> tuple[Match, ...]:
        """Return, for each role, the rules of the longest prefix that holds ``ip``."""
        try:
            address: Address = ipaddress.ip_address(ip)
        except ValueError:
            return ()
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        longest: dict[Role, list[Rule]] = {}
        for rules in self._holding(address):
            for role in {rule.role for rule in rules} - longest.keys():
                longest[role] = [rule for rule in rules if rule.role is role]
        return distinct(Match(rule, ip) for rule in chain.from_iterable(longest.values()))

    def _add(self, prefix: str, rule: Rule) -> None:
        network = ipaddress.ip_network(prefix)
        length = network.prefixlen
        bits = int(network.network_address) >> (network.max_prefixlen - length)
        by_length = self._networks[network.version].setdefault(length, {})
        by_length.setdefault(bits, []).append(rule)

    def _holding(self, address: Address) -> Iterator[list[Rule]]:
        """Yield the rules of each prefix that holds the address, the longest first."""
        networks = self._networks[address.version]
        for length in self._lengths[address.version]:
            bits = int(address) >> (address.max_prefixlen - length)
            if bits in networks[length]:
                yield networks[length][bits]
