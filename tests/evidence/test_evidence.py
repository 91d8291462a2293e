"""A verdict is never surer than its evidence: over generated worlds with answers lost.

1,000 worlds by default; ``CDNAUDIT_WORLDS=20000`` for more, ``CDNAUDIT_FIRST_WORLD`` to go on
from another seed. A failure prints seeds, worlds and losses made as plain as they go;
``python -m tests.evidence`` groups all of them by cause.
"""

import pytest

from cdnaudit.model.terms import Status
from tests.evidence.breaches import Found, plainest
from tests.evidence.cases import Case
from tests.evidence.conftest import Breaches
from tests.evidence.faults import CAUSES
from tests.evidence.shapes import Shape
from tests.evidence.words import AXES
from tests.evidence.worlds import World

SHOWN = 3
"""Breaches that are made plain and printed."""

removed = pytest.mark.parametrize("removed", [False, True], ids=["lost", "not recorded"])
"""Answers lost on the way, or taken out of a recording: there whole ``kinds`` may be missing."""


def hold(found: list[Found], *, removed: bool) -> None:
    """Fail with the first breaches in their plainest form, and how many there are."""
    mine = [breach for breach in found if breach.removed is removed]
    if mine:
        plain = [str(plainest(breach)) for breach in mine[:SHOWN]]
        pytest.fail("\n".join([f"{len(mine)} breaches, such as", *plain]), pytrace=False)


@removed
def test_a_finding_without_all_answers_is_one_with_them(breaches: Breaches, removed: bool) -> None:
    hold(breaches.in_losses["further_findings"], removed=removed)


@removed
def test_a_provider_without_all_answers_is_one_with_them(breaches: Breaches, removed: bool) -> None:
    hold(breaches.in_losses["further_providers"], removed=removed)


@removed
def test_no_status_is_surer_than_with_all_answers(breaches: Breaches, removed: bool) -> None:
    hold(breaches.in_losses["surer_status"], removed=removed)


@removed
def test_a_verdict_lost_with_an_answer_names_the_question(
    breaches: Breaches, removed: bool
) -> None:
    hold(breaches.in_losses["nameless_doubt"], removed=removed)


@removed
def test_a_cut_set_without_all_answers_cuts_with_them(breaches: Breaches, removed: bool) -> None:
    hold(breaches.in_losses["further_cuts"], removed=removed)


@removed
def test_an_answer_more_turns_no_pass_into_less(breaches: Breaches, removed: bool) -> None:
    hold(breaches.in_losses["pass_lost"], removed=removed)


@removed
def test_an_answer_more_revises_no_verdict(breaches: Breaches, removed: bool) -> None:
    hold(breaches.in_losses["verdict_revised"], removed=removed)


def test_what_is_new_once_servers_died_names_one_of_them(breaches: Breaches) -> None:
    assert breaches.in_deaths["nameless"] == []


def test_dead_servers_make_nothing_pass_and_are_blamed_alone(breaches: Breaches) -> None:
    assert breaches.in_deaths["surer"] == []


PAGELESS = (
    "circle",
    "redirect to a host that is not",
    "redirect to a private place",
    "many redirects to a challenge",
    "expired",
    "expired, and back",
    "no page",
)
"""Pages that never came, as a visitor's browser has it."""


@pytest.mark.parametrize("page", PAGELESS)
def test_a_page_that_never_came_is_no_pass(page: str) -> None:
    status = World.of(Shape(page=page)).run({}).status
    assert status in {Status.FAIL, Status.INCOMPLETE}


@pytest.mark.parametrize(("axis", "word"), [(a, w) for a, words in AXES.items() for w in words])
def test_every_word_makes_a_world(axis: str, word: str) -> None:
    seen = World.of(Shape(**{axis: word})).run({})
    assert seen.report.hosts != ()


def test_the_plain_world_passes_and_is_lost_with_everything() -> None:
    world = World.of(Shape())
    calm = world.run({})
    lost = world.observe(lambda _: CAUSES[0])
    assert (calm.status, lost.status) == (Status.PASS, Status.INCOMPLETE)


def test_a_seed_draws_the_same_world_and_losses_again() -> None:
    first, again = Case.drawn(7), Case.drawn(7)
    assert [[run.lost for run in trial.runs] for trial in first.trials] == [
        [run.lost for run in trial.runs] for trial in again.trials
    ]


def test_worlds_come_with_every_status_and_many_losses() -> None:
    cases = [Case.drawn(seed) for seed in range(40)]
    assert {case.calm.status for case in cases} == set(Status)
    assert sum(len(trial.runs) for case in cases for trial in case.trials) > 200
