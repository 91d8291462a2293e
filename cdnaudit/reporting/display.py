"""What a person asked to see of a report; the flags of a command set it."""

from dataclasses import dataclass
from enum import StrEnum


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplayOptions:
    """Options of how a report is shown; none of them changes what it says."""

    csv_rows: CsvRows = CsvRows.FINDINGS
    color: Color = Color.AUTO
    show_suppressed: bool = False
    """To people; programs are told of suppressed findings in any case."""
