import re
from pathlib import Path

from tests.docs import markdown
from tests.docs.markdown import ROOT, anchors, links, name, pages


def text(path: Path) -> str:
    return path.read_text("utf-8")


def broken(page: Path, link: str) -> bool:
    """Tell whether a link inside the repository leads nowhere."""
    path, _, anchor = link.partition("#")
    goal = (page.parent / path).resolve() if path else page
    if not goal.exists() or not goal.is_relative_to(ROOT):
        return True
    goal = goal / "README.md" if goal.is_dir() and anchor else goal
    return bool(anchor) and anchor not in anchors(text(goal))


def test_every_link_leads_to_a_file_and_a_heading() -> None:
    local = [(p, link) for p in pages() for link in links(text(p)) if "://" not in link]
    assert [f"{name(p)}: {link}" for p, link in local if broken(p, link)] == []
    assert len(local) > len(pages())


def test_a_link_to_a_heading_that_is_not_there_is_found() -> None:
    page = ROOT / "README.md"
    assert [link for link in ("#formats", "#form", "docs/no.md") if broken(page, link)] == [
        "#form",
        "docs/no.md",
    ]


def test_every_address_is_https() -> None:
    found = {a for page in pages() for a in re.findall(r"\bhttps?://[^\s)>`\"]+", text(page))}
    assert {address for address in found if not address.startswith("https://")} == set()


def test_every_page_can_be_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    queue = [ROOT / "README.md"]
    while queue:
        page = queue.pop()
        if page in seen:
            continue
        seen.add(page)
        goals = ((page.parent / link.partition("#")[0]).resolve() for link in links(text(page)))
        queue += [goal for goal in goals if goal.suffix == ".md" and goal.is_relative_to(ROOT)]
    assert [name(page) for page in pages() if page not in seen] == []


def test_every_heading_of_a_page_has_its_own_anchor() -> None:
    for page in pages():
        headings = markdown.HEADING.findall(markdown.FENCE.sub("", text(page)))
        assert len(anchors(text(page))) == len(headings), name(page)
