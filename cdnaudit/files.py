"""Write a file whole or not at all: nobody ever reads half of one."""

import errno
import os
from pathlib import Path

from cdnaudit.errors import OutputError


def write_whole(path: Path, body: str | bytes) -> None:
    """Write ``body`` to ``path``, text as UTF-8 with its line ends as they are.

    The file appears by a rename in its own folder, so whoever reads it sees the old one or the
    new one; behind a symbolic link that is the file the link names. What is no plain file, such
    as ``/dev/stdout`` or a pipe, is written in place: a rename would put a file where it was.

    Raises:
        OutputError: nothing was written, and an older file is as it was.
    """
    raw = body.encode() if isinstance(body, str) else body
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(raw)
        else:
            _rename_into(path.resolve(), raw)
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from None


def refuse_unwritable(path: Path) -> None:
    """Find out, before long work, whether ``write_whole`` can write to ``path``; change nothing.

    Raises:
        OutputError: it cannot.
    """
    try:
        if path.exists() and not path.is_file():
            _refuse_in_place(path)
        else:
            beside = _beside(path.resolve())
            beside.touch()
            beside.unlink()
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from None


def _refuse_in_place(path: Path) -> None:
    """Look, and do not open: a pipe would wait for its reader."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")


def _rename_into(path: Path, raw: bytes) -> None:
    beside = _beside(path)
    try:
        beside.write_bytes(raw)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
