"""What reads each format and is not ours; each fails on what its readers could not take."""

import csv
import io
import json
import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import pydot
import xmlschema
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from markdown_it import MarkdownIt
from prometheus_client.openmetrics.parser import text_string_to_metric_families as open_metrics
from prometheus_client.parser import text_string_to_metric_families as older_format

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
    assert refused_by_github(run) == []
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert [rules[r["ruleIndex"]] for r in run["results"]] == [r["ruleId"] for r in run["results"]]


def refused_by_github(run: Any) -> list[str]:
    """Say what code scanning refuses, or does not show as it is meant.

    A result without a location makes it refuse the file; outside a repository there is none.
    Source: https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning
    """
    driver, results = run["tool"]["driver"], run["results"]
    rules = {rule["id"]: rule for rule in driver["rules"]}
    uris = [urlsplit(place["artifactLocation"]["uri"]) for r in results for place in places(r)]
    tests = {
        "too many results": len(results) <= 25_000,
        "two rules of one id": len(rules) == len(driver["rules"]),
        "a rule without help": all(rule["help"]["text"] for rule in rules.values()),
        "a title that is cut": all(
            len(r["shortDescription"]["text"]) <= 1024 for r in rules.values()
        ),
        "too many tags": all(len(rule["properties"]["tags"]) <= 10 for rule in rules.values()),
        "no message": all(result["message"]["text"] for result in results),
        "a location of no file": all(
            len(places(r)) == len(r.get("locations", ())) for r in results
        ),
        "a path from elsewhere": all(
            uri.path and not uri.scheme and not uri.netloc and not uri.path.startswith(("/", "../"))
            for uri in uris
        ),
        "a line before the first": all(
            p["region"]["startLine"] > 0 for r in results for p in places(r)
        ),
        "no fingerprint": all(
            re.fullmatch("[0-9a-f]{16}:1", r["partialFingerprints"]["primaryLocationLineHash"])
            for r in results
        ),
    }
    return [problem for problem, passed in tests.items() if not passed]


def places(result: Any) -> list[Any]:
    locations = result.get("locations", ())
    return [each["physicalLocation"] for each in locations if "physicalLocation" in each]


def gitlab(text: str) -> None:
    assert not list(code_quality_schema().iter_errors(json.loads(text)))


def junit(text: str) -> None:
    junit_schema().validate(text)


def github(text: str) -> None:
    *commands, _headline = text.splitlines()
    assert [line for line in commands if not COMMAND.fullmatch(line)] == []


def markdown(text: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    raw = [token.content.strip() for token in tokens if token.type == "html_block"]
    folded = r"<details><summary>(Not known|1 finding that follows from these|\d+ findings that follow from these)</summary>|</details>"
    assert [block for block in raw if not re.fullmatch(folded, block)] == []
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


def cyclonedx(text: str) -> None:
    """Hold it against the schema; beyond that, every reference is to something in it."""
    assert bom_validator().validate_str(text) is None
    bom = json.loads(text)
    listed = [*bom.get("components", ()), *bom.get("services", ()), bom["metadata"]["component"]]
    refs = [each["bom-ref"] for each in listed]
    assert len(set(refs)) == len(refs)
    assert sorted(each["ref"] for each in bom["dependencies"]) == sorted(refs)
    assert {to for each in bom["dependencies"] for to in each.get("dependsOn", ())} <= set(refs)


def openmetrics(text: str) -> None:
    """Parse it as Prometheus does, and as the textfile collector of node_exporter does.

    That takes no times and nothing but gauges, and refuses a file in which a series occurs twice.
    """
    assert text.endswith("\n# EOF\n")
    families = list(open_metrics(text))  # type: ignore[no-untyped-call]
    assert {family.type for family in families} == {"gauge"}
    assert [family.name for family in families if not family.documentation] == []
    series = [(s.name, *sorted(s.labels.items())) for f in families for s in f.samples]
    assert len(set(series)) == len(series)
    assert [s for f in families for s in f.samples if s.timestamp] == []
    assert [f.samples for f in older_format(text)] == [f.samples for f in families]


@cache
def bom_validator() -> JsonStrictValidator:
    return JsonStrictValidator(SchemaVersion.V1_6)


@cache
def report_schema() -> jsonschema.Draft202012Validator:
    text = (files("cdnaudit") / "schemas" / "report.schema.json").read_text("utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


@cache
def sarif_schema() -> jsonschema.Draft7Validator:
    text = (SCHEMAS / "sarif-2.1.0.json").read_text("utf-8")
    return jsonschema.Draft7Validator(json.loads(text))


@cache
def code_quality_schema() -> jsonschema.Draft202012Validator:
    text = (SCHEMAS / "gitlab-code-quality.json").read_text("utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


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
    "gitlab": gitlab,
    "markdown": markdown,
    "html": html,
    "mermaid": mermaid,
    "dot": dot,
    "cyclonedx": cyclonedx,
    "openmetrics": openmetrics,
}
SHEET_READERS: dict[str, Callable[[str], None]] = {
    "table": table,
    "json": json_object,
    "csv": csv_rows,
    "markdown": markdown,
    "html": html,
}
