"""Whatever is wrong with a file, of whatever kind: one line that names it, and exit code 2."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cdnaudit.cli.app import main

USAGE = 2
NO_CONFIG = ("--no-config", "--quiet")
RECORDING = '{"schema": "cdnaudit/recording/v1", "targets": ["a.example"]'
REPORT = '{"schema": "cdnaudit/report/v1"'
COLUMNS = "target,host,role,provider,company,depth,via"


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: its name, the command that reads it, and a text with a value at a field."""

    name: str
    command: Callable[[Path], tuple[str | Path, ...]]
    text: Callable[[str], str]


KINDS = {
    "provider": Kind(
        "x.toml",
        lambda file: ("providers", "list", "--rules", file.parent),
        lambda value: f'id = "x"\nname = "X"\nrule = {value}\n',
    ),
    "companies": Kind(
        "companies.toml",
        lambda file: ("providers", "list", "--rules", file.parent),
        lambda value: f"company = {value}\n",
    ),
    "configuration": Kind(
        "cdnaudit.toml",
        lambda file: ("config", "check", file),
        lambda value: f"target = {value}\n",
    ),
    "pyproject": Kind(
        "pyproject.toml",
        lambda file: ("config", "check", file),
        lambda value: f"[tool.cdnaudit]\npolicy = {value}\n",
    ),
    "recording": Kind(
        "recording.json",
        lambda file: ("scan", *NO_CONFIG, "--replay", file),
        lambda value: f'{RECORDING}, "options": {value}}}',
    ),
    "recording lines": Kind(
        "recording.jsonl",
        lambda file: ("scan", *NO_CONFIG, "--replay", file),
        lambda value: f'{RECORDING}}}\n{{"ask": "http", "tls": {value}}}\n',
    ),
    "report": Kind(
        "report.json",
        lambda file: ("convert", file),
        lambda value: f'{REPORT}, "run": {value}}}',
    ),
    "report lines": Kind(
        "report.jsonl",
        lambda file: ("convert", file),
        lambda value: f'{REPORT}}}\n{{"target": {value}}}\n',
    ),
    "baseline": Kind(
        "baseline.json",
        lambda file: ("scan", *NO_CONFIG, "--offline", "a.example", "--baseline", file),
        lambda value: f'{{"schema": "cdnaudit/baseline/v2", "findings": {value}}}',
    ),
    "dependencies": Kind(
        "run.csv",
        lambda file: ("simulate", "--down", "asn:64500", file),
        lambda value: f"{COLUMNS}\na.example,a.example,{value},p,p,1,\n",
    ),
}

WRONG_VALUES = {
    "a number": "3",
    "a text": '"x"',
    "a list of numbers": "[3]",
    "a huge number": "9" * 5_000,
    "a huge number in hexadecimal": f"0x{'f' * 5_000}",
    "a hundred thousand brackets": "[" * 100_000,
    "a thousand levels": "[" * 1_000 + "]" * 1_000,
    "half a character": '"\\ud800"',
    "an escape sequence": '"\\u001b[31m"',
}

WRONG_BYTES = {
    "nothing": b"",
    "NUL": b"\0" * 100,
    "not UTF-8": b"\xff\xfe{\x00",
    "brackets alone": b"[" * 100_000,
    "braces alone": b'{"a":' * 100_000,
    "a lone bracket": b"[",
    "a number alone": b"3",
    "text": b"once upon a time, there was a file\n",
    "one long line": b"a," * 200_000,
}
UNHARMED = {
    ("companies", "nothing"),  # no company
    ("configuration", "nothing"),  # no demand
}


def run(
    arguments: tuple[str | Path, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> tuple[object, str, str]:
    monkeypatch.setattr(sys, "argv", ["cdnaudit", *map(str, arguments)])
    with pytest.raises(SystemExit) as stopped:
        main()
    said = capsys.readouterr()
    return stopped.value.code, said.out, said.err


def refused(
    kind: Kind, file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, told = run(kind.command(file), monkeypatch, capsys)
    assert (code, out, told.count("\n")) == (USAGE, "", 1), told
    assert told.startswith(f"cdnaudit: {file}: ")
    assert "; " in told
    assert len(told) < 600
    assert told.rstrip("\n").isprintable()


@pytest.mark.parametrize("value", WRONG_VALUES)
@pytest.mark.parametrize("kind", KINDS)
def test_a_wrong_value_is_refused(
    tmp_path: Path,
    kind: str,
    value: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / KINDS[kind].name
    file.write_text(KINDS[kind].text(WRONG_VALUES[value]))
    refused(KINDS[kind], file, monkeypatch, capsys)


@pytest.mark.parametrize(
    ("kind", "harm"),
    [(k, h) for k in KINDS for h in WRONG_BYTES if (k, h) not in UNHARMED],
)
def test_bytes_of_another_kind_are_refused(
    tmp_path: Path,
    kind: str,
    harm: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / KINDS[kind].name
    file.write_bytes(WRONG_BYTES[harm])
    refused(KINDS[kind], file, monkeypatch, capsys)


@pytest.mark.parametrize("kind", KINDS)
def test_a_folder_in_place_of_a_file_is_refused(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / KINDS[kind].name
    file.mkdir()
    refused(KINDS[kind], file, monkeypatch, capsys)


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"provider", "companies"}))
def test_a_file_that_is_named_and_not_there_is_refused(
    tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refused(KINDS[kind], tmp_path / KINDS[kind].name, monkeypatch, capsys)
