"""Answer as broken load balancers do: ``python appliance.py CONFIG``, a JSON file.

``addresses``: where to listen; ``zones``: the manner of each zone, and its NS set; ``web``: the
address that its hosts have. Speaks UDP and TCP. Real nameservers cannot be made to answer so.
"""

import asyncio
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

EDGE = "shop.map.fastly.net."
CODES = {
    "notimp": dns.rcode.NOTIMP,
    "refused": dns.rcode.REFUSED,
    "formerr": dns.rcode.FORMERR,
    "nxdomain": dns.rcode.NXDOMAIN,
    "a-alone": dns.rcode.NOTIMP,
}
"""What load balancers answer for any type but those of addresses; ``a-alone`` has no IPv6 either."""
ADDRESSES = {dns.rdatatype.A, dns.rdatatype.AAAA}


@dataclass(frozen=True, slots=True)
class Appliance:
    """Its zones and their manners."""

    zones: dict[str, str]
    nameservers: tuple[str, ...]
    web: str

    def answer(self, wire: bytes) -> bytes | None:
        """Answer one message; None for silence."""
        query = dns.message.from_wire(wire)
        name, type_ = query.question[0].name, query.question[0].rdtype
        reply = dns.message.make_response(query)
        zone = self._zone(name.to_text(omit_final_dot=True).lower())
        manner = self.zones.get(zone, "")
        if not manner:
            reply.set_rcode(dns.rcode.REFUSED)
        elif manner == "silence" and type_ not in ADDRESSES:
            return None
        else:
            reply.flags |= dns.flags.AA
            self._fill(reply, name, zone, manner)
        return reply.to_wire()

    def _zone(self, name: str) -> str:
        while name and name not in self.zones:
            name = name.partition(".")[2]
        return name

    def _fill(
        self, reply: dns.message.Message, name: dns.name.Name, zone: str, manner: str
    ) -> None:
        """Answer as the manner of the zone has it."""
        type_ = reply.question[0].rdtype
        apex = name == dns.name.from_text(zone)
        soa = f"{self.nameservers[0]} hostmaster.{zone}. 1 7200 900 1209600 300"
        if manner == "apex-cname" and apex and type_ not in {dns.rdatatype.SOA, dns.rdatatype.NS}:
            _add(reply.answer, name, "CNAME", EDGE)
        elif type_ == dns.rdatatype.A:
            _add(reply.answer, name, "A", self.web)
        elif manner in CODES and (type_ not in ADDRESSES or manner == "a-alone"):
            reply.set_rcode(CODES[manner])
        elif apex and type_ == dns.rdatatype.NS and manner != "ns-empty":
            _add(reply.answer, name, "NS", *self.nameservers)
        elif apex and type_ == dns.rdatatype.SOA:
            _add(reply.answer, name, "SOA", soa)
        else:
            _add(reply.authority, dns.name.from_text(zone), "SOA", soa)
            if manner == "aaaa-nxdomain" and type_ == dns.rdatatype.AAAA:
                reply.set_rcode(dns.rcode.NXDOMAIN)


def _add(section: list[dns.rrset.RRset], name: dns.name.Name, type_: str, *data: str) -> None:
    section.append(dns.rrset.from_text(name, 300, "IN", type_, *data))


class OverUdp(asyncio.DatagramProtocol):
    """One UDP socket."""

    def __init__(self, appliance: Appliance) -> None:
        self.appliance = appliance

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        """Keep the socket to answer on."""
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        """Answer one datagram."""
        reply = self.appliance.answer(data)
        if reply is not None:
            self.transport.sendto(reply, addr)


async def serve(appliance: Appliance, addresses: list[str]) -> None:
    """Answer on port 53 of each address until the process ends."""

    async def over_tcp(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            size = int.from_bytes(await reader.readexactly(2))
            reply = appliance.answer(await reader.readexactly(size))
            if reply is not None:
                writer.write(len(reply).to_bytes(2) + reply)
                await writer.drain()
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    loop = asyncio.get_running_loop()
    for address in addresses:
        await loop.create_datagram_endpoint(lambda: OverUdp(appliance), (address, 53))
        await asyncio.start_server(over_tcp, address, 53)
    await asyncio.Event().wait()


if __name__ == "__main__":
    config = json.loads(Path(sys.argv[1]).read_text())
    boxes = Appliance(config["zones"], tuple(config["nameservers"]), config["web"])
    asyncio.run(serve(boxes, config["addresses"]))
