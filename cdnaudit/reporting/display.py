"""What a person asked to see of a report; the flags of a command set it."""

from dataclasses import dataclass
from enum import StrEnum

MANY = 8
"""Targets from which none is shown in full, unless that is asked for."""
OWNERS = 10
"""Rows of who takes out how many, before the rest is counted."""


class CsvRows(StrEnum):
    """What a row of CSV is."""

    FINDINGS = "findings"
    DEPENDENCIES = "dependencies"
    TARGETS = "targets"


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Detail(StrEnum):
    """How much of a report a person reads."""

    SUMMARY = "summary"
    """Of many targets together, and none of them by itself."""
    FITTING = "fitting"
    """A few targets in full, of many a line each that does not pass."""
    FULL = "full"
    """Every target in full."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayOptions:
    """Options of how a report is shown; none of them changes what it says."""

    csv_rows: CsvRows = CsvRows.FINDINGS
    color: Color = Color.AUTO
    detail: Detail = Detail.FITTING
    verbose: bool = False
    """With findings that follow from others, and with the evidence for each provider."""
    show_suppressed: bool = False
    """To people; programs are told of suppressed findings in any case."""
