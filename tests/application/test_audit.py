"""``audit`` gives what the command gives, says what it cannot use, and prints nothing."""

import ast
import asyncio
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

import cdnaudit
from cdnaudit import CdnauditError, Confidence, Exit, FailOn, Options, Report, Status, audit
from cdnaudit.errors import ConfigError, RecordingError, RunError, UsageError
from cdnaudit.formats import json_v1
from cdnaudit.reporting.document import Document
from tests.cli.command import BAD, FIXTURES, GOOD, MIXED, SCAN, recorded, together
from tests.cli.command import cdnaudit as command

CASES = {p.parent.name: p for p in sorted(FIXTURES.glob("*/recording.json*"))}


def replayed(recording: Path, **options: Any) -> Report:
    return audit(Options(replay=recording, no_config=True, **options))


def as_json(report: Report) -> dict[str, Any]:
    out = StringIO()
    json_v1.render(Document(report), out)
    return untimed(out.getvalue())


def untimed(text: str) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(text)
    raw["run"]["finished"] = ""
    return raw


def test_python_and_the_command_give_the_same_report() -> None:
    by_command = together({n: (*SCAN, "-f", "json", "--replay", file) for n, file in CASES.items()})
    by_python = {name: replayed(file) for name, file in CASES.items()}
    assert {n: as_json(r) for n, r in by_python.items()} == {
        n: untimed(done.stdout) for n, done in by_command.items()
    }
    assert {n: r.exit_code for n, r in by_python.items()} == {
        n: done.returncode for n, done in by_command.items()
    }


def test_an_option_does_what_its_flag_does() -> None:
    report = replayed(MIXED, fail_on=FailOn.NONE, allow_incomplete=True)
    assert (report.exit_code, {t.status for t in report.targets}) == (
        Exit.PASS,
        {Status.PASS, Status.INCOMPLETE},
    )
    sure = replayed(BAD, min_confidence=Confidence.HIGH)
    assert [f.confidence for t in sure.targets for f in t.findings if f.fails_gate] == []


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    replayed(MIXED)
    assert capfd.readouterr() == ("", "")


def test_targets_come_from_arguments_then_a_list_then_the_recording(tmp_path: Path) -> None:
    listed = tmp_path / "hosts.txt"
    listed.write_text("b.example\n")
    named = replayed(GOOD, targets=("a.example",), input=str(listed))
    assert [t.target for t in named.targets] == ["a.example", "b.example"]
    assert [t.target for t in replayed(GOOD).targets] == ["www.shop.example"]


def refusal(**options: Any) -> tuple[type[Exception], str]:
    with pytest.raises(CdnauditError) as caught:
        audit(Options(**({"no_config": True} | options)))
    return type(caught.value), str(caught.value)


@pytest.mark.parametrize(
    ("options", "kind", "message"),
    [
        ({}, UsageError, "no targets; name a host, as `cdnaudit scan www.example.com`"),
        ({"targets": ("localhost",)}, UsageError, "target 'localhost' has no dot; give a full"),
        ({"replay": Path("/none")}, RecordingError, "/none: cannot be read: No such file or"),
        ({"config": Path("/none"), "no_config": False}, ConfigError, "/none: cannot be read: No"),
        (
            {"baseline": Path("/none"), "offline": True, "targets": ("a.example",)},
            RunError,
            "/none: cannot be read: No such file or directory; write it with",
        ),
        ({"samples": 0}, UsageError, "samples is 0; use 1 to 32"),
        ({"timeout": 0.01}, UsageError, "timeout is 0.01; use 0.05 or more"),
        ({"retries": 11}, UsageError, "retries is 11; use 0 to 10"),
        ({"concurrency": 0}, UsageError, "concurrency is 0; use 1 to 1024"),
        ({"rate": -1}, UsageError, "rate is -1; use 0 or more"),
    ],
)
def test_what_cannot_be_used_is_refused_with_a_remedy(
    options: dict[str, Any], kind: type[CdnauditError], message: str
) -> None:
    found, text = refusal(**options)
    assert (found, text[: len(message)]) == (kind, message)


NOBODY = Options(
    targets=("www.shop.example",),
    resolver=("[::1]:9",),
    timeout=0.5,
    retries=0,
    no_http=True,
    no_config=True,
)


async def within_a_loop(options: Options) -> tuple[str, Report]:
    with pytest.raises(UsageError) as caught:
        audit(options)
    return str(caught.value), await asyncio.to_thread(audit, options)


def test_a_running_event_loop_is_refused_and_the_remedy_works() -> None:
    message, report = asyncio.run(within_a_loop(NOBODY))
    assert message.endswith("write `await asyncio.to_thread(audit, options)`")
    assert report.exit_code is Exit.INCOMPLETE


async def replayed_within_a_loop() -> Report:
    return audit(Options(replay=GOOD, no_config=True))


def test_a_replay_needs_no_loop_of_its_own() -> None:
    assert asyncio.run(replayed_within_a_loop()).exit_code is Exit.PASS


def test_an_audit_that_nobody_answers_passes_nothing(tmp_path: Path) -> None:
    report = replayed(recorded(tmp_path, "www.shop.example"))
    assert (report.exit_code, report.targets[0].status) == (Exit.INCOMPLETE, Status.INCOMPLETE)


def test_every_public_name_is_there_and_typed() -> None:
    stub = Path(cdnaudit.__file__).with_suffix(".pyi").read_text()
    typed = ast.literal_eval(stub.partition("__all__ = ")[2])
    assert typed == sorted(cdnaudit.__all__)
    assert [name for name in typed if not hasattr(cdnaudit, name)] == []
    with pytest.raises(AttributeError, match="module 'cdnaudit' has no attribute 'scan_all'"):
        _ = cdnaudit.scan_all  # type: ignore[attr-defined]


def test_the_version_of_the_api_is_that_of_the_package() -> None:
    assert command("--version").stdout == f"cdnaudit {cdnaudit.__version__}\n"
    assert replayed(GOOD).run.tool == f"cdnaudit {cdnaudit.__version__}"
