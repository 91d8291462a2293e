"""A portfolio in the columns of the EU's register of information."""

import csv
import io
import re
from pathlib import Path

from cdnaudit.application.portfolio_run import portfolio_of
from cdnaudit.formats import json_v1
from cdnaudit.formats.sheets.register_sheet import COLUMNS, register_sheet
from tests.formats import samples
from tests.formats.written import written_sheet
from tests.portfolio.rows import Row, written
from tests.saved.runs import saved

AMAZON, CLOUDFLARE = "ZXTILKJKG63JELOEG630", "5493007DY18BGNLDWU14"
JUDGED = tuple(f"b_07.01.{column:04}" for column in range(50, 121, 10))


def register(*runs: Path) -> list[dict[str, str]]:
    text = written_sheet("csv", register_sheet(portfolio_of(runs)))
    return list(csv.DictReader(io.StringIO(text)))


def test_a_link_names_provider_rank_and_recipient(tmp_path: Path) -> None:
    rows = [
        Row("a.example", "a.example", "cdn", "cdn0"),
        Row("a.example", "a.example", "dns", "dns1", 2, "cdn0"),
        Row("b.example", "b.example", "cdn", "cdn0"),
    ]
    first, second = register(written(tmp_path / "rows.csv", rows))
    assert {key: cell for key, cell in second.items() if cell} == {
        "b_05.02.0030": CLOUDFLARE,
        "b_05.02.0040": "LEI",
        "b_05.02.0050": "2",
        "b_05.02.0060": AMAZON,
        "b_05.02.0070": "LEI",
        "b_05.01.0010": CLOUDFLARE,
        "b_05.01.0020": "LEI",
        "b_05.01.0050": "Cloudflare, Inc.",
        "b_05.01.0110": CLOUDFLARE,
        "b_05.01.0120": "LEI",
        "b_07.01.0020": CLOUDFLARE,
        "b_07.01.0030": "LEI",
        "role": "dns",
        "provider": "dns1",
        "company": "cloudflare",
        "recipient": "amazon",
        "targets": "1",
    }
    assert (first["b_05.02.0050"], first["b_02.02.0030"], first["targets"]) == ("1", AMAZON, "2")
    assert (first["b_05.02.0060"], second["b_02.02.0030"]) == ("", "")


def test_what_only_a_financial_entity_can_judge_stays_empty(tmp_path: Path) -> None:
    report = samples.report((samples.shop("a.example"), samples.shop("b.example")))
    found = register(saved(tmp_path / "run.jsonl", report, json_v1.render_lines))
    assert {row[column] for row in found for column in JUDGED} == {""}
    assert {row["observed"] for row in found} == {report.run.started}
    shown = {row["provider"]: row["evidence"] for row in found if row["role"] == "cdn"}
    assert shown == {"fastly": "cname dualstack.shop.map.fastly.net (fastly#cname-0)"}
    assert {row["targets"] for row in found} == {"2"}


def test_a_company_that_nobody_knows_has_a_name_and_no_code(tmp_path: Path) -> None:
    (row,) = register(written(tmp_path / "rows.csv", [Row("a.example", "a.example", "dns", "x")]))
    assert (row["b_05.01.0050"], row["b_05.01.0010"], row["b_05.01.0110"]) == ("x", "", "")


def test_every_column_is_one_of_the_register_or_is_said_to_be_none() -> None:
    assert len(set(COLUMNS)) == len(COLUMNS)
    own = [name for name in COLUMNS if not re.fullmatch(r"b_0[257]\.0[12]\.0\d\d0", name)]
    assert own == ["role", "provider", "company", "recipient", "targets", "evidence", "observed"]
