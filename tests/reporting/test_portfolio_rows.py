from dataclasses import replace

from cdnaudit.model.events import Event
from cdnaudit.model.terms import Role
from cdnaudit.reporting.portfolio_rows import PortfolioRow, portfolio
from tests.formats import samples

FASTLY_DNS = Event.service("fastly", Role.DNS)
"""In the sample only the CDN depends on it: it has the zone of the CDN's names."""


def rows(*events: Event) -> list[PortfolioRow]:
    spare = replace(samples.shop("b.example"), cuts=())
    report = samples.report((samples.shop("a.example"), spare, samples.login()))
    found = {row.event: row for row in portfolio(report)}
    return [found[event] for event in events]


def test_a_service_is_counted_once_a_target_and_what_it_takes_down_apart() -> None:
    assert rows(Event.service("fastly", Role.CDN)) == [
        PortfolioRow(
            event=Event.service("fastly", Role.CDN),
            companies=("fastly",),
            used_by=2,
            takes_down=1,
            used_directly_by=2,
            takes_down_directly=1,
            share=0.667,
        )
    ]


def test_what_only_a_provider_depends_on_is_not_counted_as_direct() -> None:
    (row,) = rows(FASTLY_DNS)
    assert (row.used_by, row.takes_down, row.used_directly_by, row.takes_down_directly) == (
        2,
        1,
        0,
        0,
    )


def test_a_company_is_used_directly_by_whoever_depends_on_one_of_its_services() -> None:
    (row,) = rows(Event.company("fastly"))
    assert (row.used_by, row.used_directly_by, row.takes_down_directly) == (2, 2, 1)


def test_no_targets_have_no_portfolio() -> None:
    assert portfolio(samples.report(())) == ()
