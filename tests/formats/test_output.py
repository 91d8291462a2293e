"""Where formats go: standard output, or files."""

from pathlib import Path

import pytest

from cdnaudit.errors import UsageError
from cdnaudit.formats.output import sheet_sink, sinks, write_report, write_sheet
from cdnaudit.formats.registry import FORMATS, SHEET_FORMATS
from cdnaudit.reporting.display import DisplayOptions
from tests.formats import samples
from tests.formats.sheets import SHEETS
from tests.formats.written import written, written_sheet


def test_without_a_flag_the_first_format_goes_to_standard_output() -> None:
    (sink,) = sinks(None)
    assert (sink.format, sink.path) == (FORMATS[0], None)


def test_a_flag_names_a_format_and_perhaps_a_file() -> None:
    found = sinks(["json:a:b.json", "table:-", "html:x.html"])
    assert [(sink.format.name, sink.path) for sink in found] == [
        ("json", Path("a:b.json")),
        ("table", None),
        ("html", Path("x.html")),
    ]


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (["yaml"], "format 'yaml' is not known; use one of table, json, jsonl, csv, sarif, "),
        (["csv:"], "format 'csv:' names no file; write csv:report.csv, or csv alone"),
        (
            ["table", "sarif"],
            "two formats for standard output; give all but one a file, as table:report.txt",
        ),
    ],
)
def test_a_wrong_flag_is_refused(wanted: list[str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        sinks(wanted)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("form", SHEET_FORMATS, ids=lambda form: form.name)
def test_a_sheet_goes_to_its_file(tmp_path: Path, form: object) -> None:
    name = next(f.name for f in SHEET_FORMATS if f is form)
    file = tmp_path / "sheet"
    write_sheet(SHEETS["difference"](), sheet_sink(f"{name}:{file}"))
    assert file.read_text("utf-8") == written_sheet(name, SHEETS["difference"]())


def test_a_format_of_reports_alone_is_none_of_sheets() -> None:
    with pytest.raises(UsageError) as caught:
        sheet_sink("sarif")
    assert str(caught.value) == (
        "format 'sarif' is not known; use one of table, json, csv, markdown, html"
    )


def test_a_report_goes_to_every_file_and_to_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report, display = samples.one_target(), DisplayOptions(show_suppressed=True)
    files = {form.name: tmp_path / f"report{form.ending}.{form.name}" for form in FORMATS}
    wanted = sinks(["json", *(f"{name}:{file}" for name, file in files.items())])
    write_report(report, wanted, display)
    texts = {name: file.read_text("utf-8") for name, file in files.items()}
    assert texts == {name: written(name, report) for name in files}
    assert capsys.readouterr().out == texts["json"]
