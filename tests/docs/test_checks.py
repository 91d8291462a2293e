import re
from pathlib import Path

import pytest

from tests.docs import program
from tests.docs.check_pages import FOLDER, settings
from tests.docs.markdown import rows

IDS = [check.id for check in program.checks()]


def test_every_check_is_in_the_table_with_a_link_to_its_page() -> None:
    listed = [row[0] for row in rows((FOLDER / "README.md").read_text("utf-8"))]
    assert listed == [f"[`{check}`]({check}.md)" for check in IDS]


def test_the_table_says_what_tier_1_raises_and_what_is_advisory() -> None:
    table = rows((FOLDER / "README.md").read_text("utf-8"))
    assert [(row[2], row[3], row[4]) for row in table] == [
        (str(c.severity), "yes" if c.single_point else "", "yes" if c.advisory else "")
        for c in program.checks()
    ]


@pytest.mark.parametrize("check", IDS)
def test_the_settings_on_the_page_of_a_check_can_be_read(tmp_path: Path, check: str) -> None:
    path = tmp_path / "cdnaudit.toml"
    path.write_text(settings(check), "utf-8")
    config = program.configuration(path)
    assert list(config.checks) == [check]
    assert [ignore.check for ignore in config.ignores] == [check]


def test_no_part_of_a_page_is_empty() -> None:
    pages = {check: (FOLDER / f"{check}.md").read_text("utf-8") for check in IDS}
    empty = re.compile(r"^\*\*[A-Z][a-z ]+\.\*\* *$", re.MULTILINE)
    assert [check for check, page in pages.items() if empty.search(page)] == []
