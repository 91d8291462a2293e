"""The whole assessment of every story is as it lies in goldens/; --bless rewrites them."""

import json
from pathlib import Path

import pytest

from cdnaudit.formats.json_v1_target import target_object
from cdnaudit.judging.catalogue import CHECKS
from cdnaudit.model.report import JudgedFinding, TargetReport
from cdnaudit.model.terms import Status
from tests.judging.stories import STORIES, Story

GOLDENS = Path(__file__).parent / "goldens"


def written(story: Story) -> str:
    """Write an assessment a line a fact: as reports have it, and what was asked to come to it."""
    assessed, surveyed = story.judged(), story.surveyed()
    findings = tuple(
        JudgedFinding.of(finding, suppressed=None, fails_gate=False)
        for finding in assessed.findings
    )
    report = TargetReport.of(assessed, status=Status.PASS, findings=findings)
    told = target_object(report)
    told["location"] = repr(assessed.location)
    told["depths"] = [f"{d.depth} {d.via} {d.event}" for d in assessed.dependencies]
    told["nodes"] = [
        f"{node.kind} {node.subject} {node.name!r} {node.parts} {node.events} {node.hides}"
        for node in assessed.graph.nodes
    ]
    told["asked"] = sorted(str(question) for question, _ in surveyed.facts.items())
    told["unanswered"] = list(map(str, surveyed.unanswered))
    told["graph"] = f"{assessed.graph.root} {assessed.graph.soft}"
    return json.dumps(told, indent=1) + "\n"


@pytest.mark.parametrize("story", STORIES)
def test_a_story_is_judged_as_its_golden(story: str, bless: bool) -> None:
    text = written(STORIES[story]())
    golden = GOLDENS / f"{story}.json"
    if bless:
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_every_check_speaks_in_a_story() -> None:
    found = {finding.check for told in STORIES.values() for finding in told().judged().findings}
    assert sorted({check.id for check in CHECKS} - found) == []
