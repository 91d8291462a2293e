"""What somebody read, at a fixed version of a public text, that shows the values of our rules.

``evidence.csv`` has a row a value, sorted by rule, field and value: the **basis** (``official``,
the provider's own words; ``observed``, a recorded answer; ``corpus``, an openly licensed
collection), what the text **shows** (whose the value is, that it is in use, or that it is a
nameserver), its address, licence and the ISO date of reading. A provider file says the sum of
that: the weakest basis, every source, the oldest date. A provider that has no row here rests on
the sources of its file alone, so a new file needs no line of this one.

``most_used.txt`` names the providers that most sites depend on, most first.

Run as a module, it prints how many rules and relations of owners have which basis, which rules of
the most used providers nobody confirmed, which of them are known by one kind of signal alone, and
every value that no row shows.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cdnaudit.knowledge.rules import Company, Rule
from cdnaudit.model.terms import Basis, Role, Signal
from tests.knowledge import shipped

EVIDENCE = Path(__file__).with_name("evidence.csv")
MOST_USED = Path(__file__).with_name("most_used.txt")
SERVING = frozenset({Role.CDN, Role.DNS, Role.HOSTING, Role.PLATFORM})
MOST_USED_SERVING = 60
"""So many of the most used CDNs, hosts and DNS operators are to be known by two kinds of signal."""
SHOWN_FIELDS = (
    "suffix",
    "asn",
    "prefix",
    "header",
    "value",
    "cookie",
    "contains",
    "text",
    "issuer",
    "path",
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One row: a text that shows one value of a rule."""

    rule: str
    field: str
    value: str
    basis: str
    shows: str
    source: str
    licence: str
    verified: str


def evidence() -> tuple[Evidence, ...]:
    """Return the rows in file order."""
    with EVIDENCE.open(encoding="utf-8", newline="") as lines:
        return tuple(Evidence(**row) for row in csv.DictReader(lines))


def values(rule: Rule) -> frozenset[tuple[str, str]]:
    """Return the field and text of each value that a rule looks for."""
    found = set()
    for field in SHOWN_FIELDS:
        held = getattr(rule, field)
        for value in (held,) if isinstance(held, str) else held:
            if value != "":
                found.add((field, str(value)))
    return frozenset(found)


def to_show(rule: Rule) -> frozenset[tuple[str, str]]:
    """Return the values that need a row; a header's name is read together with its values."""
    return frozenset(
        (field, value) for field, value in values(rule) if field != "header" or not rule.value
    )


def strays(rows: Iterable[Evidence], rules: Iterable[Rule]) -> tuple[Evidence, ...]:
    """Return the rows whose rule is gone, or no longer looks for that value."""
    looked_for = {rule.id: values(rule) for rule in rules}
    return tuple(
        row for row in rows if (row.field, row.value) not in looked_for.get(row.rule, frozenset())
    )


def missing(rows: Iterable[Evidence], rules: Iterable[Rule]) -> tuple[tuple[str, str, str], ...]:
    """Return rule, field and value of everything that no row shows, sorted."""
    seen = {(row.rule, row.field, row.value) for row in rows}
    wanted = {(rule.id, field, value) for rule in rules for field, value in to_show(rule)}
    return tuple(sorted(wanted - seen))


def shares(rules: Sequence[Rule]) -> dict[Basis, float]:
    """Return which part of the rules has which basis."""
    counts = Counter(rule.citation.basis for rule in rules)
    return {basis: counts[basis] / len(rules) for basis in Basis}


def relations(companies: Iterable[Company]) -> Counter[Basis]:
    """Count who belongs to whom, by what it rests on."""
    return Counter(company.basis for company in companies if company.parent)


def most_used() -> tuple[str, ...]:
    """Return the most used providers, most used first."""
    lines = MOST_USED.read_text("utf-8").splitlines()
    return tuple(line for line in lines if not line.startswith("#"))


def unconfirmed(providers: Iterable[str], rules: Iterable[Rule]) -> tuple[str, ...]:
    """Return the rules of these providers whose basis is ``general``, sorted."""
    wanted = frozenset(providers)
    return tuple(
        sorted(
            rule.id
            for rule in rules
            if rule.provider in wanted and rule.citation.basis is Basis.GENERAL
        )
    )


def kinds(rules: Iterable[Rule]) -> dict[str, frozenset[Signal]]:
    """Return which kinds of signal tell of each provider that serves or answers for sites."""
    found: dict[str, set[Signal]] = defaultdict(set)
    serving = set()
    for rule in rules:
        found[rule.provider].add(rule.on)
        if rule.role in SERVING:
            serving.add(rule.provider)
    return {provider: frozenset(found[provider]) for provider in sorted(serving)}


def known_by_one(providers: Iterable[str], rules: Iterable[Rule]) -> tuple[str, ...]:
    """Return which of the first 60 that serve sites are known by one kind of signal alone."""
    told_by = kinds(rules)
    serving = [provider for provider in providers if provider in told_by][:MOST_USED_SERVING]
    return tuple(sorted(provider for provider in serving if len(told_by[provider]) == 1))


def unbacked(rows: Iterable[Evidence], rules: Iterable[Rule]) -> tuple[str, ...]:
    """Return what a file says of its rules and the rows do not, sorted."""
    by_rule: dict[str, list[Evidence]] = defaultdict(list)
    for row in rows:
        by_rule[row.rule].append(row)
    known = {rule.partition("#")[0] for rule in by_rule}
    confirmed = [rule for rule in rules if rule.citation.basis is not Basis.GENERAL]
    return tuple(
        sorted(
            f"{rule.id}: {problem}"
            for rule in confirmed
            if rule.provider in known
            for problem in _disagreements(rule, by_rule[rule.id])
        )
    )


def _disagreements(rule: Rule, rows: Sequence[Evidence]) -> Iterator[str]:
    cited = rule.citation
    for field, value in sorted(to_show(rule) - {(row.field, row.value) for row in rows}):
        yield f"no row shows {field} {value!r}"
    if not rows:
        return
    weakest = max((Basis(row.basis) for row in rows), key=list(Basis).index)
    if cited.basis is not weakest:
        yield f"is {cited.basis}, and its rows are {weakest}"
    oldest = min(row.verified for row in rows)
    if cited.verified != oldest:
        yield f"was verified on {cited.verified}, and its rows on {oldest}"
    yield from _uncited(cited.sources, rows)


def _uncited(sources: Sequence[str], rows: Sequence[Evidence]) -> Iterator[str]:
    for source in sources:
        if not any(_holds(source, row) for row in rows):
            yield f"cites {source}, and no row does"
    for row in rows:
        if not any(_holds(source, row) for source in sources):
            yield f"does not cite {row.source}"


def _holds(source: str, row: Evidence) -> bool:
    """Tell whether a source is that of a row, or its whole file."""
    return source in (row.source, row.source.partition("#")[0])


def main() -> None:
    """Print the share of each basis, then what is missing."""
    rows, rules = evidence(), shipped.folder().rules
    for basis, share in shares(rules).items():
        sys.stdout.write(f"{basis:8} {round(share * len(rules)):5} rules {share:6.1%}\n")
    for basis, count in relations(shipped.folder().companies).items():
        sys.stdout.write(f"{basis:8} {count:5} relations of owners\n")
    told_by = kinds(rules)
    alone = sum(len(signals) == 1 for signals in told_by.values())
    sys.stdout.write(f"one kind {alone:5} of {len(told_by)} that serve sites\n")
    for provider in known_by_one(most_used(), rules):
        sys.stdout.write(f"one kind  {provider}  {', '.join(sorted(told_by[provider]))}\n")
    for rule in unconfirmed(most_used(), rules):
        sys.stdout.write(f"general  {rule}\n")
    for rule, field, value in missing(rows, rules):
        sys.stdout.write(f"missing  {rule}  {field}  {value}\n")


if __name__ == "__main__":
    main()
