"""Many targets: who takes out how many, in what words, and what to type next."""

from dataclasses import replace

from cdnaudit.model.report import Report
from cdnaudit.model.terms import Status
from cdnaudit.reporting.concentration import Concentration
from cdnaudit.reporting.display import MANY, Detail, DisplayOptions
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.next_steps import next_steps
from tests.formats import samples
from tests.golden.test_fixtures import judged


def together(*cases: str) -> Report:
    """Return a report on the targets of several stories."""
    targets = tuple(target for case in cases for target in judged(case).targets)
    return samples.report(targets)


def test_owners_are_counted_by_target_with_what_they_run_beside() -> None:
    alone = Document(together("outage-2025-11-18", "outage-2025-10-20", "two-cdns")).alone
    assert alone.rows == (
        Concentration("cloudflare", "", "cdn, challenge, dns", 4, 7),
        Concentration("amazon", "amazon-dns, amazon-dynamodb", "dns, platform", 1, 7),
        Concentration("fastly", "", "cdn, dns", 1, 7),
        Concentration("ns1", "ibm", "dns", 1, 7),
        Concentration("the region aws/us-east-1", "", "", 1, 7),
    )
    assert alone.without == Concentration("no single point", "", "", 1, 7)
    assert alone.together == (Concentration("amazon together with fastly or ns1", "", "", 1, 7),)


def test_nameservers_that_owners_run_are_one_row_and_networks_are_named() -> None:
    rows = Document(together("self-hosted-one-as", "vanity-nameservers")).alone.rows
    assert {(row.name, row.takes_down) for row in rows} == {
        ("AS64500 (EXAMPLE-HOSTING)", 1),
        ("AS64500 (EXAMPLE-OWN)", 1),
        ("ns1", 1),
        ("their own nameservers", 1),
    }


def test_of_no_target_nobody_takes_out_any() -> None:
    alone = Document(samples.no_targets()).alone
    assert (alone.rows, alone.without.takes_down, alone.without.share) == ((), 0, 0)


def said(report: Report, detail: Detail = Detail.FITTING, *, verbose: bool = False) -> list[str]:
    return list(next_steps(report, DisplayOptions(detail=detail, verbose=verbose)))


def test_the_next_step_explains_the_worst_finding_and_unfolds_the_rest() -> None:
    chatgpt = replace(judged("outage-2025-11-18"), targets=judged("outage-2025-11-18").targets[:1])
    explain = "cdnaudit explain company-many-roles"
    assert said(chatgpt) == [explain, "-v shows 6 more findings"]
    assert said(chatgpt, verbose=True) == [explain]
    assert said(judged("two-cdns")) == ["-v shows all evidence"]
    assert said(samples.no_targets()) == []


def test_of_many_targets_the_next_step_names_both_views() -> None:
    many = samples.many_targets(MANY)
    explain, details = "cdnaudit explain cdn-single-provider", "--details shows every target"
    live = "--retries 4 --timeout 5 asks again"
    assert said(many) == [explain, details, "--summary only the counts"]
    assert said(many, Detail.SUMMARY) == [explain, details, live]
    assert said(many, Detail.FULL) == [explain, live]


def test_what_was_live_and_incomplete_can_be_asked_again() -> None:
    login = samples.report((samples.login(),))
    again = "--retries 4 --timeout 5 asks again"
    assert said(login)[-1] == again
    replayed = replace(login, run=replace(login.run, provenance="recorded"))
    passing = replace(login, targets=(replace(samples.login(), status=Status.PASS),))
    assert again not in {*said(replayed), *said(passing)}
