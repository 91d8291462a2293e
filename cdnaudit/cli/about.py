"""``explain``, ``schema``, ``data``: what the program knows about itself."""

import sys
from typing import Annotated

import typer

from cdnaudit.cli import flags as o
from cdnaudit.errors import UsageError


def explain(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="CHECK|PROVIDER",
            autocompletion=o.complete_subject,
            help="A check or provider id.",
        ),
    ],
) -> None:
    """Say what a check asks, why, when it is silent, its remedy and source; or show a provider."""
    import difflib

    from cdnaudit.cli.providers import details
    from cdnaudit.judging.catalogue import BY_ID
    from cdnaudit.knowledge.base import embedded

    if subject in BY_ID:
        check = BY_ID[subject]
        sys.stdout.write(f"{check.id} ({check.severity} by default)\n\n{check.help.strip()}\n")
        return
    known = embedded()
    if subject in known.providers:
        details(known, subject)
        return
    near = difflib.get_close_matches(subject, [*BY_ID, *known.providers], n=1)
    hint = f"did you mean {near[0]}?" if near else "see `cdnaudit providers list` and README"
    raise UsageError(f"{subject!r} is no check and no provider; {hint}")


def schema(
    which: Annotated[str, typer.Argument(metavar="report|recording", help="Which format.")],
) -> None:
    """Print the JSON Schema of a format."""
    from importlib.resources import files

    if which not in {"report", "recording"}:
        raise UsageError(f"schema {which!r} is not known; use report or recording")
    sys.stdout.write((files("cdnaudit") / "schemas" / f"{which}.schema.json").read_text("utf-8"))


data = typer.Typer(
    help="The embedded data: its age and origin.", no_args_is_help=True, rich_markup_mode=None
)


@data.command()
def status() -> None:
    """Say how old the embedded data are, and where they come from."""
    from importlib.metadata import version

    from cdnaudit.knowledge.base import embedded
    from cdnaudit.observe.asn_table import embedded as table

    known = embedded()
    date, attribution = table().origin()
    rows = (
        (
            "providers",
            known.date,
            f"{len(known.providers)} providers, {len(known.rules)} rules; each rule names its source",
        ),
        ("ip to AS", date, attribution),
        (
            "public suffixes",
            f"tldextract {version('tldextract')}",
            "publicsuffix.org (MPL 2.0), as bundled",
        ),
    )
    sys.stdout.writelines(f"{name:<16} {age:<18} {source}\n" for name, age, source in rows)
