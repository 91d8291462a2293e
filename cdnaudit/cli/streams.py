"""The standard streams as a shell may leave them: closed, full, or with a reader that went away."""

import sys
from contextlib import suppress
from io import StringIO, TextIOWrapper
from typing import TextIO

from cdnaudit.errors import STANDARD_OUTPUT, OutputError
from cdnaudit.files import discard_output
from cdnaudit.model.terms import Exit


class ClosedOutput(StringIO):
    """Stands for a standard output that is closed, for which Python has None."""

    def writable(self) -> bool:
        """Say so before the work."""
        return False

    def write(self, _: str) -> int:
        """Refuse: what is printed would be lost."""
        raise OutputError(STANDARD_OUTPUT, "it is closed")


class Unheard(StringIO):
    """Standard error that may be closed or full: what nobody can read stops no run."""

    def __init__(self, stream: TextIO | None) -> None:
        super().__init__()
        self._stream = stream

    def write(self, text: str) -> int:
        """Write where that is possible."""
        if self._stream:
            with suppress(OSError):
                self._stream.write(text)
                self._stream.flush()
        return len(text)

    def isatty(self) -> bool:
        """Tell whether somebody looks on."""
        return self._stream is not None and self._stream.isatty()


def prepare() -> None:
    """Give both outputs a stand-in where they need one."""
    sys.stdout = sys.stdout or ClosedOutput()
    if isinstance(sys.stdout, TextIOWrapper):  # a character that a stream lacks is no error
        sys.stdout.reconfigure(errors="backslashreplace")
    if not isinstance(sys.stderr, Unheard):
        sys.stderr = Unheard(sys.stderr)


def say(error: object) -> None:
    """Say on standard error why the run cannot go on, a line for each thing that is wrong."""
    for line in str(error).splitlines():
        _write(line)


def warn(warning: object) -> None:
    """Say on standard error what is doubtful, and stops no run."""
    _write(f"warning: {warning}")


def _write(line: str) -> None:
    """Write a line, of which a stranger may have chosen words, such as the name of a file."""
    # Imported here: 5 ms that only a run that goes wrong needs to wait for.
    from cdnaudit.names import shown

    sys.stderr.write(f"cdnaudit: {shown(line)}\n")


def flushed(code: int) -> int:
    """Write what waits, and return the exit code; a reader that went away changes nothing."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
    except OSError as error:
        discard_output()
        say(OutputError(STANDARD_OUTPUT, error.strerror or str(error)))
        return Exit.USAGE
    return code
