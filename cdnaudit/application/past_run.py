"""A run that was saved: a report as it was judged, or a recording, which is judged now."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from cdnaudit.application.options import Options
from cdnaudit.application.progress import Progress
from cdnaudit.errors import RunError
from cdnaudit.fields.source import GZIP_MAGIC, Source
from cdnaudit.formats import saved_run
from cdnaudit.formats.saved_run import REPORT_FILE
from cdnaudit.model.report import Report
from cdnaudit.recording import recording_file
from cdnaudit.recording.recording_file import RECORDING_FILE, SCHEMA

STANDARD_INPUT = Path("-")
SAVED_RUN = replace(REPORT_FILE, remedy="give a saved run")
PIPED_RUN = replace(REPORT_FILE, remedy="pipe a saved run into it")
HEAD = 4096
"""Octets in which a recording names its schema."""


def read_runs(paths: Sequence[Path], progress: Progress | None = None) -> list[Report]:
    """Read several runs, of which one may be on standard input.

    Raises:
        CdnauditError: one of them cannot be used.
    """
    refuse_two_pipes(paths)
    return [read_run(path, progress) for path in paths]


def refuse_two_pipes(paths: Sequence[Path]) -> None:
    """Raise RunError where standard input is to be two runs."""
    if paths.count(STANDARD_INPUT) > 1:
        problem, remedy = "standard input is one run", "save the other to a file"
        raise RunError(STANDARD_INPUT, "", problem, remedy)


def read_run(path: Path, progress: Progress | None = None) -> Report:
    """Read a report; a recording is judged first. ``-`` is standard input.

    The file is read once: it may be a pipe.

    Raises:
        CdnauditError: it is neither, or cannot be used.
    """
    return read_held(run_source(path).held(), progress)


def read_held(source: Source, progress: Progress | None = None) -> Report:
    """Read a run whose octets are there already.

    Raises:
        CdnauditError: it is neither, or cannot be used.
    """
    if _names_recording(source):
        # Imported here: 100 ms that a report, which was judged already, need not wait for.
        from cdnaudit.application.audit import audit_recording

        recording = recording_file.read_source(replace(source, kind=RECORDING_FILE))
        return audit_recording(recording, Options(replay=source.path, all_recorded=True), progress)
    return saved_run.read_source(replace(source, kind=REPORT_FILE))


def is_recording(path: Path) -> bool:
    """Tell whether a file is a recording; what is no recording may be a report.

    Raises:
        RunError: it cannot be read.
    """
    source = Source(path, SAVED_RUN)
    with source.readable(), path.open("rb") as file:
        head = file.read(HEAD)
    return _names_recording(replace(source, octets=head))


def run_source(path: Path) -> Source:
    """Return the file of a run; ``-`` is standard input, which is read now.

    Raises:
        RunError: standard input cannot be used.
    """
    piped = path == STANDARD_INPUT
    return Source.standard_input(PIPED_RUN) if piped else Source(path, SAVED_RUN)


def _names_recording(source: Source) -> bool:
    """Tell a recording by its first octets: compressed, or with its schema."""
    octets = source.octets or b""
    return octets.startswith(GZIP_MAGIC) or f'"{SCHEMA}"'.encode() in octets[:HEAD]
