"""The four big CDNs from headers alone, on real responses, against markers that only they send."""

from collections import Counter
from pathlib import Path

import pytest

from cdnaudit.knowledge.base import embedded
from cdnaudit.model.facts import HttpAnswer
from cdnaudit.model.terms import Role, Signal
from tests.scores.material import captures, folder

BIG = ("akamai", "amazon-cloudfront", "cloudflare", "fastly")
EDGES = {Signal.HEADER, Signal.COOKIE, Signal.BODY}


@pytest.fixture(scope="module")
def data() -> Path:
    found = folder()
    if found is None:
        pytest.skip("the recorded responses are not here: set CDNAUDIT_SHARED_DATA")
    return found


def marks(answer: HttpAnswer) -> set[str]:
    """Say by one header each, which is no rule of ours to judge, whose edge answered."""
    found = set()
    for key, value in ((k.lower(), v.lower()) for k, v in answer.headers):
        if key == "cf-ray":
            found.add("cloudflare")
        if key == "x-amz-cf-pop" or (key == "via" and "cloudfront.net" in value):
            found.add("amazon-cloudfront")
        if key == "x-served-by" and "cache-" in value:
            found.add("fastly")
        if key == "server" and "akamai" in value:
            found.add("akamai")
    return found


def named(answer: HttpAnswer) -> set[str]:
    """Say which of the four the rules name."""
    matches = embedded().by_response(answer)
    cdns = {m.rule.provider for m in matches if m.rule.role is Role.CDN and m.rule.on in EDGES}
    return cdns & set(BIG)


def test_recall_from_headers_alone_is_high(data: Path) -> None:
    truth: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for capture in captures(data):
        truth.update(marks(capture.answer))
        found.update(marks(capture.answer) & named(capture.answer))
    assert {p: found[p] / truth[p] >= 0.97 for p in truth} == dict.fromkeys(truth, True)


def test_no_edge_is_named_without_a_mark_of_its_own(data: Path) -> None:
    strangers = [
        (capture.name, sorted(named(capture.answer) - marks(capture.answer)))
        for capture in captures(data)
        if named(capture.answer) - marks(capture.answer) - {"akamai"}
    ]
    assert strangers == []


def test_no_challenge_is_seen_where_pages_were_served(data: Path) -> None:
    challenges = [
        (capture.name, m.rule.id)
        for capture in captures(data)
        for m in embedded().by_response(capture.answer)
        if m.rule.state is not None and m.rule.state != "present"
    ]
    assert challenges == []
