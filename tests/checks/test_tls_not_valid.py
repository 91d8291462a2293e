"""tls-not-valid: browsers refuse the host over HTTPS, or will soon."""

from datetime import UTC, datetime

import pytest

from cdnaudit.checks.tls_not_valid import CHECK
from cdnaudit.model.assessment import Assessment, Inconclusive
from cdnaudit.model.facts import Answer, HttpAnswer, HttpQuestion
from cdnaudit.model.terms import Confidence
from cdnaudit.model.tls import NOT_SEEN, Tls, TlsProblem, TlsRefusal
from tests.world import TIMEOUT, Answers, addresses, doubts, findings, judge, page, said, world

HOST = "www.shop.example"
URL, PLAIN = f"https://{HOST}/", f"http://{HOST}/"
LOGIN = f"https://{HOST}/login"
SEEN = Tls("CN=R11", ("a.example",), "2026-07-03T12:00:00Z", "2026-10-01T12:00:00Z")
EXPIRED = TlsRefusal(TlsProblem.EXPIRED, SEEN, "203.0.113.1")
TODAY = datetime(2026, 11, 23, tzinfo=UTC)
OTHER = "https://old.shop.example/"
OTHER_HOST = addresses("old.shop.example", ["203.0.113.2"])


def answered(*answers: tuple[str, Answer]) -> Answers:
    return {HttpQuestion(url): answer for url, answer in answers}


def judged(answers: Answers, *urls: str, as_of: datetime | None = TODAY) -> Assessment:
    return judge(world() | answers, http=True, urls=urls, as_of=as_of)


def ending(not_after: str | None, not_before: str | None = None) -> Answers:
    return answered((URL, HttpAnswer(200, (), "", tls=Tls("CN=R11", (), not_before, not_after))))


def test_an_expired_certificate_is_said_with_what_http_answers() -> None:
    report = judged(answered((URL, EXPIRED)) | page(PLAIN))
    assert said(report, CHECK.id) == [
        (
            "high",
            f"HTTPS of {HOST} fails: certificate expired 2026-10-01; http:// answered 200",
            None,
        )
    ]


def test_http_that_redirects_to_the_refused_host_is_no_way_in() -> None:
    report = judged(answered((URL, EXPIRED)) | page(PLAIN, 301, Location=URL))
    assert [message for _, message, _ in said(report, CHECK.id)] == [
        f"HTTPS of {HOST} fails: certificate expired 2026-10-01; http:// redirects there"
    ]


def test_http_that_is_silent_too_is_said() -> None:
    report = judged(answered((URL, EXPIRED), (PLAIN, TIMEOUT)))
    assert [message for _, message, _ in said(report, CHECK.id)] == [
        f"HTTPS of {HOST} fails: certificate expired 2026-10-01; http:// brings no page: timeout after 2.0 s"
    ]


@pytest.mark.parametrize(
    ("problem", "certificate", "detail", "reason"),
    [
        (TlsProblem.EXPIRED, NOT_SEEN, "", "certificate expired"),
        (
            TlsProblem.NOT_YET_VALID,
            SEEN,
            "",
            "certificate is not valid yet, only from 2026-07-03",
        ),
        (TlsProblem.SELF_SIGNED, SEEN, "", "certificate is self-signed"),
        (TlsProblem.WRONG_NAME, SEEN, "", f"certificate is of a.example, not of {HOST}"),
        (TlsProblem.WRONG_NAME, NOT_SEEN, "", f"certificate is of another name, not of {HOST}"),
        (
            TlsProblem.WRONG_NAME,
            Tls("", tuple("abcde")),
            "",
            f"certificate is of a, b, c and 2 more, not of {HOST}",
        ),
        (
            TlsProblem.UNTRUSTED,
            SEEN,
            "no issuer",
            "certificate issued by CN=R11 is not trusted: no issuer",
        ),
        (TlsProblem.UNTRUSTED, NOT_SEEN, "", "certificate is not trusted"),
        (TlsProblem.OLD_VERSION, SEEN, "TLS 1.0", "no version of TLS above TLS 1.0"),
        (TlsProblem.OLD_VERSION, NOT_SEEN, "", "no version of TLS above TLS 1.1"),
    ],
)
def test_what_browsers_refuse_is_named(
    problem: TlsProblem, certificate: Tls, detail: str, reason: str
) -> None:
    report = judged(
        answered((URL, TlsRefusal(problem, certificate, None, detail)), (PLAIN, TIMEOUT))
    )
    (finding,) = findings(report, CHECK.id)
    assert finding.message.startswith(f"HTTPS of {HOST} fails: {reason}; http://")
    sure = Confidence.MEDIUM if problem is TlsProblem.UNTRUSTED else Confidence.HIGH
    assert finding.confidence == sure
    assert finding.remedy


def test_a_refused_host_that_a_page_redirects_to_is_said_of_the_page() -> None:
    report = judged(page(URL, 302, Location=OTHER) | OTHER_HOST | answered((OTHER, EXPIRED)))
    (finding,) = findings(report, CHECK.id)
    assert (finding.host, finding.message) == (
        HOST,
        f"HTTPS of old.shop.example, where {HOST} redirects to, fails: certificate expired 2026-10-01",
    )


def test_a_host_is_said_once_and_a_declared_page_on_it_beside() -> None:
    answers = answered((URL, EXPIRED), (LOGIN, EXPIRED), (PLAIN, TIMEOUT))
    assert len(findings(judged(answers, LOGIN, LOGIN), CHECK.id)) == 1


def test_a_refused_page_leaves_what_needs_the_page_open() -> None:
    report = judged(answered((URL, EXPIRED)) | page(PLAIN))
    reason = f"browsers get no page of {URL}: certificate expired 2026-10-01"
    assert doubts(report, "challenge-gate") == [Inconclusive("challenge-gate", HOST, reason)]
    assert doubts(report, CHECK.id) == []


def test_https_that_nobody_answers_is_unknown_though_http_does() -> None:
    report = judged(answered((URL, TIMEOUT)) | page(PLAIN))
    assert said(report, CHECK.id) == []
    assert doubts(report, CHECK.id) == [
        Inconclusive(CHECK.id, HOST, f"http {URL}: timeout after 2.0 s")
    ]


@pytest.mark.parametrize(
    ("not_after", "message"),
    [
        ("2026-12-07T00:00:00Z", "expires 2026-12-07"),
        ("2026-11-24T00:00:00Z", "expires 2026-11-24"),
    ],
)
def test_a_certificate_that_ends_within_14_days_is_said(not_after: str, message: str) -> None:
    assert said(judged(ending(not_after)), CHECK.id) == [
        ("info", f"the certificate of {HOST} {message}, seen on 2026-11-23", None)
    ]


def test_a_certificate_that_had_ended_when_it_was_recorded_is_refused_by_browsers() -> None:
    assert said(judged(ending("2026-11-22T00:00:00Z")), CHECK.id) == [
        ("high", f"the certificate of {HOST} expired 2026-11-22, seen on 2026-11-23", None)
    ]


@pytest.mark.parametrize("not_after", ["2026-12-07T00:00:01Z", "2027-11-23T00:00:00Z", None])
def test_a_certificate_that_is_valid_for_longer_is_not_said(not_after: str | None) -> None:
    report = judged(ending(not_after))
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])


@pytest.mark.parametrize(
    ("not_after", "count"), [("2026-11-26T00:00:00Z", 0), ("2026-11-25T00:00:00Z", 1)]
)
def test_a_certificate_of_six_days_is_due_in_its_last_two(not_after: str, count: int) -> None:
    begin = f"2026-11-{int(not_after[8:10]) - 6}T00:00:00Z"
    assert len(said(judged(ending(not_after, begin)), CHECK.id)) == count


def test_without_a_date_of_the_recording_nothing_is_due() -> None:
    assert said(judged(ending("2026-11-24T00:00:00Z"), as_of=None), CHECK.id) == []


def test_a_page_that_was_not_asked_for_is_not_said() -> None:
    report = judge(world())
    assert (said(report, CHECK.id), doubts(report, CHECK.id)) == ([], [])
