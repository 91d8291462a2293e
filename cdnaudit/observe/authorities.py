"""Ask authoritative servers directly, and tell a server's silence from lost packets."""

import time
from dataclasses import dataclass, field

from cdnaudit.model.facts import Cause, DnsAnswer, DnsQuestion, Unknown
from cdnaudit.observe.askers import askers
from cdnaudit.observe.dns_sender import DnsSender
from cdnaudit.observe.round_trips import RoundTrips
from cdnaudit.observe.settings import Endpoint

CHANCE = 1e-4
"""How likely lost packets may be to explain a silence that is told: one in ten thousand."""
ASSUMED = 10
"""Messages, one of them lost, that are put to those seen: the first few say little of a path."""


@dataclass(frozen=True, slots=True)
class Authorities:
    """Asks over UDP and, where nothing comes, over TCP: who limits his rate answers there."""

    sender: DnsSender
    port: int
    recursive: RoundTrips
    """What was measured of resolvers; their packets share a part of the way."""
    trips: RoundTrips = field(default_factory=RoundTrips)

    async def ask(self, question: DnsQuestion) -> DnsAnswer | Unknown:
        """Ask an authoritative server: whatever it says is an answer."""
        begin = time.monotonic()
        server = (question.server, self.port)
        udp = self.sender.over_udp(question, self.trips)
        answer = await udp.first_answer([server] * self.sender.tries)
        unheard = udp.nothing_came and udp.begun[server] == self.sender.tries
        if answer or not unheard or not askers().may_send():
            return answer or udp.last_failure
        tcp = self.sender.over_tcp(question, self.trips)
        answer = await tcp.first_answer([server])
        if answer:
            return answer
        silent = tcp.nothing_came and self._is_no_chance(self.sender.tries + 1)
        if silent and await self._is_open(server, begin):
            return Unknown(udp.last_failure.reason, Cause.SILENT)
        return udp.last_failure

    def _is_no_chance(self, tries: int) -> bool:
        """Tell whether the loss seen so far does not explain that so many tries failed.

        What the servers asked directly lost counts by itself too: the way to a resolver is short.
        """
        lost, sent = self.trips.messages()
        also_lost, also_sent = self.recursive.messages()
        of_all = (lost + also_lost + 1) / (sent + also_sent + ASSUMED)
        return max(lost / max(sent, 1), of_all) ** tries <= CHANCE

    async def _is_open(self, server: Endpoint, begin: float) -> bool:
        """Tell whether another server on the same path answered since; if none did, ask one."""
        if self.trips.heard_since(begin, server):
            return True
        other = self.trips.last_heard(server)
        if other:
            endpoint, question = other
            control = self.sender.over_udp(question, self.trips)
            await control.first_answer([endpoint] * self.sender.tries)
        return self.trips.heard_since(begin, server)
