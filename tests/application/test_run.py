"""A run that is cut short keeps what it has, claims nothing else, and says how it ended."""

import asyncio
import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from cdnaudit import Exit, Options, Progress, Report, Status, audit
from cdnaudit.application.networking import AT_ONCE, run_live
from cdnaudit.application.replaying import run_recorded
from cdnaudit.application.run import unfinished
from cdnaudit.application.scanner import Scanner
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.match import Match
from cdnaudit.model.facts import Answer, DnsQuestion, Question, Unknown
from cdnaudit.model.report import Ending
from cdnaudit.model.terms import Signal
from cdnaudit.recording.replay import Replay
from cdnaudit.survey.plan import Plan
from tests.cli.command import MIXED
from tests.small_knowledge import KNOWN
from tests.world import BETA, OWN, announced, plan, world

GOOD, BROKEN = "www.shop.example", "www.broken.example"
PLANS = tuple(Plan(target=name, http=False) for name in (GOOD, BROKEN))


@pytest.fixture(autouse=True)
def interruptible() -> Iterator[None]:
    """A shell starts what runs in the background with SIGINT ignored; here it counts."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


class Halting(Progress):
    """Stops the run once so many targets are finished."""

    def __init__(self, after: int, stop: Callable[[], None]) -> None:
        self.left = after
        self.stop = stop

    def finished(self, target: str) -> None:
        self.left -= 1
        if self.left == 0:
            self.stop()


def interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def crash() -> None:
    raise ZeroDivisionError


class Listening(Progress):
    """Keeps what it hears."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def started(self, targets: int) -> None:
        self.heard.append(f"started {targets}")

    def answered(self, question: Question, answer: Answer) -> None:
        if self.heard[-1] != "answered":
            self.heard.append("answered")

    def finished(self, target: str) -> None:
        self.heard.append(f"finished {target}")

    def ended(self) -> None:
        self.heard.append("ended")


class BrokenKnowledge(Knowledge):
    """Has an error in it that one name brings out."""

    def by_name(self, signal: Signal, name: str) -> tuple[Match, ...]:
        if name == BROKEN:
            raise ZeroDivisionError(name)
        return super().by_name(signal, name)


class InTurn(Progress):
    """Lets the broken target be asked about when the other is finished."""

    def __init__(self) -> None:
        self.first = asyncio.Event()

    def finished(self, target: str) -> None:
        self.first.set()

    async def ask(self, question: Question) -> Answer:
        if BROKEN in str(question):
            await self.first.wait()
        return REPLAY.answer(question)


REPLAY = Replay(
    world(
        {GOOD: "203.0.113.1", BROKEN: "x.far.example 203.0.113.2"},
        {"shop.example": OWN, "broken.example": BETA},
    ),
    announced,
)
KNOWLEDGE = BrokenKnowledge(KNOWN.providers.values(), KNOWN.rules, KNOWN.companies.values())


def halted(progress: Progress) -> Report:
    """Audit what is recorded and more, of which the last must wait for a place."""
    recorded = tuple(json.loads(MIXED.read_text())["targets"])
    more = tuple(f"www.shop{number}.example" for number in range(2 * AT_ONCE))
    return audit(Options(replay=MIXED, targets=recorded + more, no_config=True), progress)


def claimed(report: Report) -> dict[str, tuple[int, int, int]]:
    """Count what is said of each target whose end was not waited for."""
    return {
        t.target: (len(t.hosts), len(t.findings), len(t.cuts))
        for t in report.targets
        if t.limits_hit == ("interrupted before it was finished",)
    }


@pytest.mark.parametrize(
    ("progress", "code", "ending"),
    [
        (Halting(2, interrupt), Exit.INTERRUPTED, Ending.INTERRUPTED),
        (Halting(2, crash), Exit.INTERNAL, Ending.CRASHED),
    ],
    ids=["interrupted", "crashed"],
)
def test_a_run_cut_short_is_judged_and_claims_nothing_of_the_rest(
    progress: Progress, code: Exit, ending: Ending
) -> None:
    whole, report = halted(Progress()), halted(progress)
    assert (report.exit_code, report.run.ending) == (code, ending)
    assert [t.target for t in report.targets] == [t.target for t in whole.targets]
    rest = claimed(report)
    assert 0 < len(rest) <= len(whole.targets) - 2
    assert set(rest.values()) == {(0, 0, 0)}
    assert {t.status for t in report.targets if t.target in rest} == {Status.INCOMPLETE}
    finished = [t for t in report.targets if t.target not in rest]
    assert finished == [t for t in whole.targets if t.target not in rest]


def test_an_error_of_ours_is_logged_with_its_cause(caplog: pytest.LogCaptureFixture) -> None:
    halted(Halting(1, crash))
    (record,) = caplog.records
    assert (record.name, record.getMessage()) == (
        "cdnaudit",
        "internal error; the report holds what was finished before it",
    )
    assert "ZeroDivisionError" in caplog.text


def test_a_crash_in_one_target_keeps_the_one_that_was_finished() -> None:
    good, bad = PLANS
    turns = InTurn()
    gathered = run_live(turns.ask, PLANS, Scanner(KNOWLEDGE), turns)
    alone = run_recorded(REPLAY.answer, (good,), Scanner(KNOWLEDGE), Progress())
    assert (gathered.ending, alone.ending) == (Ending.CRASHED, Ending.COMPLETE)
    assert gathered.assessments(PLANS) == (alone.done[good], unfinished(bad))


class OneAfterTheOther(Progress):
    """Lets the second of two targets be asked about when the first is finished; counts."""

    def __init__(self, lost: frozenset[Question] = frozenset()) -> None:
        self.first = asyncio.Event()
        self.lost, self.asked = lost, Counter[Question]()

    def finished(self, target: str) -> None:
        self.first.set()

    async def ask(self, question: Question) -> Answer:
        self.asked[question] += 1
        if question == DnsQuestion("shop.example", "NS") and self.asked[question] > 1:
            await self.first.wait()
        if question in self.lost and self.asked[question] == 1:
            return Unknown("timeout after 2.0 s")
        return SHARED.answer(question)


SHARED = Replay(
    world({GOOD: "203.0.113.1", "api.shop.example": "203.0.113.2"}, {"shop.example": OWN}),
    announced,
)
SIBLINGS = (plan(GOOD), plan("api.shop.example"))


NAMESERVER = DnsQuestion("ns1.shop.example", "A")
"""Asked by both: by the second when the first has its answer."""


def test_what_targets_have_in_common_is_asked_once() -> None:
    turns = OneAfterTheOther()
    run_live(turns.ask, SIBLINGS, Scanner(KNOWN), turns)
    assert turns.asked[NAMESERVER] == 1


def test_what_nobody_answered_is_asked_again_for_the_next_target() -> None:
    """One lost packet must not make every target of a run unknown."""
    turns = OneAfterTheOther(frozenset({NAMESERVER}))
    gathered = run_live(turns.ask, SIBLINGS, Scanner(KNOWN), turns)
    assert turns.asked[NAMESERVER] == 2
    assert gathered.answers[NAMESERVER] == SHARED.answer(NAMESERVER)


@pytest.mark.parametrize("plans", [PLANS[:1], PLANS], ids=["complete", "crashed"])
def test_progress_hears_the_whole_run_in_order(plans: tuple[Plan, ...]) -> None:
    listening = Listening()
    run_recorded(REPLAY.answer, plans, Scanner(KNOWLEDGE), listening)
    assert (listening.heard[:2], listening.heard[-1]) == (
        [f"started {len(plans)}", "answered"],
        "ended",
    )
    assert {h for h in listening.heard if h[:8] == "finished"} <= {f"finished {GOOD}"}


def test_unknown_answers_are_heard_too(tmp_path: Path) -> None:
    heard: list[Answer] = []

    class Answers(Progress):
        def answered(self, question: Question, answer: Answer) -> None:
            heard.append(answer)

    audit(Options(offline=True, targets=("www.shop.example",), no_config=True), Answers())
    assert {type(a) for a in heard} == {Unknown}
