"""A saved run reads back as it was written, and a wrong one is refused with its place."""

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
        (("schema",), "x", "schema: is 'x'; use 'cdnaudit/report/v1': give a report that"),
        (("targets", 0), 3, "targets[0]: is not an object; give a report that"),
        (("targets", 0, "status"), "good", "targets[0].status: is 'good'; use a word of the"),
        (("targets", 0, "target"), None, "targets[0].target: is null, not a string; give"),
        (
            ("targets", 1, "cuts", 0, "outcome"),
            "up",
            "targets[1].cuts[0].outcome: is 'up'; use a word of the contract",
        ),
        (("targets", 0, "graph", "root"), 999, "targets[0].graph: points outside its nodes"),
        (("targets", 0, "findings"), {"a": 1}, 'targets[0].findings: is {"a": 1}, not a list'),
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
        ("", "is neither a report nor a dependencies CSV: no column target"),
        ("target,host,role\n", "is neither a report nor a dependencies CSV: no column provider"),
        ('{"schema":\n', "line 1: is not JSON: Expecting value"),
        (
            "target,host,role,provider,company,depth,via\na,a,edge,p,p,1,\n",
            "line 2: 'edge' is not a valid Role",
        ),
        (
            "target,host,role,provider,company,depth,via\na,a,cdn,p,p,one,\n",
            "line 2: invalid literal for int() with base 10: 'one'",
        ),
    ],
)
def test_what_is_no_run_is_refused(tmp_path: Path, text: str, message: str) -> None:
    file = tmp_path / "run"
    file.write_text(text)
    with pytest.raises(RunError) as caught:
        read(file)
    assert str(caught.value).startswith(f"{file}: {message}")


def test_a_report_with_the_contracts_fields_alone_is_read(tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    target = {"target": "a.example", "status": "pass", "findings": [], "unknowns": []}
    file.write_text(json.dumps({"schema": "cdnaudit/report/v1", "targets": [target]}))
    assert [(t.target, t.graph.nodes) for t in read(file).targets] == [("a.example", ())]
