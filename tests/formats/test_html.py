"""The HTML report as bytes: escaped, self-contained, readable without scripts."""

import base64
import hashlib
import json
import re
from importlib.resources import files
from typing import Any

from cdnaudit.formats.html.shell import SCRIPTS, asset
from cdnaudit.model.report import Report
from tests.formats import samples
from tests.formats.page import Page
from tests.formats.written import written


def html(report: Report) -> str:
    return written("html", report)


def test_strangers_text_makes_no_element() -> None:
    plain, hostile = Page(html(samples.two_targets())), Page(html(samples.hostile_report()))
    kinds = {tag for tag, _ in plain.elements}
    assert {tag for tag, _ in hostile.elements} <= kinds
    assert len(hostile.raw["script"]) == len(SCRIPTS) + 1
    assert not any(key.startswith("on") for _, attrs in hostile.elements for key in attrs)


def test_only_web_addresses_become_links() -> None:
    links = {a["href"] for tag, a in Page(html(samples.two_targets())).elements if tag == "a"}
    assert links == {"https://docs.fastly.example/cname"}


def test_the_page_is_ascii_without_controls_or_bidi_marks() -> None:
    page = html(samples.hostile_report())
    assert page.isascii()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]|&#82(3[4-8]|9[4-7]);", page)
    assert r"\x1b[31m\u202e" in page


def test_the_policy_allows_just_the_scripts_and_the_style() -> None:
    page = Page(html(samples.hostile_report()))
    policy = next(a["content"] for t, a in page.elements if t == "meta" and "http-equiv" in a) or ""
    code = [s for s in page.raw["script"] if not s.startswith('{"targets"')]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules == {
        "default-src": "'none'",
        "script-src": " ".join(map(hashed, code)),
        "style-src": hashed(page.raw["style"][0]),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    assert not any("style" in attrs for _, attrs in page.elements)


def hashed(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


def test_the_page_points_to_nothing_that_loads() -> None:
    page = Page(html(samples.two_targets()))
    loaded = [a.get("src") or a.get("href") for t, a in page.elements if t in {"script", "link"}]
    assert set(loaded) == {None, "data:,"}
    assert not re.search(r"url\(|@import|sourceMappingURL", html(samples.two_targets()))


def test_the_data_survive_the_way_into_the_page() -> None:
    report = samples.hostile_report()
    data: Any = json.loads(Page(html(report)).raw["script"][0])
    shapes = [len(t["graph"]["nodes"]) for t in data["targets"]]
    assert shapes == [len(t.graph.nodes) for t in report.targets]
    assert "cloudflare/cdn" in data["words"]


def test_without_scripts_everything_is_there_to_read() -> None:
    words = " ".join("".join(Page(html(samples.two_targets())).words).split())
    for said in (
        "2 targets: 1 fail and 1 incomplete",
        "3 findings (1 high, 2 medium)",
        "exit code 1",
        "dualstack.shop.map.fastly.net",
        "second provider contracted",
        "timeout after 2.0 s",
        "AAAA was not answered",
        "Add a second provider",
        "an ignore has expired",
    ):
        assert said in words


def test_one_target_stays_below_400_kilobytes() -> None:
    assert len(html(samples.one_target())) < 400_000


def test_one_target_has_no_portfolio() -> None:
    assert 'id="portfolio"' not in html(samples.one_target())
    assert 'id="portfolio"' in html(samples.two_targets())


def test_a_report_without_its_graph_has_no_drawing() -> None:
    assert "The same as a list" not in html(samples.without_graphs())


def test_what_was_listed_before_is_not_unfolded_again() -> None:
    looped = samples.with_graph(samples.looped_graph())
    assert "see above" in html(samples.report((looped,)))


def test_assets_are_ascii_and_cannot_end_their_element() -> None:
    for name in ("style.css", "whatif.html", *SCRIPTS):
        text = asset(name)
        assert text.isascii()
        assert "\r" not in text
        assert not re.search(r"</?script|</style|<!--", text)


def test_the_vendored_library_is_the_recorded_one() -> None:
    folder = files("cdnaudit.formats.html") / "assets" / "vendor"
    digest = hashlib.sha256((folder / "dagre.min.js").read_bytes()).hexdigest()
    assert digest in (folder / "README.md").read_text("utf-8")
    assert "Permission is hereby granted" in (folder / "dagre.LICENSE.txt").read_text("utf-8")
