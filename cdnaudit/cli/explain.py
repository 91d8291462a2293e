"""``cdnaudit explain``: what a check asks, or what is known of a provider."""

import sys
from collections.abc import Mapping
from typing import Annotated

import typer

from cdnaudit.cli.flags import complete_check
from cdnaudit.cli.providers import complete_provider, write_details
from cdnaudit.errors import UsageError
from cdnaudit.fields.wording import near_or
from cdnaudit.judging.catalogue import BY_ID
from cdnaudit.knowledge.base import embedded
from cdnaudit.model.terms import Basis

WORTH: Mapping[Basis, str] = {
    Basis.OFFICIAL: "the provider's own words; the rule counts in full",
    Basis.OBSERVED: "a recorded response or answer, named; the rule counts in full",
    Basis.CORPUS: "data that others collected, named with its licence; the rule counts in full",
    Basis.GENERAL: "known, but confirmed at no source; the rule counts one step less",
}
"""What each basis of a rule is worth."""

app = typer.Typer(add_completion=False, rich_markup_mode=None)


def complete_subject(incomplete: str) -> list[tuple[str, str]]:
    """Complete check and provider ids for the shell."""
    return complete_check(incomplete) + complete_provider(incomplete)


@app.command()
def explain(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="CHECK|PROVIDER",
            autocompletion=complete_subject,
            help="A check or provider id.",
        ),
    ],
) -> None:
    """Say what a check asks, why, when it is silent, its remedy and source; or show a provider."""
    if subject in BY_ID:
        check = BY_ID[subject]
        sys.stdout.write(f"{check.id} ({check.severity} by default)\n\n{check.help.strip()}\n")
        return
    known = embedded()
    if subject in known.providers:
        write_details(known, subject)
        sys.stdout.write("\nWhat a basis is worth:\n")
        sys.stdout.writelines(f"  {basis:<8}  {worth}\n" for basis, worth in WORTH.items())
        return
    otherwise = "see `cdnaudit providers list` and README"
    hint = near_or(otherwise, subject, (*BY_ID, *known.providers))
    raise UsageError(f"{subject!r} is no check and no provider; {hint}")
