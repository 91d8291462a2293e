"""Write a file whole or not at all: nobody ever reads half of one."""

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


def _rename_into(path: Path, raw: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        beside.write_bytes(raw)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
