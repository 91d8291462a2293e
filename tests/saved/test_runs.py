"""A saved run reads back as it was written, and a wrong one is refused with its place."""

import itertools
import json
from pathlib import Path

import pytest

from cdnaudit.errors import RunError
from cdnaudit.formats import json_v1
from cdnaudit.formats.saved_run import read
from cdnaudit.model.report import Report
from tests.saved.runs import WORLDS, run, saved

RENDERS = {"json": json_v1.render, "jsonl": json_v1.render_lines}


@pytest.fixture(scope="module")
def whole() -> Report:
    return run(*(make() for make in WORLDS.values()), warnings=("an ignore expired",))


@pytest.mark.parametrize("form", RENDERS)
def test_what_is_written_reads_back(tmp_path: Path, whole: Report, form: str) -> None:
    assert read(saved(tmp_path / f"run.{form}", whole, RENDERS[form])) == whole


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b"])
def test_json_lines_with_a_strangers_line_separator_read_back(
    tmp_path: Path, separator: str
) -> None:
    odd = run(WORLDS["its own"](), warnings=(f"one{separator}two",))
    text = json.dumps(f"a{separator}b", ensure_ascii=False)
    file = saved(tmp_path / "run.jsonl", odd, json_v1.render_lines)
    file.write_text(file.read_text("utf-8").replace('"limits_hit": []', f'"limits_hit": [{text}]'))
    assert read(file).targets[0].limits_hit == (f"a{separator}b",)


def broken(whole: Report, tmp_path: Path, *path: str | int, to: object) -> Path:
    """Write the run with one field changed."""
    file = saved(tmp_path / "run.json", whole, json_v1.render)
    raw = json.loads(file.read_text())
    at = raw
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = to
    file.write_text(json.dumps(raw))
    return file


@pytest.mark.parametrize(
    ("path", "to", "message"),
    [
        (("schema",), "x", "schema: is 'x'; give 'cdnaudit/report/v1'"),
        (("targets", 0), 3, "targets[0]: is 3; give an object"),
        (("targets", 0, "status"), "good", "targets[0].status: is 'good'; use one of fail, pass"),
        (("targets", 0, "target"), None, "targets[0].target: is null; give a string"),
        (
            ("targets", 1, "cuts", 0, "outcome"),
            "up",
            "targets[1].cuts[0].outcome: is 'up'; use one of down",
        ),
        (("targets", 0, "graph", "root"), 999, "targets[0].graph: points outside its nodes"),
        (
            ("targets", 0, "findings"),
            {"a": 1},
            "targets[0].findings: is {…}; give a list of objects",
        ),
    ],
)
def test_a_wrong_field_is_named(
    tmp_path: Path, whole: Report, path: tuple[str | int, ...], to: object, message: str
) -> None:
    file = broken(whole, tmp_path, *path, to=to)
    with pytest.raises(RunError) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}: {message}")
    assert str(caught.value).count("\n") == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty; give a report that `cdnaudit scan -f json` wrote"),
        ("target,host,role\n", "line 1: is no table with a column provider; write it with `-f csv"),
        ('{"schema":\n', "line 2: is not JSON: Expecting value; mend the syntax"),
        (
            "target,host,role,provider,company,depth,via\na,a,edge,p,p,1,\n",
            "line 2: role: is 'edge'; use one of dns, cdn",
        ),
        (
            "target,host,role,provider,company,depth,via\na,a,cdn,p,p,one,\n",
            "line 2: depth: is 'one'; give a whole number from 1",
        ),
    ],
)
def test_what_is_no_run_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "run"
    file.write_text(text)
    with pytest.raises(RunError) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}: {message}")


HEADER = "target,host,role,provider,company,depth,via\n"


def test_providers_on_ever_more_providers_are_refused(tmp_path: Path) -> None:
    levels = range(2_000)
    rows = "".join(f"a.b,a.b,cdn,p{n},p{n},{1 + bool(n)},p{n - 1}\n" for n in levels)
    (tmp_path / "run.csv").write_text(HEADER + rows)
    with pytest.raises(RunError, match=r"run.csv: gives 'a.b' more than 32 levels of providers;"):
        read(tmp_path / "run.csv")


def test_a_table_that_multiplies_is_refused(tmp_path: Path) -> None:
    rows = ["a.b,a.b,cdn,p0-0,p,1,"]
    for level in range(1, 25):
        for above, below in itertools.product(range(2), repeat=2):
            rows.append(f"a.b,a.b,cdn,p{level}-{below},p,2,p{level - 1}-{above}")
    (tmp_path / "run.csv").write_text(HEADER + "\n".join(rows))
    with pytest.raises(RunError, match="more than 100000 ways through its providers"):
        read(tmp_path / "run.csv")


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("a,a,cdn,,p,1,", "line 2: provider: is missing; give a string"),
        (",a,cdn,p,p,1,", "line 2: target: is missing; give a string"),
        ("a,a,cdn,p,p,0,", "line 2: depth: is '0'; give a whole number from 1"),
        (f"a,a,cdn,p,p,{'9' * 5_000},", "line 2: depth: is '99"),
        ("a", "line 2: role: is missing; give one of dns, cdn"),
    ],
)
def test_a_wrong_cell_is_named(tmp_path: Path, row: str, message: str) -> None:
    (tmp_path / "run.csv").write_text(HEADER + row + "\n")
    with pytest.raises(RunError) as caught:
        read(tmp_path / "run.csv")
    assert str(caught.value).startswith(f"{tmp_path}/run.csv: {message}")


def test_a_report_with_the_contracts_fields_alone_is_read(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    target = {"target": "a.example", "status": "pass", "findings": [], "unknowns": []}
    file.write_text(json.dumps({"schema": "cdnaudit/report/v1", "targets": [target]}))
    assert [(t.target, t.graph.nodes) for t in read(file).targets] == [("a.example", ())]
