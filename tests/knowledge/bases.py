"""What somebody read, at a fixed version of a public text, that shows the values of our rules.

``evidence.csv`` has a row a value, sorted by rule, field and value: the **basis** (``official``,
the provider's own words; ``corpus``, an openly licensed collection; ``observed``, a recorded
answer), what the text **shows** (whose the value is, that it is in use, or that it is a
nameserver), its address, licence and the ISO date of reading. Run as a module, it prints how much
of the rules it covers.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from cdnaudit.knowledge.rules import Rule
from tests.knowledge import shipped

EVIDENCE = Path(__file__).with_name("evidence.csv")
BASES = ("official", "observed", "corpus")
SHOWN_FIELDS = (
    "suffix",
    "asn",
    "prefix",
    "header",
    "value",
    "cookie",
    "contains",
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


def strays(rows: Iterable[Evidence], rules: Iterable[Rule]) -> tuple[Evidence, ...]:
    """Return the rows whose rule is gone, or no longer looks for that value."""
    looked_for = {rule.id: values(rule) for rule in rules}
    return tuple(
        row for row in rows if (row.field, row.value) not in looked_for.get(row.rule, frozenset())
    )


def shown(rows: Iterable[Evidence], rules: Sequence[Rule]) -> Counter[str]:
    """Count the rules of which ``all``, ``some`` or ``none`` of the values are shown."""
    seen = defaultdict(set)
    for row in rows:
        seen[row.rule].add((row.field, row.value))
    counts = Counter({"all": 0, "some": 0, "none": 0})
    for rule in rules:
        missing = values(rule) - seen[rule.id]
        counts["all" if not missing else "some" if seen[rule.id] else "none"] += 1
    return counts


def main() -> None:
    """Print how many rules, and how many values by basis, are shown."""
    rows, rules = evidence(), shipped.folder().rules
    for part, count in shown(rows, rules).items():
        sys.stdout.write(f"{part:5} {count:5} of {len(rules)} rules\n")
    for basis, count in Counter(row.basis for row in rows).most_common():
        sys.stdout.write(f"{basis:9} {count:5} values\n")


if __name__ == "__main__":
    main()
