"""The HTML report in a browser: asked what-if, by mouse and by keyboard, in light and dark."""

import base64
import re
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from cdnaudit.graph.evaluate import all_events, outcome
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.report import Report
from cdnaudit.reporting.document import Document
from tests.browser.conftest import Show, console, is_ready, requests
from tests.formats import samples

pytestmark = pytest.mark.browser

REPORTS = {
    "one": samples.one_target(),
    "two": samples.two_targets(),
    "hostile": samples.hostile_report(),
    "many": samples.many_targets(12),
}


def find(page: Chrome, selector: str) -> WebElement:
    return page.find_element(By.CSS_SELECTOR, selector)


def texts(page: Chrome, selector: str) -> list[str]:
    found: list[str] = page.execute_script(
        "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", selector
    )
    return found


def box(page: Chrome, name: str) -> WebElement:
    return find(page, f'.box[aria-label^="{name}"]')


def expected(report: Report, *events: str) -> list[str]:
    """Return the outcomes in the order of the page."""
    sections = Document(report).targets_by_outcome
    return [outcome(s.target.graph, frozenset(map(Event, events))).value for s in sections]


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_leaves_the_page_and_no_error_is_written(show: Show, name: str) -> None:
    page = show(REPORTS[name])
    assert console(page) == []
    asked = [url for url in requests(page) if not url.startswith("data:")]
    assert asked == [page.current_url]


def test_every_event_strikes_as_python_says(show: Show) -> None:
    report = samples.two_targets()
    page = show(report)
    events = sorted({e for t in report.targets for e in all_events(t.graph)})
    said: Any = page.execute_script(
        """
        const report = JSON.parse(document.getElementById("report").textContent);
        const asked = new WhatIf(allUnfolded(report), report.words);
        return arguments[0].map((event) => {
          asked.ask([event]);
          return [...document.querySelectorAll(".target .outcome")].map((e) => e.textContent);
        });""",
        events,
    )
    assert said == [expected(report, event) for event in events]


def test_random_graphs_are_judged_as_python_judges_them(show: Show) -> None:
    random = Random(20251118)
    graphs = [random_graph(random) for _ in range(300)]
    struck = [[e for e in range(1, 6) if random.random() < 0.4] for _ in graphs]
    rows = [as_row(graph) for graph in graphs]
    said = show(samples.one_target()).execute_script(
        """
        const [rows, struck] = arguments;
        return rows.map((graph, n) =>
          judged(unfolded({ graph, cuts: [] }, []), new Set(struck[n])).outcome);""",
        rows,
        struck,
    )
    asked = zip(graphs, struck, strict=True)
    assert said == [outcome(g, frozenset(map(numbered, s))).value for g, s in asked]
    assert set(said) == {"down", "degraded", "unaffected", "unknown"}


def random_graph(random: Random) -> Graph:
    count = random.randint(2, 12)
    nodes = [random_node(random, count) for _ in range(count)]
    return Graph(tuple(nodes), random.randrange(count), (random.randrange(count),))


def numbered(event: int) -> Event:
    return Event.asn(event)


def random_node(random: Random, count: int) -> Node:
    kind = random.choice(
        [NodeKind.ALL, NodeKind.ANY, NodeKind.ANY, NodeKind.LEAF, NodeKind.LEAF, NodeKind.UNKNOWN]
    )
    if kind is NodeKind.LEAF:
        events = random.sample(range(1, 6), random.randint(1, 2))
        return Node(kind, "", events=tuple(map(numbered, events)))
    if kind is NodeKind.UNKNOWN:
        return Node(kind, "")
    return Node(kind, "", tuple(random.sample(range(count), random.randint(1, min(3, count)))))


def as_row(graph: Graph) -> dict[str, Any]:
    kinds = [NodeKind.ALL, NodeKind.ANY, NodeKind.LEAF, NodeKind.UNKNOWN]
    nodes = [
        [kinds.index(n.kind), 0, list(n.parts), [int(e.name) for e in n.events]]
        for n in graph.nodes
    ]
    return {"nodes": nodes, "root": graph.root, "soft": list(graph.soft)}


def test_a_click_on_an_operator_fails_it_and_another_mends_it(show: Show) -> None:
    report = samples.two_targets()
    page = show(report)
    box(page, "cdn fastly").click()
    assert texts(page, ".target .outcome") == expected(report, "fastly/cdn")
    assert box(page, "cdn fastly").get_attribute("aria-pressed") == "true"
    assert "lost" in (box(page, "cdn fastly").get_attribute("class") or "")
    box(page, "cdn fastly").click()
    assert texts(page, ".target .outcome") == ["", ""]
    assert texts(page, ".box.lost") == []


def test_the_keyboard_does_what_the_mouse_does(show: Show) -> None:
    report = samples.two_targets()
    page = show(report)
    box(page, "company cloudflare").send_keys(Keys.ENTER)
    box(page, "company fastly").send_keys(Keys.SPACE)
    struck = expected(report, "company:cloudflare", "company:fastly")
    assert texts(page, ".target .outcome") == struck
    assert texts(page, "#struck a") == ["www.shop.example", "login.example"]
    find(page, "#clear").send_keys(Keys.ENTER)
    assert texts(page, ".target .outcome") == ["", ""]
    assert page.switch_to.active_element == find(page, "#event")


def test_a_pair_of_events_is_failed_by_one_chip(show: Show) -> None:
    page = show(samples.one_target())
    pair = 'button[data-events=\'["company:amazon", "company:ibm"]\']'
    find(page, pair).click()
    assert texts(page, ".target .outcome") == ["down"]
    assert texts(page, "#down button") == ["company:amazon \u00d7", "company:ibm \u00d7"]
    find(page, "#down button").click()
    assert texts(page, ".target .outcome") == ["degraded"]


def test_a_line_that_runs_back_in_a_cycle_has_a_head(show: Show) -> None:
    nodes = (
        Node(NodeKind.ALL, "a.example", (1,), subject=Subject.ZONE),
        Node(NodeKind.ALL, "b.example", (0,), subject=Subject.ZONE),
        Node(NodeKind.ALL, "www.shop.example", (0,), subject=Subject.HOST),
    )
    looped = samples.with_graph(Graph(nodes, 2))
    page = show(samples.report((looped,)))
    assert len(texts(page, ".head")) == 1


def test_an_event_can_be_typed(show: Show) -> None:
    page = show(samples.two_targets())
    find(page, "#event").send_keys("company:cloudflare", Keys.ENTER)
    assert texts(page, "#result") == [
        "1 down \u00b7 0 degraded \u00b7 0 unknown \u00b7 1 unaffected"
    ]


def test_what_is_down_already_is_told_beside_the_outcomes_and_sorted_last(show: Show) -> None:
    page = show(samples.with_one_that_does_not_work())
    find(page, "#event").send_keys("google-recaptcha/challenge", Keys.ENTER)
    assert texts(page, "#result") == [
        "0 down \u00b7 1 degraded \u00b7 0 unknown \u00b7 0 unaffected \u00b7 1 already down"
    ]
    find(page, "#target-order option:nth-child(3)").click()
    assert texts(page, ".target .outcome") == ["degraded", "already down"]
    assert texts(page, "#struck a") == ["www.shop.example", "broken.example"]


def test_what_matches_is_offered_while_one_types(show: Show) -> None:
    page = show(samples.two_targets())
    field = find(page, "#event")
    field.send_keys("ns1")
    assert texts(page, "#offers li") == ["ns1/dns company:ibm", "company:ibm ns1/dns"]
    assert field.get_attribute("aria-expanded") == "true"
    field.send_keys(Keys.DOWN)
    assert texts(page, "#offers [aria-selected=true]") == ["company:ibm ns1/dns"]
    field.send_keys(Keys.ENTER)
    assert texts(page, "#down button") == ["company:ibm \u00d7"]
    assert texts(page, "#offers li") == []


def test_an_offer_can_be_pressed(show: Show) -> None:
    page = show(samples.two_targets())
    find(page, "#event").send_keys("fastly/c")
    find(page, "#offers li").click()
    assert texts(page, "#down button") == ["fastly/cdn \u00d7"]


def test_the_field_says_that_nothing_matches(show: Show) -> None:
    page = show(samples.two_targets())
    field = find(page, "#event")
    field.send_keys("nobody")
    assert texts(page, "#matches") == ["Nothing in this report matches \u201cnobody\u201d."]
    field.send_keys(Keys.ENTER)
    assert texts(page, "#down button") == []
    field.send_keys(Keys.ESCAPE, *(Keys.BACKSPACE for _ in "nobody"))
    assert texts(page, "#matches") == [""]


def test_what_fails_stands_in_the_address_and_goes_back(show: Show) -> None:
    report = samples.two_targets()
    page = show(report)
    plain = page.current_url
    find(page, "#event").send_keys("fastly/cdn", Keys.ENTER)
    find(page, "#event").send_keys("company:ibm", Keys.ENTER)
    assert page.current_url == f"{plain}#down=fastly/cdn,company:ibm"
    page.back()
    assert page.current_url == f"{plain}#down=fastly/cdn"
    assert texts(page, ".target .outcome") == expected(report, "fastly/cdn")
    page.back()
    assert texts(page, ".target .outcome") == ["", ""]
    page.forward()
    assert texts(page, "#down button") == ["fastly/cdn \u00d7"]


def test_an_address_that_was_sent_asks_the_same(show: Show) -> None:
    report = samples.two_targets()
    page = show(report)
    sent = f"{page.current_url}#down=company:cloudflare,nobody/cdn"
    page.get("about:blank")
    page.get(sent)
    WebDriverWait(page, 30).until(is_ready)
    assert texts(page, ".target .outcome") == expected(report, "company:cloudflare")
    assert texts(page, "#result")[0].startswith("Not in this report: nobody/cdn. 1 down")


@pytest.mark.parametrize("broken", ["#down=%", "#down=%E0%A4%A", "#down=", "#nothing"])
def test_a_broken_address_asks_nothing(show: Show, broken: str) -> None:
    page = show(samples.two_targets())
    sent = page.current_url + broken
    page.get("about:blank")
    page.get(sent)
    WebDriverWait(page, 30).until(is_ready)
    assert texts(page, ".target .outcome") == ["", ""]
    assert console(page) == []


def test_a_link_to_a_target_keeps_the_question_in_the_address(show: Show) -> None:
    page = show(samples.many_targets(12))
    find(page, "#event").send_keys("company:fastly", Keys.ENTER)
    asked = page.current_url
    find(page, "#struck a").click()
    assert page.current_url == asked
    assert len(texts(page, ".target[open]")) == 1


def test_the_drawing_zooms_and_fits(show: Show) -> None:
    page = show(samples.one_target())
    width = "return document.querySelector('.canvas svg').getBoundingClientRect().width"
    frame = page.execute_script("return document.querySelector('.canvas').clientWidth")
    before = page.execute_script(width)
    find(page, "button[aria-label='Zoom in']").click()
    assert page.execute_script(width) == pytest.approx(before * 1.25, rel=0.01)
    find(page, "button[aria-label='Zoom out']").click()
    assert page.execute_script(width) == pytest.approx(before, rel=0.01)
    find(page, "button[aria-label^=Fit]").click()
    assert page.execute_script(width) == pytest.approx(frame, rel=0.01)


def test_the_drawing_is_saved_as_a_file_that_needs_no_page(show: Show) -> None:
    page = show(samples.hostile_report())
    text: str = page.execute_script("return asFile(document.querySelector('.canvas svg'))")
    drawing = ET.fromstring(text)
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert float(drawing.attrib["width"]) > 0
    kinds = {element.tag.partition("}")[2] for element in drawing.iter()}
    assert kinds <= {"svg", "style", "path", "g", "title", "text", "rect", "polygon"}
    assert ".box rect, .box polygon { fill: #ffffff; stroke: #5a626c;" in text
    assert "var(" not in text
    assert "http" not in text.replace("http://www.w3.org/2000/svg", "")


def test_a_long_list_is_shown_in_pages(show: Show) -> None:
    page = show(samples.many_targets(120))
    shown = ".target:not([hidden]) h2"
    assert len(texts(page, shown)) == 50
    assert texts(page, ".pages [role=status]") == ["1\u201350 of 120"]
    find(page, "button[aria-label='Next targets']").click()
    find(page, "button[aria-label='Next targets']").click()
    assert texts(page, ".pages [role=status]") == ["101\u2013120 of 120"]
    assert len(texts(page, shown)) == 20
    find(page, "#target-order option:nth-child(2)").click()
    names = texts(page, shown)
    assert names == sorted(names)
    find(page, "#target-search").send_keys("nobody")
    assert texts(page, ".pages [role=status]") == ["No target matches."]


def test_an_address_of_a_target_opens_it_on_whichever_page_it_is(show: Show) -> None:
    page = show(samples.many_targets(120))
    address = f"{page.current_url}#t70"
    page.get("about:blank")
    page.get(address)
    WebDriverWait(page, 30).until(is_ready)
    assert texts(page, ".pages [role=status]") == ["51\u2013100 of 120"]
    assert find(page, ".target[open]").get_attribute("id") == "t70"


def test_targets_can_be_sorted_by_what_becomes_of_them(show: Show) -> None:
    page = show(samples.many_targets(12))
    find(page, "#event").send_keys("company:cloudflare", Keys.ENTER)
    find(page, "#target-order option:nth-child(3)").click()
    said = texts(page, ".target:not([hidden]) .outcome")
    assert said == ["down"] * 4 + ["unaffected"] * 8


def test_packed_details_are_unpacked_when_a_target_is_opened(show: Show) -> None:
    page = show(samples.many_targets(120))
    assert texts(page, ".target .body .verdict") == []
    name = find(page, ".target:not([hidden]) h2")
    name.click()
    page.execute_async_script("setTimeout(arguments[0], 300)")
    assert texts(page, ".verdict")[0].startswith(name.text)
    assert len(texts(page, ".target[open] .box")) > 0
    find(page, ".target[open] .groups button").click()
    assert texts(page, ".target[open] .outcome") == ["down"]
    assert len(texts(page, ".target[open] .box.lost")) > 0


def test_the_first_thing_a_keyboard_reaches_skips_to_the_targets(show: Show) -> None:
    page = show(samples.two_targets())
    find(page, "body").send_keys(Keys.TAB)
    assert page.switch_to.active_element.text == "Skip to the targets"
    page.switch_to.active_element.send_keys(Keys.ENTER)
    assert page.switch_to.active_element.get_attribute("id") == "targets"


def test_heads_that_sort_say_so_and_obey_the_keyboard(show: Show) -> None:
    page = show(samples.many_targets(12))
    assert texts(page, "th[aria-sort=descending]") == ["Takes down"]
    find(page, "#portfolio th:nth-child(3) > button").send_keys(Keys.ENTER)
    assert texts(page, "th[aria-sort]") == ["Company"]


def test_print_draws_a_few_targets_that_are_folded(show: Show) -> None:
    page = show(samples.many_targets(5))
    assert texts(page, "svg .box") == []
    page.execute_cdp_cmd("Page.printToPDF", {})
    assert len(page.find_elements(By.CSS_SELECTOR, ".canvas svg")) == 5
    assert texts(page, ".target[open] h2") == []


def test_print_of_many_targets_is_short(show: Show) -> None:
    page = show(samples.many_targets(120))
    printed = base64.b64decode(page.execute_cdp_cmd("Page.printToPDF", {})["data"])
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 10


def test_on_a_phone_tables_are_lists(show: Show) -> None:
    page = show(samples.many_targets(2))
    page.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
    metrics = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    displays = page.execute_script(
        """
        const cells = [...document.querySelectorAll("#portfolio td[data-label='Used by']")];
        const shown = cells.filter((cell) => cell.offsetParent);
        return [...new Set(shown.map((cell) => [
          getComputedStyle(cell).display, getComputedStyle(cell, "::before").content].join(" ")))];"""
    )
    captions: list[int] = page.execute_script(
        "return [...document.querySelectorAll('.seen caption')].map((c) => c.clientWidth)"
    )
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert min(captions) > 300
    assert displays == ['grid "Used by"']


def test_networks_are_shown_on_request(show: Show) -> None:
    page = show(samples.one_target())
    before = len(texts(page, ".box"))
    find(page, ".legend button").click()
    assert len(texts(page, ".box")) > before
    assert texts(page, ".legend button")[0] == "Hide networks"


def test_the_portfolio_sorts_and_searches(show: Show) -> None:
    page = show(samples.many_targets(12))
    by_name, used = "#portfolio th:nth-child(1) > button", "#portfolio th:nth-child(4) > button"
    find(page, used).click()
    counts = [int(t) for t in texts(page, "#portfolio tr:not([hidden]) td:nth-child(4)")]
    assert counts == sorted(counts, reverse=True)
    find(page, by_name).click()
    assert texts(page, "th[aria-sort=ascending]") == ["Event"]
    find(page, "#portfolio-search").send_keys("route53")
    kinds = texts(page, "#portfolio tbody tr:not([hidden]) td:nth-child(2)")
    assert kinds == ["dns"]


def test_targets_are_searched_and_filtered(show: Show) -> None:
    page = show(samples.many_targets(12))
    find(page, "#target-search").send_keys("login")
    shown = ".target:not([hidden]) h2"
    assert sorted(texts(page, shown)) == [f"login-{n:03}.example" for n in (0, 3, 6, 9)]
    find(page, "#target-status option:nth-child(3)").click()
    assert texts(page, shown) == [f"login-{n:03}.example" for n in (3, 6, 9)]


def test_a_folded_target_is_drawn_when_it_is_unfolded(show: Show) -> None:
    page = show(samples.many_targets(12))
    assert texts(page, "svg .box") == []
    find(page, "#portfolio tbody button").click()
    find(page, "#struck a").click()
    page.execute_async_script("requestAnimationFrame(() => setTimeout(arguments[0], 50))")
    assert len(texts(page, ".box.lost")) > 0


def test_without_scripts_the_page_is_whole_and_offers_nothing_dead(show: Show) -> None:
    page = show(samples.two_targets())
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    page.refresh()
    assert not find(page, "#whatif").is_displayed()
    assert not any(b.is_displayed() for b in page.find_elements(By.TAG_NAME, "button"))
    assert "nameserver ada.ns.cloudflare.com" in find(page, "#t1 .tree").text
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["two", "many"])
def test_axe_finds_nothing(show: Show, axe: str, name: str, scheme: str) -> None:
    page = show(REPORTS[name])
    emulated = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", emulated)
    find(page, "button.event").click()
    page.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
    find(page, "#event").send_keys("fastly")
    page.execute_async_script("setTimeout(arguments[0], 400)")
    page.execute_script(axe)
    found: Any = page.execute_async_script("axe.run().then(arguments[0])")
    bad = [
        (v["id"], v["nodes"][0]["html"], v["nodes"][0]["failureSummary"])
        for v in found["violations"]
    ]
    assert bad == []


@pytest.mark.parametrize("width", [360, 390, 768, 1280])
def test_nothing_makes_the_page_scroll_sideways(show: Show, width: int) -> None:
    page = show(samples.hostile_report())
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    too_wide = page.execute_script(
        """
        return [...document.querySelectorAll("html, main *")]
          .filter((e) => !e.closest(".scroll, svg") && e.scrollWidth > innerWidth)
          .map((e) => `${e.outerHTML.slice(0, 80)} is ${e.scrollWidth} wide`);"""
    )
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert too_wide == []
