"""A portfolio as people and programs get it."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from cdnaudit.application.portfolio_run import portfolio_of
from cdnaudit.formats import json_v1
from cdnaudit.formats.schema_files import schema_text
from cdnaudit.formats.sheets.portfolio_sheet import portfolio_sheet
from cdnaudit.reporting.portfolio_totals import PortfolioTotals
from tests.formats import samples
from tests.formats.written import written_sheet
from tests.portfolio.rows import Row, generated, written
from tests.saved.runs import saved

SITES = ("a.example", "b.example", "c.example", "d.example")
OWNERS = ("dns0", "dns0", "dns0", "dns1")


def four_sites(folder: Path) -> PortfolioTotals:
    """Count four sites: three on one DNS provider, one on another, which one has beside it."""
    rows = [Row(site, site, "dns", owner) for site, owner in zip(SITES, OWNERS, strict=True)]
    spare = Row("c.example", "c.example", "dns", "dns1")
    return portfolio_of([written(folder / "rows.csv", sorted([*rows, spare]))])


def test_json_is_as_the_contract_has_it(tmp_path: Path) -> None:
    found = json.loads(written_sheet("json", portfolio_sheet(four_sites(tmp_path), None)))
    assert found.pop("scenarios")[0] == {
        "scenario": "dyn-2016-10-21",
        "title": "Dyn's managed DNS under a flood",
        "down": 0,
        "degraded": 0,
        "unknown": 0,
        "share": 0.0,
    }
    owners = [
        {"company": "amazon", "uses": 3, "sole": 2, "share": 0.75},
        {"company": "cloudflare", "uses": 2, "sole": 1, "share": 0.5},
    ]
    known = [
        {"name": "Amazon.com, Inc.", "parent": None, "lei": "ZXTILKJKG63JELOEG630"},
        {"name": "Cloudflare, Inc.", "parent": None, "lei": "5493007DY18BGNLDWU14"},
    ]
    assert found == {
        "schema": "cdnaudit/portfolio/v1",
        "targets": 4,
        "repeated": 0,
        "providers": [
            {
                "role": "dns",
                "provider": provider,
                "company": owner["company"],
                "uses": owner["uses"],
                "sole": owner["sole"],
                "uses_direct": owner["uses"],
                "sole_direct": owner["sole"],
                "share": owner["share"],
            }
            for provider, owner in zip(("dns0", "dns1"), owners, strict=True)
        ],
        "roles": {"dns": {"targets": 4, "single": 3, "providers": 2, "hhi": 5312.5}},
        "companies": [{**owner, **who} for owner, who in zip(owners, known, strict=True)],
        "half": {"companies": ["amazon"], "takes_down": 2, "exact": True},
    }


@pytest.mark.parametrize("by_tag", [False, True])
def test_json_fits_its_schema(tmp_path: Path, by_tag: bool) -> None:
    report = samples.report((replace(samples.shop(), tags=("web",)), samples.login()))
    file = saved(tmp_path / "run.jsonl", report, json_v1.render_lines)
    found = json.loads(
        written_sheet("json", portfolio_sheet(portfolio_of([file], by_tag=by_tag), None))
    )
    schema = jsonschema.Draft202012Validator(json.loads(schema_text("portfolio")))
    assert [error.message for error in schema.iter_errors(found)] == []
    assert list(found.get("tags", ())) == ["web"] * by_tag
    assert list(schema.iter_errors({**found, "roles": {"dns": {}}}))


def test_the_table_says_first_who_takes_out_how_many(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    text = written_sheet("table", portfolio_sheet(four_sites(tmp_path), 20))
    assert text.splitlines()[:6] == [
        "Amazon.com, Inc. alone takes out 2 of 4 targets (50 %); no other is needed to",
        "take out half",
        "",
        "company           owned by  used by  takes out  share",
        "Amazon.com, Inc.            3        2          50 %   ██████████",
        "Cloudflare, Inc.            2        1          25 %   █████",
    ]


def test_csv_has_every_provider_and_people_the_first_ones(tmp_path: Path) -> None:
    totals = portfolio_of([written(tmp_path / "rows.csv", generated(400, 1))])
    head, *rows = csv.reader(io.StringIO(written_sheet("csv", portfolio_sheet(totals, None))))
    assert head == [
        "tag",
        "role",
        "provider",
        "company",
        "uses",
        "sole",
        "uses_direct",
        "sole_direct",
        "share",
    ]
    assert len(rows) == len(totals.providers)
    few = portfolio_sheet(totals, 3)
    hidden = len(totals.companies) - 3
    assert (len(few.rows), few.lead.endswith(f". {hidden} more owners not shown (--top)")) == (
        3,
        True,
    )
    assert few.further[0].heading == f"Providers, the first 3 of {len(totals.providers)}"


def test_a_table_of_targets_knows_no_pairs_and_claims_nothing_of_them(tmp_path: Path) -> None:
    head = "target,status,worst,single_points,dns,cdn,challenge,hosting,companies,asns,incomplete,observed"
    shared = "pass,,,,cloudflare fastly,,,cloudflare fastly,,,"
    table = tmp_path / "targets.csv"
    table.write_text(
        f"{head}\na.example,{shared}\nb.example,{shared}\n"
        "c.example,fail,high,company:akamai,,akamai,,,akamai,,,\n"
    )
    assert portfolio_sheet(portfolio_of([table]), 20).lead.endswith(
        "; no companies together are known to take out half"
    )


def test_the_sets_that_take_out_half_are_said_to_be_smallest_or_not(tmp_path: Path) -> None:
    apart = [Row(f"{n:02}.example", f"{n:02}.example", "dns", f"own{n:02}") for n in range(20)]
    leads = [
        portfolio_sheet(portfolio_of([written(tmp_path / "rows.csv", rows)]), 20).lead
        for rows in (apart[:4], apart)
    ]
    assert leads == [
        "own00 alone takes out 1 of 4 targets (25 %); own00 and own01 together take out half, and no fewer do",
        "own00 alone takes out 1 of 20 targets (5 %); 10 companies together take out half, chosen step by step: fewer may do",
    ]
