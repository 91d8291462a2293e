"""What-if over saved runs: by graph, by rows of dependencies, by cuts alone."""

import json
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from cdnaudit.analysis.outages import SCENARIOS, events
from cdnaudit.analysis.simulation import Effect, effect, simulate
from cdnaudit.errors import UsageError
from cdnaudit.formats.saved_run import read
from cdnaudit.graph.evaluate import all_events
from cdnaudit.model.assessment import CutSet, Unanswered
from cdnaudit.model.events import Event
from cdnaudit.model.nodes import Graph, Node, NodeKind
from cdnaudit.model.report import TargetReport
from cdnaudit.model.terms import Outcome, Role
from tests.graph import oracle
from tests.graph.graphs import target as target_graph
from tests.saved.runs import HOST, WORLDS, as_csv, as_json, without_graph

HEAD = "target,host,role,provider,company,state,confidence,depth,via\n"


def outcomes(target: TargetReport, *down: str) -> Outcome:
    return effect(target, frozenset(map(Event, down))).outcome


@pytest.mark.parametrize(
    ("case", "down", "expected"),
    [
        ("an edge", ["alpha/cdn"], Outcome.DOWN),
        ("an edge", ["company:alpha"], Outcome.DOWN),
        ("an edge", ["beta/cdn"], Outcome.UNAFFECTED),
        ("an edge", ["asn:64500"], Outcome.DOWN),
        ("two DNS operators", ["beta/dns"], Outcome.DEGRADED),
        ("two DNS operators", ["beta/dns", "alpha/dns"], Outcome.DOWN),
        ("a platform on an edge", ["alpha/cdn"], Outcome.DOWN),
        ("a challenge", ["beta/challenge"], Outcome.DOWN),
        ("nothing known", ["alpha/cdn"], Outcome.UNKNOWN),
    ],
)
def test_a_saved_graph_answers_as_the_live_one(
    tmp_path: Path, case: str, down: list[str], expected: Outcome
) -> None:
    (target,) = read(as_json(tmp_path / "run.json", WORLDS[case]())).targets
    assert outcomes(target, *down) is expected


def test_what_goes_down_is_shown_with_its_path_and_what_stays_with_its_spare() -> None:
    target = WORLDS["two DNS operators"]()
    assert effect(target, frozenset({Event("alpha/cdn")})) == Effect(
        HOST, Outcome.DOWN, (HOST, "x.alpha-edge.example", "alpha/cdn"), ()
    )
    assert effect(target, frozenset({Event("beta/dns")})).survives_on == (
        "ns1.alpha-dns.example",
        "ns2.alpha-dns.example",
    )


def test_what_is_down_while_nothing_fails_is_already_down_and_shows_where() -> None:
    broken = Graph((Node(NodeKind.ANY, "edge"), Node(NodeKind.ALL, HOST, (0, 2)), LEAF), 1)
    target = replace(WORLDS["an edge"](), graph=broken)
    assert effect(target, frozenset({Event("alpha/cdn")})) == Effect(
        HOST, Outcome.DOWN, (HOST, "edge"), (), already=True
    )
    assert effect(target, frozenset({Event("beta/cdn")})).already


LEAF = Node(NodeKind.LEAF, "alpha/cdn", events=(Event("alpha/cdn"),))


@pytest.mark.parametrize("seed", range(200))
def test_what_is_already_down_is_so_whatever_fails(seed: int) -> None:
    random = Random(seed)
    graph = target_graph(random)
    target = replace(WORLDS["an edge"](), graph=graph)
    events = all_events(graph)
    chosen = frozenset(random.sample(events, min(2, len(events))))
    found = effect(target, chosen)
    assert found.already is not oracle.stands(graph, frozenset())
    assert found.outcome is oracle.outcome(graph, chosen)
    fails_along = oracle.witness(graph, frozenset() if found.already else chosen)
    assert found.path == (fails_along if found.outcome is Outcome.DOWN else ())


def test_outcomes_are_counted() -> None:
    found = simulate([WORLDS["an edge"](), WORLDS["its own"]()], (Event("alpha/cdn"),))
    assert [found.count(o) for o in Outcome] == [1, 0, 1, 0]
    broken = replace(WORLDS["an edge"](), graph=Graph((Node(NodeKind.ANY, HOST),), 0))
    with_broken = simulate([WORLDS["an edge"](), broken], (Event("alpha/cdn"),))
    assert [with_broken.count(o) for o in Outcome] == [1, 0, 0, 0]
    assert (found.already_down, with_broken.already_down) == (0, 1)


def csv_run(tmp_path: Path, *rows: str) -> TargetReport:
    """Read rows of ``role,provider,company,state,confidence,depth,via`` of one host."""
    file = tmp_path / "run.csv"
    file.write_text(HEAD + "".join(f"a.example,a.example,{row}\n" for row in rows))
    (target,) = read(file).targets
    return target


@pytest.mark.parametrize(
    ("rows", "down", "expected"),
    [
        (["dns,p,p,,high,1,"], ["p/dns"], "down"),
        (["dns,p,p,,high,1,"], ["company:p"], "down"),
        (["dns,p,p,,high,1,"], ["p/cdn"], "unaffected"),
        (["dns,p,p,,high,1,", "dns,q,q,,high,1,"], ["p/dns"], "degraded"),
        (["dns,p,p,,high,1,", "dns,q,q,,high,1,"], ["p/dns", "q/dns"], "down"),
        (["dns,p,p,,high,1,", "cdn,q,q,,high,1,"], ["q/cdn"], "down"),
        (["dns,p,o,,high,1,", "dns,q,o,,high,1,"], ["company:o"], "down"),
        (["cdn,p,p,,high,1,", "dns,d,d,,high,2,p"], ["d/dns"], "down"),
        (["cdn,p,p,,high,1,", "dns,d,d,,high,2,p", "dns,e,e,,high,2,p"], ["d/dns"], "degraded"),
        (
            ["cdn,p,p,,high,1,", "dns,d,d,,high,2,p", "dns,e,e,,high,2,p"],
            ["d/dns", "e/dns"],
            "down",
        ),
        (
            ["cdn,p,p,,high,1,", "cdn,q,q,,high,1,", "dns,d,d,,high,2,p"],
            ["d/dns"],
            "degraded",
        ),
        (["cdn,p,p,,high,1,", "dns,d,d,,high,2,p", "cdn,e,e,,high,2,d"], ["e/cdn"], "down"),
        (["cdn,p,p,,high,1,", "dns,p,p,,high,2,p"], ["p/dns"], "down"),
        (["ca,p,p,,high,1,"], ["p/ca"], "degraded"),
        (["registrar,p,p,,high,1,"], ["p/registrar"], "degraded"),
        (["challenge,p,p,present,high,1,"], ["p/challenge"], "degraded"),
        (["challenge,p,p,challenge,high,1,"], ["p/challenge"], "down"),
        (["challenge,p,p,block,high,1,"], ["p/challenge"], "down"),
    ],
)
def test_rows_of_dependencies_answer(
    tmp_path: Path, rows: list[str], down: list[str], expected: str
) -> None:
    assert outcomes(csv_run(tmp_path, *rows), *down) == expected


def test_both_hosts_of_a_target_must_work(tmp_path: Path) -> None:
    file = tmp_path / "run.csv"
    rows = "a.example,a.example,cdn,p,p,,high,1,\na.example,www.a.example,cdn,q,q,,high,1,\n"
    file.write_text(HEAD + rows)
    (target,) = read(file).targets
    assert [outcomes(target, e) for e in ("p/cdn", "q/cdn")] == [Outcome.DOWN] * 2


def test_a_neutralised_cell_is_read_as_it_was(tmp_path: Path) -> None:
    target = csv_run(tmp_path, "cdn,'=p,'@o,,high,1,")
    assert [(u.provider, u.company) for u in target.providers] == [("=p", "@o")]


def test_columns_may_come_in_any_order_and_without_state_and_confidence(tmp_path: Path) -> None:
    file = tmp_path / "run.csv"
    file.write_text("via,depth,company,provider,role,host,target\n,1,p,p,cdn,a.example,a.example\n")
    (target,) = read(file).targets
    assert outcomes(target, "p/cdn") is Outcome.DOWN


@pytest.mark.parametrize(
    ("counts", "down", "expected"),
    [
        ((1, 0), ["asn:64500"], Outcome.UNAFFECTED),
        ((1, 0), ["asn:64500", "asn:64501"], Outcome.UNAFFECTED),
        ((1, 0), ["asn:64500", "asn:64501", "asn:64502"], Outcome.UNKNOWN),
        ((1, 0, 0), ["asn:64500", "asn:64501", "asn:64502"], Outcome.UNAFFECTED),
        ((1, 640_000), ["asn:64500", "asn:64501"], Outcome.UNKNOWN),
        ((1, 640_000), ["asn:64500"], Outcome.UNAFFECTED),
        ((1, 640_000), ["asn:64500", "asn:64501", "alpha/cdn"], Outcome.DOWN),
        ((1, 640_000), ["x/dns", "y/dns", "z/dns"], Outcome.UNAFFECTED),
    ],
)
def test_cuts_alone_say_nothing_of_more_failures_than_were_listed(
    counts: tuple[int, ...], down: list[str], expected: Outcome
) -> None:
    alone = CutSet((Event("alpha/cdn"),), Outcome.DOWN, ())
    edge = without_graph(WORLDS["an edge"]())
    assert outcomes(replace(edge, cuts=(alone,), cut_counts=counts), *down) is expected


def test_a_report_without_counts_lists_singles_and_pairs(tmp_path: Path) -> None:
    file = as_json(tmp_path / "run.json", without_graph(WORLDS["an edge"]()))
    report = json.loads(file.read_text("utf-8"))
    counts = report["targets"][0].pop("cut_counts")
    file.write_text(json.dumps(report))
    (target,) = read(file).targets
    assert (target.cut_counts, target.orders_listed) == (tuple(counts), 2)


def services(target: TargetReport) -> list[str]:
    """Return the services that the target's graph knows."""
    every = set(all_events(target.graph))
    return sorted(e for e in every if "/" in e and ":" not in e)


@pytest.mark.parametrize("case", [c for c in WORLDS if c != "nothing known"])
def test_rows_say_the_same_of_every_plane_as_the_graph(tmp_path: Path, case: str) -> None:
    live = WORLDS[case]()
    (rows,) = read(as_csv(tmp_path / "run.csv", live)).targets
    assert {e: outcomes(rows, e) for e in services(live)} == {
        e: outcomes(live, e) for e in services(live)
    }


@pytest.mark.parametrize("case", [c for c in WORLDS if c != "nothing known"])
def test_cuts_alone_say_the_same_as_the_graph_of_what_goes_down(case: str) -> None:
    live = WORLDS[case]()
    bare = without_graph(live)
    down = {e: outcomes(live, e) is Outcome.DOWN for e in services(live)}
    assert {e: outcomes(bare, e) is Outcome.DOWN for e in services(live)} == down


def test_cuts_alone_know_pairs_and_degraded() -> None:
    bare = without_graph(WORLDS["two DNS operators"]())
    found = [
        outcomes(bare, *down)
        for down in (["beta/dns"], ["gamma/dns"], ["asn:64500"], ["alpha/cdn", "beta/dns"])
    ]
    assert found == [Outcome.DEGRADED, Outcome.UNAFFECTED, Outcome.DOWN, Outcome.DOWN]


def test_cuts_alone_with_a_gap_do_not_say_unaffected() -> None:
    bare = without_graph(WORLDS["nothing known"]())
    assert bare.unknowns[:1] == (Unanswered("dns A www.shop.example", "not recorded"),)
    assert outcomes(bare, "alpha/cdn") is Outcome.UNKNOWN


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda s: s.id)
def test_a_scenario_is_events_of_the_contract_with_a_source(scenario: object) -> None:
    found = next(s for s in SCENARIOS if s is scenario)
    assert events(found.id) == found.events
    assert found.source[:8] == "https://"
    roles = {e.partition("/")[2] for e in found.events if ":" not in e}
    assert roles <= {str(r) for r in Role}


def test_an_outage_that_nobody_knows_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        events("dyn")
    assert str(caught.value).startswith("scenario 'dyn' is not known; use one of dyn-2016-10-21, ")
