"""Answer as load balancers and odd nameservers do: ``python appliance.py CONFIG``.

CONFIG is JSON: a list of boxes. Each listens at ``addresses`` over UDP and TCP, goes by the names
``nameservers``, says that hosts are at the address ``web``, and has ``zones``, from origin to the
manner in which it answers there. Real nameservers cannot be made to answer so.
"""

import asyncio
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

_PORT = 53
_TTL = 30
_ADDRESSES = {"A", "AAAA"}


@dataclass(frozen=True, slots=True)
class Manner:
    """What a box answers in place of the truth, by the type that it is asked for."""

    rcodes: Mapping[str, str] = field(default_factory=dict)
    """Errors; ``""`` for silence; ``*`` stands for any type but those of addresses."""
    denied: Sequence[str] = ()
    """NXDOMAIN, and who says so."""
    empty: Sequence[str] = ()
    """No records."""
    alias: str = ""
    """Where the apex leads on."""
    alias_spares: Sequence[str] = ()
    """Types that are answered at the apex all the same."""
    alias_everywhere: bool = False
    """Names below the apex lead there too."""

    def rcode(self, type_: str) -> str | None:
        """Return the error for a type; None where there is none."""
        others = None if type_ in _ADDRESSES else self.rcodes.get("*")
        return self.rcodes.get(type_, others)

    def leads_on(self, type_: str, *, apex: bool) -> bool:
        """Tell whether a name is an alias for this type."""
        here = self.alias_everywhere or (apex and type_ not in self.alias_spares)
        return bool(self.alias) and here


@dataclass(frozen=True, slots=True)
class Box:
    """One machine."""

    addresses: Sequence[str]
    nameservers: Sequence[str]
    web: str
    zones: Mapping[str, Manner]

    def answer(self, wire: bytes) -> bytes | None:
        """Answer one message; None for silence."""
        query = dns.message.from_wire(wire)
        name, type_ = query.question[0].name, dns.rdatatype.to_text(query.question[0].rdtype)
        reply = dns.message.make_response(query)
        origin = self._origin(name)
        if origin is None:
            reply.set_rcode(dns.rcode.REFUSED)
            return reply.to_wire()
        reply.flags |= dns.flags.AA
        rcode = self.zones[origin].rcode(type_)
        if rcode == "":
            return None
        if rcode:
            reply.set_rcode(dns.rcode.from_text(rcode))
        else:
            self._fill(reply, name, type_, origin)
        return reply.to_wire()

    def _origin(self, name: dns.name.Name) -> str | None:
        """Return the zone of a name: the deepest of those that hold it."""
        holding = (z for z in self.zones if name.is_subdomain(dns.name.from_text(z)))
        return max(holding, key=len, default=None)

    def _fill(
        self, reply: dns.message.Message, name: dns.name.Name, type_: str, origin: str
    ) -> None:
        manner, apex = self.zones[origin], name == dns.name.from_text(origin)
        servers = [f"{server}." for server in self.nameservers]
        soa = f"{servers[0]} hostmaster.{origin}. 1 7200 900 1209600 300"
        data = {"A": [self.web]} | ({"NS": servers, "SOA": [soa]} if apex else {})
        if manner.leads_on(type_, apex=apex):
            type_, data = "CNAME", {"CNAME": [f"{manner.alias}."]}
        if type_ in data and type_ not in manner.empty:
            reply.answer.append(dns.rrset.from_text(name, _TTL, "IN", type_, *data[type_]))
            return
        reply.authority.append(dns.rrset.from_text(f"{origin}.", _TTL, "IN", "SOA", soa))
        if type_ in manner.denied:
            reply.set_rcode(dns.rcode.NXDOMAIN)


class _OverUdp(asyncio.DatagramProtocol):
    def __init__(self, box: Box) -> None:
        self.box = box

    def connection_made(self, transport: asyncio.DatagramTransport) -> None:  # type: ignore[override]
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        reply = self.box.answer(data)
        if reply is not None:
            self.transport.sendto(reply, addr)


async def serve(box: Box) -> None:
    """Begin to answer at each of its addresses."""

    async def over_tcp(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            size = int.from_bytes(await reader.readexactly(2))
            reply = box.answer(await reader.readexactly(size))
            if reply is not None:
                writer.write(len(reply).to_bytes(2) + reply)
                await writer.drain()
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()

    loop = asyncio.get_running_loop()
    for address in box.addresses:
        await loop.create_datagram_endpoint(lambda: _OverUdp(box), (address, _PORT))
        await asyncio.start_server(over_tcp, address, _PORT)


def boxes(config: Path) -> Iterator[Box]:
    """Read the configuration."""
    for box in json.loads(config.read_text()):
        manners = {origin: Manner(**manner) for origin, manner in box.pop("zones").items()}
        yield Box(**box, zones=manners)


async def main(every: Iterable[Box]) -> None:
    """Answer until the process ends."""
    for box in every:
        await serve(box)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(boxes(Path(sys.argv[1]))))
