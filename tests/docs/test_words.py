"""What users read speaks the field's language: words that only this house understood are gone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.docs.markdown import name, pages

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "cdnaudit"
OLD = (
    "8499", "bar", "bootstrapped", "gap", "gaps", "hang", "hang on", "hanging", "hangs", "hangs on",
    "house", "hung", "keeper", "keepers", "ledger", "lore", "manners", "plane", "planes",
    "shown by", "shy", "stand on", "standing", "stands on", "strange", "stranger", "strangers",
    "sure", "surely", "tape", "taped", "undecided", "vet", "vetted", "wall", "walls", "weave",
    "weaver", "weaves", "woven",
)  # fmt: skip
"""Common words that were terms too (look, use, held, above, below) are left out."""
PATTERN = re.compile(rf"\b({'|'.join(OLD)})\b", re.IGNORECASE)
OUR_PLACES = re.compile(r"(?<!in )\bplaces?\b", re.IGNORECASE)
"""The program says location, or names the file and line."""
UNCOUNTED = re.compile(r"\w\(s\)")
"""A plural that leaves the counting to the reader."""


def old_words(text: str) -> set[str]:
    return {word.lower() for word in PATTERN.findall(text)}


def test_no_old_word_is_left_in_the_documentation() -> None:
    found = {name(page): old_words(page.read_text("utf-8")) for page in pages()}
    assert {page: words for page, words in found.items() if words} == {}


def said() -> Iterator[tuple[str, str]]:
    """Yield every text of the program that may be read: literals, and what help is made from."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for line, text in texts(path):
            yield f"{path.relative_to(ROOT)}:{line}", text
    for path in sorted((PACKAGE / "formats" / "html").rglob("*.html")):
        yield str(path.relative_to(ROOT)), path.read_text("utf-8")
    for path in sorted((ROOT / "fixtures").glob("*/recording.json")):
        yield str(path.relative_to(ROOT)), path.read_text("utf-8")


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the texts of a module with their lines; of docstrings, what explains a check."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        is_help = path.parent.name == "checks" and is_first(node)
        if isinstance(node, ast.Expr) and not is_help:
            continue
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Constant) and " " in str(child.value):
                yield child.lineno, str(child.value)


def is_first(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and node.lineno == 1


def test_no_old_word_is_left_in_what_the_program_says() -> None:
    assert {where: old_words(text) for where, text in said() if old_words(text)} == {}


def test_the_program_counts_and_calls_no_location_a_place() -> None:
    found = {
        where: [*UNCOUNTED.findall(text), *OUR_PLACES.findall(text)]
        for where, text in said()
        if not where.endswith(".json")
    }
    assert {where: words for where, words in found.items() if words} == {}
