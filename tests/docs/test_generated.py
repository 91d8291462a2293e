from tests.docs import check_pages, writing
from tests.docs.markdown import DOCS, ROOT


def test_every_block_shows_what_the_program_prints() -> None:
    done = writing.cog("--check", "--diff")
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_page_of_a_check_says_what_its_docstring_says() -> None:
    assert writing.stale_pages() == []


def test_no_page_but_those_with_blocks_is_rewritten() -> None:
    assert {"README.md", "docs/commands.md", "docs/providers.md"} <= set(writing.with_blocks())
    assert "docs/glossary.md" not in writing.with_blocks()


def test_a_page_has_every_part_of_the_docstring() -> None:
    page = check_pages.page("dns-single-provider")
    assert [part for part in check_pages.PARTS if f"**{part}.** " not in page] == []


def test_the_documentation_is_in_the_source_distribution() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    assert f'"{DOCS.name}"' in project.partition("sdist]")[2].partition("]\n")[0]
