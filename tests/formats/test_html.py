"""The HTML report as bytes: escaped, self-contained, readable without scripts."""

import base64
import hashlib
import io
import json
import re
from html.parser import HTMLParser
from importlib.resources import files
from typing import Any

import pytest

from cdnaudit.formats.html.document import SCRIPTS, asset
from cdnaudit.formats.html.html_drawing import NEEDS, ONE_OF, SOFT, Picture, picture
from cdnaudit.formats.html.portfolio_table import rows
from cdnaudit.formats.html_v1 import render
from cdnaudit.graph.node_table import NodeTable
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.report import Report
from cdnaudit.model.terms import Role
from tests.formats import samples

VOID = {"br", "col", "input", "link", "meta", "rect"}


class Page(HTMLParser):
    """Collects elements, the text of the body, and raw contents of style and script."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.raw: dict[str, list[str]] = {"style": [], "script": []}
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in self.raw:
            self.raw[self.open[-1]].append(data)
        else:
            self.words.append(data)


def html(report: Report) -> str:
    out = io.StringIO()
    render(report, out)
    return out.getvalue()


def edges(drawn: Picture) -> dict[tuple[str, str], str]:
    def name(n: int) -> str:
        return f"{drawn.boxes[n].kind} {drawn.boxes[n].names[0]}"

    return {(name(a), name(b)): how for a, b, how in drawn.edges}


@pytest.mark.parametrize("report", [samples.two_targets(), samples.hostile_report()])
def test_every_element_is_closed(report: Report) -> None:
    assert Page(html(report)).open == []


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
        "2 targets: 1 fail, 1 incomplete",
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


def test_a_report_without_its_graph_has_no_picture() -> None:
    bare = samples.shop_without_graph()
    assert picture(bare) == Picture((), ())
    assert "The same as a list" not in html(Report(run=samples.RUN, targets=(bare,)))


def test_a_picture_tells_needed_from_one_of_several() -> None:
    found = edges(picture(samples.shop()))
    alias = "alias dualstack.shop.map.fastly.net"
    assert found["host www.shop.example", alias] == NEEDS
    assert found[alias, "cdn fastly"] == NEEDS
    assert found["zone shop.example", "nameserver ns-1.awsdns-01.com"] == ONE_OF
    assert found["host www.shop.example", "challenge google-recaptcha"] == SOFT
    assert found["dns ns1", "company ibm"] == NEEDS


def test_what_every_alternative_needs_is_needed() -> None:
    b = NodeTable()
    service = samples.service(b, "fastly", Role.CDN)
    ways = [b.every([service, b.leaf([Event.region("aws", str(n))])]) for n in range(2)]
    drawn = picture(
        samples.with_graph(b.graph(b.every([b.either(ways)], Subject.HOST, "www.shop.example"), []))
    )
    assert edges(drawn)["host www.shop.example", "cdn fastly"] == NEEDS
    assert edges(drawn)["host www.shop.example", "region aws/0"] == ONE_OF


def test_a_zone_that_needs_itself_is_drawn() -> None:
    nodes = (
        Node(NodeKind.ALL, "a", (1,), subject=Subject.ZONE),
        Node(NodeKind.ALL, "www.shop.example", (0,), subject=Subject.HOST),
    )
    looped = samples.with_graph(Graph(nodes, 1))
    drawn = picture(looped)
    assert edges(drawn) == {
        ("host www.shop.example", "zone a"): NEEDS,
        ("zone a", "host www.shop.example"): NEEDS,
    }
    assert "see above" in html(Report(run=samples.RUN, targets=(looped,)))


def test_alike_nameservers_share_a_box() -> None:
    boxes = picture(samples.login()).boxes
    assert [b.names for b in boxes if b.kind == "nameserver"] == [
        ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"]
    ]


def test_the_portfolio_counts_targets_not_uses() -> None:
    found = {r.event: (len(r.uses), len(r.down)) for r in rows(samples.many_targets(30))}
    assert found[Event("fastly/cdn")] == (20, 20)
    assert found[Event("ns1/dns")] == (20, 0)
    assert found[Event("cloudflare/dns")] == (10, 10)


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
