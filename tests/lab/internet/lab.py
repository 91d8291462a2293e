"""Bring the small internet up, run programs in it, take it down."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tests.lab.internet.binaries import missing_packages
from tests.lab.internet.errors import LabError, LabUnavailableError
from tests.lab.internet.model import Server
from tests.lab.internet.namespaces import Namespaces, open_namespaces
from tests.lab.internet.operators import RESOLVER
from tests.lab.internet.servers import (
    EDGE_ADDRESSES,
    NAMESERVER_ADDRESSES,
    SILENT_ADDRESSES,
    write_servers,
)
from tests.lab.internet.wiring import join_by_relay, join_directly, use_resolver, wire

_PREFIX = "cdnaudit-lab-"
_STATE = "lab.json"
_READY = Path(__file__).with_name("ready.py")
_READY_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Lab:
    """A running lab."""

    folder: Path
    namespaces: Namespaces
    processes: list[subprocess.Popen[str]] = field(default_factory=list)
    """Those this process started, and so has to wait for."""

    @property
    def name(self) -> str:
        """What tells this lab from others on the machine."""
        return self.folder.name.removeprefix(_PREFIX)

    @property
    def resolver(self) -> str:
        """The address of the lab's resolver."""
        return RESOLVER.v4

    @property
    def ca_file(self) -> Path:
        """The certificate of the authority that signed for all edges."""
        return self.folder / "ca.pem"

    def run(
        self, argv: Sequence[str], env: Mapping[str, str] | None = None, timeout: float = 60
    ) -> subprocess.CompletedProcess[str]:
        """Run a program at the client, in the current folder; it trusts the lab's authority.

        ``env`` is added to this process's environment. Raises subprocess.TimeoutExpired.
        """
        return subprocess.run(
            self.namespaces.in_client(*argv),
            env={**self.environment(), **(env or {})},
            timeout=timeout,
            capture_output=True,
            text=True,
            check=False,
        )

    def environment(self) -> dict[str, str]:
        """Return this process's environment without proxies, and with the lab's authority."""
        ca_file = str(self.ca_file)
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.lower().endswith("_proxy") and name != "SSL_CERT_DIR"
        }
        return {**kept, "SSL_CERT_FILE": ca_file, "CURL_CA_BUNDLE": ca_file}

    def stop(self) -> None:
        """End every process of the lab and remove its files."""
        self.namespaces.close()
        for process in self.processes:
            process.communicate()
        shutil.rmtree(self.folder, ignore_errors=True)


def start(delay_ms: float = 0, loss_pct: float = 0, *, detached: bool = False) -> Lab:
    """Bring a lab up; unless detached, it also ends when this process does.

    ``delay_ms`` is one way, ``loss_pct`` each way. Raises LabUnavailableError if this machine
    cannot run one, LabError if it should have come up and did not.
    """
    if missing := missing_packages():
        needed = " ".join(missing)
        raise LabUnavailableError(f"Debian packages are missing: {needed} (tests/lab/install.sh)")
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX))
    folder.chmod(0o755)
    try:
        namespaces, keeper = open_namespaces(folder / "keeper.log", detached=detached)
    except LabError:
        shutil.rmtree(folder)
        raise
    lab = Lab(folder, namespaces, [keeper])
    try:
        _build(lab, delay_ms, loss_pct)
    except BaseException:
        lab.stop()
        raise
    if detached:
        (folder / _STATE).write_text(json.dumps(asdict(namespaces)))
    return lab


def detached_labs() -> tuple[Lab, ...]:
    """Return the detached labs that run on this machine."""
    states = sorted(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*/{_STATE}"))
    labs = (Lab(path.parent, Namespaces(**json.loads(path.read_text()))) for path in states)
    return tuple(lab for lab in labs if lab.namespaces.are_alive())


def _build(lab: Lab, delay_ms: float, loss_pct: float) -> None:
    if delay_ms or loss_pct:
        lab.processes.append(join_by_relay(lab.namespaces, delay_ms, loss_pct))
    else:
        join_directly(lab.namespaces)
    wire(lab.namespaces, (*NAMESERVER_ADDRESSES, *EDGE_ADDRESSES), SILENT_ADDRESSES)
    use_resolver(lab.namespaces, lab.folder, lab.resolver)
    lab.processes.extend(_spawn(lab, server) for server in write_servers(lab.folder))
    _await_servers(lab)


def _spawn(lab: Lab, server: Server) -> subprocess.Popen[str]:
    with (lab.folder / f"{server.name}.out").open("w") as output:
        return subprocess.Popen(
            lab.namespaces.server(*server.argv),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )


def _await_servers(lab: Lab) -> None:
    targets = (f"udp:{address}" for address in NAMESERVER_ADDRESSES)
    edges = (f"tcp:{address}" for address in EDGE_ADDRESSES)
    ready = (sys.executable, "-S", str(_READY), str(_READY_SECONDS), *targets, *edges)
    line = lab.namespaces.in_internet(*ready)
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        logs = "".join(path.read_text() for path in sorted(lab.folder.glob("*.out")))
        raise LabError(f"{done.stderr.strip()}\n{logs}")
