"""A shell in a terminal of its own, as somebody types in it."""

import os
import pty
import select
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 30.0
"""Seconds until what should appear is given up."""


@dataclass(frozen=True, slots=True)
class Terminal:
    """The end of a pseudo-terminal at which one types and reads."""

    end: int

    def type(self, text: str, until: str) -> str:
        """Type, and return what appears up to and with ``until``, or until patience ends."""
        os.write(self.end, text.encode())
        seen, patience = "", time.monotonic() + PATIENCE
        while until not in seen and time.monotonic() < patience:
            if select.select([self.end], [], [], 0.1)[0]:
                seen += os.read(self.end, 65_536).decode("utf-8", "replace")
        return seen


@contextmanager
def terminal(command: Sequence[str], folder: Path, env: Mapping[str, str]) -> Iterator[Terminal]:
    """Run an interactive program until the block ends."""
    here, there = pty.openpty()
    running = subprocess.Popen(
        command,
        cwd=folder,
        env=env,
        stdin=there,
        stdout=there,
        stderr=there,
        start_new_session=True,
    )
    os.close(there)
    try:
        yield Terminal(here)
    finally:
        running.kill()
        running.wait()
        os.close(here)
