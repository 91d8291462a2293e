import time

import pytest

from cdnaudit.knowledge import globs
from cdnaudit.knowledge import page_references as page
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.rules import Rule
from cdnaudit.model.facts import HttpAnswer
from cdnaudit.model.terms import Role, Signal, State
from tests.small_knowledge import rule

HEADER = rule("x", Role.CDN, Signal.HEADER, header="server", value=("xcache*",))
COOKIE = rule("x", Role.CDN, Signal.COOKIE, cookie=("x_*", "xid"))
BODY = rule("x", Role.CDN, Signal.BODY, contains=("Powered", "by X"))
SCRIPT = rule("x", Role.CDN, Signal.SCRIPT, suffix=("cdn.example",), path=("/api/",))
WALL = rule(
    "x",
    Role.CHALLENGE,
    Signal.HEADER,
    1,
    header="x-challenge",
    state=State.CHALLENGE,
    status=(403, 503),
    with_header=(("server", "x*"), ("mime-version", "*")),
    without_header=("x-origin",),
)
PLAIN = rule("x", Role.CHALLENGE, Signal.BODY, 1, text=("denied *",), state=State.BLOCK)


def fires(
    one: Rule, *headers: tuple[str, str], status: int = 200, body: str | None = None
) -> list[str]:
    known = Knowledge((), (one,), ())
    return [match.value for match in known.by_response(HttpAnswer(status, headers, body))]


def test_a_header_fires_on_its_whole_value_in_any_case() -> None:
    assert fires(HEADER, ("Server", "XCache/2")) == ["server: XCache/2"]
    assert fires(HEADER, ("Server", "not xcache")) == []
    assert fires(HEADER, ("X-Server", "xcache")) == []


def test_a_cookie_fires_on_its_name() -> None:
    found = fires(COOKIE, ("Set-Cookie", "x_9=1; Path=/"), ("set-cookie", "xid=2"))
    assert found == ["x_9", "xid"]
    assert fires(COOKIE, ("Set-Cookie", "a=x_9"), ("Cookie", "x_9=1")) == []


def test_a_body_must_hold_every_literal() -> None:
    assert fires(BODY, body="Powered today by X") == ["Powered"]
    assert fires(BODY, body="Powered by Y") == []
    assert fires(BODY) == []


def test_conditions_beside_a_rule_must_hold() -> None:
    challenge, server, mime = ("X-Challenge", "1"), ("Server", "X"), ("MIME-Version", "1.0")
    assert fires(WALL, challenge, server, mime, status=403) == ["x-challenge: 1"]
    assert fires(WALL, challenge, server, mime, status=200) == []
    assert fires(WALL, challenge, server, status=403) == []
    assert fires(WALL, challenge, mime, status=403) == []


def test_a_rule_does_not_fire_beside_a_header_that_it_excludes() -> None:
    challenge, server, mime = ("X-Challenge", "1"), ("Server", "X"), ("MIME-Version", "1.0")
    assert fires(WALL, challenge, server, mime, ("X-Origin", ""), status=403) == []


def test_a_text_is_the_whole_body_and_no_part_of_a_page() -> None:
    assert fires(PLAIN, body="denied 1020\n") == ["denied 1020"]
    assert fires(PLAIN, body="<p>denied 1020</p>") == []
    assert fires(PLAIN) == []


def test_a_script_fires_on_host_and_path() -> None:
    assert fires(SCRIPT, body="<script src=https://a.cdn.example/api/1.js>") == [
        "a.cdn.example/api/1.js"
    ]
    assert fires(SCRIPT, body="<script src=https://cdn.example/other.js>") == []
    assert fires(SCRIPT, body="<script src=https://wcdn.example/api/1.js>") == []


@pytest.mark.parametrize(
    "html",
    [
        '<script src="//h.example/p"></script>',
        "<SCRIPT async SRC = 'https://h.example/p'>",
        "<iframe title=a src=https://H.EXAMPLE./p></iframe>",
        '<form method="post" action="https://h.example/p?q">',
        '<!-- note --><script\nsrc="https://h.example/p">',
        '<script>var a = "<b>"</script><iframe src="https://h.example/p">',
        '<svg><script href="https://h.example/p"/></svg>',
    ],
)
def test_scripts_frames_and_forms_are_calls(html: str) -> None:
    assert list(page.calls(html)) == [("h.example", "/p")]


@pytest.mark.parametrize(
    "html",
    [
        '<a href="https://h.example/p">',
        '<link rel="preconnect" href="https://h.example/p">',
        '<img src="https://h.example/p">',
        '<meta http-equiv="Content-Security-Policy" content="script-src https://h.example">',
        '<!-- <script src="https://h.example/p"></script> -->',
        "<script>document.write('<iframe src=https://h.example/p>')</script>",
        "<textarea><script src=https://h.example/p></textarea>",
        '<script data-src="https://h.example/p" src="/p">',
        '<script src="data:text/javascript,https://h.example/p">',
        '<script src="https://[h.example/p">',
        "<scripts src=https://h.example/p>",
        "https://h.example/p",
    ],
)
def test_mentions_are_no_calls(html: str) -> None:
    assert list(page.calls(html)) == []


@pytest.mark.parametrize(
    "piece",
    [
        "<script ",
        "<script a=\"'",
        "<!--",
        "<script>",
        "<form a = ",
        "<iframe " + " " * 99,
        "<",
        "=",
    ],
)
def test_a_hostile_page_is_read_in_linear_time(piece: str) -> None:
    html = piece * (page.MAX_BODY // len(piece))
    begun = time.perf_counter()
    list(page.calls(html))
    assert time.perf_counter() - begun < 2.0


def test_a_hostile_value_is_matched_in_linear_time() -> None:
    begun = time.perf_counter()
    assert not globs.matches("*a*a*a*a*a*a*b", "a" * 1_000_000)
    assert time.perf_counter() - begun < 2.0


@pytest.mark.parametrize(
    ("glob", "text", "fits"),
    [
        ("a*c", "abc", True),
        ("a*c", "ac", True),
        ("a*c", "acd", False),
        ("*", "", True),
        ("ab*ba", "aba", False),
        ("a?c", "abc", False),
        ("[ab]*", "[ab]c", True),
        ("*b*d*", "abcde", True),
        ("*d*b*", "abcde", False),
    ],
)
def test_a_star_is_the_one_wild_card(glob: str, text: str, fits: bool) -> None:
    assert globs.matches(glob, text) is fits
