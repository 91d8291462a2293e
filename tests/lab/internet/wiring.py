"""Addresses, routes and the line between the client and the internet."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from tests.lab.internet.binaries import path_of
from tests.lab.internet.errors import LabError, LabUnavailableError
from tests.lab.internet.namespaces import Namespaces

_RELAY = Path(__file__).with_name("relay.py")
_CLIENT_SIDE = """\
link set lo up
address add 203.0.113.10/24 dev uplink
link set uplink up
address add 2001:db8::10/64 dev uplink nodad
route add default via 203.0.113.1
route add default via 2001:db8::1
"""
_INTERNET_SIDE = """\
link set lo up
address add 203.0.113.1/24 dev wan
link set wan up
address add 2001:db8::1/64 dev wan nodad
link add void type veth peer name nowhere
link set void arp off up
link set nowhere up
"""
"""What is routed into the void arrives nowhere: the other end is no address of ours."""


def wire(namespaces: Namespaces, addresses: tuple[str, ...], silent: tuple[str, ...]) -> None:
    """Set up addresses that answer, addresses that never do, and both ends of the line."""
    lines = [f"address add {_host(address)} dev lo" for address in addresses]
    lines += [f"route add {_host(address)} dev void" for address in silent]
    _ip(namespaces.in_internet, _INTERNET_SIDE + "\n".join(lines))
    _ip(namespaces.in_client, _CLIENT_SIDE)


def join_directly(namespaces: Namespaces) -> None:
    """Lay a line without delay."""
    line = f"link add wan type veth peer name uplink netns {namespaces.client}"
    _ip(namespaces.in_internet, line)


def join_by_relay(
    namespaces: Namespaces, delay_ms: float, loss_pct: float
) -> subprocess.Popen[str]:
    """Lay a line that takes so long one way, and loses that share of packets each way.

    Returns the relay's process, which ends with the namespaces.
    """
    command = (sys.executable, str(_RELAY), "wan", "uplink", str(delay_ms), str(loss_pct))
    relay = subprocess.Popen(
        namespaces.server(*command), stdout=subprocess.PIPE, text=True, start_new_session=True
    )
    assert relay.stdout is not None
    if relay.stdout.readline() != "ready\n":
        relay.communicate()
        raise LabUnavailableError("delay and loss need /dev/net/tun, which the relay cannot open")
    _ip(namespaces.in_internet, f"link set uplink netns {namespaces.client}")
    return relay


def use_resolver(namespaces: Namespaces, folder: Path, address: str) -> None:
    """Make a resolver the one that programs in the client namespace use by default."""
    (folder / "resolv.conf").write_text(f"nameserver {address}\n")
    bind = ("mount", "--bind", str(folder / "resolv.conf"), "/etc/resolv.conf")
    _run(namespaces.in_client(*bind))


def _host(address: str) -> str:
    return f"{address}/128" if ":" in address else f"{address}/32"


def _ip(enter: Callable[..., tuple[str, ...]], commands: str) -> None:
    _run(enter(path_of("ip"), "-batch", "-"), commands)


def _run(argv: tuple[str, ...], text: str = "") -> None:
    done = subprocess.run(argv, input=text, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise LabError(f"{' '.join(argv)}: {done.stderr.strip()}")
