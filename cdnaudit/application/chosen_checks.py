"""Which checks a run makes: ``only``, then the configuration, without those of ``skip``."""

from collections.abc import Iterable

from cdnaudit.application.options import Options
from cdnaudit.errors import UsageError
from cdnaudit.fields.wording import clipped, nearest
from cdnaudit.gate.configuration import Config
from cdnaudit.judging.catalogue import BY_ID
from cdnaudit.model.check_info import CheckInfo


def chosen(options: Options, config: Config) -> frozenset[str]:
    """Return the ids of the checks that are made.

    An option outweighs the configuration: ``only`` makes a check that is switched off there.

    Raises:
        UsageError: an id is of no check, or no check is left.
    """
    for flag, ids in (("--only", options.only), ("--skip", options.skip)):
        for id_ in ids:
            if id_ not in BY_ID:
                hint = nearest(id_, BY_ID)
                raise UsageError(f"{flag}: '{clipped(id_)}' is no check; {hint}")
    left = frozenset(options.only or _left_on(config)).difference(options.skip)
    if not left:
        raise UsageError("no check is left to make; name one with --only, or take out a --skip")
    return left


def not_run(made: Iterable[CheckInfo]) -> tuple[str, ...]:
    """Return the ids of all other checks, sorted."""
    return tuple(sorted(BY_ID.keys() - {check.id for check in made}))


def _left_on(config: Config) -> frozenset[str]:
    off = {id_ for id_, setting in config.checks.items() if not setting.enabled}
    return frozenset(BY_ID.keys() - off)
