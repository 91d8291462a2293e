"""The HTML report as bytes: escaped, self-contained, readable without scripts."""

import base64
import hashlib
import json
import re
import zlib
from dataclasses import replace
from importlib.resources import files
from typing import Any

from cdnaudit.formats.html.shell import SCRIPTS, asset
from cdnaudit.formats.html_v1 import PLAIN
from cdnaudit.model.assessment import UNFINISHED
from cdnaudit.model.report import Report
from tests.formats import samples
from tests.formats.gallery import everything
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
    assert links == {"#targets", "https://docs.fastly.example/cname"}


def test_a_target_that_nobody_finished_is_no_limit_that_was_reached() -> None:
    report = samples.two_targets()
    cut_short = replace(report.targets[0], limits_hit=(UNFINISHED, "512 questions"))
    page = html(replace(report, targets=(cut_short,)))
    assert "<li>Interrupted before it was finished</li>" in page
    assert "<li>Limit reached: 512 questions</li>" in page


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


def test_whatever_a_chip_fails_is_known_to_the_page() -> None:
    page = Page(html(everything()))
    data: Any = json.loads(page.raw["script"][0])
    chips = [json.loads(a["data-events"] or "") for _, a in page.elements if "data-events" in a]
    assert {event for chip in chips for event in chip} <= set(data["words"])


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


def test_the_first_line_says_who_takes_it_down() -> None:
    assert title_of(samples.one_target()).startswith("www.shop.example goes down with")
    assert title_of(samples.two_targets()).startswith("cloudflare alone takes down 1 of 2 targets")
    assert title_of(samples.no_targets()) == "0 targets"


def title_of(report: Report) -> str:
    found = re.search("<h1>(.*?)</h1>", html(report))
    assert found
    return found[1]


def test_few_targets_stand_before_what_they_share_and_many_after() -> None:
    few, many = html(samples.many_targets(7)), html(samples.many_targets(8))
    assert few.index('id="targets"') < few.index('id="portfolio"')
    assert many.index('id="portfolio"') < many.index('id="targets"')


def test_the_day_of_the_evidence_stands_beside_that_of_the_report() -> None:
    run = replace(samples.RUN, started="2025-11-18T12:00:00Z")
    page = html(replace(samples.one_target(), run=run))
    days = re.findall(r"<dt>([^<]* of)</dt><dd><time[^>]*>([^<]*)</time>", page)
    assert days == [("Evidence of", "2025-11-18"), ("Report of", "2026-11-23")]


def test_single_points_of_one_owner_are_one_line() -> None:
    page = Page(html(samples.report((samples.login(),))))
    lists = [a for tag, a in page.elements if tag == "ul" and a.get("class") == "groups"]
    words = "".join(page.words)
    assert len(lists) == 1
    assert "cloudflare \u25c6 cloudflare challenge\u25c6 cloudflare dns" in words


def test_one_target_stays_below_400_kilobytes() -> None:
    assert len(html(samples.one_target())) < 400_000


def test_many_targets_take_less_than_three_kilobytes_each() -> None:
    """Then 2,000 of them stay below 6 MB; they differ in their names, as real ones do."""
    few, many = html(samples.many_targets(100)), html(samples.many_targets(300))
    assert len(many) - len(few) < 200 * 3000


def test_packed_details_are_those_that_few_targets_show() -> None:
    plain, many = html(samples.many_targets(PLAIN)), html(samples.many_targets(PLAIN + 1))
    chunks = re.findall(r'<script type="text/plain" class="details">(.*?)</script>', many)
    first = json.loads(unpacked(chunks[0]))
    details = "".join(part[0] for part in first[:-1])
    assert details.encode("ascii", "xmlcharrefreplace").decode() in plain
    assert [len(part) for part in json.loads(unpacked(chunks[2]))] == [1] * len(first)


def test_packed_data_cannot_end_its_element() -> None:
    report = samples.report((samples.hostile(),) * (PLAIN + 1))
    page = Page(html(report))
    kinds = [a.get("type") for tag, a in page.elements if tag == "script"]
    assert kinds == ["text/plain"] * 4 + [None] * len(SCRIPTS)
    assert {tag for tag, _ in page.elements} <= {
        tag for tag, _ in Page(html(samples.hostile_report())).elements
    }


def unpacked(text: str) -> str:
    return zlib.decompress(base64.b64decode(text), -zlib.MAX_WBITS).decode()


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
