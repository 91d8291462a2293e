"""Write a file whole or not at all: nobody ever reads half of one."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cdnaudit.errors import OutputError


def is_file(name: str) -> bool:
    """Tell whether a word of the command line names a file; one too long for a name is none.

    >>> is_file("a" * 300)
    False
    """
    try:
        return Path(name).is_file()
    except OSError:
        return False


def write_whole(path: Path, body: str | bytes) -> None:
    """Write ``body`` to ``path``, text as UTF-8 with its line ends as they are.

    The file appears by a rename in its own folder, so whoever reads it sees the old one or the
    new one; behind a symbolic link that is the file the link names. It keeps its mode. What is no plain file, such
    as ``/dev/stdout`` or a pipe, is written in place: a rename would put a file where it was.

    Raises:
        OutputError: nothing was written, and an older file is as it was.
    """
    raw = body.encode() if isinstance(body, str) else body
    with _refusal(path):
        if _is_in_place(path):
            path.write_bytes(raw)
        else:
            _rename_into(path.resolve(), raw)


def refuse_unwritable(path: Path) -> None:
    """Find out, before long work, whether ``write_whole`` can write to ``path``; change nothing.

    Raises:
        OutputError: it cannot.
    """
    with _refusal(path):
        if _is_in_place(path):
            _refuse_in_place(path)
        else:
            beside = _beside(path.resolve())
            beside.touch()
            beside.unlink()


@contextmanager
def _refusal(path: Path) -> Iterator[None]:
    """Say of an error of the system which file it is about."""
    try:
        yield
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from None


def _is_in_place(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _refuse_in_place(path: Path) -> None:
    """Look, and do not open: a pipe would wait for its reader."""
    if path.is_dir():
        raise OutputError(path, os.strerror(errno.EISDIR))
    if not os.access(path, os.W_OK):
        raise OutputError(path, os.strerror(errno.EACCES))


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")


def _rename_into(path: Path, raw: bytes) -> None:
    beside = _beside(path)
    try:
        beside.touch()
        if path.exists():
            beside.chmod(path.stat().st_mode)
        beside.write_bytes(raw)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
