"""A saved run is read field by field: all there are, the least there may be, and cells of a table."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cdnaudit.errors import RunError
from cdnaudit.formats.saved_run import read
from cdnaudit.model.assessment import (
    CutSet,
    Dependency,
    Evidence,
    Inconclusive,
    Location,
    Unanswered,
)
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.observed import Address, Hop, Host, Link, Nameserver, Page, Zone
from cdnaudit.model.observed import Path as ObservedPath
from cdnaudit.model.report import (
    Ending,
    JudgedFinding,
    Report,
    Run,
    SetAside,
    Suppression,
    TargetReport,
)
from cdnaudit.model.terms import Confidence, Exit, Outcome, Role, Severity, State, Status
from cdnaudit.reporting.document import Document
from tests.formats.gallery import GALLERY
from tests.formats.written import written

BARE = {"target": "a.example", "status": "pass"}
LEAST = {
    "schema": "cdnaudit/report/v1",
    "targets": [
        {
            **BARE,
            "location": {"file": "t.txt"},
            "hosts": [
                {
                    "host": "a.example",
                    "chain": [{"from": "a.example", "to": "b.example"}],
                    "addresses": [{"ip": "192.0.2.1"}],
                    "paths": [{"type": "A"}],
                    "pages": [
                        {"url": "https://a.example/", "steps": [{"url": "https://b.example/"}]}
                    ],
                }
            ],
            "zones": [{"zone": "example", "nameservers": [{"name": "ns.example"}]}],
            "providers": [
                {"role": "cdn", "provider": "p", "host": "a.example", "confidence": "low"}
            ],
            "cuts": [{"outcome": "down", "events": ["p/cdn"]}],
            "findings": [
                {
                    "check": "c",
                    "severity": "low",
                    "confidence": "high",
                    "target": "a.example",
                    "host": "a.example",
                    "message": "m",
                    "remedy": "r",
                    "fingerprint": "f",
                    "suppressed": {"kind": "ignore", "reason": "known"},
                }
            ],
            "unknowns": [{"question": "q", "reason": "w"}],
            "inconclusive": [{"check": "c", "host": "a.example", "reason": "w"}],
            "graph": {"nodes": [{"kind": "leaf", "subject": "event"}]},
        }
    ],
}


def saved(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value), "utf-8")
    return path


@pytest.mark.parametrize("form", ["json", "jsonl"])
@pytest.mark.parametrize("report", GALLERY)
def test_every_field_of_a_report_reads_back(tmp_path: Path, report: str, form: str) -> None:
    built = GALLERY[report]()
    file = tmp_path / "run"
    file.write_text(written(form, built), "utf-8")
    assert read(file) == replace(built, checks=Document(built).checks)


def test_a_field_that_may_be_missing_has_its_default(tmp_path: Path) -> None:
    finding = JudgedFinding(
        check="c",
        severity=Severity.LOW,
        confidence=Confidence.HIGH,
        target="a.example",
        host="a.example",
        role=None,
        provider=None,
        company=None,
        message="m",
        remedy="r",
        evidence=(),
        fingerprint="f",
        suppressed=Suppression("ignore", "known", None),
        fails_gate=False,
    )
    target = TargetReport(
        target="a.example",
        status=Status.PASS,
        location=Location("t.txt", 1),
        hosts=(
            Host(
                "a.example",
                (Link("a.example", "b.example", 0),),
                (Address("192.0.2.1", None, None, None),),
                (ObservedPath("A", 0, None, None, (), ()),),
                (Page("https://a.example/", False, (Hop("https://b.example/", None, None),)),),
            ),
        ),
        zones=(Zone("example", None, None, (Nameserver("ns.example", (), None, None),)),),
        providers=(Dependency(Role.CDN, "p", "p", "a.example", None, Confidence.LOW, (), 1, ""),),
        transitive=(),
        cuts=(CutSet((Event("p/cdn"),), Outcome.DOWN, ()),),
        cut_counts=(1, 0),
        findings=(finding,),
        set_aside=(SetAside("ignore", "known", None, 1),),
        unknowns=(Unanswered("q", "w"),),
        inconclusive=(Inconclusive("c", "a.example", "w"),),
        limits_hit=(),
        graph=Graph((Node(NodeKind.LEAF, "", (), (), (), Subject.EVENT),), 0, ()),
    )
    run = Run(
        tool="cdnaudit",
        rules_date="",
        rules_providers=0,
        started="",
        finished="",
        resolvers=(),
        ecs=(),
        samples=1,
        replayed=False,
        provenance="live",
        ending=Ending.COMPLETE,
    )
    assert read(saved(tmp_path / "run.json", LEAST)) == Report(
        run=run, targets=(target,), exit_code=Exit.PASS, warnings=(), checks=()
    )


@pytest.mark.parametrize(
    ("run", "provenance", "ending", "code"),
    [
        ({"replayed": True}, "recorded", Ending.COMPLETE, Exit.PASS),
        ({"replayed": True, "provenance": "modelled"}, "modelled", Ending.COMPLETE, Exit.PASS),
        ({"exit_code": 1}, "live", Ending.COMPLETE, Exit.FINDINGS),
        ({"exit_code": 4}, "live", Ending.CRASHED, Exit.INTERNAL),
        ({"exit_code": 130, "interrupted": True}, "live", Ending.INTERRUPTED, Exit.INTERRUPTED),
        ({"exit_code": 4, "interrupted": True}, "live", Ending.INTERRUPTED, Exit.INTERNAL),
    ],
)
def test_how_a_run_ended_and_where_it_came_from_is_read(
    tmp_path: Path, run: dict[str, object], provenance: str, ending: Ending, code: Exit
) -> None:
    value = {"schema": "cdnaudit/report/v1", "run": run, "targets": [BARE]}
    found = read(saved(tmp_path / "run.json", value))
    assert (found.run.provenance, found.run.ending, found.exit_code) == (provenance, ending, code)


@pytest.mark.parametrize(
    ("statuses", "code"),
    [
        (["pass"], Exit.PASS),
        (["pass", "fail", "incomplete"], Exit.FINDINGS),
        (["pass", "incomplete"], Exit.INCOMPLETE),
        ([], Exit.PASS),
    ],
)
def test_a_run_without_an_exit_code_has_that_of_its_targets(
    tmp_path: Path, statuses: list[str], code: Exit
) -> None:
    targets = [{"target": f"{n}.example", "status": status} for n, status in enumerate(statuses)]
    value = {"schema": "cdnaudit/report/v1", "targets": targets}
    assert read(saved(tmp_path / "run.json", value)).exit_code is code


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"run": {"exit_code": 7}}, "run.exit_code: is 7; use one of 0, 1, 2, 3, 4, 130"),
        (
            {"targets": [BARE | {"graph": {"nodes": [], "root": 5, "soft": [3]}}, 3]},
            "targets[1]: is 3; give an object",
        ),
    ],
)
def test_a_value_that_cannot_be_is_refused(
    tmp_path: Path, change: dict[str, object], message: str
) -> None:
    file = saved(tmp_path / "run.json", {"schema": "cdnaudit/report/v1", **change})
    with pytest.raises(RunError) as caught:
        read(file)
    assert str(caught.value) == f"{file}: {message}"


@pytest.mark.parametrize("key", ["root", "soft", "parts"])
def test_a_number_just_outside_the_nodes_is_refused(tmp_path: Path, key: str) -> None:
    node: dict[str, object] = {"kind": "all", "subject": "host"}
    graph: dict[str, object] = {"nodes": [node], "root": 0}
    (node if key == "parts" else graph)[key] = 1 if key == "root" else [1]
    value = {"schema": "cdnaudit/report/v1", "targets": [BARE | {"graph": graph}]}
    file = saved(tmp_path / "run.json", value)
    with pytest.raises(RunError) as caught:
        read(file)
    assert str(caught.value) == (
        f"{file}: targets[0].graph: points outside its nodes; write the report again"
    )


TABLE = """\
target,host,role,provider,company,state,confidence,depth,via,more
a.example,www.a.example,cdn,one,first,,low,1,,x
a.example,www.a.example,cdn,two,,,,,,
a.example,www.a.example,dns,'=three,third,,high,2,one,
a.example,www.a.example,dns,four,fourth,,high,2,elsewhere,
a.example,www.a.example,challenge,five,fifth,present,medium,1,,
a.example,www.a.example,challenge,six,sixth,challenge,medium,1,,
a.example,,ca,seven,seventh,,,1,,
a.example,,hosting,eight,eighth,,,1,,
b.example,,dns,nine,ninth,,,1,,
b.example,,dns,nine,ninth,,,2,nine,
"""


def leaf(provider: str, role: str, company: str) -> Node:
    events = (Event(f"{provider}/{role}"), Event(f"company:{company}"))
    return Node(NodeKind.LEAF, provider, (), events, (), Subject.EVENT)


def test_a_table_of_dependencies_is_a_graph_of_alternatives(tmp_path: Path) -> None:
    file = tmp_path / "run.csv"
    file.write_text(TABLE)
    first, second = read(file).targets
    assert first.graph == Graph(
        (
            leaf("seven", "ca", "seventh"),
            Node(NodeKind.ALL, "seven", (0,)),
            leaf("eight", "hosting", "eighth"),
            Node(NodeKind.ALL, "eight", (2,)),
            Node(NodeKind.ANY, "", (3,)),
            Node(NodeKind.ALL, "a.example", (4,)),
            leaf("five", "challenge", "fifth"),
            Node(NodeKind.ALL, "five", (6,)),
            leaf("one", "cdn", "first"),
            leaf("=three", "dns", "third"),
            Node(NodeKind.ALL, "=three", (9,)),
            Node(NodeKind.ANY, "", (10,)),
            Node(NodeKind.ALL, "one", (8, 11)),
            leaf("two", "cdn", "two"),
            Node(NodeKind.ALL, "two", (13,)),
            Node(NodeKind.ANY, "", (12, 14)),
            leaf("six", "challenge", "sixth"),
            Node(NodeKind.ALL, "six", (16,)),
            Node(NodeKind.ANY, "", (17,)),
            leaf("four", "dns", "fourth"),
            Node(NodeKind.ALL, "four", (19,)),
            Node(NodeKind.ANY, "", (20,)),
            Node(NodeKind.ALL, "www.a.example", (15, 18, 21)),
            Node(NodeKind.ALL, "a.example", (5, 22)),
        ),
        23,
        (1, 7),
    )
    assert second.graph == Graph(
        (
            leaf("nine", "dns", "ninth"),
            leaf("nine", "dns", "ninth"),
            Node(NodeKind.ANY, "", (1,)),
            Node(NodeKind.ALL, "nine", (0, 2)),
            Node(NodeKind.ANY, "", (3,)),
            Node(NodeKind.ALL, "b.example", (4,)),
            Node(NodeKind.ALL, "b.example", (5,)),
        ),
        6,
        (),
    )


def test_a_row_of_a_table_is_a_dependency_and_a_table_is_a_run_that_knows_no_verdict(
    tmp_path: Path,
) -> None:
    file = tmp_path / "run.csv"
    file.write_text(TABLE)
    report = read(file)
    assert replace(report, targets=()) == Report(
        run=Run(
            tool="csv",
            rules_date="",
            rules_providers=0,
            started="",
            finished="",
            resolvers=(),
            ecs=(),
            samples=1,
            replayed=True,
            provenance="recorded",
            ending=Ending.COMPLETE,
        ),
        targets=(),
        exit_code=Exit.INCOMPLETE,
        warnings=(
            "run.csv: no verdicts are in a dependencies CSV: nothing passes, and nothing fails",
        ),
    )
    www, none = "www.a.example", ()
    low, medium, high = Confidence
    target = report.targets[0]
    assert target.providers == (
        Dependency(Role.CDN, "one", "first", www, None, low, none, 1, ""),
        Dependency(Role.CDN, "two", "two", www, None, medium, none, 1, ""),
        Dependency(Role.CHALLENGE, "five", "fifth", www, State.PRESENT, medium, none, 1, ""),
        Dependency(Role.CHALLENGE, "six", "sixth", www, State.CHALLENGE, medium, none, 1, ""),
        Dependency(Role.CA, "seven", "seventh", "a.example", None, medium, none, 1, ""),
        Dependency(Role.HOSTING, "eight", "eighth", "a.example", None, medium, none, 1, ""),
    )
    assert target.transitive == (
        Dependency(Role.DNS, "=three", "third", www, None, high, none, 2, "one"),
        Dependency(Role.DNS, "four", "fourth", www, None, high, none, 2, "elsewhere"),
    )
    assert (target.status, target.limits_hit) == (
        Status.INCOMPLETE,
        ("no verdicts are in a dependencies CSV",),
    )


def test_evidence_of_a_signal_of_tomorrow_is_kept(tmp_path: Path) -> None:
    item = {"signal": "sixth-sense", "value": "v", "rule": "r", "source": ""}
    dependency = {
        "role": "dns",
        "provider": "p",
        "company": "c",
        "host": "h",
        "state": "block",
        "confidence": "high",
        "evidence": [item],
        "depth": 2,
        "via": "v",
    }
    value = {"schema": "cdnaudit/report/v1", "targets": [BARE | {"transitive": [dependency]}]}
    (found,) = read(saved(tmp_path / "run.json", value)).targets[0].transitive
    evidence = (Evidence("sixth-sense", "v", "r", ""),)
    assert found == Dependency(
        Role.DNS, "p", "c", "h", State.BLOCK, Confidence.HIGH, evidence, 2, "v"
    )


COLUMNS = ("target", "host", "role", "provider", "company", "depth", "via")


@pytest.mark.parametrize("column", COLUMNS)
def test_a_table_needs_every_column_of_a_dependency(tmp_path: Path, column: str) -> None:
    file = tmp_path / "run.csv"
    file.write_text(",".join(name for name in COLUMNS if name != column) + "\n")
    with pytest.raises(RunError) as caught:
        read(file)
    assert str(caught.value) == (
        f"{file}: line 1: is no table with a column {column}; "
        "write it with `-f csv --csv-rows dependencies`"
    )
