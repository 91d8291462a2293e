"""Find rules by an address: the longest prefix of each role."""

import ipaddress
from collections.abc import Iterable

from cdnaudit.knowledge.match import Match
from cdnaudit.knowledge.rules import Rule
from cdnaudit.model.terms import Role

Networks = dict[int, dict[int, list[Rule]]]
"""Rules by prefix length, then by the network's leading bits."""


class PrefixIndex:
    """Prefix rules of IPv4 and IPv6; a look-up costs one dict access a length in use."""

    __slots__ = ("_lengths", "_networks")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._networks: dict[int, Networks] = {4: {}, 6: {}}
        for rule in rules:
            for prefix in rule.prefix:
                network = ipaddress.ip_network(prefix)
                length = network.prefixlen
                bits = int(network.network_address) >> (network.max_prefixlen - length)
                by_length = self._networks[network.version].setdefault(length, {})
                by_length.setdefault(bits, []).append(rule)
        self._lengths = {v: sorted(n, reverse=True) for v, n in self._networks.items()}

    def find(self, ip: str) -> tuple[Match, ...]:
        """Return, for each role, the rules of the longest prefix that holds ``ip``."""
        try:
            address = ipaddress.ip_address(ip)
        except ValueError:
            return ()
        if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
            address = address.ipv4_mapped
        networks = self._networks[address.version]
        number, width = int(address), address.max_prefixlen
        found: dict[Role, list[Rule]] = {}
        for length in self._lengths[address.version]:
            here = networks[length].get(number >> (width - length))
            if not here:
                continue
            for role in {rule.role for rule in here} - found.keys():
                found[role] = [rule for rule in here if rule.role is role]
        return tuple(sorted({Match(rule, ip) for rules in found.values() for rule in rules}))
