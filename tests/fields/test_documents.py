"""Whole files: within bounds, as text, as TOML, JSON, JSON lines and CSV."""

import gzip
import io
from pathlib import Path

import pytest

from cdnaudit.errors import FileError, RunError
from cdnaudit.fields import documents
from cdnaudit.fields.csv_rows import csv_rows
from cdnaudit.fields.source import JSON, KIB, FileKind, Source

KIND = FileKind(
    syntax=JSON,
    error=RunError,
    remedy="give a file",
    max_bytes=4 * KIB,
    max_text=100,
    max_entries=100,
    compressed=True,
)


def source(folder: Path, raw: bytes = b"") -> Source:
    (folder / "f").write_bytes(raw)
    return Source(folder / "f", KIND)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        ("é".encode(), "é"),
        (b"\xef\xbb\xbf{}", "{}"),
        (gzip.compress(b"{}"), "{}"),
        (gzip.compress(b"{") + gzip.compress(b"}"), "{}"),
        (b"x" * 4 * KIB, "x" * 4 * KIB),
    ],
    ids=["empty", "UTF-8", "byte order mark", "gzip", "gzip in two members", "as large as allowed"],
)
def test_a_text_is_read(tmp_path: Path, raw: bytes, text: str) -> None:
    assert source(tmp_path, raw).text() == text


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"x" * (4 * KIB + 1), "is too large; keep it within 4 KiB"),
        (gzip.compress(b"x" * 9_999_999), "is too large; keep it within 4 KiB"),
        (gzip.compress(b"x" * 999)[:-9], "cannot be read: "),
        (gzip.compress(b"x" * 999) + b"more", "cannot be read: "),
        (b"\x1f\x8b\x08\x00garbage and no more", "cannot be read: "),
        (b"\xff", "is not UTF-8 text; give a file"),
        (b"a\nb\0", "line 2: holds a NUL character; give a file"),
    ],
    ids=["large", "large when unpacked", "cut short", "more after it", "no gzip", "bytes", "NUL"],
)
def test_what_is_no_text_is_refused(tmp_path: Path, raw: bytes, told: str) -> None:
    with pytest.raises(RunError) as caught:
        source(tmp_path, raw).text()
    assert str(caught.value).startswith(f"{tmp_path}/f: {told}")


def test_a_name_with_a_nul_is_refused() -> None:
    with pytest.raises(RunError, match="cannot be read: embedded null byte"):
        Source(Path("a\0b"), KIND).text()


def test_an_endless_file_is_refused() -> None:
    with pytest.raises(RunError, match="too large"):
        Source(Path("/dev/zero"), KIND).text()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a = = 1", "is not TOML: Invalid value (at line 1, column 5); mend the syntax"),
        ("a = " + "[" * 9_999, "is nested too deep; give a file"),
        ("\na = " + "9" * 9_999, "line 2: holds a number of too many digits; give a file"),
    ],
)
def test_what_is_no_toml_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(RunError) as caught:
        documents.toml(source(tmp_path), text)
    assert str(caught.value) == f"{tmp_path}/f: {told}"


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ('{"a": 1}', [""]),
        ('\n{"a": 1}\n\n', [""]),
        ('{"a": 1}\n\n{"b": 2}\n', ["line 1", "line 3"]),
        ('{"a": "\u2028"}\n{"b": 2}', ["line 1", "line 2"]),
    ],
)
def test_objects_know_their_lines(tmp_path: Path, text: str, places: list[str]) -> None:
    found = documents.json_objects(source(tmp_path), text)
    assert [fields.place() for fields in found] == places


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty; give a file"),
        ("3", "is 3; give an object"),
        ('{"a":\n1,\n2}', "line 3: is not JSON: "),
        ('{"a": 1}\n{"a"', "line 2: is not JSON: Expecting ':' delimiter; mend the syntax"),
        ('{"a": 1}\n[1]', "line 2: is […]; give an object"),
        ('{"a": 1}\n' + "[" * 9_999, "line 2: is nested too deep; give a file"),
        ("[" * 9_999, "is nested too deep; give a file"),
        ('{"a": 1}\n{"a": ' + "9" * 9_999 + "}", "line 2: holds a number of too many digits"),
        ('{\n"a": ' + "9" * 9_999 + "}", "line 2: holds a number of too many digits"),
    ],
)
def test_what_is_no_json_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(RunError) as caught:
        list(documents.json_objects(source(tmp_path), text))
    assert str(caught.value).startswith(f"{tmp_path}/f: {told}")


def test_lines_are_no_single_object(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="line 2: is not JSON: Extra data"):
        documents.json_object(source(tmp_path), "{}\n{}")


def test_rows_have_their_cells_by_column_and_no_empty_ones(tmp_path: Path) -> None:
    text = 'a,b,c\n1,,3\n\n"4\n4",5\n6,7,8,9\n'
    rows = list(csv_rows(source(tmp_path), io.StringIO(text, newline=""), ("a", "b")))
    assert [(row.place(), dict(row.values)) for row in rows] == [
        ("line 2", {"a": "1", "c": "3"}),
        ("line 5", {"a": "4\n4", "b": "5"}),
        ("line 6", {"a": "6", "b": "7", "c": "8"}),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "line 1: is no table with a column a; give a file"),
        ("b,c\n", "line 1: is no table with a column a; give a file"),
        ("a\n" + "x" * 200_000, "line 2: is not CSV: field larger than field limit"),
        ("x" * 200_000, "line 1: is not CSV: field larger than field limit"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(FileError) as caught:
        list(csv_rows(source(tmp_path), io.StringIO(text, newline=""), ("a",)))
    assert str(caught.value).startswith(f"{tmp_path}/f: {told}")
