"""What reads each format and is not ours; each fails on what its readers could not take."""

import csv
import io
import json
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

import jsonschema
import pydot
import xmlschema
from markdown_it import MarkdownIt

from tests.formats.page import Page

SCHEMAS = Path(__file__).parent / "schemas"
COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def table(text: str) -> None:
    assert [line for line in text.splitlines() if len(line) > 80 and " " in line.strip()] == []


def json_report(text: str) -> None:
    assert not list(report_schema().iter_errors(json.loads(text)))


def json_lines(text: str) -> None:
    head, *targets = map(json.loads, text.splitlines())
    assert not list(report_schema().iter_errors({**head, "targets": targets}))


def json_object(text: str) -> None:
    assert isinstance(json.loads(text), dict)


def csv_rows(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text)))
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [cell for row in rows for cell in row if cell.startswith(tuple("=+-@\t\r"))] == []


def sarif(text: str) -> None:
    log = json.loads(text)
    assert not list(sarif_schema().iter_errors(log))
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[r["ruleIndex"]] for r in run["results"]] == [r["ruleId"] for r in run["results"]]


def junit(text: str) -> None:
    junit_schema().validate(text)


def github(text: str) -> None:
    *commands, _headline = text.splitlines()
    assert [line for line in commands if not COMMAND.fullmatch(line)] == []


def markdown(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    raw = [token.content.strip() for token in tokens if token.type == "html_block"]
    assert set(raw) <= {"<details><summary>Not known</summary>", "</details>"}
    inline = [part for token in tokens for part in token.children or ()]
    assert {part.type for part in inline} & {"html_inline", "link_open", "image"} == set()


def html(text: str) -> None:
    assert text.isascii()
    page = Page(text)
    assert page.open == []
    assert "img" not in {tag for tag, _ in page.elements}
    assert not any(key.startswith("on") for _, attributes in page.elements for key in attributes)


def mermaid(text: str) -> None:
    quoted = re.findall(r'"([^"]*)"', text)
    syntax = re.compile(r"[<>|`(){}\[\]]")
    assert [said for said in quoted if syntax.search(said.replace("<br>", ""))] == []
    bare = re.sub(r'"[^"]*"', '""', text)
    assert re.fullmatch(r'[\w\s\-.>:"\[\](){}#,]*', bare)


def dot(text: str) -> None:
    graphs = pydot.graph_from_dot_data(text)
    assert graphs is not None
    assert len(graphs) == 1


@cache
def report_schema() -> jsonschema.Draft202012Validator:
    text = (files("cdnaudit") / "schemas" / "report.schema.json").read_text("utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


@cache
def sarif_schema() -> jsonschema.Draft7Validator:
    text = (SCHEMAS / "sarif-2.1.0.json").read_text("utf-8")
    return jsonschema.Draft7Validator(json.loads(text))


@cache
def junit_schema() -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(str(SCHEMAS / "jenkins-junit.xsd"))


REPORT_READERS: dict[str, Callable[[str], None]] = {
    "table": table,
    "json": json_report,
    "jsonl": json_lines,
    "csv": csv_rows,
    "sarif": sarif,
    "junit": junit,
    "github": github,
    "markdown": markdown,
    "html": html,
    "mermaid": mermaid,
    "dot": dot,
}
SHEET_READERS: dict[str, Callable[[str], None]] = {
    "table": table,
    "json": json_object,
    "csv": csv_rows,
    "markdown": markdown,
    "html": html,
}
