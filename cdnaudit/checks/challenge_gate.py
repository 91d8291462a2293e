"""A bot challenge or CAPTCHA stands before the page.

Asks: was an interstitial served instead of the page, or is a challenge embedded on a declared URL?
Why: while the challenge provider is down nobody passes: "Please unblock challenges.cloudflare.com to proceed".
Silent when: the page was served, or refused to us, and its URL was not declared (--url, urls).
Remedy: let the challenge fail open, or keep a way to switch it off that does not need its provider.
Source: https://blog.cloudflare.com/18-november-2025-outage/
"""

from collections.abc import Iterator
from itertools import chain

from cdnaudit.checking.case import Case
from cdnaudit.checking.check import Check, Claim, Verdict
from cdnaudit.checking.host_queries import unanswered_pages
from cdnaudit.identify.attribution import Challenge
from cdnaudit.identify.challenges import STRONGEST_FIRST
from cdnaudit.identify.confidence import combine
from cdnaudit.model.terms import Role, Severity, State
from cdnaudit.survey.survey import HostView

DID = {
    State.CHALLENGE: "serves its challenge instead of the page",
    State.BLOCK: "refuses the request",
    State.PRESENT: "is embedded on a page that must work",
}


def _run(case: Case) -> Iterator[Verdict]:
    for host in case.survey.hosts:
        by_provider: dict[str, list[Challenge]] = {}
        for challenge in case.attributed(host).challenges:
            if challenge.must_pass:
                by_provider.setdefault(challenge.provider, []).append(challenge)
        for _, challenges in sorted(by_provider.items()):
            yield _finding(case, host, challenges)
        for reason in unanswered_pages(host):
            yield CHECK.inconclusive(host.name, reason)


def _finding(case: Case, host: HostView, challenges: list[Challenge]) -> Verdict:
    first = min(challenges, key=lambda c: (not c.declared, STRONGEST_FIRST.index(c.state)))
    matches = list(chain.from_iterable(challenge.matches for challenge in challenges))
    return CHECK.finding(
        case,
        Claim(
            host=host.name,
            role=Role.CHALLENGE,
            provider=first.provider,
            severity=Severity.HIGH if first.declared else None,
            confidence=combine(matches, first.role),
            message=f"{first.provider} stands before {host.name}: it {DID[first.state]}",
            remedy="let the challenge fail open, and keep a switch for it that does not need its provider",
            evidence=tuple(match.evidence() for match in matches),
        ),
    )


CHECK = Check(
    id="challenge-gate",
    title="a challenge stands before the page",
    severity=Severity.MEDIUM,
    help=__doc__,
    run=_run,
    single_point=True,
)
