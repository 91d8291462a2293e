"""Bring the likeness up: namespaces of its own, wired and served as the lab's are."""

import subprocess
import sys
import tempfile
from pathlib import Path

from tests.lab.internet.binaries import missing_packages
from tests.lab.internet.errors import LabError, LabUnavailableError
from tests.lab.internet.lab import Lab
from tests.lab.internet.namespaces import open_namespaces
from tests.lab.internet.operators import RESOLVER, SILENT
from tests.lab.internet.wiring import join_directly, use_resolver, wire
from tests.lab.likeness.operators import APPLIANCES, SERVED
from tests.lab.likeness.servers import write_servers
from tests.lab.likeness.zones import Made

_READY = Path(__file__).parents[1] / "internet" / "ready.py"
_READY_SECONDS = 30
_ADDRESSES = (
    *(address for operator in (*SERVED, APPLIANCES) for address in operator.addresses),
    *RESOLVER.addresses,
)


def start(targets: tuple[Made, ...]) -> Lab:
    """Start every server; raises LabUnavailableError where this machine cannot run them."""
    if missing := missing_packages():
        raise LabUnavailableError(f"Debian packages are missing: {' '.join(missing)}")
    folder = Path(tempfile.mkdtemp(prefix="cdnaudit-likeness-"))
    folder.chmod(0o755)
    namespaces, keeper = open_namespaces(folder / "keeper.log", detached=False)
    lab = Lab(folder, namespaces, [keeper])
    try:
        _build(lab, targets)
    except BaseException:
        lab.stop()
        raise
    return lab


def _build(lab: Lab, targets: tuple[Made, ...]) -> None:
    join_directly(lab.namespaces)
    wire(lab.namespaces, _ADDRESSES, SILENT.addresses)
    use_resolver(lab.namespaces, lab.folder, lab.resolver)
    for server in write_servers(targets, lab.folder):
        with (lab.folder / f"{server.name}.out").open("w") as output:
            lab.processes.append(
                subprocess.Popen(
                    lab.namespaces.server(*server.argv),
                    stdin=subprocess.DEVNULL,
                    stdout=output,
                    stderr=subprocess.STDOUT,
                    text=True,
                    start_new_session=True,
                )
            )
    _await_servers(lab)


def _await_servers(lab: Lab) -> None:
    asked = (f"udp:{address}" for address in _ADDRESSES)
    ready = (sys.executable, "-S", str(_READY), str(_READY_SECONDS), *asked)
    line = lab.namespaces.in_internet(*ready)
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        logs = "".join(path.read_text() for path in sorted(lab.folder.glob("*.out")))
        raise LabError(f"{done.stderr.strip()}\n{logs}")
