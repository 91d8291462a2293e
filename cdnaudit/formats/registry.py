"""Every format, each on one line. Adding one means adding its module and a line here."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from importlib import import_module
from importlib.util import find_spec


class Audience(StrEnum):
    """Whom a format is for."""

    PEOPLE = "people"
    """Findings that are suppressed are left out, unless they are asked for."""
    PROGRAMS = "programs"


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write a report or a sheet; ``module`` is below ``cdnaudit.formats``."""

    name: str
    about: str
    ending: str
    """Of a file of this format."""
    audience: Audience
    module: str
    function: str = "render"
    totals_alone: bool = False
    """It says nothing: what is said of a report takes as long to import as this to write."""
    extra: str = ""
    """That brings the library it is written with, which is of that name; nobody needs it else."""

    @property
    def is_installed(self) -> bool:
        """Tell whether there is all that it is written with."""
        return not self.extra or find_spec(self.extra) is not None

    def load(self) -> Callable[..., None]:
        """Return what writes a document, or a sheet, to a stream; some modules are heavy."""
        module = import_module(f"cdnaudit.formats.{self.module}")
        renderer: Callable[..., None] = getattr(module, self.function)
        return renderer


PEOPLE, PROGRAMS = Audience.PEOPLE, Audience.PROGRAMS

FORMATS: tuple[Format, ...] = (
    Format("table", "for a terminal", ".txt", PEOPLE, "table"),
    Format(
        "json",
        "everything, versioned, for programs",
        ".json",
        PROGRAMS,
        "json_v1",
        totals_alone=True,
    ),
    Format(
        "jsonl",
        "the same, a target a line",
        ".jsonl",
        PROGRAMS,
        "json_v1",
        "render_lines",
        totals_alone=True,
    ),
    Format(
        "csv", "a row a finding, or a dependency", ".csv", PROGRAMS, "csv_v1", totals_alone=True
    ),
    Format("sarif", "code scanning (SARIF 2.1.0)", ".sarif", PROGRAMS, "sarif_v2"),
    Format("junit", "test reports of CI systems", ".xml", PROGRAMS, "junit"),
    Format("github", "annotations in a workflow's log", ".txt", PEOPLE, "github"),
    Format("gitlab", "Code Quality of a GitLab pipeline", ".json", PEOPLE, "gitlab"),
    Format("markdown", "a job summary or a ticket", ".md", PEOPLE, "markdown"),
    Format("html", "one page that answers what-if", ".html", PEOPLE, "html_v1"),
    Format("mermaid", "the drawing, as a flowchart", ".mmd", PEOPLE, "mermaid"),
    Format("dot", "the drawing, for Graphviz", ".dot", PEOPLE, "dot"),
    Format(
        "cyclonedx",
        "providers as services (CycloneDX 1.6)",
        ".cdx.json",
        PROGRAMS,
        "cyclonedx_v1",
        extra="cyclonedx",
    ),
    Format("openmetrics", "numbers, for Prometheus", ".prom", PROGRAMS, "openmetrics_v1"),
)
"""Of a report; the first is the default."""

SHEET_FORMATS: tuple[Format, ...] = (
    Format("table", "for a terminal", ".txt", PEOPLE, "sheets.terminal_sheet"),
    Format("json", "for programs", ".json", PROGRAMS, "sheets.writers", "write_json"),
    Format("csv", "for a spreadsheet", ".csv", PROGRAMS, "sheets.writers", "write_csv"),
    Format("markdown", "a ticket", ".md", PEOPLE, "sheets.writers", "write_markdown"),
    Format("html", "one page", ".html", PEOPLE, "sheets.page"),
)
"""Of the lesser commands' results; the first is the default."""

PORTFOLIO_FORMATS: tuple[Format, ...] = (
    *SHEET_FORMATS,
    Format(
        "dora-csv",
        "the EU's register of ICT providers",
        ".csv",
        PROGRAMS,
        "sheets.writers",
        "write_csv",
    ),
)
"""Of a portfolio."""
