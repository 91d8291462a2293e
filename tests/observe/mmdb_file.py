"""Write a small MMDB file: one IPv6 tree of 24-bit records, each prefix with a map of fields.

Source: the MaxMind DB file format specification 2.0.
"""

import ipaddress
from collections.abc import Mapping
from pathlib import Path

Value = str | int | Mapping[str, "Value"] | list[str]

SEPARATOR = bytes(16)


def write(path: Path, records: Mapping[str, Mapping[str, Value]], type_: str = "test-ASN") -> None:
    """Write ``records``, from prefix to fields."""
    nodes: list[list[int | None]] = [[None, None]]
    data = b""
    leaves: list[tuple[list[int | None], int, int]] = []
    for prefix, fields in records.items():
        node, bit = _descend(nodes, _bits(prefix))
        leaves.append((node, bit, len(data)))
        data += _encode(fields)
    for node, bit, offset in leaves:
        node[bit] = len(nodes) + len(SEPARATOR) + offset
    tree = b"".join(
        (len(nodes) if side is None else side).to_bytes(3, "big") for node in nodes for side in node
    )
    metadata = _encode(
        {
            "node_count": len(nodes),
            "record_size": 24,
            "ip_version": 6,
            "database_type": type_,
            "languages": [],
            "binary_format_major_version": 2,
            "binary_format_minor_version": 0,
            "build_epoch": 1_760_000_000,
            "description": {},
        }
    )
    path.write_bytes(tree + SEPARATOR + data + b"\xab\xcd\xefMaxMind.com" + metadata)


def _bits(prefix: str) -> str:
    network = ipaddress.ip_network(prefix)
    length = network.prefixlen + (96 if network.version == 4 else 0)
    return f"{int(network.network_address):0128b}"[:length]


def _descend(nodes: list[list[int | None]], bits: str) -> tuple[list[int | None], int]:
    node = nodes[0]
    for bit in bits[:-1]:
        below = node[int(bit)]
        if below is None:
            below = node[int(bit)] = len(nodes)
            nodes.append([None, None])
        node = nodes[below]
    return node, int(bits[-1])


def _encode(value: Value) -> bytes:
    match value:
        case str():
            raw = value.encode()
            return _control(2, len(raw)) + raw
        case int():
            raw = value.to_bytes(4, "big")
            return _control(6, 4) + raw
        case list():
            return _control(11, len(value)) + b"".join(map(_encode, value))
        case _:
            pairs = b"".join(_encode(k) + _encode(v) for k, v in value.items())
            return _control(7, len(value)) + pairs


def _control(type_: int, size: int) -> bytes:
    extended = b"" if type_ <= 7 else bytes([type_ - 7])
    first = (type_ << 5) if type_ <= 7 else 0
    if size < 29:
        return bytes([first | size]) + extended
    return bytes([first | 29]) + extended + bytes([size - 29])
