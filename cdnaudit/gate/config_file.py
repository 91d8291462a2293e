"""``cdnaudit.toml``, or ``[tool.cdnaudit]`` in ``pyproject.toml``: which file holds, and what it says."""

import os
from collections.abc import Iterable
from pathlib import Path

from cdnaudit.errors import ConfigError, UsageError
from cdnaudit.fields import documents
from cdnaudit.fields.problems import Problems
from cdnaudit.fields.source import MIB, TOML, FileKind, Source
from cdnaudit.gate.config_reader import ConfigReader, lines_of_texts
from cdnaudit.gate.configuration import Config
from cdnaudit.gate.known_names import KnownNames

FILE = "cdnaudit.toml"
PROJECT = "pyproject.toml"
TABLE = "cdnaudit"
CONFIG_FILE = FileKind(
    syntax=TOML,
    error=ConfigError,
    remedy="give a TOML file",
    max_bytes=8 * MIB,
    max_text=10_000,
    max_entries=100_000,
)


def working_folder() -> Path:
    """Return the current folder.

    Raises:
        UsageError: it is there no more.
    """
    try:
        return Path.cwd()
    except OSError as error:
        reason = error.strerror
        raise UsageError(f"the current folder: {reason}; change to one that is there") from None


def find(start: Path) -> Path | None:
    """Return the configuration that holds in ``start``: the nearest, up to the repository's root.

    Outside a repository no other folder is searched: what lies above may be anybody's.

    Raises:
        ConfigError: a file that may hold it cannot be read.
    """
    return next(filter(None, map(_in_folder, _folders(start))), None)


def _folders(start: Path) -> Iterable[Path]:
    """Return ``start`` and those above it, to the folder that holds ``.git``."""
    above = (start, *start.parents)
    for number, folder in enumerate(above, 1):
        if os.path.lexists(folder / ".git"):
            return above[:number]
    return (start,)


def _in_folder(folder: Path) -> Path | None:
    """Return a folder's own file, also a broken link, else the project's, if it has the table."""
    own, project = folder / FILE, folder / PROJECT
    if os.path.lexists(own):
        return own
    return project if os.path.lexists(project) and _has_table(project) else None


def _has_table(project: Path) -> bool:
    source = Source(project, CONFIG_FILE)
    if TABLE.encode() not in source.raw():
        return False
    tool = documents.toml(source, source.text()).values.get("tool")
    return isinstance(tool, dict) and TABLE in tool


def load(path: Path, known: KnownNames) -> Config:
    """Read and check a configuration.

    Raises:
        ConfigError: names the key, what is wrong with it, and the nearest known one.
        CombinedError: the same of several.
    """
    source = Source(path, CONFIG_FILE)
    text = source.text()
    top = documents.toml(source, text)
    if path.name == PROJECT:
        tool = top.table("tool")
        if not tool.has(TABLE):
            raise tool.error(TABLE, "is not there", "write a table [tool.cdnaudit]")
        top = tool.table(TABLE)
    problems = Problems()
    config = ConfigReader(known, lines_of_texts(text), problems).config(top)
    problems.refuse()
    return config
