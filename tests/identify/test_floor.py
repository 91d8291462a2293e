"""No provider disappears, and none loses a fifth of its rules, without a word in the CHANGELOG.

After such a word, or to raise the floor: ``pytest tests/identify/test_floor.py --bless``.
"""

import json
from collections import Counter
from pathlib import Path

from tests.identify import providers

FLOOR = Path(__file__).with_name("floor.json")
CHANGELOG = Path(__file__).parents[2] / "CHANGELOG.md"
KEPT = 0.8


def test_no_provider_is_lost_without_a_word(bless: bool) -> None:
    now = Counter(rule.provider for rule in providers.known().rules)
    if bless:
        FLOOR.write_text(json.dumps(dict(sorted(now.items())), indent=0) + "\n", "utf-8")
    floor: dict[str, int] = json.loads(FLOOR.read_text("utf-8"))
    told = CHANGELOG.read_text("utf-8")
    lost = [p for p, rules in floor.items() if now[p] <= rules * KEPT and now[p] < rules]
    assert [p for p in lost if f"`{p}`" not in told] == []
