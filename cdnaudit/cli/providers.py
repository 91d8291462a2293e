"""``providers list|show|test``: the knowledge base."""

import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from datetime import UTC, datetime
from typing import Annotated

import typer

from cdnaudit.cli import query_flags
from cdnaudit.errors import UsageError
from cdnaudit.fields.wording import nearest
from cdnaudit.identify.confidence import weight
from cdnaudit.knowledge import listing
from cdnaudit.knowledge.base import Knowledge, embedded, knowledge_of
from cdnaudit.knowledge.embedded import PROVIDERS
from cdnaudit.knowledge.provider_folder import read_folder
from cdnaudit.knowledge.rules import Company, Folder, Rule
from cdnaudit.knowledge.self_test import problems
from cdnaudit.model.terms import Basis, Role
from cdnaudit.reporting.sentences import CHALLENGE_WORDS, NOT_CONFIRMED

MOST = 8
"""Patterns of one rule that are written out."""

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def providers() -> None:
    """The knowledge base of providers."""


def complete_provider(incomplete: str) -> list[tuple[str, str]]:
    """Complete provider ids for the shell."""
    known = sorted(embedded().providers.items())
    return [(id_, provider.name) for id_, provider in known if id_.startswith(incomplete)]


def complete_role(incomplete: str) -> list[str]:
    """Complete roles for the shell."""
    return [str(role) for role in Role if role.startswith(incomplete)]


@app.command(name="list")
def list_(
    role: Annotated[
        str,
        typer.Option(
            "--role",
            autocompletion=complete_role,
            help="Only providers with a rule of this role.",
        ),
    ] = "",
    rules: query_flags.Rules = None,
) -> None:
    """List providers with their owner, roles and signals."""
    if role and role not in set(Role):
        raise UsageError(f"role {role!r} is not known; use one of {', '.join(Role)}")
    for entry in listing.listing(knowledge_of(rules)):
        if not role or role in entry.roles:
            roles, signals = ", ".join(entry.roles), ", ".join(entry.signals)
            closed = f" (closed {entry.defunct})" if entry.defunct else ""
            sys.stdout.write(f"{entry.id:<28} {entry.company:<20} {roles} by {signals}{closed}\n")


@app.command()
def show(
    provider: Annotated[
        str, typer.Argument(autocompletion=complete_provider, help="A provider id.")
    ],
    rules: query_flags.Rules = None,
) -> None:
    """Show one provider: its owner and every rule with its basis, sources and date."""
    write_details(knowledge_of(rules), provider)


def write_details(known: Knowledge, provider: str) -> None:
    """Write one provider.

    Raises:
        UsageError: no provider has this id.
    """
    found = listing.details(known, provider)
    if found is None:
        hint = nearest(provider, known.providers)
        raise UsageError(f"provider {provider!r} is not known; {hint}")
    one = found.provider
    owners = ", owned by ".join(f"{owner.name}{_ended(owner)}" for owner in found.owners)
    sys.stdout.write(f"{one.id}: {one.name}\nowner: {owners}\n")
    for company, parent in found.relations:
        sys.stdout.writelines(f"{line}\n" for line in _relation_lines(company, parent))
    if one.runs_on:
        sys.stdout.write(
            f"built on: {', '.join(base.event for base in one.runs_on)} ({one.runs_on_source})\n"
        )
    for rule in found.rules:
        sys.stdout.writelines(f"{line}\n" for line in _rule_lines(rule))


def _ended(company: Company) -> str:
    return f" (ended {company.defunct})" if company.defunct else ""


def _relation_lines(company: Company, parent: Company) -> Iterator[str]:
    """Yield who belongs to whom, and who says so."""
    since = f" since {company.since}" if company.since else ""
    read = f", verified {company.verified}" if company.verified else f": {NOT_CONFIRMED}"
    yield f"  {company.name} belongs to {parent.name}{since}; basis {company.basis}{read}"
    if company.source:
        yield f"    {'' if company.verified else 'to look it up: '}{company.source}"
    if company.note:
        yield f"  note: {company.note}"


def _rule_lines(rule: Rule) -> Iterator[str]:
    """Yield what is told of one rule, after an empty line."""
    state = f" ({CHALLENGE_WORDS[rule.state]})" if rule.state else ""
    closed = f", closed {rule.defunct}" if rule.defunct else ""
    yield ""
    yield f"{rule.id}  {rule.role}{state}, {rule.confidence}{closed}"
    yield f"  matches {rule.on}: {', '.join(_patterns(rule))}"
    cited = rule.citation
    if cited.basis is Basis.GENERAL:
        yield f"  basis {cited.basis}: {NOT_CONFIRMED}, so it counts as {weight(rule)}"
        yield from (f"    to look it up: {source}" for source in cited.sources)
    else:
        yield f"  basis {cited.basis}, verified {cited.verified}"
        yield from (f"    {source}" for source in cited.sources)
    if cited.note:
        yield f"  note: {cited.note}"


def _patterns(rule: Rule) -> list[str]:
    """Return what a rule compares with, at most a line of it."""
    header = [rule.header] if rule.header else []
    listed = [*rule.suffix, *rule.prefix, *rule.cookie, *rule.contains, *rule.issuer, *rule.value]
    every = [*header, *listed, *(f"AS{n}" for n in rule.asn)]
    return every[:MOST] + ([f"and {len(every) - MOST} more"] if len(every) > MOST else [])


@app.command(name="test")
def check_rules(
    ids: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PROVIDER]...", autocompletion=complete_provider, help="Only these."
        ),
    ] = None,
    rules: query_flags.Rules = None,
) -> None:
    """Run every rule's own examples; exit 2 where one fails."""
    folder = read_folder(rules or PROVIDERS)
    chosen = _chosen(folder, ids or ())
    shown = [problem for problem in problems(folder) if chosen(problem.provider)]
    sys.stdout.writelines(f"{problem}\n" for problem in shown)
    wrong = [problem for problem in shown if not problem.warning]
    if wrong:
        raise UsageError(f"{len(wrong)} problems in the rules")
    count = sum(chosen(rule.provider) for rule in folder.rules)
    sys.stdout.write(f"{count} rules match their hits and none of their misses\n")


def _chosen(folder: Folder, ids: Collection[str]) -> Callable[[str], bool]:
    """Return what tells whether a provider was asked for; without ids, all are.

    Raises:
        UsageError: no provider has one of the ids.
    """
    unknown = set(ids) - {provider.id for provider in folder.providers}
    if unknown:
        raise UsageError(f"provider {min(unknown)!r} is not known; see `cdnaudit providers list`")
    return lambda provider: not ids or provider in ids


@app.command()
def ages() -> None:
    """Say how many rules were last verified how many days ago, and how many never were."""
    known = embedded()
    days = Counter(age.days for age in listing.ages(known, datetime.now(UTC).date()))
    sys.stdout.writelines(f"{day:>5} days  {count} rules\n" for day, count in sorted(days.items()))
    never = len(known.rules) - days.total()
    if never:
        sys.stdout.write(f"never       {never} rules: basis general, {NOT_CONFIRMED}\n")
