"""A page that never came is not a pass: every way it may stay away, from a recording to the exit."""

from pathlib import Path

import pytest

from cdnaudit.application.audit import audit
from cdnaudit.application.options import Options
from cdnaudit.model.assessment import Unanswered
from cdnaudit.model.facts import Answer, AsnAnswer, AsnQuestion, Cause, HttpQuestion, Unknown
from cdnaudit.model.report import Report
from cdnaudit.model.terms import Exit
from cdnaudit.model.tls import Tls, TlsProblem, TlsRefusal
from cdnaudit.recording import recording_file
from tests.world import Answers, addresses, none_at, page, world

HOST = "www.shop.example"
URL, PLAIN = f"https://{HOST}/", f"http://{HOST}/"
GONE, BARE, DEAD = "gone.shop.example", "bare.shop.example", "dead.shop.example"
TIMEOUT = Unknown("timeout after 10.0 s")
REFUSED = Unknown("connection refused by 203.0.113.1", Cause.REFUSED)
SEEN = Tls("CN=R11", ("other.example",), "2026-07-03T12:00:00Z", "2026-10-01T12:00:00Z")
AT_HOME = {AsnQuestion("203.0.113.1"): AsnAnswer(64502, "WEST", "203.0.113.0/24")}


def replayed(folder: Path, answers: Answers, **options: object) -> Report:
    """Audit from a recording of these answers."""
    file = folder / "recording.jsonl"
    kept = (world() | AT_HOME | answers).items()
    recording_file.write(
        file, recording_file.lines([HOST], kept, recorded="2026-11-23T00:00:00Z", options=options)
    )
    return audit(Options(replay=file, no_config=True))


def answered(url: str, answer: Answer) -> Answers:
    return {HttpQuestion(url): answer}


def redirect(to: str) -> Answers:
    return page(URL, 302, Location=to)


def loop() -> Answers:
    return redirect("/a") | page(f"{URL}a", 302, Location="/")


def six_redirects_and_a_challenge() -> Answers:
    hops: Answers = redirect("/0")
    for i in range(5):
        hops |= page(f"{URL}{i}", 302, Location=f"/{i + 1}")
    return hops | page(f"{URL}5", 403, cf_mitigated="challenge")


def nobody(name: str) -> Answers:
    return none_at(name, "A", "AAAA", "NS", rcode="NXDOMAIN", soa="shop.example")


def refused(problem: TlsProblem, detail: str = "") -> Answers:
    return answered(URL, TlsRefusal(problem, SEEN, "203.0.113.1", detail))


INCOMPLETE = {
    "a redirect loop": (
        loop(),
        Unanswered(f"http {URL}", "redirects lead back here, for a visitor without cookies"),
    ),
    "a challenge after the sixth redirect": (
        six_redirects_and_a_challenge(),
        Unanswered(f"http {URL}5", "more than 5 redirects; not followed"),
    ),
    "a redirect to a host that does not exist": (
        redirect(f"https://{GONE}/") | nobody(GONE),
        Unanswered(f"http https://{GONE}/", f"{GONE} does not exist (NXDOMAIN)"),
    ),
    "a redirect to a host without an address": (
        redirect(f"https://{BARE}/") | addresses(BARE, []),
        Unanswered(f"http https://{BARE}/", f"{BARE} has no address"),
    ),
    "a redirect to a host that does not answer": (
        redirect(f"https://{DEAD}/")
        | addresses(DEAD, ["203.0.113.9"])
        | answered(f"https://{DEAD}/", TIMEOUT),
        Unanswered(f"http https://{DEAD}/", "timeout after 10.0 s"),
    ),
    "a redirect to an address": (
        redirect("https://192.0.2.1/"),
        Unanswered(
            "http https://192.0.2.1/", "a redirect to no web page of a host name; not followed"
        ),
    ),
    "a redirect to another port": (
        redirect(f"https://{HOST}:8443/"),
        Unanswered(f"http https://{HOST}:8443/", "a redirect to port 8443; not followed"),
    ),
    "HTTPS times out and HTTP answers": (
        answered(URL, TIMEOUT) | page(PLAIN),
        Unanswered(f"http {URL}", "timeout after 10.0 s"),
    ),
    "port 443 refuses and HTTP answers": (
        answered(URL, REFUSED) | page(PLAIN),
        Unanswered(f"http {URL}", "connection refused by 203.0.113.1"),
    ),
}


@pytest.mark.parametrize("case", INCOMPLETE)
def test_a_page_that_never_came_is_unknown_with_its_reason(case: str, tmp_path: Path) -> None:
    answers, gap = INCOMPLETE[case]
    report = replayed(tmp_path, answers)
    (target,) = report.targets
    assert (report.exit_code, target.unknowns) == (Exit.INCOMPLETE, (gap,))
    assert "challenge-gate" in {doubt.check for doubt in target.inconclusive}


@pytest.mark.parametrize("plain", [page(PLAIN), page(PLAIN, 301, Location=URL)], ids=["200", "301"])
@pytest.mark.parametrize("problem", TlsProblem)
def test_a_host_that_browsers_refuse_fails_whatever_http_answers(
    problem: TlsProblem, plain: Answers, tmp_path: Path
) -> None:
    report = replayed(tmp_path, refused(problem) | plain)
    failing = {f.check for f in report.targets[0].findings if f.fails_gate}
    assert (report.exit_code, failing) == (Exit.FINDINGS, {"tls-not-valid"})
    assert report.targets[0].unknowns == ()


def test_a_page_that_came_passes(tmp_path: Path) -> None:
    report = replayed(tmp_path, redirect("/home") | page(f"{URL}home"))
    assert (report.exit_code, report.targets[0].unknowns) == (Exit.PASS, ())


def test_a_redirect_to_a_port_the_user_named_is_followed(tmp_path: Path) -> None:
    named = f"https://{HOST}:8443/"
    answers = redirect(named) | page(named)
    report = replayed(tmp_path, answers, urls=[named])
    assert report.exit_code is Exit.PASS


def test_a_declared_page_of_a_host_that_does_not_exist_never_came(tmp_path: Path) -> None:
    report = replayed(tmp_path, page(URL) | nobody(GONE), urls=[f"https://{GONE}/login"])
    assert report.exit_code is Exit.FINDINGS
    assert Unanswered(f"http https://{GONE}/login", f"{GONE} does not exist (NXDOMAIN)") in (
        report.targets[0].unknowns
    )


def test_the_way_to_the_page_is_in_the_report(tmp_path: Path) -> None:
    report = replayed(tmp_path, refused(TlsProblem.EXPIRED) | page(PLAIN))
    (shown,) = report.targets[0].hosts[0].pages
    assert (shown.url, shown.declared) == (URL, False)
    assert [(s.url, s.status, s.reason) for s in shown.steps] == [
        (URL, None, "certificate expired 2026-10-01"),
        (PLAIN, 200, None),
    ]
