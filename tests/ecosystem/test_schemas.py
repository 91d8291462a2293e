import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from cdnaudit.application.audit import audit
from cdnaudit.application.options import Options
from cdnaudit.formats import json_v1
from cdnaudit.recording.recording_file import lines, read
from cdnaudit.reporting.document import Document
from tests.ecosystem.shell import OUTAGE, ROOT

RECORDINGS = sorted((ROOT / "fixtures").glob("*/recording.json*"))


def schema(which: str) -> Draft202012Validator:
    text = (ROOT / "cdnaudit" / "schemas" / f"{which}.schema.json").read_text("utf-8")
    return Draft202012Validator(
        json.loads(text), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def faults(which: str, instance: object) -> list[str]:
    return [f"{e.json_path}: {e.message[:200]}" for e in schema(which).iter_errors(instance)]


def document(path: Path) -> object:
    """Read a recording as one object, whichever form it has."""
    if path.suffix == ".json":
        return json.loads(path.read_text("utf-8"))
    header, *answers = map(json.loads, path.read_text("utf-8").splitlines())
    return {**header, "answers": answers}


def story(path: Path) -> str:
    return path.parent.name


@pytest.mark.parametrize("which", ["report", "recording"])
def test_a_schema_is_itself_valid(which: str) -> None:
    Draft202012Validator.check_schema(schema(which).schema)


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
