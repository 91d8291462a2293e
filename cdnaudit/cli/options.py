"""Flags that several commands share, with their help and environment names."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class FailOn(StrEnum):
    """Severities, and 'none'."""

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    INFO = "info"
    NONE = "none"


class Sure(StrEnum):
    """Confidence levels."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Rows(StrEnum):
    """What a row of CSV is."""

    FINDINGS = "findings"
    DEPENDENCIES = "dependencies"


def complete_format(incomplete: str) -> list[str]:
    """Complete format names for the shell."""
    from cdnaudit.cli.output import FORMATS

    return [f for f in FORMATS if f.startswith(incomplete)]


def complete_check(incomplete: str) -> list[str]:
    """Complete check ids for the shell."""
    from cdnaudit.checks.catalogue import BY_ID

    return [c for c in sorted(BY_ID) if c.startswith(incomplete)]


def complete_subject(incomplete: str) -> list[str]:
    """Complete check and provider ids for the shell."""
    return complete_check(incomplete) + complete_provider(incomplete)


def complete_provider(incomplete: str) -> list[str]:
    """Complete provider ids for the shell."""
    from cdnaudit.identify.knowledge import embedded

    return [p for p in sorted(embedded().providers) if p.startswith(incomplete)]


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
        autocompletion=complete_format,
        help="How to write the report, and where; repeatable. table (default), json, jsonl, csv, "
        "sarif, junit, github, markdown, html, mermaid, dot.",
    ),
]
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
SureFlag = Annotated[
    Sure | None,
    typer.Option(
        "--min-confidence",
        envvar="CDNAUDIT_MIN_CONFIDENCE",
        help="Exit 1 only for findings at least this sure. Default: medium.",
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
        help="Exit 2 for ignores that match nothing or have expired.",
    ),
]
Record = Annotated[
    Path | None,
    typer.Option(
        "--record",
        metavar="FILE",
        envvar="CDNAUDIT_RECORD",
        help="Save everything the world answered.",
    ),
]
ReplayFlag = Annotated[
    Path | None,
    typer.Option(
        "--replay",
        metavar="FILE",
        envvar="CDNAUDIT_REPLAY",
        help="Answer every question from a recording; opens no socket.",
    ),
]
Offline = Annotated[
    bool,
    typer.Option(
        "--offline", envvar="CDNAUDIT_OFFLINE", help="Use embedded data alone; opens no socket."
    ),
]
Resolver = Annotated[
    list[str] | None,
    typer.Option(
        "--resolver",
        metavar="ADDR[:PORT]",
        envvar="CDNAUDIT_RESOLVER",
        help="Ask this resolver; repeatable. Default: the system's.",
    ),
]
Ecs = Annotated[
    list[str] | None,
    typer.Option(
        "--ecs",
        metavar="PREFIX",
        envvar="CDNAUDIT_ECS",
        help="Ask as seen from this client subnet; repeatable.",
    ),
]
Samples = Annotated[
    int | None,
    typer.Option(
        "--samples",
        metavar="N",
        min=1,
        max=32,
        envvar="CDNAUDIT_SAMPLES",
        help="Times each host is asked, to see weighted answers.",
    ),
]
NoHttp = Annotated[
    bool, typer.Option("--no-http", envvar="CDNAUDIT_NO_HTTP", help="Ask DNS alone.")
]
NoAuthoritative = Annotated[
    bool,
    typer.Option(
        "--no-authoritative",
        envvar="CDNAUDIT_NO_AUTHORITATIVE",
        help="Do not ask nameservers and the parent's servers directly.",
    ),
]
Url = Annotated[
    list[str] | None,
    typer.Option(
        "--url",
        metavar="URL",
        envvar="CDNAUDIT_URL",
        help="A page that must work, such as a login; repeatable.",
    ),
]
Rdap = Annotated[
    bool,
    typer.Option(
        "--rdap",
        envvar="CDNAUDIT_RDAP",
        help="Ask the registries' RDAP servers who runs a network that no rule knows.",
    ),
]
Rules = Annotated[
    Path | None,
    typer.Option(
        "--rules",
        metavar="DIR",
        envvar="CDNAUDIT_RULES",
        help="Add your own provider files, or override ours.",
    ),
]
AsnDb = Annotated[
    Path | None,
    typer.Option(
        "--asn-db",
        metavar="FILE",
        envvar="CDNAUDIT_ASN_DB",
        help="An MMDB of your own in place of the embedded table.",
    ),
]
Timeout = Annotated[
    float,
    typer.Option(
        "--timeout",
        metavar="S",
        min=0.05,
        envvar="CDNAUDIT_TIMEOUT",
        help="Seconds a DNS try may take.",
    ),
]
Retries = Annotated[
    int,
    typer.Option(
        "--retries",
        metavar="N",
        min=0,
        max=10,
        envvar="CDNAUDIT_RETRIES",
        help="Further tries after the first.",
    ),
]
Concurrency = Annotated[
    int,
    typer.Option(
        "--concurrency",
        metavar="N",
        min=1,
        max=1024,
        envvar="CDNAUDIT_CONCURRENCY",
        help="Questions under way at once.",
    ),
]
Rate = Annotated[
    float,
    typer.Option(
        "--rate",
        metavar="N",
        min=0,
        envvar="CDNAUDIT_RATE",
        help="DNS questions a second at most; 0 is no limit.",
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        envvar="CDNAUDIT_ALLOW_PRIVATE",
        help="Connect to private addresses too, inside your own network.",
    ),
]
CsvRows = Annotated[
    Rows, typer.Option("--csv-rows", envvar="CDNAUDIT_CSV_ROWS", help="What a row of CSV is.")
]
Quiet = Annotated[
    bool, typer.Option("-q", "--quiet", envvar="CDNAUDIT_QUIET", help="No progress, no warnings.")
]
Verbose = Annotated[
    bool,
    typer.Option(
        "-v", "--verbose", envvar="CDNAUDIT_VERBOSE", help="Say on standard error what was asked."
    ),
]
ColorFlag = Annotated[
    Color, typer.Option("--color", envvar="CDNAUDIT_COLOR", help="When to colour the table.")
]
