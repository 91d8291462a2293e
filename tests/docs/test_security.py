import re
from pathlib import Path

from cdnaudit.observe.budget import MAX_BYTES, MAX_DNS, MAX_SECONDS
from cdnaudit.observe.http_body import MAX_BODY, MAX_WIRE
from cdnaudit.observe.settings import QuerySettings
from cdnaudit.survey.pages import MAX_REDIRECTS
from cdnaudit.survey.target import MAX_ZONES

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
PROSE = " ".join(TEXT.split())


def exists(test: str) -> bool:
    file, _, name = test.partition("::")
    path = ROOT / file
    return path.exists() and f"def {name}(" in path.read_text("utf-8")


def test_every_test_named_exists() -> None:
    named = re.findall(r"`(tests/\S+\.py::\w+)`", TEXT)
    assert [test for test in named if not exists(test)] == []
    assert len(named) == TEXT.count("tests/") > 0


def test_every_promise_names_a_test() -> None:
    held = TEXT.partition("## What holds today")[2].partition("\n## ")[0]
    promises = held.split("\n**")[1:]
    assert [p.partition("**")[0] for p in promises if "\n- `tests/" not in p] == []


def test_the_bounds_said_are_those_that_hold() -> None:
    seconds = QuerySettings().page_seconds
    said = (
        f"{MAX_REDIRECTS} at most",
        f"{MAX_WIRE // 1024} KiB are read and {MAX_BODY // 1024} KiB kept",
        f"a page has {seconds:.0f} seconds",
        f"{MAX_DNS} DNS questions, {MAX_ZONES} zones, {MAX_BYTES:,} bytes and {MAX_SECONDS:.0f} seconds",
    )
    assert [words for words in said if words not in PROSE] == []
