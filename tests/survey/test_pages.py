"""Pages: redirects are followed so far and no further, and what kept a page away is told."""

import pytest

from cdnaudit.model.facts import Answer, Facts, HttpAnswer, HttpQuestion, Question, Unknown
from cdnaudit.model.tls import TlsProblem, TlsRefusal
from cdnaudit.survey.pages import MAX_REDIRECTS, NoResponse, PageView, Response, first_page, follow

HOST = "www.shop.example"
URL = f"https://{HOST}/"


def to(url: str, status: int = 302) -> HttpAnswer:
    return HttpAnswer(status, (("Location", url),))


def facts(**answers: HttpAnswer | Unknown) -> Facts:
    """Return facts about paths of the host; ``root`` is ``/``."""
    paths: dict[Question, Answer] = {
        HttpQuestion(URL + ("" if p == "root" else p)): a for p, a in answers.items()
    }
    return Facts(paths)


OK = HttpAnswer(200, ())


def told(page: PageView) -> list[tuple[str, int | str]]:
    """Return each URL on the way with its status, or why there is none."""
    return [
        (step.url, step.answer.status if isinstance(step, Response) else step.reason)
        for step in page.steps
    ]


def test_a_page_is_its_one_response() -> None:
    found = first_page(facts(root=OK), HOST)
    assert (told(found), found.wanted, found.missing) == ([(URL, 200)], "", None)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["/login", f"{URL}login", "login", "//www.shop.example/login"])
def test_a_redirect_is_followed(status: int, location: str) -> None:
    found = first_page(facts(root=to(location, status), login=OK), HOST)
    assert told(found) == [(URL, status), (f"{URL}login", 200)]


def test_an_open_redirect_is_wanted() -> None:
    found = first_page(facts(root=to("/login")), HOST)
    assert (found.wanted, found.missing) == (f"{URL}login", None)


@pytest.mark.parametrize(
    ("back", "where"), [("/", URL), ("/login", f"{URL}login")], ids=["to the start", "to itself"]
)
def test_a_redirect_loop_brings_no_page(back: str, where: str) -> None:
    found = first_page(facts(root=to("/login"), login=to(back)), HOST)
    end = NoResponse(where, "redirects lead back here, for a visitor without cookies")
    assert (found.steps[2:], found.missing, found.wanted) == ((end,), end, "")


def test_a_page_behind_too_many_redirects_did_not_come() -> None:
    chain = {f"p{i}": to(f"/p{i + 1}") for i in range(99)}
    found = first_page(facts(root=to("/p0"), **chain), HOST)
    assert (len(found.responses), found.wanted) == (MAX_REDIRECTS + 1, "")
    assert found.missing == NoResponse(f"{URL}p5", "more than 5 redirects; not followed")


def test_a_page_behind_as_many_redirects_as_are_followed_came() -> None:
    chain = {f"p{i}": to(f"/p{i + 1}") for i in range(MAX_REDIRECTS - 1)}
    found = first_page(facts(root=to("/p0"), **chain, p4=OK), HOST)
    assert (len(found.responses), found.missing) == (MAX_REDIRECTS + 1, None)


@pytest.mark.parametrize(
    "location",
    ["ftp://www.shop.example/", "javascript:alert(1)", "https://192.0.2.1/", "http://["],
)
def test_a_redirect_to_a_place_we_do_not_go_brings_no_page(location: str) -> None:
    found = first_page(facts(root=to(location)), HOST)
    reason = "a redirect to no web page of a host name; not followed"
    assert told(found) == [(URL, 302), (location, reason)]
    assert found.wanted == ""


def test_a_redirect_to_nowhere_is_shown_as_a_page() -> None:
    found = first_page(facts(root=to("")), HOST)
    assert (told(found), found.missing) == ([(URL, 302)], None)


@pytest.mark.parametrize("url", [f"http://{HOST}:80/a", f"https://{HOST}:443/a", f"{URL}a"])
def test_a_redirect_to_a_port_of_the_web_is_followed(url: str) -> None:
    assert first_page(facts(root=to(url)), HOST).wanted == url


def test_a_redirect_to_another_port_is_followed_only_where_the_user_named_it() -> None:
    held = facts(root=to(f"https://{HOST}:8443/"))
    assert told(first_page(held, HOST))[1:] == [
        (f"https://{HOST}:8443/", "a redirect to port 8443; not followed")
    ]
    assert first_page(held, HOST, {80, 443, 8443}).wanted == f"https://{HOST}:8443/"


@pytest.mark.parametrize("status", [200, 304, 404, 403])
def test_a_location_of_no_redirect_is_not_followed(status: int) -> None:
    assert first_page(facts(root=to("/login", status)), HOST).wanted == ""


EXPIRED = TlsRefusal(TlsProblem.EXPIRED)
PLAIN = HttpQuestion(f"http://{HOST}/")


@pytest.mark.parametrize("https", [Unknown("connection refused"), EXPIRED])
def test_a_host_without_https_is_asked_for_its_page_without_tls(https: Answer) -> None:
    held = Facts({HttpQuestion(URL): https})
    assert first_page(held, HOST).wanted == PLAIN.url


@pytest.mark.parametrize(
    ("https", "reason"),
    [(Unknown("connection refused"), "connection refused"), (EXPIRED, "certificate expired")],
)
def test_what_http_answers_never_stands_for_https(https: Answer, reason: str) -> None:
    found = first_page(Facts({HttpQuestion(URL): https, PLAIN: OK}), HOST)
    assert told(found) == [(URL, reason), (PLAIN.url, 200)]
    assert found.missing == NoResponse(URL, reason, https)  # type: ignore[arg-type]
    assert found.url == URL


def test_http_that_redirects_back_to_a_refused_host_brings_no_page() -> None:
    found = first_page(Facts({HttpQuestion(URL): EXPIRED, PLAIN: to(URL, 301)}), HOST)
    refused = (URL, "certificate expired")
    assert told(found) == [refused, (PLAIN.url, 301), refused]


def test_no_answer_with_or_without_tls_is_unknown() -> None:
    held = Facts({HttpQuestion(f"{s}://{HOST}/"): Unknown("reset") for s in ("http", "https")})
    found = first_page(held, HOST)
    assert told(found) == [(URL, "reset"), (PLAIN.url, "reset")]
    assert found.missing == NoResponse(URL, "reset", Unknown("reset"))


def test_an_unanswered_redirect_keeps_what_was_seen() -> None:
    found = first_page(facts(root=to("/login"), login=Unknown("timeout")), HOST)
    assert told(found) == [(URL, 302), (f"{URL}login", "timeout")]


def test_a_redirect_to_a_host_that_browsers_refuse_brings_no_page() -> None:
    held = facts(root=to("https://old.shop.example/"))
    held.add(HttpQuestion("https://old.shop.example/"), EXPIRED)
    missing = first_page(held, HOST).missing
    assert missing == NoResponse("https://old.shop.example/", "certificate expired", EXPIRED)


def test_hosts_on_the_way_are_named_once() -> None:
    held = facts(root=to("https://login.shop.example/"))
    held.add(HttpQuestion("https://login.shop.example/"), to(f"{URL}home"))
    held.add(HttpQuestion(f"{URL}home"), OK)
    assert follow(held, URL).hosts == (HOST, "login.shop.example")
