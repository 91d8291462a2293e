"""Random targets with subjects: hosts with zones, nameservers, aliases, addresses and guards."""

from dataclasses import dataclass, field
from random import Random

from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject

SERVICES = ("a/cdn", "b/cdn", "a/waf", "s/steering", "p/platform", "h/hosting")
SERVERS = ("a/dns", "b/dns", "o/dns")
GUARDS = ("a/challenge", "a/waf")
NETWORKS = ("asn:64500", "asn:64501", "prefix:192.0.2.0/24")
OWNERS = {"a": ("company:a",), "b": ("company:a",), "p": ("company:p", "company:a")}


def served(random: Random) -> Graph:
    """Return the graph of a target of one or two hosts; aliases may lead into zones of others."""
    return _Served(random).graph()


@dataclass(slots=True)
class _Served:
    random: Random
    nodes: list[Node] = field(default_factory=list)
    zones: list[int] = field(default_factory=list)

    def graph(self) -> Graph:
        count = self.random.randint(1, 3)
        self.zones = [self.every(Subject.ZONE, f"z{number}") for number in range(count)]
        for number in self.zones:
            servers = [self.server() for _ in range(self.random.randint(1, 3))]
            parts = (self.parent(number), self.either(*servers))
            self.nodes[number] = self.nodes[number]._replace(parts=parts)
        hosts = [self.host(f"h{number}") for number in range(self.random.randint(1, 2))]
        root = self.every(Subject.HOST, "h0", *hosts)
        return Graph(tuple(self.nodes), root)

    def parent(self, number: int) -> int:
        above = self.zones[: self.zones.index(number)]
        return self.random.choice(above) if above and self.chance(0.4) else self.every()

    def server(self) -> int:
        parts = [self.leaf(self.random.choice(SERVERS))]
        if self.chance(0.6):
            parts.append(self.either(self.address(None)))
        if self.chance(0.2):
            parts.append(self.random.choice(self.zones))
        return self.every(Subject.NAMESERVER, f"ns{len(self.nodes)}", *parts)

    def host(self, name: str) -> int:
        ways = [self.branch(self.random.randint(0, 2)) for _ in range(self.random.randint(1, 2))]
        guards = [self.leaf(self.random.choice(GUARDS))] if self.chance(0.3) else []
        return self.every(
            Subject.HOST, name, self.random.choice(self.zones), self.either(*ways), *guards
        )

    def branch(self, aliases: int) -> int:
        """A way to addresses, by aliases with or without a service."""
        if not aliases:
            addresses = [self.address(0.5) for _ in range(self.random.randint(1, 2))]
            return self.either(*addresses)
        parts = [self.random.choice(self.zones), *self.service(0.7), self.branch(aliases - 1)]
        return self.every(Subject.ALIAS, f"alias{len(self.nodes)}", *parts)

    def address(self, chance: float | None) -> int:
        if chance is not None and self.chance(0.1):
            self.nodes.append(Node(NodeKind.UNKNOWN, "?", subject=Subject.QUESTION))
            return len(self.nodes) - 1
        networks = (self.leaf(e) for e in self.random.sample(NETWORKS, self.random.randint(0, 2)))
        return self.every(
            Subject.ADDRESS, f"ip{len(self.nodes)}", *self.service(chance or 0), *networks
        )

    def service(self, chance: float) -> list[int]:
        """Return a service, perhaps on another that it runs on."""
        if not self.chance(chance):
            return []
        own = self.leaf(self.random.choice(SERVICES))
        return [self.every(Subject.JOINT, "", own, self.leaf("b/cdn")) if self.chance(0.2) else own]

    def leaf(self, event: str) -> int:
        events = tuple(map(Event, (event, *OWNERS.get(event.partition("/")[0], ()))))
        self.nodes.append(Node(NodeKind.LEAF, "", events=events, subject=Subject.EVENT))
        return len(self.nodes) - 1

    def every(self, subject: Subject = Subject.JOINT, name: str = "", *parts: int) -> int:
        self.nodes.append(Node(NodeKind.ALL, name, tuple(dict.fromkeys(parts)), subject=subject))
        return len(self.nodes) - 1

    def either(self, *parts: int) -> int:
        self.nodes.append(Node(NodeKind.ANY, "", parts))
        return len(self.nodes) - 1

    def chance(self, of: float) -> bool:
        return self.random.random() < of
