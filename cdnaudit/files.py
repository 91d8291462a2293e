"""Write a file whole or not at all: nobody ever reads half of one."""

import errno
import os
import re
import stat
import sys
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO

from cdnaudit.errors import OutputError

OPEN_FILES = re.compile(r"/dev/fd|/proc/\d+/fd")
"""Folders of what is open already; ``/dev/stdout`` and the like are links into them."""
MAX_LINKS = 40
"""Links that lead to one file, as the kernel counts them. Source: path_resolution(7)."""


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
    new one; behind a symbolic link that is the file the link names. It keeps its mode and owner.
    What is no plain file, such as ``/dev/null`` or a pipe, is written in place: a rename would put
    a file where it was. What is open already, as ``/dev/stdout`` and ``/dev/fd/3`` are, goes on
    where it stands: opened anew, it would lose what it holds. That the reader of one of these
    went away is no error.

    Raises:
        OutputError: nothing was written, and an older file is as it was.
    """
    with whole_file(path) as out:
        out.write(body.encode() if isinstance(body, str) else body)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """Let a file be written piece by piece, and put it to ``path`` as ``write_whole`` does.

    Raises:
        OutputError: as ``write_whole``.
    """
    with _refusal(path):
        number = descriptor(path)
        if number is None and not _is_in_place(path):
            with _renamed_into(path.resolve()) as out:
                yield out
            return
        if number is None:
            _refuse_in_place(path)
        pieces = BytesIO()
        yield pieces
        _write_in_place(_opened(path, number), memoryview(pieces.getvalue()))


def _opened(path: Path, number: int | None) -> int:
    return os.open(path, os.O_WRONLY) if number is None else os.dup(number)


def refuse_unwritable(path: Path) -> None:
    """Find out, before long work, whether ``write_whole`` can write to ``path``; change nothing.

    Raises:
        OutputError: it cannot.
    """
    with _refusal(path):
        number = descriptor(path)
        if number is not None:
            _refuse_descriptor(path, number)
        elif _is_in_place(path):
            _refuse_in_place(path)
        else:
            _refuse_rename(path.resolve())


def discard_output() -> None:
    """Let what is still to come on standard output go nowhere: it cannot be written any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def descriptor(path: Path) -> int | None:
    """Return the number of an open file that ``path`` names: 1 for ``/dev/stdout``, 3 for ``/dev/fd/3``.

    Raises:
        OSError: the links lead nowhere.
    """
    for _ in range(MAX_LINKS):
        folder = path.parent.resolve()
        if OPEN_FILES.fullmatch(str(folder)) and path.name.isdecimal():
            return int(path.name)
        path = folder / path.name
        if not path.is_symlink():
            return None
        path = folder / path.readlink()
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))


def identity(path: Path) -> Hashable:
    """Return what all names of one file have in common; None for a device, which keeps nothing.

    Raises:
        OutputError: the system cannot say.
    """
    with _refusal(path):
        number = descriptor(path)
        if number is None and not path.exists():
            return str(path.resolve())
        return identity_of_open(number) if number is not None else _identity(path.stat())


def identity_of_open(number: int) -> Hashable:
    """Return the ``identity`` of an open file.

    Raises:
        OSError: none has this number.
    """
    return _identity(os.fstat(number))


def _identity(found: os.stat_result) -> Hashable:
    return None if stat.S_ISCHR(found.st_mode) else (found.st_dev, found.st_ino)


@contextmanager
def _refusal(path: Path) -> Iterator[None]:
    """Say of an error of the system which file it is about."""
    try:
        yield
    except OSError as error:
        raise OutputError(path, error.strerror or str(error)) from None
    except RuntimeError:  # what pathlib makes of links in a circle, up to Python 3.12
        raise OutputError(path, os.strerror(errno.ELOOP)) from None


def _is_in_place(path: Path) -> bool:
    return path.exists() and not path.is_file()


def _refuse_descriptor(path: Path, number: int) -> None:
    """Look at what an open file was opened for."""
    from fcntl import F_GETFL, fcntl  # not every system has it, and those have no such paths

    if fcntl(number, F_GETFL) & os.O_ACCMODE == os.O_RDONLY:
        raise OutputError(path, "it is open for reading alone")


def _refuse_in_place(path: Path) -> None:
    """Look, and do not open: a pipe would wait for its reader."""
    if path.is_dir():
        raise OutputError(path, os.strerror(errno.EISDIR))
    if path.is_block_device():
        raise OutputError(path, "it is a disk")
    _refuse_protected(path)


def _refuse_rename(path: Path) -> None:
    """Try the folder; a file that nobody may write to is not asked by a rename."""
    if path.exists():
        _refuse_protected(path)
    beside = _beside(path)
    beside.touch()
    beside.unlink()


def _refuse_protected(path: Path) -> None:
    if not os.access(path, os.W_OK):
        raise OutputError(path, os.strerror(errno.EACCES))


def _beside(path: Path) -> Path:
    """Name a file for the meantime; shorter than most, for names have an end."""
    return path.with_name(f".{os.urandom(4).hex()}.part")


def _write_in_place(number: int, left: memoryview) -> None:
    try:
        while left:
            left = left[os.write(number, left) :]
    except BrokenPipeError:
        return
    finally:
        os.close(number)


@contextmanager
def _renamed_into(path: Path) -> Iterator[IO[bytes]]:
    beside = _beside(path)
    try:
        beside.touch()
        if path.exists():
            _refuse_protected(path)
            _as_before(beside, path.stat())
        with beside.open("wb") as out:
            yield out
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _as_before(beside: Path, before: os.stat_result) -> None:
    """Keep owner and mode; only root can give a file away."""
    if os.geteuid() == 0:
        os.chown(beside, before.st_uid, before.st_gid)
    beside.chmod(stat.S_IMODE(before.st_mode))
