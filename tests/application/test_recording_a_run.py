"""A live run against servers of this machine: what ``record`` keeps is judged again the same."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import dns.message
import pytest

from cdnaudit import Exit, Options, Report, audit
from cdnaudit.errors import OutputError, UsageError
from cdnaudit.recording import recording_file
from tests.cli.command import SCAN, cdnaudit
from tests.observe.dns_server import Running, reply, serving

ZONE = {
    ("www.shop.example", "A"): "www.shop.example. 60 IN CNAME x.fastly.net.",
    ("www.shop.example", "AAAA"): "www.shop.example. 60 IN CNAME x.fastly.net.",
    ("shop.example", "NS"): "shop.example. 3600 IN NS ns1.shop.example.",
    ("ns1.shop.example", "A"): "ns1.shop.example. 3600 IN A 192.0.2.53",
}


def resolve(query: dns.message.Message, _: str) -> bytes:
    question = query.question[0]
    name, type_ = question.name.to_text(omit_final_dot=True), question.rdtype.name
    found = ZONE.get((name, type_))
    return reply(query, (found,) if found else ()).to_wire()


@pytest.fixture
def resolver() -> Iterator[Running]:
    with serving(resolve) as server:
        yield server


def options(server: Running, record: Path | None = None) -> Options:
    """Ask one resolver, for addresses alone."""
    return Options(
        targets=("www.shop.example",),
        resolver=(f"{server.address}:{server.port}",),
        no_config=True,
        no_http=True,
        no_authoritative=True,
        record=record,
    )


def judged(report: Report) -> tuple[object, ...]:
    """Return what a report says but for when, and of whom it was asked."""
    return report.targets, report.warnings, report.exit_code


def test_a_recording_that_fails_at_the_end_takes_no_report_with_it(resolver: Running) -> None:
    """A device that is always full passes every look at it before."""
    whole = audit(options(resolver))
    report = audit(options(resolver, Path("/dev/full")))
    assert report.targets == whole.targets
    assert (report.exit_code, report.warnings) == (
        Exit.USAGE,
        ("/dev/full: cannot be written: No space left on device; choose another file",),
    )


@pytest.mark.parametrize("name", ["run.json", "run.json.gz"])
def test_a_recorded_run_is_judged_again_the_same(
    resolver: Running, tmp_path: Path, name: str
) -> None:
    live = audit(options(resolver, tmp_path / name))
    asked = len(resolver.heard)
    again = audit(Options(replay=tmp_path / name, no_config=True))
    assert judged(again) == judged(live)
    assert (live.run.replayed, again.run.replayed) == (False, True)
    assert (live.run.resolvers, again.run.resolvers) == (
        (f"127.0.0.1:{resolver.port}",),
        (),
    )
    assert len(resolver.heard) == asked > 0
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_recording_keeps_the_options_and_every_answer(resolver: Running, tmp_path: Path) -> None:
    file = tmp_path / "run.json.gz"
    report = audit(options(resolver, file))
    head = json.loads(gzip.decompress(file.read_bytes()))
    answers = head.pop("answers")
    assert head == {
        "schema": "cdnaudit/recording/v1",
        "recorded": report.run.started,
        "note": "",
        "provenance": "recorded",
        "targets": ["www.shop.example"],
        "options": {
            "http": False,
            "authoritative": False,
            "samples": 1,
            "ecs": [],
            "urls": [],
        },
    }
    kept = {(a["name"], a["type"]) for a in answers if a["ask"] == "dns"}
    heard = {
        (q.question[0].name.to_text(omit_final_dot=True), q.question[0].rdtype.name)
        for _, q in resolver.heard
    }
    assert kept == heard
    assert len(recording_file.read(file).answers) == len(answers)


def test_a_recording_that_cannot_be_written_is_refused_before_anything_is_asked(
    resolver: Running, tmp_path: Path
) -> None:
    file = tmp_path / "none" / "run.json"
    with pytest.raises(OutputError) as caught:
        audit(options(resolver, file))
    assert str(caught.value) == (
        f"{file}: cannot be written: No such file or directory; choose another file"
    )
    assert resolver.heard == []


def test_the_command_records_what_it_was_answered(resolver: Running, tmp_path: Path) -> None:
    file = tmp_path / "run.json"
    flags = ("--resolver", f"127.0.0.1:{resolver.port}", "--no-http", "--no-authoritative")
    scanned = cdnaudit(*SCAN, *flags, "--fail-on", "none", "--record", file, "www.shop.example")
    replayed = cdnaudit(*SCAN, "--replay", file, "--fail-on", "none")
    assert (scanned.returncode, scanned.stderr) == (replayed.returncode, replayed.stderr)
    assert recording_file.read(file).targets == ("www.shop.example",)


def test_a_command_whose_recording_is_lost_writes_the_report_and_says_so_even_if_quiet(
    resolver: Running,
) -> None:
    flags = ("--resolver", f"127.0.0.1:{resolver.port}", "--no-http", "--no-authoritative")
    lost = ("-q", "--record", "/dev/full", "-f", "json", "www.shop.example")
    done = cdnaudit(*SCAN, *flags, *lost)
    report = json.loads(done.stdout)
    why = "/dev/full: cannot be written: No space left on device; choose another file"
    assert (done.returncode, report["run"]["exit_code"]) == (2, 2)
    assert [target["target"] for target in report["targets"]] == ["www.shop.example"]
    assert (report["warnings"], done.stderr) == ([why], f"cdnaudit: warning: {why}\n")


@pytest.mark.parametrize("source", [{"offline": True}, {"replay": Path("/none")}])
def test_what_asks_nobody_cannot_be_recorded(source: dict[str, object]) -> None:
    with pytest.raises(UsageError) as caught:
        audit(Options(record=Path("/none"), no_config=True, **source))  # type: ignore[arg-type]
    assert str(caught.value) == "--record needs the network; take out --replay or --offline"
