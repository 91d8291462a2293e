"""Which configuration a run has, and what a configuration may name."""

import os
from pathlib import Path

from cdnaudit.application.options import Options
from cdnaudit.errors import UsageError
from cdnaudit.gate.config_file import find, load, working_folder
from cdnaudit.gate.configuration import Config
from cdnaudit.gate.known_names import KnownNames
from cdnaudit.judging.catalogue import BY_ID
from cdnaudit.knowledge.base import Knowledge


def configuration(options: Options, knowledge: Knowledge) -> Config:
    """Return the configuration that holds; an empty one where there is none.

    Raises:
        CdnauditError: it cannot be used, or is both named and not wanted.
    """
    if options.config and options.no_config:
        raise UsageError("--no-config is no --config FILE; give one of them")
    if options.no_config:
        return Config()
    found = options.config or _found()
    return load(found, known_names(knowledge)) if found else Config()


def _found() -> Path | None:
    """Return the configuration that holds here, as one names it from here: reports show it."""
    here = working_folder()
    found = find(here)
    return Path(os.path.relpath(found, here)) if found else None


def known_names(knowledge: Knowledge) -> KnownNames:
    """Return what a configuration may name."""
    return KnownNames(
        checks=frozenset(BY_ID), owners=frozenset({*knowledge.providers, *knowledge.companies})
    )
