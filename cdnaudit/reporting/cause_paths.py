"""Because of which path a cause takes a target down."""

from cdnaudit.model.report import TargetReport
from cdnaudit.names import is_address
from cdnaudit.reporting.common_causes import CommonCause

ZONE = "zone "
"""What stands before a zone in a path."""

Path = tuple[str, ...]


def paths(cause: CommonCause, target: TargetReport) -> tuple[str, ...]:
    """Return the ways from the target to what fails, as ``shop.example > zone net.example``.

    A way that only starts another one is left out; none is left where the target itself needs it.
    """
    hosts = frozenset([target.target, *(host.host for host in target.hosts)])
    ways = dict.fromkeys(
        _without_host(_way(cut.path, hosts), hosts)
        for cut in target.cuts
        if cut.is_single_point and cut.events[0] in cause.events
    )
    whole = [way for way in ways if way and not any(_starts(way, other) for other in ways)]
    return tuple(" > ".join(way) for way in whole)


def _without_host(way: Path, hosts: frozenset[str]) -> Path:
    """Leave out a host that the target stands for, such as its www."""
    return way[1:] if len(way) > 1 and way[0] in hosts else way


def _starts(way: Path, other: Path) -> bool:
    return way != other and other[: len(way)] == way


def _way(path: Path, hosts: frozenset[str]) -> Path:
    """Leave out the target, and at the end the event, an address and one of several nameservers."""
    way = [name for name in path if "/" not in name]
    if way and is_address(way[-1]):
        way.pop()
        if way and way[-1] in hosts:
            return (*way[1:-1], _addresses(way))
    if _ends_at_nameserver(way):
        way.pop()
    return tuple(way[1:])


def _addresses(way: list[str]) -> str:
    return "its addresses" if len(way) == 1 else f"addresses of {way[-1]}"


def _ends_at_nameserver(way: list[str]) -> bool:
    """Tell whether the last name is a nameserver's: it stands behind its zone."""
    return len(way) > 1 and way[-2].startswith(ZONE) and not way[-1].startswith(ZONE)
