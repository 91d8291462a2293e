"""Every format is read by a tool that is not ours."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path

import jsonschema
import pydot
import pytest
import xmlschema
from markdown_it import MarkdownIt

from cdnaudit.application.audit import Options, audit
from cdnaudit.formats import dot, github, junit, markdown, mermaid, sarif_v2
from cdnaudit.model.report import Location, Report, Suppression

HERE = Path(__file__).parent
FIXTURES = HERE.parents[1] / "fixtures"
CASES = sorted(p.parent.name for p in FIXTURES.glob("*/recording.json"))
HOSTILE = "\x1b[31m<script>alert(1)</script>|`=1+1`\n::error::%0A\u202e"


def judged(case: str) -> Report:
    return audit(Options(replay=FIXTURES / case / "recording.json", no_config=True, quiet=True))


def hostile() -> Report:
    """A report whose texts attack every format."""
    report = judged("outage-2025-11-18")
    first, *rest = report.targets
    found = tuple(replace(f, message=HOSTILE, host=HOSTILE) for f in first.findings)
    nodes = tuple(replace(n, name=HOSTILE) if n.label else n for n in first.graph.nodes)
    bad = replace(
        first,
        target=HOSTILE,
        findings=found,
        graph=replace(first.graph, nodes=nodes),
        location=Location("a,b:c.toml", 3),
    )
    return replace(report, targets=(bad, *rest))


def written(render: Callable[[Report, StringIO], None], report: Report) -> str:
    out = StringIO()
    render(report, out)
    return out.getvalue()


REPORTS = [*(pytest.param(case, id=case) for case in CASES), pytest.param(None, id="hostile")]


def report_of(case: str | None) -> Report:
    return judged(case) if case else hostile()


@pytest.mark.parametrize("case", REPORTS)
def test_sarif_holds_to_the_published_schema(case: str | None) -> None:
    schema = json.loads((HERE / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
    log = json.loads(written(sarif_v2.render, report_of(case)))
    assert list(jsonschema.Draft7Validator(schema).iter_errors(log)) == []


def test_sarif_tells_where_why_and_what_is_suppressed() -> None:
    report = hostile()
    target = report.targets[0]
    quiet = replace(
        target.findings[0], suppressed=Suppression("ignore", "contracted", "2027-03-31")
    )
    report = replace(report, targets=(replace(target, findings=(quiet,)),))
    run = json.loads(written(sarif_v2.render, report))["runs"][0]
    result = run["results"][0]
    assert run["invocations"][0]["executionSuccessful"] is True
    assert result["suppressions"][0]["justification"] == "contracted"
    assert result["partialFingerprints"] == {"cdnaudit/v1": quiet.fingerprint}
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "a,b:c.toml"},
        "region": {"startLine": 3},
    }
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == quiet.check


@pytest.mark.parametrize("case", REPORTS)
def test_junit_holds_to_the_schema_of_jenkins(case: str | None) -> None:
    schema = xmlschema.XMLSchema(str(HERE / "schemas" / "jenkins-junit.xsd"))
    schema.validate(written(junit.render, report_of(case)))


def test_junit_has_a_failure_for_what_fails_and_an_error_for_what_is_unknown() -> None:
    report = judged("outage-2025-11-18")
    text = written(junit.render, report)
    suites = dict(
        re.findall(r'<testsuite name="([^"]+)" tests="\d+" (failures="\d+" errors="\d+")', text)
    )
    assert suites == {
        "chatgpt.com": 'failures="1" errors="0"',
        "claude.ai": 'failures="1" errors="0"',
        "x.com": 'failures="0" errors="0"',
        "www.spotify.com": 'failures="0" errors="1"',
        "www.canva.com": 'failures="1" errors="0"',
    }


def test_annotations_are_one_command_a_line_with_the_most_severe_first() -> None:
    lines = written(github.render, hostile()).splitlines()
    commands = [
        re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line) for line in lines[:-1]
    ]
    assert None not in commands
    assert len([c for c in commands if c and "title=cdnaudit" not in c.group(2)]) == 10
    titles = [c.group(2) for c in commands if c]
    assert sorted(titles[:2]) == [
        "file=a%2Cb%3Ac.toml,line=3,title=company-many-roles (critical)",
        "title=company-many-roles (critical)",
    ]
    assert "\x1b" not in "".join(lines)


@pytest.mark.parametrize("case", REPORTS)
def test_markdown_keeps_strangers_words_as_text(case: str | None) -> None:
    tokens = (
        MarkdownIt("commonmark").enable("table").parse(written(markdown.render, report_of(case)))
    )
    raw = [t.content.strip() for t in tokens if t.type == "html_block"]
    inline = [c for t in tokens for c in t.children or () if c.type == "html_inline"]
    assert set(raw) <= {"<details><summary>Not known</summary>", "</details>"}
    assert inline == []


@pytest.mark.parametrize("case", REPORTS)
def test_dot_is_read_by_a_graphviz_parser(case: str | None) -> None:
    graphs = pydot.graph_from_dot_data(written(dot.render, report_of(case)))
    assert graphs is not None
    assert len(graphs[0].get_subgraphs()) == len(report_of(case).targets)


def test_mermaid_has_no_character_that_could_be_syntax_in_a_text() -> None:
    text = written(mermaid.render, hostile())
    quoted = re.findall(r'"([^"]*)"', text)
    assert [q for q in quoted if re.search(r"[<>|`\x1b\n(){}\[\]]", q)] == []
