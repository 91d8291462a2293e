"""Write the generated parts of the documentation, or tell which of them are out of date."""

import subprocess
import sys

from tests.docs import check_pages
from tests.docs.markdown import ROOT, name, pages


def with_blocks() -> tuple[str, ...]:
    """Return the documents that hold blocks for cog."""
    return tuple(name(page) for page in pages() if "[[[cog" in page.read_text("utf-8"))


def cog(*flags: str) -> subprocess.CompletedProcess[str]:
    """Run cog over every document that has blocks."""
    return subprocess.run(
        [sys.executable, "-m", "cogapp", *flags, *with_blocks()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def write() -> None:
    """Rewrite every generated part; pages of checks that are gone go too."""
    wanted = dict(check_pages.pages())
    for page, text in wanted.items():
        page.write_text(text, "utf-8")
    for page in check_pages.FOLDER.glob("*.md"):
        if page not in wanted and page.name != "README.md":
            page.unlink()
    cog("-r")


def stale_pages() -> list[str]:
    """Return the pages of checks that differ from what the program says, or are no check's."""
    wanted = dict(check_pages.pages())
    there = {page for page in check_pages.FOLDER.glob("*.md") if page.name != "README.md"}
    differing = {p for p, text in wanted.items() if p in there and p.read_text("utf-8") != text}
    return sorted(name(page) for page in (wanted.keys() ^ there) | differing)
