"""``cdnaudit data status``: what the embedded data are, and how old."""

import sys
from importlib.metadata import version

import typer

from cdnaudit.knowledge.base import embedded
from cdnaudit.observe.asn_table import embedded as table

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def data() -> None:
    """The embedded data: its age and origin."""


@app.command()
def status() -> None:
    """Say how old the embedded data are, and where they come from."""
    known = embedded()
    date, attribution = table().origin()
    rows = (
        (
            "providers",
            known.date,
            f"{len(known.providers)} providers, {len(known.rules)} rules; each says what it rests on",
        ),
        ("ip to AS", date, attribution),
        (
            "public suffixes",
            f"tldextract {version('tldextract')}",
            "publicsuffix.org (MPL 2.0), as bundled",
        ),
    )
    sys.stdout.writelines(f"{name:<16} {age:<18} {source}\n" for name, age, source in rows)
