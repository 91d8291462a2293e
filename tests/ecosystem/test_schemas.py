import json
import re
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from cdnaudit.analysis import difference, simulation
from cdnaudit.application.audit import audit
from cdnaudit.application.options import Options
from cdnaudit.formats import json_v1
from cdnaudit.formats.schema_files import SCHEMA_FILES, schema_text
from cdnaudit.recording.recording_file import lines, read
from cdnaudit.reporting.document import Document
from tests.cli.command import cdnaudit, together
from tests.ecosystem.shell import OUTAGE, ROOT
from tests.formats.gallery import GALLERY, everything, three_targets
from tests.formats.sheets import bare, compared, improved, simulated
from tests.formats.written import written, written_sheet

RECORDINGS = sorted((ROOT / "fixtures").glob("*/recording.json*"))


def schema(which: str) -> Draft202012Validator:
    return Draft202012Validator(
        json.loads(schema_text(which)), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def faults(which: str, instance: object) -> list[str]:
    """Say what a schema refuses, and which fields it does not name."""
    found = schema(which)
    wrong = [f"{e.json_path}: {e.message[:200]}" for e in found.iter_errors(instance)]
    return wrong or [f"{path}: not named" for path in unnamed(found.schema, instance)]


def unnamed(schema: Any, instance: Any) -> Iterator[str]:
    """Yield the places of fields that a schema takes without naming them."""
    yield from _unnamed(schema, [schema], instance, "$")


def _unnamed(root: Any, parts: list[Any], value: Any, place: str) -> Iterator[str]:
    """Compare a value with all parts of the schema that may be about it."""
    every = list(_unfolded(root, parts))
    match value:
        case dict() if any("properties" in part for part in every):
            for key, inner in value.items():
                below = [
                    part["properties"][key] for part in every if key in part.get("properties", ())
                ]
                if not below:
                    yield f"{place}.{key}"
                yield from _unnamed(root, below, inner, f"{place}.{key}")
        case list():
            items = [part["items"] for part in every if "items" in part]
            for number, inner in enumerate(value):
                yield from _unnamed(root, items, inner, f"{place}[{number}]")
        case _:
            pass


def _unfolded(root: Any, parts: list[Any]) -> Iterator[Any]:
    for part in parts:
        yield part
        within = [*part.get("allOf", ()), *part.get("anyOf", ()), *part.get("oneOf", ())]
        if "$ref" in part:
            within.append(root["$defs"][part["$ref"].removeprefix("#/$defs/")])
        yield from _unfolded(root, within)


def document(path: Path) -> object:
    """Read a recording as one object, whichever form it has."""
    if path.suffix == ".json":
        return json.loads(path.read_text("utf-8"))
    header, *answers = map(json.loads, path.read_text("utf-8").splitlines())
    return {**header, "answers": answers}


def story(path: Path) -> str:
    return path.parent.name


@pytest.mark.parametrize("which", SCHEMA_FILES)
def test_a_schema_is_itself_valid_and_needs_no_other_file(which: str) -> None:
    Draft202012Validator.check_schema(schema(which).schema)
    text = schema_text(which)
    defined = json.loads(text).get("$defs", {})
    refs = set(re.findall(r'"\$ref": "([^"]+)"', text))
    assert refs <= {f"#/$defs/{name}" for name in defined}
    assert len(refs) >= len(defined)


def test_the_program_prints_every_schema_and_names_them_where_it_knows_none() -> None:
    done = together({name: ("schema", name) for name in (*SCHEMA_FILES, "reports", "x")})
    assert {n: d.stdout for n, d in done.items()} == {
        **{name: schema_text(name) for name in SCHEMA_FILES},
        "reports": "",
        "x": "",
    }
    assert [done[name].stderr for name in ("reports", "x")] == [
        "cdnaudit: schema 'reports' is not known; did you mean report?\n",
        f"cdnaudit: schema 'x' is not known; use one of {', '.join(SCHEMA_FILES)}\n",
    ]


@pytest.mark.parametrize("report", GALLERY)
def test_every_field_of_a_report_is_in_its_schema(report: str) -> None:
    assert faults("report", json.loads(written("json", GALLERY[report]()))) == []


@pytest.mark.parametrize("report", GALLERY)
def test_every_json_line_is_of_its_schema(report: str) -> None:
    lines = written("jsonl", GALLERY[report]()).splitlines()
    assert [faults("jsonl", json.loads(line)) for line in lines] == [[] for _ in lines]
    head, target = map(json.loads, lines[:2])
    wrong: list[object] = [{**head, "run": 1}, {**target, "status": "ok"}, {}, []]
    assert [value for value in wrong if not faults("jsonl", value)] == []


@pytest.mark.parametrize("events", [("fastly/cdn",), ("company:amazon", "fastly/cdn"), ("asn:1",)])
def test_every_simulation_is_of_its_schema(events: tuple[str, ...]) -> None:
    for scenario in (None, "s-1"):
        sheet = simulated(everything(), *events, scenario=scenario)
        assert faults("simulation", json.loads(written_sheet("json", sheet))) == []


@pytest.mark.parametrize("events", [(), ("fastly/cdn",)])
def test_every_simulation_with_additions_is_of_its_schema(events: tuple[str, ...]) -> None:
    for report in (everything(), three_targets()):
        found = json.loads(written_sheet("json", improved(report, *events)))
        assert faults("simulation", found) == []


def test_every_difference_is_of_its_schema() -> None:
    three = three_targets()
    pairs = ((everything(), three), (bare(three), three), (three, bare(three)), (three, three))
    for old, new in pairs:
        found = json.loads(written_sheet("json", compared(old, new)))
        assert faults("diff", found) == []
    assert faults("diff", {**found, "added": [1]}) != []


def test_what_is_accepted_is_of_its_schema(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    cdnaudit("baseline", "write", file, OUTAGE.with_name("report.json"))
    written_now = json.loads(file.read_text("utf-8"))
    assert len(written_now["findings"]) > 1
    assert faults("baseline", written_now) == []


ACCEPTED = {"fingerprint": "sha256:0", "check": "c", "target": "a.example", "host": "a.example"}


@pytest.mark.parametrize(
    ("version", "entry", "fits"),
    [
        ("v1", {**ACCEPTED, "provider": None}, True),
        ("v1", {"check": "c"}, False),
        ("v2", {**ACCEPTED, "severity": "high", "roles": ["dns"], "date": "2026-11-24"}, True),
        ("v2", {**ACCEPTED, "severity": "high", "roles": [], "date": "today"}, False),
        ("v2", {**ACCEPTED, "severity": "severe", "roles": [], "date": "2026-11-24"}, False),
        ("v2", ACCEPTED, False),
        ("v3", ACCEPTED, False),
    ],
)
def test_a_baseline_of_either_version_is_of_the_schema(
    version: str, entry: dict[str, object], *, fits: bool
) -> None:
    whole = {"schema": f"cdnaudit/baseline/{version}", "findings": [entry]}
    assert (faults("baseline", whole) == []) is fits


def test_the_names_of_the_schemas_are_those_that_the_files_bear() -> None:
    named = {name: json.loads(schema_text(name)) for name in ("simulation", "diff")}
    assert {name: found["properties"]["schema"]["const"] for name, found in named.items()} == {
        "simulation": simulation.SCHEMA,
        "diff": difference.SCHEMA,
    }


@pytest.mark.parametrize("path", RECORDINGS, ids=story)
def test_every_recording_is_of_its_schema(path: Path) -> None:
    assert faults("recording", document(path)) == []


@pytest.mark.parametrize("path", RECORDINGS, ids=story)
def test_every_report_is_of_its_schema(path: Path) -> None:
    out = StringIO()
    json_v1.render(Document(audit(Options(replay=path, no_config=True))), out)
    assert faults("report", json.loads(out.getvalue())) == []


@pytest.mark.parametrize("path", RECORDINGS, ids=story)
def test_a_recording_that_the_program_writes_is_of_its_schema(path: Path) -> None:
    held = read(path)
    written = lines(held.targets, held.answers.items(), recorded="", options=held.options)
    header, *answers = [json.loads(line) for line in written]
    assert faults("recording", {**header, "answers": answers}) == []


def no_findings(report: dict[str, list[dict[str, object]]]) -> None:
    del report["targets"][0]["findings"]


def wrong_status(report: dict[str, list[dict[str, object]]]) -> None:
    report["targets"][0]["status"] = "ok"


@pytest.mark.parametrize("harm", [no_findings, wrong_status])
def test_a_harmed_report_is_not_of_its_schema(
    harm: Callable[[dict[str, list[dict[str, object]]]], None],
) -> None:
    out = StringIO()
    json_v1.render(Document(audit(Options(replay=OUTAGE, no_config=True))), out)
    report = json.loads(out.getvalue())
    harm(report)
    assert faults("report", report) != []


@pytest.mark.parametrize(
    "answer",
    [
        {"ask": "dns", "name": "x.com"},
        {"ask": "http", "url": "https://x.com/"},
        {"ask": "asn", "ip": "x.com", "asn": 64500},
        {"ask": "ping", "ip": "192.0.2.1"},
        {"ask": "dns", "name": "x.com", "type": "A", "records": [{"name": "x.com", "type": "A"}]},
    ],
)
def test_a_wrong_answer_is_not_of_the_schema(answer: dict[str, object]) -> None:
    whole = {"schema": "cdnaudit/recording/v1", "answers": [answer]}
    assert faults("recording", whole) != []


@pytest.mark.parametrize(
    "came",
    [
        {"unknown": "timeout after 2.0 s"},
        {"tls": {"problem": "expired", "not_after": "2026-10-01T12:00:00Z"}},
    ],
)
def test_a_page_may_be_unknown_or_refused_by_browsers(came: dict[str, object]) -> None:
    answer = {"ask": "http", "url": "https://x.com/", **came}
    whole = {"schema": "cdnaudit/recording/v1", "answers": [answer]}
    assert faults("recording", whole) == []
