"""What additions mend in saved runs, and what cannot be told of them."""

from dataclasses import replace
from pathlib import Path

from cdnaudit.analysis.improvement import FindingFates, Improvement, improve
from cdnaudit.analysis.simulation import effect
from cdnaudit.formats.saved_run import read
from cdnaudit.graph.alternatives import Alternative
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind, Subject
from cdnaudit.model.terms import Outcome, Role
from tests.saved.runs import HOST, WORLDS, as_csv, as_json, without_graph


def new(role: Role, *owners: str) -> Alternative:
    return Alternative(role, ((Event.service("new", role), *map(Event.company, owners)),))


EDGE = new(Role.CDN)


def test_a_second_edge_ends_the_first_and_its_finding(tmp_path: Path) -> None:
    (target,) = read(as_json(tmp_path / "run.json", WORLDS["an edge"]())).targets
    found = improve(target, [EDGE])
    assert {"alpha/cdn", "company:alpha"} <= set(found.gone)
    assert [finding.check for finding in found.findings.gone] == ["cdn-single-provider"]
    assert found.findings.left == ()


def test_an_edge_of_the_same_company_leaves_the_company() -> None:
    target = WORLDS["an edge"]()
    found = improve(target, [new(Role.CDN, "alpha")])
    assert "alpha/cdn" in found.gone
    assert "company:alpha" in found.left


def test_an_edge_that_is_there_already_mends_nothing() -> None:
    target = WORLDS["an edge"]()
    same = Alternative(Role.CDN, ((Event("alpha/cdn"), Event("company:alpha")),))
    found = improve(target, [same])
    assert (found.gone, found.left) == ((), target.single_points)


def test_a_second_edge_stands_before_the_same_platform() -> None:
    found = improve(WORLDS["a platform on an edge"](), [EDGE])
    assert "cabin/platform" in found.left
    assert found.shortest is not None
    assert Role.PLATFORM in found.shortest


def test_a_challenge_stays_whatever_edge_is_added() -> None:
    target = WORLDS["a challenge"]()
    assert "beta/challenge" in improve(target, [EDGE]).left
    assert "beta/challenge" in improve(target, [EDGE, new(Role.CHALLENGE)]).gone


def test_all_that_the_shortest_list_names_leaves_nothing() -> None:
    for world in ("its own", "an edge", "two DNS operators", "a challenge"):
        target = WORLDS[world]()
        roles = improve(target, []).shortest
        assert roles is not None
        assert improve(target, [new(role) for role in roles]).left == ()


def test_of_rows_and_of_cuts_alone_nothing_can_be_told(tmp_path: Path) -> None:
    (rows,) = read(as_csv(tmp_path / "run.csv", WORLDS["an edge"]())).targets
    bare = without_graph(WORLDS["an edge"]())
    why = "its run has no graph of its hosts"
    assert [improve(target, [EDGE]).unknown for target in (rows, bare)] == [why, why]
    assert improve(bare, [EDGE]).findings == FindingFates(unknown=bare.findings)
    struck = frozenset({Event("alpha/cdn")})
    assert effect(bare, struck, [EDGE]).outcome is Outcome.UNKNOWN


def test_of_what_is_down_or_unknown_while_nothing_fails_nothing_can_be_told() -> None:
    broken = Node(NodeKind.ALL, HOST, (0,), subject=Subject.HOST)
    target = WORLDS["an edge"]()
    down = replace(target, graph=Graph((Node(NodeKind.ANY, ""), broken), 1), findings=())
    why = "it is down while nothing fails"
    assert improve(down, [EDGE]) == Improvement(target=HOST, unknown=why)
    unheard = improve(WORLDS["nothing known"](), [EDGE])
    assert unheard.unknown == "whether it works depends on what nobody answered"
