"""Environment variables that stand for flags: one that is misspelt must not pass in silence."""

import difflib
from collections.abc import Iterator, Mapping

from cdnaudit.cli import flags, query_flags, streams
from cdnaudit.errors import UsageError
from cdnaudit.names import shown

PREFIX = "CDNAUDIT_"
OF_TESTS = frozenset(
    {
        "CDNAUDIT_FIRST_WORLD",
        "CDNAUDIT_LAB",
        "CDNAUDIT_PACKAGE",
        "CDNAUDIT_SHARED_DATA",
        "CDNAUDIT_WORLDS",
    }
)
"""What the tests of this program read."""
NEAR = 0.75
"""Likeness, 0 to 1, from which on a name is a misspelt one: one letter in four."""


def variables() -> frozenset[str]:
    """Return the name of every variable that stands for a flag."""
    aliases = (*vars(flags).values(), *vars(query_flags).values())
    options = (option for alias in aliases for option in getattr(alias, "__metadata__", ()))
    return frozenset(str(option.envvar) for option in options if option.envvar)


def unknown(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the variables that begin as ours do, and that no flag and no test of ours reads.

    Raises:
        UsageError: one is nearly the name of one that is read.
    """
    given = sorted(name for name in environment if name.startswith(PREFIX))
    if not given:
        return
    known = variables()
    for name in given:
        if name in known | OF_TESTS:
            continue
        bare = sorted(one.removeprefix(PREFIX) for one in known)
        near = difflib.get_close_matches(name.removeprefix(PREFIX), bare, 1, NEAR)
        if near:
            hint = f"did you mean {PREFIX}{near[0]}?"
            raise UsageError(f"environment variable {shown(name)} is no flag's; {hint}")
        yield name


def warn_of_unknown(environment: Mapping[str, str], *, quiet: bool) -> None:
    """Say which variables nobody reads.

    Raises:
        UsageError: one is nearly the name of one that is read.
    """
    for name in unknown(environment):
        if not quiet:
            streams.warn(f"environment variable {name} is no flag's")
