"""The command starts quickly: what it does not need it does not import."""

import subprocess
import sys

import pytest

from cdnaudit.cli.app import COMMANDS
from cdnaudit.cli.lazy import LazyCommand
from tests.cli.command import MIXED, ROOT, environment

LOADED = """
import sys
from cdnaudit.cli.app import main
sys.argv = ["cdnaudit", *sys.argv[1:]]
try:
    main()
finally:
    print(*sorted(sys.modules), file=sys.stderr)
"""
SAYING = ("document", "section", "sentences", "outline", "drawing")
"""Modules of reporting that put a report into words and pictures."""
HEAVY = {"asyncio", "dns", "httpx", "ipwhois", "maxminddb", "rich", "sqlite3", "tldextract"}


def loaded(*arguments: str) -> set[str]:
    """Return every module that a command has imported when it ends; coverage has its own."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        cwd=ROOT,
        env={k: v for k, v in environment().items() if not k.startswith("COVERAGE_")},
        capture_output=True,
        text=True,
        check=True,
    )
    return set(done.stderr.split())


@pytest.mark.parametrize("flag", ["--version", "--help"])
def test_version_and_help_import_no_command(flag: str) -> None:
    modules = loaded(flag)
    assert {m for m in modules if m.split(".")[0] == "cdnaudit"} == {
        "cdnaudit",
        "cdnaudit.cli",
        "cdnaudit.cli.app",
        "cdnaudit.cli.lazy",
        "cdnaudit.cli.stopping",
        "cdnaudit.cli.streams",
        "cdnaudit.errors",
        "cdnaudit.files",
        "cdnaudit.model",
        "cdnaudit.model.terms",
    }
    assert modules & HEAVY == set()


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_a_format_that_says_nothing_imports_no_sentence(form: str) -> None:
    modules = loaded("scan", "--replay", str(MIXED), "--no-config", "--exit-zero", "-q", "-f", form)
    assert "cdnaudit.reporting.totals" in modules
    assert modules & {f"cdnaudit.reporting.{name}" for name in SAYING} == set()


def test_the_flags_of_a_scan_are_shown_without_what_it_runs() -> None:
    modules = loaded("scan", "--help")
    assert (
        modules & (HEAVY | {"cdnaudit.application.audit", "cdnaudit.application.networking"})
        == set()
    )


def test_a_replay_imports_no_library_of_the_network() -> None:
    recording = str(ROOT / "fixtures" / "two-cdns" / "recording.json")
    modules = loaded("scan", "--no-config", "--replay", recording, "-f", "json")
    assert modules & (HEAVY - {"tldextract"}) == set()


def test_a_report_is_read_without_what_judges_a_recording() -> None:
    report = str(ROOT / "fixtures" / "two-cdns" / "report.json")
    modules = loaded("convert", report, "-f", "json")
    assert modules & (HEAVY | {"cdnaudit.application.audit", "cdnaudit.judging.catalogue"}) == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_offers_to_install_a_completion(name: str) -> None:
    flags = {flag for p in LazyCommand(name, help="").load().params for flag in p.opts}
    assert not flags & {"--install-completion", "--show-completion"}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str) -> None:
    said = LazyCommand(name, help="").load().help.partition("\n\n")[0]
    assert COMMANDS[name] == said.replace("\n", " ")
