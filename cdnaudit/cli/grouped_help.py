"""The help of ``scan``: its many flags under headings that say what they are for."""

from collections.abc import Mapping
from typing import Any

from typer.core import TyperCommand

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "What to audit": (
        "--input", "--zone", "--url", "--origin", "--status-page", "--config",
        "--no-config",
    ),
    "The report": (
        "--format", "--csv-rows", "--summary", "--details", "--show-suppressed", "--color",
        "--quiet", "--verbose",
    ),
    "The gate": (
        "--fail-on", "--min-confidence", "--allow-incomplete", "--exit-zero", "--baseline",
        "--new-only", "--no-ignores", "--strict-ignores",
    ),
    "What is checked": ("--only", "--skip", "--cut-order", "--rules", "--asn-db"),
    "Recordings": ("--record", "--replay", "--offline"),
    "How the network is asked": (
        "--resolver", "--ecs", "--samples", "--no-http", "--no-authoritative", "--rdap",
        "--timeout", "--retries", "--concurrency", "--rate", "--allow-private",
    ),
}  # fmt: skip
ARGUMENTS = "Arguments"
OTHERS = "Options"
"""The heading of what has none, such as ``--help``."""

EXAMPLES = """\
  cdnaudit scan --fail-on medium -f table -f html:report.html www.example.com
  cdnaudit scan -i hosts.txt --baseline accepted.json -f json:run.json
"""


class GroupedHelp(TyperCommand):
    """A command whose ``--help`` lists flags by purpose."""

    def format_options(self, ctx: Any, formatter: Any) -> None:  # both are Click's own
        """Write two examples, the arguments, and the flags under their headings."""
        with formatter.section("Examples"):
            formatter.write(EXAMPLES)
        shown = [(_heading(p), p.get_help_record(ctx)) for p in self.get_params(ctx)]
        for heading in (ARGUMENTS, *HEADINGS, OTHERS):
            rows = [record for under, record in shown if under == heading and record]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


def _heading(param: Any) -> str:
    """Return the heading under which an argument or a flag is listed."""
    if param.param_type_name == "argument":
        return ARGUMENTS
    named = (heading for heading, flags in HEADINGS.items() if set(flags) & set(param.opts))
    return next(named, OTHERS)
