"""The rules that ship with the tool: compiled, and made fresh where a provider file has changed.

In a wheel the compiled file is sealed: it was made when the wheel was, and nothing is compared.
In a tree of sources it carries a stamp of the files it was made from. It is no part of the
repository, so two branches that each add a provider have no file in common.
"""

import os
from contextlib import suppress
from pathlib import Path

from cdnaudit.errors import OutputError
from cdnaudit.files import write_whole
from cdnaudit.knowledge.compiled_form import Compiled, from_text, to_text
from cdnaudit.knowledge.rules import Folder

PACKAGE = Path(__file__).parents[1]
PROVIDERS = PACKAGE / "providers"
COMPILED = PACKAGE / "generated" / "rules.json"
MAKERS = tuple(PACKAGE / name for name in ("fields", "knowledge", "model"))
"""Folders of the code that compiles: with other code the same files may compile to something else."""


def load(providers: Path = PROVIDERS, compiled: Path = COMPILED) -> Folder:
    """Return the rules, without examples; compile them first where that has not been done.

    Raises:
        RuleError: the first provider file that cannot be used.
    """
    kept = _kept(compiled)
    if kept and kept.stamp is None:
        return kept.folder
    now = stamp(providers)
    if kept and kept.stamp == now:
        return kept.folder
    from cdnaudit.knowledge import provider_folder

    text = to_text(Compiled(now, provider_folder.load(providers)))
    with suppress(OutputError):  # a folder that cannot be written to: compiled again the next time
        write_whole(compiled, text)
    return from_text(text).folder


def stamp(providers: Path) -> str:
    """Return the state of every provider file and of the code that compiles them.

    It is kept as it is, for a hash would cost more to import than it saves.
    """
    states = [_states(providers, ".toml"), *(_states(folder, ".py") for folder in MAKERS)]
    return repr(states)


def _kept(compiled: Path) -> Compiled | None:
    """Return what was compiled before; None where that is not there, or not of this form."""
    try:
        return from_text(compiled.read_bytes().decode())
    except (OSError, LookupError, TypeError, ValueError):
        return None


def _states(folder: Path, suffix: str) -> list[tuple[str, int, int]]:
    """Return name, size and time of change of each file, by name."""
    found: list[tuple[str, int, int]] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(suffix):
                    state = entry.stat()
                    found.append((entry.name, state.st_size, state.st_mtime_ns))
    except OSError:
        return []  # to read the folder says what is wrong with it
    return sorted(found)
