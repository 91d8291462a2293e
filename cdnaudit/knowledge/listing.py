"""The knowledge base as a reader wants it: who is in it, doing what, and how old the facts are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.rules import Company, Provider, Rule
from cdnaudit.model.terms import Role, Signal


@dataclass(frozen=True, slots=True)
class Entry:
    """A provider in a list."""

    id: str
    name: str
    company: str
    roles: tuple[Role, ...]
    signals: tuple[Signal, ...]
    rules: int
    verified: str
    """The oldest day on which a source of its rules was read, as ISO date; ``""`` where none was."""
    defunct: str | None
    """The day on which the last of its services closed; None while one is open."""


@dataclass(frozen=True, slots=True)
class Details:
    """All about one provider."""

    provider: Provider
    owners: tuple[Company, ...]
    """Its owner and that one's parents, upwards."""
    relations: tuple[tuple[Company, Company], ...]
    """Who belongs to whom on the way up: a company and its parent."""
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True, order=True)
class Age:
    """How long ago the sources of a rule were read, in days."""

    days: int
    rule: str


def listing(knowledge: Knowledge) -> tuple[Entry, ...]:
    """Return every provider, by id."""
    mine: dict[str, list[Rule]] = {provider: [] for provider in knowledge.providers}
    for rule in knowledge.rules:
        mine[rule.provider].append(rule)
    return tuple(_entry(knowledge.providers[id_], rules) for id_, rules in sorted(mine.items()))


def details(knowledge: Knowledge, provider: str) -> Details | None:
    """Return all about one provider; None if it is not known."""
    if provider not in knowledge.providers:
        return None
    return Details(
        knowledge.providers[provider],
        tuple(knowledge.companies[owner] for owner in knowledge.owners_of(provider)),
        tuple(_relations(knowledge, provider)),
        tuple(rule for rule in knowledge.rules if rule.provider == provider),
    )


def _relations(knowledge: Knowledge, provider: str) -> Iterator[tuple[Company, Company]]:
    """Yield the relations upwards; the provider's file may name the buyer of its company."""
    companies = knowledge.companies
    for id_ in dict.fromkeys((provider, *knowledge.owners_of(provider))):
        company = companies.get(id_)
        if company and company.parent:
            yield company, companies[company.parent]


def ages(knowledge: Knowledge, today: date) -> tuple[Age, ...]:
    """Return the age of every rule that somebody read, oldest first."""
    found = [
        Age((today - date.fromisoformat(rule.citation.verified)).days, rule.id)
        for rule in knowledge.rules
        if rule.citation.verified
    ]
    return tuple(sorted(found, key=lambda age: (-age.days, age.rule)))


def _entry(provider: Provider, rules: list[Rule]) -> Entry:
    days = [rule.citation.verified for rule in rules if rule.citation.verified]
    roles, signals = {rule.role for rule in rules}, {rule.on for rule in rules}
    return Entry(
        id=provider.id,
        name=provider.name,
        company=provider.company,
        roles=tuple(role for role in Role if role in roles),
        signals=tuple(signal for signal in Signal if signal in signals),
        rules=len(rules),
        verified=min(days, default=""),
        defunct=_closed_on(rules),
    )


def _closed_on(rules: list[Rule]) -> str | None:
    """Return the day on which the last service closed; None while one is open."""
    days = [rule.defunct for rule in rules if rule.defunct]
    return max(days) if days and len(days) == len(rules) else None
