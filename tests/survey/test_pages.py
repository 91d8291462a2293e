"""Pages: redirects are followed so far and no further."""

import pytest

from cdnaudit.model.facts import Answer, Facts, HttpAnswer, HttpQuestion, Question, Unknown
from cdnaudit.survey.pages import MAX_REDIRECTS, first_page, follow

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


def test_a_page_is_its_one_response() -> None:
    found = first_page(facts(root=OK), HOST)
    assert ([r.url for r in found.responses], found.wanted, found.unknown) == ([URL], "", "")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("location", ["/login", f"{URL}login", "login", "//www.shop.example/login"])
def test_a_redirect_is_followed(status: int, location: str) -> None:
    found = first_page(facts(root=to(location, status), login=OK), HOST)
    assert [r.url for r in found.responses] == [URL, f"{URL}login"]


def test_an_open_redirect_is_wanted() -> None:
    assert first_page(facts(root=to("/login")), HOST).wanted == f"{URL}login"


@pytest.mark.parametrize("back", ["/", "/login"], ids=["to the start", "to itself"])
def test_a_redirect_loop_ends(back: str) -> None:
    found = first_page(facts(root=to("/login"), login=to(back)), HOST)
    assert ([r.url for r in found.responses], found.wanted) == ([URL, f"{URL}login"], "")


def test_redirects_are_bounded() -> None:
    chain = {f"p{i}": to(f"/p{i + 1}") for i in range(99)}
    found = first_page(facts(root=to("/p0"), **chain), HOST)
    assert (len(found.responses), found.wanted) == (MAX_REDIRECTS + 1, "")


@pytest.mark.parametrize(
    "location",
    ["", "ftp://www.shop.example/", "javascript:alert(1)", "https://192.0.2.1/", "http://["],
)
def test_a_redirect_to_a_place_we_do_not_go_ends_there(location: str) -> None:
    found = first_page(facts(root=to(location)), HOST)
    assert ([r.url for r in found.responses], found.wanted) == ([URL], "")


@pytest.mark.parametrize("status", [200, 304, 404, 403])
def test_a_location_of_no_redirect_is_not_followed(status: int) -> None:
    assert first_page(facts(root=to("/login", status)), HOST).wanted == ""


def test_an_unanswered_page_is_asked_for_without_tls() -> None:
    held = Facts({HttpQuestion(URL): Unknown("connection refused")})
    assert first_page(held, HOST).wanted == f"http://{HOST}/"


def test_no_answer_with_or_without_tls_is_unknown() -> None:
    held = Facts({HttpQuestion(f"{s}://{HOST}/"): Unknown("reset") for s in ("http", "https")})
    found = first_page(held, HOST)
    assert (found.unknown, found.unknown_url, found.responses) == ("reset", URL, ())


def test_an_unanswered_redirect_keeps_what_was_seen() -> None:
    found = first_page(facts(root=to("/login"), login=Unknown("timeout")), HOST)
    assert (len(found.responses), found.unknown, found.unknown_url) == (1, "timeout", f"{URL}login")


def test_hosts_on_the_way_are_named_once() -> None:
    held = facts(root=to("https://login.shop.example/"))
    held.add(HttpQuestion("https://login.shop.example/"), to(f"{URL}home"))
    held.add(HttpQuestion(f"{URL}home"), OK)
    assert follow(held, URL).hosts == (HOST, "login.shop.example")
