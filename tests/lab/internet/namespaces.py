"""Two network namespaces without names: they exist while their keeper process does.

The keeper is the first process of a PID namespace that all servers live in, so ending it ends
them, whatever they forked. Being nameless, labs cannot clash, and none outlives its processes.
"""

import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from tests.lab.internet.binaries import path_of
from tests.lab.internet.errors import LabUnavailableError

_ISOLATION = ("--net", "--mount", "--pid", "--fork", "--kill-child")
_AS_USER = ("--user", "--map-root-user")
_TELL_PID = 'read -r pid rest < /proc/self/stat; echo "$pid"'
"""/proc is the starter's, so this is the PID as the starter knows it."""
_KEEPER = f"""
{_TELL_PID}
{{unshare}} --net --mount sh -c '{_TELL_PID}; exec sleep infinity' &
exec {{wait}}
"""
_UNTIL_STDIN_CLOSES = "cat > /dev/null"
_UNTIL_KILLED = "sleep infinity"


@dataclass(frozen=True, slots=True)
class Namespaces:
    """The namespaces of one lab, each known by the PID of a process in it."""

    internet: int
    client: int
    as_user: bool
    """Whether they lie in a user namespace, for lack of privileges."""
    identity: str
    """The kernel's names of both, so that a PID used anew is not mistaken for ours."""

    def server(self, *argv: str) -> tuple[str, ...]:
        """Return a command line that runs a server in the internet: it ends with the keeper."""
        return (*self._enter(self.internet), "--pid", "--", *argv)

    def in_internet(self, *argv: str) -> tuple[str, ...]:
        """Return a command line that runs something in the internet."""
        return (*self._enter(self.internet), "--", *argv)

    def in_client(self, *argv: str) -> tuple[str, ...]:
        """Return a command line that runs something at the client, in the current folder."""
        return (*self._enter(self.client), "--", "env", f"--chdir={Path.cwd()}", *argv)

    def _enter(self, pid: int) -> tuple[str, ...]:
        user = ("--user", "--preserve-credentials") if self.as_user else ()
        return (path_of("nsenter"), "--target", str(pid), *user, "--net", "--mount")

    def are_alive(self) -> bool:
        """Say whether both namespaces still exist, and the PIDs are still theirs."""
        try:
            return _identity(self.internet, self.client) == self.identity
        except OSError:
            return False

    def close(self) -> None:
        """End the keeper, and with it every server; return once they are gone."""
        if self.are_alive():
            os.kill(self.internet, signal.SIGKILL)
        while self.are_alive():
            time.sleep(0.005)


def _identity(*pids: int) -> str:
    return " ".join(str(Path(f"/proc/{pid}/ns/net").readlink()) for pid in pids)


def open_namespaces(log: Path, *, detached: bool) -> tuple[Namespaces, subprocess.Popen[str]]:
    """Create both namespaces; unless detached, they end with this process.

    Tries it as what we are, then as root of a user namespace. Raises LabUnavailableError.
    """
    for as_user in (False, True):
        keeper = _start_keeper(log, as_user=as_user, detached=detached)
        assert keeper.stdout is not None
        internet, client = (keeper.stdout.readline().strip() for _ in range(2))
        if internet and client:
            pids = int(internet), int(client)
            return Namespaces(*pids, as_user, _identity(*pids)), keeper
        keeper.kill()
        keeper.communicate()
    raise LabUnavailableError(f"this user may not make network namespaces: {_last_line(log)}")


def _start_keeper(log: Path, *, as_user: bool, detached: bool) -> subprocess.Popen[str]:
    unshare = path_of("unshare")
    wait = _UNTIL_KILLED if detached else _UNTIL_STDIN_CLOSES
    script = _KEEPER.format(unshare=unshare, wait=wait)
    privileges = _AS_USER if as_user else ()
    with log.open("a") as stderr:
        return subprocess.Popen(
            (unshare, *privileges, *_ISOLATION, "sh", "-c", script),
            stdin=subprocess.DEVNULL if detached else subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            text=True,
            start_new_session=True,
        )


def _last_line(log: Path) -> str:
    lines = log.read_text().strip().splitlines()
    return lines[-1] if lines else "no reason given"
