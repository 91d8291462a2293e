"""Whatever a stranger writes stays text in every format."""

import csv
import io
import json
import re
from xml.etree import ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cdnaudit.formats.html.markup import VOID, el
from cdnaudit.formats.html.markup import text as html_text
from cdnaudit.formats.markdown import code
from cdnaudit.formats.markdown import text as markdown_text
from cdnaudit.formats.sheets.sheet import Sheet
from cdnaudit.formats.spreadsheet import as_written, inert
from cdnaudit.names import shown
from tests.formats import samples
from tests.formats.page import Page
from tests.formats.written import written, written_sheet

ANY = st.text(st.characters(), max_size=40)
"""Any character, lone surrogates among them."""


def sheet(text: str) -> Sheet:
    return Sheet(title=text, lead=text, columns=("a", "b"), rows=((text, text),), json_object={})


@given(ANY)
def test_a_spreadsheet_is_given_no_formula(text: str) -> None:
    ((_, cell),) = list(csv.reader(io.StringIO(written_sheet("csv", sheet(text)))))[1:]
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell == inert(shown(text))


@given(ANY)
def test_html_gives_back_what_was_shown(text: str) -> None:
    page = Page(f"<p>{html_text(text)}</p>")
    assert [tag for tag, _ in page.elements] == ["p"]
    assert "".join(page.words) == shown(text)


@given(ANY)
def test_markdown_makes_nothing_of_it_but_words(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(f"- x {markdown_text(text)}\n")
    kinds = {part.type for token in tokens for part in token.children or ()}
    assert kinds <= {"text", "text_special", "softbreak"}


@given(ANY)
def test_markdown_keeps_code_one_piece(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(f"x {code(text)} y")
    kinds = [part.type for token in tokens for part in token.children or ()]
    assert set(kinds) <= {"text", "text_special", "code_inline"}
    assert kinds.count("code_inline") <= 1


@given(ANY)
def test_a_row_of_a_markdown_table_has_as_many_cells_as_columns(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(written_sheet("markdown", sheet(text)))
    assert [token.type for token in tokens].count("td_open") == 2


@settings(max_examples=25, deadline=None)
@given(ANY)
def test_a_message_is_one_command_one_xml_text_and_one_json_string(text: str) -> None:
    report = samples.with_message(text)
    *commands, _ = written("github", report).split("\n")[:-1]
    assert [line for line in commands if not re.match(r"::[a-z]+ [^:]*::", line)] == []
    assert not re.search(r"%(?!25|0A|0D|2C|3A)", "".join(commands))
    assert ET.fromstring(written("junit", report).encode()).tag == "testsuites"
    message = json.loads(written("sarif", report))["runs"][0]["results"][0]["message"]["text"]
    assert text in message


@settings(max_examples=25, deadline=None)
@given(ANY)
def test_a_name_in_a_drawing_is_one_quoted_text(text: str) -> None:
    report = samples.with_name(f"n{text}")
    lines = written("dot", report).split("\n")
    quoted = r'"(?:[^"\\]|\\.)*"'
    assert [line for line in lines if '"' in re.sub(quoted, "", line)] == []
    chart = written("mermaid", report)
    assert set(re.sub(r"<br>|[\w ./:\-?#;]", "", "".join(re.findall(r'"(.*)"', chart)))) == set()


def test_quotes_and_backslashes_in_a_drawing_are_escaped() -> None:
    report = samples.with_name('a"b\\c')
    assert '    label="a\\"b\\\\c";\n' in written("dot", report)
    assert '  subgraph t0["a#34;b#92;c"]\n' in written("mermaid", report)


def test_elements_without_content_have_no_end() -> None:
    assert sorted(VOID) == ["br", "col", "input", "link", "meta", "rect"]
    assert el("col", span=2) == '<col span="2">'
    assert el("p", hidden=False, id=None) == "<p></p>"


def test_a_cell_is_no_formula_whatever_it_starts_with() -> None:
    assert [inert(f"{start}1") for start in "=+-@\t\r"] == [
        "'=1",
        "'+1",
        "'-1",
        "'@1",
        "'\t1",
        "'\r1",
    ]
    assert [as_written(cell) for cell in ("'=1", "'1", "=1", "'", "''=1")] == [
        "=1",
        "'1",
        "=1",
        "'",
        "''=1",
    ]
