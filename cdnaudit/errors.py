"""Everything that can stop a run.

* CdnauditError        the run ends with exit code 2; the message is fit to show a person
  + UsageError         a flag, target or file name cannot be used
  + ConfigError        the configuration is wrong
  + RuleError          a provider file is wrong
  + RecordingError     a recording is wrong
  + ListError          a list of targets is wrong
  + RunError           a saved report (or bulk folder, or CSV) is wrong
  + ZoneError          a zone file, or DNS as code, is wrong
  + DataError          an embedded or user-given data file is wrong
  + OutputError        a file cannot be written
  + CombinedError      several of these at once, as all that is wrong with one file

A resolver that times out is not here: that is an observation (``Unknown``),
and it travels with the facts.
"""

from collections.abc import Iterable
from pathlib import Path

STANDARD_OUTPUT = "standard output"
"""Stands where an error names a file."""
MOST_TOLD = 20
"""Errors that are told at once; with more, the first of them say enough."""


class CdnauditError(Exception):
    """The run cannot go on; ``str(error)`` says what, where and what to do."""


class UsageError(CdnauditError):
    """Something on the command line cannot be used."""


class FileError(CdnauditError):
    """A file cannot be used: which, where in it, what is wrong and how to mend it."""

    def __init__(self, path: Path | str, where: str, problem: str, remedy: str) -> None:
        """Keep the parts, so that a caller can sort or count them."""
        place = f"{path}: {where}" if where else f"{path}"
        super().__init__(f"{place}: {problem}; {remedy}")
        self.path = str(path)
        self.where = where


class ConfigError(FileError):
    """A configuration cannot be used."""


class RuleError(FileError):
    """A provider file cannot be used."""


class RecordingError(FileError):
    """A recording cannot be used."""


class ListError(FileError):
    """A list of targets cannot be used."""


class RunError(FileError):
    """A saved run cannot be used."""


class ZoneError(FileError):
    """A file of ``--zone`` cannot be used."""


class DataError(FileError):
    """An embedded or user-given table cannot be used."""


class OutputError(FileError):
    """A file cannot be written."""

    def __init__(self, path: Path | str, reason: str) -> None:
        """Name the file and the system's reason."""
        super().__init__(path, "", f"cannot be written: {reason}", "choose another file")


class CombinedError(CdnauditError):
    """Several things are wrong, each on a line of its own."""

    def __init__(self, errors: Iterable[CdnauditError]) -> None:
        """Tell the first of them, and how many more there are."""
        self.errors = tuple(errors)
        told = [str(error) for error in self.errors[:MOST_TOLD]]
        more = len(self.errors) - len(told)
        super().__init__("\n".join([*told, *([f"and {more} more"] if more else [])]))


def raise_any(errors: Iterable[CdnauditError]) -> None:
    """Raise what is wrong, if anything is: one error as itself, several as one.

    Raises:
        CdnauditError: there is at least one.
    """
    found = tuple(errors)
    if found:
        raise found[0] if len(found) == 1 else CombinedError(found)
