"""Flags that several commands share, with their help and environment names."""

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from cdnaudit.errors import UsageError
from cdnaudit.formats import registry
from cdnaudit.gate.threshold import FailOn
from cdnaudit.model.terms import Confidence
from cdnaudit.names import listed
from cdnaudit.reporting.display import Color, CsvRows, Detail

Value = TypeVar("Value")
DEFAULT = registry.FORMATS[0].name
OTHERS = ", ".join(form.name for form in registry.FORMATS[1:])


class MinConfidence(StrEnum):
    """Confidence levels, in the order in which help lists them."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def level(self) -> Confidence:
        """The level of that name."""
        return Confidence(self.value)


def every(given: Iterable[Value] | None) -> tuple[Value, ...]:
    """Return the values of a flag that may be repeated; none where it was not given."""
    return tuple(given or ())


def completing(forms: Iterable[registry.Format]) -> Callable[[str], list[tuple[str, str]]]:
    """Return what completes the names of formats for the shell."""

    def complete(incomplete: str) -> list[tuple[str, str]]:
        return [(form.name, form.about) for form in forms if form.name.startswith(incomplete)]

    return complete


def detail(*, summary: bool, details: bool) -> Detail:
    """Return how much of a report is shown.

    Raises:
        UsageError: both more and less are asked for.
    """
    if summary and details:
        raise UsageError("--summary and --details exclude each other; give one of them")
    if summary:
        return Detail.SUMMARY
    return Detail.FULL if details else Detail.FITTING


def complete_check(incomplete: str) -> list[tuple[str, str]]:
    """Complete ids of checks for the shell."""
    from cdnaudit.judging.catalogue import CHECKS  # all checks: 60 ms that only a few flags need

    return sorted((check.id, check.title) for check in CHECKS if check.id.startswith(incomplete))


def _one_format(forms: Sequence[registry.Format]) -> Any:
    """Return the flag of what is written in one format."""
    return typer.Option(
        "-f",
        "--format",
        metavar="FORMAT[:PATH]",
        autocompletion=completing(forms),
        help=f"{listed((form.name for form in forms), 'or')}.",
    )


Targets = Annotated[
    list[str] | None, typer.Argument(metavar="[TARGET]...", help="Host names or URLs to audit.")
]
Format = Annotated[
    list[str] | None,
    typer.Option(
        "-f",
        "--format",
        metavar="FORMAT[:PATH]",
        envvar="CDNAUDIT_FORMAT",
        autocompletion=completing(registry.FORMATS),
        help=f"How to write the report, and where; repeatable. {DEFAULT} (default), {OTHERS}.",
    ),
]
SheetFormat = Annotated[str, _one_format(registry.SHEET_FORMATS)]
PortfolioFormat = Annotated[str, _one_format(registry.PORTFOLIO_FORMATS)]
InputFile = Annotated[
    str | None,
    typer.Option(
        "-i",
        "--input",
        metavar="FILE",
        envvar="CDNAUDIT_INPUT",
        help="Read targets from FILE, a line each; - is standard input.",
    ),
]
FailOnFlag = Annotated[
    FailOn | None,
    typer.Option(
        "--fail-on", envvar="CDNAUDIT_FAIL_ON", help="Exit 1 from this severity up. Default: high."
    ),
]
MinConfidenceFlag = Annotated[
    MinConfidence | None,
    typer.Option(
        "--min-confidence",
        envvar="CDNAUDIT_MIN_CONFIDENCE",
        help="Exit 1 only for findings of this confidence or more. Default: medium.",
    ),
]
AllowIncomplete = Annotated[
    bool,
    typer.Option(
        "--allow-incomplete",
        envvar="CDNAUDIT_ALLOW_INCOMPLETE",
        help="Missing evidence does not fail the gate.",
    ),
]
ExitZero = Annotated[
    bool,
    typer.Option(
        "--exit-zero", envvar="CDNAUDIT_EXIT_ZERO", help="Turn exit codes 1 and 3 into 0."
    ),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "-c", "--config", metavar="FILE", envvar="CDNAUDIT_CONFIG", help="Use this configuration."
    ),
]
NoConfig = Annotated[
    bool,
    typer.Option("--no-config", envvar="CDNAUDIT_NO_CONFIG", help="Use no configuration file."),
]
Baseline = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        envvar="CDNAUDIT_BASELINE",
        help="Findings accepted before do not count.",
    ),
]
NewOnly = Annotated[
    bool,
    typer.Option(
        "--new-only",
        envvar="CDNAUDIT_NEW_ONLY",
        help="Show only findings that are not in the baseline.",
    ),
]
NoIgnores = Annotated[
    bool,
    typer.Option("--no-ignores", envvar="CDNAUDIT_NO_IGNORES", help="Let ignored findings count."),
]
ShowSuppressed = Annotated[
    bool,
    typer.Option(
        "--show-suppressed", envvar="CDNAUDIT_SHOW_SUPPRESSED", help="Show suppressed findings too."
    ),
]
StrictIgnores = Annotated[
    bool,
    typer.Option(
        "--strict-ignores",
        envvar="CDNAUDIT_STRICT_IGNORES",
        help="Exit 2 for ignores and baseline entries that match nothing, and for expired ignores.",
    ),
]
Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="CHECK",
        envvar="CDNAUDIT_ONLY",
        autocompletion=complete_check,
        help="Make this check and no other; repeatable.",
    ),
]
Skip = Annotated[
    list[str] | None,
    typer.Option(
        "--skip",
        metavar="CHECK",
        envvar="CDNAUDIT_SKIP",
        autocompletion=complete_check,
        help="Do not make this check, even where --only names it; repeatable.",
    ),
]
CsvRowsFlag = Annotated[
    CsvRows, typer.Option("--csv-rows", envvar="CDNAUDIT_CSV_ROWS", help="What a row of CSV is.")
]
Summary = Annotated[
    bool,
    typer.Option(
        "--summary", envvar="CDNAUDIT_SUMMARY", help="Of the table, only who takes out how many."
    ),
]
Details = Annotated[
    bool,
    typer.Option(
        "--details", envvar="CDNAUDIT_DETAILS", help="Every target in full, however many."
    ),
]
Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", envvar="CDNAUDIT_QUIET", help="No progress, no warnings.")
]
Verbose = Annotated[
    bool,
    typer.Option(
        "-v",
        "--verbose",
        envvar="CDNAUDIT_VERBOSE",
        help="Say on standard error what was asked; show all findings and evidence.",
    ),
]
ColorFlag = Annotated[
    Color, typer.Option("--color", envvar="CDNAUDIT_COLOR", help="When to colour the table.")
]
