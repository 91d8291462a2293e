"""The HTML report in a browser: asked what-if, by mouse and by keyboard, in light and dark."""

from random import Random
from typing import Any

import pytest
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

from cdnaudit.graph.evaluate import all_events, outcome
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.report import Report
from tests.browser.conftest import Show, console, requests
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
    return [outcome(t.graph, frozenset(map(Event, events))).value for t in report.targets]


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
        const asked = new WhatIf(report.targets.map(unfolded), report.words);
        return arguments[0].map((event) => {
          asked.down = new Set([event]);
          asked.show();
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
          judged(unfolded({ graph, cuts: [] }), new Set(struck[n])).outcome);""",
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
    assert texts(page, "#struck a") == ["login.example", "www.shop.example"]
    find(page, "#clear").send_keys(Keys.ENTER)
    assert texts(page, ".target .outcome") == ["", ""]
    assert page.switch_to.active_element == find(page, "#event")


def test_a_pair_of_events_is_failed_by_one_chip(show: Show) -> None:
    page = show(samples.one_target())
    pair = 'button[data-events=\'["amazon-route53/dns", "ns1/dns"]\']'
    find(page, pair).click()
    assert texts(page, ".target .outcome") == ["down"]
    assert texts(page, "#down button") == ["amazon-route53/dns \u00d7", "ns1/dns \u00d7"]
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


def test_networks_are_shown_on_request(show: Show) -> None:
    page = show(samples.one_target())
    before = len(texts(page, ".box"))
    find(page, ".legend button").click()
    assert len(texts(page, ".box")) > before
    assert texts(page, ".legend button") == ["Hide networks"]


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
    assert texts(page, shown) == [f"login-{n:03}.example" for n in (0, 3, 6, 9)]
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
    assert "nameserver ada.ns.cloudflare.com" in find(page, ".tree").text
    page.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["two", "many"])
def test_axe_finds_nothing_serious(show: Show, axe: str, name: str, scheme: str) -> None:
    page = show(REPORTS[name])
    emulated = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", emulated)
    find(page, "button.event").click()
    page.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
    page.execute_async_script("setTimeout(arguments[0], 400)")
    page.execute_script(axe)
    found: Any = page.execute_async_script("axe.run().then(arguments[0])")
    bad = [
        (v["id"], v["nodes"][0]["html"], v["nodes"][0]["failureSummary"])
        for v in found["violations"]
        if v["impact"] in {"serious", "critical"}
    ]
    assert bad == []


@pytest.mark.parametrize("width", [360, 768, 1280])
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
