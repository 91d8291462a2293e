"""The documentation speaks the field's language: words that only this house understood are gone."""

import re

from tests.docs.markdown import name, pages

OLD = (
    "8499", "bar", "bootstrapped", "gap", "gaps", "hang on", "hangs on", "house", "keeper", "keepers",
    "ledger", "lore", "manners", "plane", "planes", "shown by", "shy", "stand on", "standing",
    "stands on", "strange", "stranger", "strangers", "sure", "tape", "taped", "undecided", "vet",
    "vetted", "wall", "walls", "weave", "weaver", "weaves", "woven",
)  # fmt: skip
"""Common words that were terms too (look, place, use, held, above, below) are left out."""


def old_words() -> dict[str, set[str]]:
    """Return the old words in each document that has any."""
    pattern = re.compile(rf"\b({'|'.join(OLD)})\b", re.IGNORECASE)
    found = {name(p): {w.lower() for w in pattern.findall(p.read_text("utf-8"))} for p in pages()}
    return {page: words for page, words in found.items() if words}


def test_no_old_word_is_left() -> None:
    assert old_words() == {}
