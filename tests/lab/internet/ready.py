"""Wait until servers answer: ``python ready.py SECONDS udp:ADDRESS … tcp:ADDRESS …``.

Asks nameservers for the root's SOA without recursion, which leaves nothing in any cache, and
connects to port 443 of web servers. Prints whoever is still silent at the end and exits with 1.
"""

import select
import socket
import sys
import time

_ROOT_SOA = b"\x00\x01" + b"\x00\x00" + b"\x00\x01" + bytes(6) + b"\x00" + b"\x00\x06\x00\x01"
_PATIENCE = 0.02


def answers(target: str) -> bool:
    """Say whether a server answers now."""
    kind, _, address = target.partition(":")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    transport = socket.SOCK_DGRAM if kind == "udp" else socket.SOCK_STREAM
    try:
        with socket.socket(family, transport) as sock:
            sock.settimeout(_PATIENCE)
            sock.connect((address, 53 if kind == "udp" else 443))
            return kind == "tcp" or _replies(sock)
    except OSError:
        return False


def _replies(sock: socket.socket) -> bool:
    sock.send(_ROOT_SOA)
    readable, _, _ = select.select([sock], [], [], _PATIENCE)
    return bool(readable) and len(sock.recv(4096)) > len(_ROOT_SOA) - 6


def silent_after(seconds: float, targets: list[str]) -> list[str]:
    """Ask until all answer or the time is over; return those that did not."""
    end = time.monotonic() + seconds
    while targets and time.monotonic() < end:
        targets = [target for target in targets if not answers(target)]
        if targets:
            time.sleep(0.005)
    return targets


if __name__ == "__main__":
    rest = silent_after(float(sys.argv[1]), sys.argv[2:])
    sys.exit("no answer from " + ", ".join(rest) if rest else 0)
