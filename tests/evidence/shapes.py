"""Worlds as points on a few axes: who serves the zone, what is wrong, where the host leads.

A shape is a word an axis, so one that fails can be made plainer axis by axis.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace

from cdnaudit.model.facts import Answer, HttpAnswer, Record
from cdnaudit.survey.plan import Plan
from tests.evidence.internet import Internet, Manner, Zone, address_records
from tests.evidence.words import (
    APEX,
    APEXES,
    AXES,
    OK,
    OPERATORS,
    OTHER,
    PAGES,
    PATHS,
    SERVERS,
    STRANGERS,
    WWW,
)
from tests.world import ALPHA, BETA, ECHO, REGISTRY, servers

PLAIN_SHARE = 0.55
"""How often an axis takes its plain word: most worlds have one or two oddities, as real ones."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A word an axis."""

    operators: str = AXES["operators"][0]
    delegation: str = AXES["delegation"][0]
    servers: str = AXES["servers"][0]
    path: str = AXES["path"][0]
    apex: str = AXES["apex"][0]
    page: str = AXES["page"][0]

    @classmethod
    def drawn(cls, seed: int) -> "Shape":
        """Return the shape of a seed."""
        dice = random.Random(seed)
        return cls(**{axis: _drawn(words, dice) for axis, words in AXES.items()})

    def plainer(self) -> Iterator["Shape"]:
        """Yield the same shape with one axis plain."""
        for axis in fields(self):
            if getattr(self, axis.name) != AXES[axis.name][0]:
                yield replace(self, **{axis.name: AXES[axis.name][0]})

    def __str__(self) -> str:
        """Write what is not plain."""
        odd = (getattr(self, axis) for axis in AXES if getattr(self, axis) != AXES[axis][0])
        return ", ".join(odd) or "plain"

    @property
    def plan(self) -> Plan:
        """What is audited, and how."""
        turns = "|@ CNAME" in PATHS[self.path] or "steering" in self.path
        declared = self.page == "widget on a declared page"
        return Plan(
            target=WWW if self.apex == "www alone" else APEX,
            http=self.page != "not asked",
            samples=2 if turns else 1,
            urls=(f"https://{WWW}/login",) if declared else (),
        )

    @property
    def internet(self) -> Internet:
        """Build the internet."""
        zones = [*_surroundings(), self._shop(), *self._balanced()]
        hosts = [WWW] if self.apex == "www alone" else [APEX, WWW]
        pages: dict[str, Answer] = {"https://other.example/": OK}
        for host in hosts:
            pages |= {_url(path, host): _at(a, host) for path, a in PAGES[self.page].items()}
        return Internet(_with_addresses(zones), pages)

    def _shop(self) -> Zone:
        child, above, texts = self._delegation()
        last = max(child)
        wrong = SERVERS[self.servers]
        vanity = "ns1.alpha-dns.example" if self.operators == "vanity names" else ""
        path = "" if "balanced" in PATHS[self.path] else PATHS[self.path]
        return Zone(
            origin=APEX,
            servers=servers(" ".join(texts)),
            child=child,
            above=above,
            records=(*_records(path, WWW), *_records(APEXES[self.apex], APEX)),
            manners={last: wrong} if isinstance(wrong, Manner) else {},
            no_such_aaaa="no_such_aaaa" in path,
            soa=vanity,
        )

    def _delegation(self) -> tuple[tuple[str, ...], tuple[str, ...], list[str]]:
        """Return the zone's NS set, the parent's, and the addresses of both."""
        wrong = SERVERS[self.servers]
        texts = [OPERATORS[self.operators]]
        if not isinstance(wrong, Manner):
            texts.append(wrong)
        child = tuple(servers(" ".join(texts)))
        match self.delegation:
            case "the parent names one more":
                texts.append(BETA.split()[0])
                return child, tuple(servers(" ".join(texts))), texts
            case "the parent names one less":
                return child, child[:1], texts
            case "the parent names others":
                texts.append(BETA)
                return child, tuple(servers(BETA)), texts
            case _:
                return child, child, texts

    def _balanced(self) -> Iterator[Zone]:
        word, *options = PATHS[self.path].split() or [""]
        if word == "balanced":
            text = "lb1.shop.example=198.51.100.41 lb2.shop.example=203.0.113.41"
            zone = zone_of(WWW, text, "@ A 203.0.113.1")
            yield replace(zone, balanced=options[0], a_alone="a_alone" in options)


def zone_of(origin: str, text: str, records: str = "") -> Zone:
    """Return a zone whose parent agrees with it."""
    named = servers(text)
    return Zone(
        origin=origin,
        servers=named,
        child=tuple(named),
        above=tuple(named),
        records=_records(records, origin),
    )


def _drawn(words: tuple[str, ...], dice: random.Random) -> str:
    return words[0] if dice.random() < PLAIN_SHARE else dice.choice(words[1:])


def _surroundings() -> Iterator[Zone]:
    """Yield the zones that are there in every world."""
    yield zone_of("example", f"a.nic.example={REGISTRY}")
    for name, text in {"alpha": ALPHA, "beta": BETA, "echo": ECHO}.items():
        yield zone_of(f"{name}-dns.example", text)
    yield zone_of("gone-dns.example", OPERATORS["a closed operator"])
    yield zone_of("far.example", STRANGERS)
    yield zone_of("away.example", "ns1.shop.example=192.0.2.13 ns2.shop.example=198.51.100.13")
    yield zone_of("alpha-edge.example", ALPHA, "*.@ A 192.0.2.1|*.@ AAAA 2001:db8:a::1")
    yield zone_of("beta-edge.example", BETA, "*.@ A 203.0.113.21|*.@ AAAA 2001:db8:b::1")
    yield zone_of("gone-edge.example", BETA, "*.@ A 203.0.113.22")
    yield zone_of("alpha-cloud.example", ALPHA, "*.@ A 192.0.2.130")
    yield zone_of("cabin-app.example", BETA, "*.@ A 192.0.2.131")
    yield zone_of(
        "alpha-steering.example",
        ALPHA,
        "one.@ CNAME x.alpha-edge.example|"
        "two.@ CNAME x.alpha-edge.example|two.@ CNAME x.beta-edge.example",
    )
    yield zone_of(
        "store.example", BETA, "a.@ CNAME b.other.example|ns1.@ CNAME ns1.beta-dns.example"
    )
    yield zone_of(
        OTHER, BETA, "b.@ CNAME x.alpha-edge.example|away.@ A 198.51.100.9|@ A 198.51.100.8"
    )


def _records(text: str, origin: str) -> tuple[Record, ...]:
    """Read ``"@ A 192.0.2.1|*.@ CNAME x.example"``; words without a space are options."""
    rows = (row.split(" ", 2) for row in text.replace("@", origin).split("|") if " " in row)
    return tuple(Record(name, type_, 60, data) for name, type_, data in rows)


def _with_addresses(zones: list[Zone]) -> dict[str, Zone]:
    """Give every nameserver's address to the zone that holds its name, unless that is an alias."""
    known = {name: ips for zone in zones for name, ips in zone.servers.items()}
    found = {zone.origin: zone for zone in zones}
    for name, ips in known.items():
        home = next((n for n in sorted(found, key=len, reverse=True) if name.endswith(f".{n}")), "")
        if home and not any(r.name == name for r in found[home].records):
            more = (*found[home].records, *address_records(name, ips))
            found[home] = replace(found[home], records=more)
    return found


def _url(path: str, host: str) -> str:
    plain, _, rest = path.rpartition("http:")
    return f"{'http' if path != rest else 'https'}://{host}{plain}{rest}"


def _at(answer: Answer, host: str) -> Answer:
    """Put the host's name into a redirect that leads back to it."""
    if not isinstance(answer, HttpAnswer):
        return answer
    return replace(answer, headers=tuple((k, v.replace("@", host)) for k, v in answer.headers))
