"""Every form of a saved run gives the same portfolio, and what is none is refused."""

import json
import os
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from cdnaudit.application.portfolio_run import portfolio_of
from cdnaudit.errors import RunError
from cdnaudit.formats import csv_v1, json_v1
from cdnaudit.model.report import Report
from cdnaudit.reporting.display import CsvRows, DisplayOptions
from cdnaudit.reporting.portfolio_totals import PortfolioTotals
from tests.formats import samples
from tests.formats.gallery import GALLERY
from tests.saved.runs import DEPENDENCIES, WORLDS, run, saved

TARGETS = DisplayOptions(csv_rows=CsvRows.TARGETS)
HEADER = "target,host,role,provider,company,depth,via\n"
ROW = "a.example,a.example,dns,dns0,dns0,1,\n"


@pytest.fixture(scope="module")
def worlds() -> Report:
    """A report on every world, each under a name of its own."""
    targets = [replace(make(), target=f"t{n}.example") for n, make in enumerate(WORLDS.values())]
    return replace(run(), targets=tuple(targets))


def integers(totals: PortfolioTotals) -> list[tuple[str, int, int, int]]:
    return sorted(
        (row.event, row.takes_down, row.used_directly_by, row.takes_down_directly)
        for row in totals.providers
        if row.used_directly_by and str(row.event.role) in {"dns", "cdn", "challenge", "hosting"}
    )


def test_json_and_json_lines_give_the_same(tmp_path: Path, worlds: Report) -> None:
    whole = saved(tmp_path / "run.json", worlds, json_v1.render)
    lines = saved(tmp_path / "run.jsonl", worlds, json_v1.render_lines)
    assert portfolio_of([whole]) == portfolio_of([lines])


def test_the_summary_of_a_report_has_the_same_numbers(tmp_path: Path, worlds: Report) -> None:
    lines = saved(tmp_path / "run.jsonl", worlds, json_v1.render_lines)
    head = json.loads(lines.read_text("utf-8").splitlines()[0])
    rows = portfolio_of([lines]).providers
    assert [json_v1.provider_totals(row) for row in rows] == head["summary"]["providers"]


def test_a_table_of_targets_knows_what_is_direct_and_what_takes_down(
    tmp_path: Path, worlds: Report
) -> None:
    lines = saved(tmp_path / "run.jsonl", worlds, json_v1.render_lines)
    table = saved(tmp_path / "targets.csv", worlds, csv_v1.render, TARGETS)
    whole, rows = portfolio_of([lines]), portfolio_of([table])
    assert integers(rows) == integers(whole)
    assert [(c.company, c.uses, c.sole) for c in rows.companies] == [
        (c.company, c.uses, c.sole) for c in whole.companies
    ]


def test_a_table_of_dependencies_has_the_same_uses(tmp_path: Path, worlds: Report) -> None:
    lines = saved(tmp_path / "run.jsonl", worlds, json_v1.render_lines)
    table = saved(tmp_path / "rows.csv", worlds, csv_v1.render, DEPENDENCIES)
    apart = [
        {row.event: (row.used_by, row.used_directly_by) for row in portfolio_of([file]).providers}
        for file in (lines, table)
    ]
    assert apart[0] == apart[1]


def test_a_pipe_is_read_once(tmp_path: Path, worlds: Report) -> None:
    lines = saved(tmp_path / "run.jsonl", worlds, json_v1.render_lines)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(lines.read_bytes(),))
    writer.start()
    assert portfolio_of([pipe]) == portfolio_of([lines])
    writer.join()


def test_tags_are_counted_apart(tmp_path: Path) -> None:
    shop = replace(samples.shop("a.example"), tags=("retail", "web"))
    other = replace(samples.shop("b.example"), tags=("web",))
    report = samples.report((shop, other, samples.login()))
    file = saved(tmp_path / "run.jsonl", report, json_v1.render_lines)
    assert portfolio_of([file]).tags == ()
    totals = portfolio_of([file], by_tag=True)
    assert [(tag, found.targets) for tag, found in totals.tags] == [("retail", 1), ("web", 2)]


def test_each_outage_of_the_past_is_counted(tmp_path: Path) -> None:
    report = samples.report((samples.shop("a.example"), samples.shop("b.example")))
    file = saved(tmp_path / "run.jsonl", report, json_v1.render_lines)
    found = {s.id: (s.down, s.degraded, s.unknown, s.share) for s in portfolio_of([file]).scenarios}
    assert found["fastly-2021-06-08"] == (2, 0, 0, 1.0)
    assert found["dyn-2016-10-21"] == (0, 0, 0, 0.0)


@pytest.mark.parametrize("name", GALLERY)
def test_whatever_was_reported_can_be_counted(tmp_path: Path, name: str) -> None:
    report = GALLERY[name]()
    file = saved(tmp_path / "run.jsonl", report, json_v1.render_lines)
    names = {target.target for target in report.targets}
    assert portfolio_of([file]).targets == len(names)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("what is this\n", "line 1: is no table with a column target; "),
        (
            f"{HEADER}{ROW}b.example,b.example,dns,x,x,1,\n{ROW}",
            "has 'a.example' twice, with other targets between; take it out, or sort the rows by target",
        ),
        (f"{HEADER}a.example,a.example,mail,x,x,1,\n", "line 2: role: is 'mail'"),
        (f"{HEADER}a.example,a.ex\0mple,dns,x,x,1,\n", "line 2: holds a NUL character"),
        ('{"schema": "cdnaudit/report/v1", "run": {}}\n{"target": 1}\n', "line 2: target: is 1"),
        ('{"schema": "cdnaudit/report/v1", "run": {}}\n{"target"\n', "line 2: is not JSON"),
        ('{"schema": "cdnaudit/diff/v1"}\n{}\n', "schema: is 'cdnaudit/diff/v1'"),
        (
            "target,status,single_points,dns,cdn,challenge,hosting,companies\na.example,fail,x,,,,,\n",
            "line 2: single_points: is 'x'",
        ),
    ],
)
def test_what_cannot_be_counted_is_named(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "run"
    file.write_text(text, "utf-8")
    with pytest.raises(RunError) as refused:
        portfolio_of([file])
    assert message in str(refused.value)


def test_what_is_no_text_or_is_not_there_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "run"
    file.write_bytes(f"{HEADER}{ROW}".encode() + b"\xff\n")
    with pytest.raises(RunError, match="is not UTF-8 text"):
        portfolio_of([file])
    with pytest.raises(RunError, match="cannot be read: No such file or directory"):
        portfolio_of([tmp_path / "nothing"])
    with pytest.raises(RunError, match="standard input is one run"):
        portfolio_of([Path("-"), Path("-")])
