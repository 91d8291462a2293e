"""A run that was saved: a report as it was judged, or a recording, which is judged now."""

from pathlib import Path

from cdnaudit.application.audit import audit
from cdnaudit.application.options import Options
from cdnaudit.application.progress import Progress
from cdnaudit.errors import UsageError
from cdnaudit.formats import saved_run
from cdnaudit.model.report import Report

HEAD = 4096
"""Octets in which a recording names its schema."""


def read_run(path: Path, progress: Progress | None = None) -> Report:
    """Read a report; a recording is judged first.

    Raises:
        CdnauditError: it is neither, or cannot be used.
    """
    if is_recording(path):
        return audit(Options(replay=path), progress)
    return saved_run.read(path)


def is_recording(path: Path) -> bool:
    """Tell a recording by its first octets: compressed, or with its schema.

    Raises:
        UsageError: the file cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror}; give a saved run") from None
    return head[:2] == b"\x1f\x8b" or b'"cdnaudit/recording/v1"' in head
