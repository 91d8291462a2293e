"""What was refused to us is said: by whom, with which status, and what that leaves unknown."""

import re
from dataclasses import replace
from html import unescape

import pytest

from cdnaudit.model.assessment import Dependency
from cdnaudit.model.observed import Hop, Host, Page
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Confidence, Role, State
from cdnaudit.reporting.not_known import not_known
from cdnaudit.reporting.outline import OutlineItem, Tone, outline
from cdnaudit.reporting.refusals import UNSEEN, Refusal, refusals
from cdnaudit.reporting.target_causes import TargetCauses
from cdnaudit.reporting.target_verdict import verdict
from tests.formats import samples
from tests.formats.written import written

HOST = "www.shop.example"
URL, LOGIN = f"https://{HOST}/", f"https://{HOST}/login"


def page(*statuses: int | None, url: str = URL) -> Page:
    steps = (Hop(url, status, None if status else "not followed") for status in statuses)
    return Page(url, url == LOGIN, tuple(steps))


def seen(*pages: Page, **states: State) -> TargetReport:
    """Return a target without a graph, its pages, and what each provider did on the host."""
    shop = samples.shop_without_graph()
    host = Host(HOST, (), (), (), pages)
    did = (
        Dependency(Role.CHALLENGE, name, name, HOST, state, Confidence.HIGH, ())
        for name, state in states.items()
    )
    return replace(shop, hosts=(host,), zones=(), providers=tuple(did), cuts=())


def test_a_refusal_names_who_refused_and_with_which_status() -> None:
    assert refusals(seen(page(403), alpha=State.BLOCK)) == (Refusal(URL, 403, ("alpha",)),)
    assert refusals(seen(page(302, 403), alpha=State.CHALLENGE)) == (Refusal(URL, 403, ("alpha",)),)


@pytest.mark.parametrize("status", [401, 403, 429, 503])
def test_a_refusal_that_nobody_can_name_has_its_status(status: int) -> None:
    (found,) = refusals(seen(page(status), alpha=State.PRESENT))
    assert (found.by, found.sentence) == (
        (),
        f"{URL}: refused by an unnamed party with status {status}; {UNSEEN}",
    )


@pytest.mark.parametrize("status", [200, 302, 404, 500, None])
def test_a_page_that_came_or_is_not_there_is_no_refusal(status: int | None) -> None:
    assert refusals(seen(page(status), alpha=State.PRESENT)) == ()


@pytest.mark.parametrize("status", [200, 202])
def test_a_challenge_that_is_served_as_a_page_is_a_refusal(status: int) -> None:
    found = seen(page(status), page(200, url=LOGIN), alpha=State.CHALLENGE)
    assert refusals(found) == (Refusal(URL, status, ("alpha",)),)


def test_the_last_status_on_the_way_counts() -> None:
    found = seen(page(302, None), alpha=State.CHALLENGE)
    assert refusals(found) == (Refusal(URL, 302, ("alpha",)),)


def test_a_page_that_is_not_there_is_none_that_the_wall_refused() -> None:
    found = seen(page(403), page(404, url=LOGIN), alpha=State.BLOCK)
    assert refusals(found) == (Refusal(URL, 403, ("alpha",)),)


def test_a_refusal_is_among_what_is_not_known() -> None:
    assert not_known(seen(page(403), alpha=State.BLOCK, beta=State.BLOCK)) == (
        f"{URL}: refused by alpha and beta with status 403; {UNSEEN}",
    )


def test_a_refused_page_is_in_the_outline() -> None:
    (host,) = outline(seen(page(403), page(200, url=LOGIN)))
    assert host.items[1:] == (
        OutlineItem(
            "page",
            URL,
            (
                OutlineItem("403", URL),
                OutlineItem("refused", "by an unnamed party", tone=Tone.MISSING),
            ),
        ),
    )


def test_the_headline_says_what_dns_and_network_tell() -> None:
    doubtful = replace(seen(page(403), alpha=State.BLOCK), limits_hit=("512 questions",))
    assert verdict(TargetCauses(doubtful)) == (
        f"By DNS and network no single provider is known to take {HOST} down; "
        "its page was refused by alpha (status 403)."
    )
    held = replace(doubtful, cuts=samples.shop().cuts)
    assert verdict(TargetCauses(held)).startswith(f"{HOST} goes down with ")


@pytest.mark.parametrize("name", ["table", "markdown", "html"])
def test_each_report_for_people_says_what_was_refused(name: str) -> None:
    target = seen(page(403))
    report = written(name, samples.report((target,)))
    words = unescape(re.sub(r"<[^>]*>|\\", "", report))
    said = "refused by an unnamed party with status 403; the page behind it was not seen"
    assert said in " ".join(words.split())
