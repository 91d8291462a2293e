"""Browsers refuse the host over HTTPS, or will soon.

Asks: does HTTPS fail, on the way to a page, by a certificate that is expired, not valid yet, self-signed, of an unknown issuer or of another name, or by offering no TLS from 1.2 on? Does a certificate end within 14 days, or the last third of a shorter life?
Why: everything runs and nobody gets in, whatever http:// still answers (LinkedIn 2019, Microsoft Teams 2020).
Silent when: every certificate that was seen is valid for longer, or no page was asked for. An unknown issuer is of medium confidence: some browsers know an intermediate certificate that the server does not send.
Remedy: renew by a machine, and have somebody watch the date from outside.
Source: https://www.rfc-editor.org/rfc/rfc9110#section-4.3.4; https://www.rfc-editor.org/rfc/rfc8996
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from urllib.parse import urlsplit

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.expiry import due
from cdnaudit.model.facts import Unknown
from cdnaudit.model.terms import Confidence, Severity
from cdnaudit.model.tls import TlsProblem
from cdnaudit.survey.pages import NoResponse, PageView, Response
from cdnaudit.survey.survey import HostView

RENEW = "renew the certificate, and find out why nothing renewed it"
REMEDIES: Mapping[TlsProblem, str] = {
    TlsProblem.EXPIRED: RENEW,
    TlsProblem.NOT_YET_VALID: "serve a certificate whose time has begun",
    TlsProblem.SELF_SIGNED: "serve a certificate of a public authority",
    TlsProblem.UNTRUSTED: "serve a certificate of a public authority, with its intermediate certificates",
    TlsProblem.WRONG_NAME: "serve a certificate that holds the host's name",
    TlsProblem.OLD_VERSION: "switch on TLS 1.2 and TLS 1.3",
}


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        refused = _refused(host)
        ends = sorted(due(host, case.as_of)) if case.as_of else []
        if refused:
            yield _refusal(case, host, refused)
        elif ends and case.as_of:
            yield _ending(case, host, *ends[0], case.as_of)
        for _, step in _missing(host):
            if isinstance(step.answer, Unknown) and step.url.startswith("https:"):
                yield CHECK.inconclusive(host.name, f"http {step.url}: {step.reason}")


def _missing(host: HostView) -> Iterator[tuple[PageView, NoResponse]]:
    for page in host.pages:
        yield from ((page, step) for step in page.missing_steps)


def _refused(host: HostView) -> list[tuple[PageView, NoResponse]]:
    """Return each URL where TLS ended the way, once: where it was first come to."""
    first: dict[str, tuple[PageView, NoResponse]] = {}
    for page, step in _missing(host):
        if step.refusal:
            first.setdefault(step.url, (page, step))
    return list(first.values())


def _refusal(case: Case, host: HostView, refused: list[tuple[PageView, NoResponse]]) -> Verdict:
    problems = [step.refusal.problem for _, step in refused if step.refusal]
    untrusted = set(problems) == {TlsProblem.UNTRUSTED}
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            confidence=Confidence.MEDIUM if untrusted else Confidence.HIGH,
            message="; ".join(_told(host, page, step) for page, step in refused),
            remedy=REMEDIES[problems[0]],
        ),
    )


def _told(host: HostView, page: PageView, step: NoResponse) -> str:
    """Say who is refused and why, and what came of ``http://``."""
    name = urlsplit(step.url).hostname or ""
    whither = "" if name == host.name else f", where {host.name} redirects to,"
    return f"HTTPS of {name}{whither} fails: {step.reason}{_fall_back(page, step)}"


def _fall_back(page: PageView, step: NoResponse) -> str:
    """Say what ``http://`` answered where it was asked instead."""
    if step is page.steps[-1]:
        return ""
    match page.steps[-1]:
        case Response(answer=answer):
            return f"; http:// answered {answer.status}"
        case NoResponse(url=step.url):
            return "; http:// redirects there"
        case NoResponse(reason=reason):
            return f"; http:// brings no page: {reason}"


def _ending(case: Case, host: HostView, end: datetime, name: str, as_of: datetime) -> Verdict:
    """Say that a certificate ends; one that has ended was recorded by what lets that pass."""
    over = end <= as_of
    when = "expired" if over else "expires"
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            severity=None if over else Severity.INFO,
            message=f"the certificate of {name} {when} {end.date()}, seen on {as_of.date()}",
            remedy=RENEW,
        ),
    )


CHECK = Check(
    id="tls-not-valid",
    title="browsers refuse the host over HTTPS",
    severity=Severity.HIGH,
    help=__doc__,
    run=_run,
)
