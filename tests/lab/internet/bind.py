"""BIND: the other operators in one process, each a view chosen by the address asked."""

from collections.abc import Iterable
from pathlib import Path

from tests.lab.internet.binaries import private_copy
from tests.lab.internet.model import Operator, Server, Zone
from tests.lab.internet.zones import ZONES, held_by

_OPTIONS = """\
options {{
  directory "{folder}";
  pid-file "{folder}/bind.pid";
  session-keyfile "{folder}/bind.key";
  listen-on {{ {v4} }};
  listen-on-v6 {{ {v6} }};
  recursion no;
  dnssec-validation no;
  empty-zones-enable no;
  notify no;
  {more}
}};
controls {{ }};
"""


def _addresses(addresses: tuple[str, ...]) -> str:
    return " ".join(f"{address};" for address in addresses)


def _zone(zone: Zone, operator: Operator) -> str:
    """Return a zone's statement; a lost copy is a file that is not there."""
    file = "lost/" if operator.key in zone.lost_by else "zones/"
    return f'  zone "{zone.origin}." {{ type primary; file "{file}{zone.origin}.zone"; }};\n'


def _view(operator: Operator, held: Iterable[Zone]) -> str:
    zones = "".join(_zone(zone, operator) for zone in held)
    mine = _addresses(operator.addresses)
    return f'view "{operator.key}" {{\n  match-destinations {{ {mine} }};\n{zones}}};\n'


def bind(
    operators: tuple[Operator, ...],
    folder: Path,
    zones: Iterable[Zone] = ZONES,
    more: str = "",
) -> Server:
    """Write the configuration for these operators and return the server to start.

    They hold what is theirs of ``zones``; ``more`` stands among BIND's options.
    """
    every = tuple(zones)
    addresses = tuple(address for operator in operators for address in operator.addresses)
    text = _OPTIONS.format(
        folder=folder,
        more=more,
        v4=_addresses(tuple(address for address in addresses if ":" not in address)),
        v6=_addresses(tuple(address for address in addresses if ":" in address)),
    )
    config = folder / "bind.conf"
    config.write_text(
        text + "".join(_view(operator, held_by(operator.key, every)) for operator in operators)
    )
    argv = (private_copy("named", folder), "-f", "-n", "1", "-c", str(config))
    return Server("bind", argv)
