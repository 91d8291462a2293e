"""All that the documentation takes from the program; nothing else in this folder imports it."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

import typer
from typer.testing import CliRunner

from cdnaudit import __version__
from cdnaudit.analysis.outages import SCENARIOS, Scenario
from cdnaudit.application.configuring import known_names
from cdnaudit.checking.check import Check
from cdnaudit.cli.app import app
from cdnaudit.cli.lazy import LazyCommand
from cdnaudit.errors import CdnauditError, FileError
from cdnaudit.formats.registry import FORMATS
from cdnaudit.formats.saved_run import read as read_run
from cdnaudit.gate.config_file import load
from cdnaudit.gate.configuration import CheckSetting, Config, Ignore, TargetEntry
from cdnaudit.judging.catalogue import CHECKS
from cdnaudit.knowledge.base import Knowledge, embedded
from cdnaudit.knowledge.provider_folder import load as load_providers
from cdnaudit.knowledge.self_test import problems
from cdnaudit.model.policy import Policy
from cdnaudit.model.terms import (
    Basis,
    Confidence,
    Exit,
    Outcome,
    Role,
    Severity,
    Signal,
    State,
    Status,
)
from cdnaudit.observe import budget, http_body
from cdnaudit.reporting.display import CsvRows
from cdnaudit.reporting.metrics import Metric, metrics
from cdnaudit.survey import aliases, nameservers, pages, questions, target

ENV: Mapping[str, str] = {"COLUMNS": "80", "NO_COLOR": "1"}

VOCABULARY: Mapping[str, type[StrEnum]] = {
    "Roles": Role,
    "Severities": Severity,
    "Confidence": Confidence,
    "Basis of a rule": Basis,
    "States of a challenge": State,
    "Outcomes of an event": Outcome,
    "Status of a target": Status,
    "Signals": Signal,
}
"""Heading in the glossary to the closed set of words that it explains."""

CONFIGURED = (Config, TargetEntry, Policy, CheckSetting, Ignore)
"""What the reader of a configuration fills."""
BOOKKEEPING = frozenset({"path", "file", "line", "settings"})
"""Fields of these that no key sets: they say where something was written, or all of it."""


def output(*words: str) -> str:
    """Return what the program prints at 80 columns, without blanks at line ends."""
    done = CliRunner().invoke(app, words, prog_name="cdnaudit", env=ENV)
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return "\n".join(line.rstrip() for line in done.stdout.strip("\n").splitlines())


def commands() -> Iterator[tuple[str, str]]:
    """Yield each command and the first line of its help, in the order of the program."""
    yield from _below(typer.main.get_command(app), "")


def _below(command: object, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(command, LazyCommand):
        command = command.load()
    children = getattr(command, "commands", None)
    if children is None:
        yield name, str(getattr(command, "help", "")).partition("\n\n")[0].replace("\n", " ")
        return
    for word, child in children.items():
        yield from _below(child, f"{name} {word}".strip())


def variables() -> dict[str, str]:
    """Return the environment variable of each flag of ``scan``."""
    scan = LazyCommand("scan").load()
    return {param.opts[-1]: param.envvar for param in scan.params if param.envvar}


def version() -> str:
    """Return the version of the program."""
    return __version__


def checks() -> tuple[Check, ...]:
    """Return every check, in the order of the catalogue."""
    return CHECKS


def formats() -> tuple[str, ...]:
    """Return the name of every format."""
    return tuple(form.name for form in FORMATS)


def csv_rows() -> tuple[str, ...]:
    """Return everything that a row of CSV may be."""
    return tuple(CsvRows)


def metrics_of(run: Path) -> tuple[Metric, ...]:
    """Return every metric, with the numbers of a saved run."""
    return metrics(read_run(run))


def scenarios() -> tuple[Scenario, ...]:
    """Return every historical outage."""
    return SCENARIOS


def exit_codes() -> tuple[int, ...]:
    """Return every exit code."""
    return tuple(int(code) for code in Exit)


def errors() -> tuple[str, ...]:
    """Return the name of every error that may stop a run, but for what they have in common."""
    kinds = (*CdnauditError.__subclasses__(), *FileError.__subclasses__())
    return tuple(kind.__name__ for kind in kinds if kind is not FileError)


def configuration(path: Path) -> Config:
    """Read a configuration as ``scan`` does."""
    return load(path, known_names(embedded()))


def knowledge() -> Knowledge:
    """Return the embedded knowledge base."""
    return embedded()


def provider_problems(folder: Path) -> tuple[str, ...]:
    """Return what is wrong with the provider files of a folder, which must be readable."""
    return tuple(str(problem) for problem in problems(load_providers(folder)))


def bounds() -> Iterator[tuple[str, str]]:
    """Yield what is bounded for each target, and by how much; the whole walk first."""
    yield "DNS questions", str(budget.MAX_DNS)
    yield "seconds", f"{budget.MAX_SECONDS:.0f}"
    yield "bytes of answers", f"{budget.MAX_BYTES:,}"
    yield "DNS messages, a datagram or a connection each", str(budget.MAX_MESSAGES)
    yield "zones", str(target.MAX_ZONES)
    yield "declared origins", str(target.MAX_ORIGINS)
    yield "links of an alias chain", str(aliases.MAX_CHAIN)
    yield "addresses of one answer", f"{questions.MAX_ADDRESSES:,}"
    yield "nameservers of a zone that are read", str(nameservers.MAX_NAMESERVERS)
    yield "nameservers of a zone that are asked directly", str(nameservers.MAX_PROBED)
    yield "addresses of a nameserver, for each family", str(nameservers.MAX_ADDRESSES)
    yield "nameserver names of a zone that do not exist", str(nameservers.MAX_MISSING)
    yield "redirects of a page", str(pages.MAX_REDIRECTS)
    yield "KiB of a page, decompressed", str(http_body.MAX_BODY // 1024)
