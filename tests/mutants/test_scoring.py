import json

from tests.mutants.collecting import mutants
from tests.mutants.scoring import Score, as_json, by_package, score, summary
from tests.mutants.trying import Outcome, Verdict

ONE, TWO = mutants("cdnaudit/graph/a.py", b"x = 1\ny = 2\n")
(OTHER,) = mutants("cdnaudit/scan.py", b"z = a < b\n")
OUTCOMES = (
    Outcome(ONE, Verdict.KILLED),
    Outcome(TWO, Verdict.UNCOVERED),
    Outcome(OTHER, Verdict.TIMED_OUT),
)


def test_what_is_killed_or_never_ends_was_noticed() -> None:
    killed = [verdict for verdict in Verdict if Outcome(ONE, verdict).killed]
    assert killed == [Verdict.KILLED, Verdict.TIMED_OUT]


def test_scores_are_summed_by_package() -> None:
    assert by_package(OUTCOMES) == {"cdnaudit": Score(1, 1), "cdnaudit.graph": Score(1, 2)}
    assert score(OUTCOMES) == Score(2, 3)
    assert score(()).share == 1.0


def test_survivors_are_listed_before_the_scores() -> None:
    assert summary(OUTCOMES) == (
        "cdnaudit/graph/a.py:2  2 -> 3  [uncovered]\n"
        "\n"
        "cdnaudit           1 of    1 killed  100.0%\n"
        "cdnaudit.graph     1 of    2 killed   50.0%\n"
        "all                2 of    3 killed   66.7%\n"
    )


def test_json_has_every_outcome() -> None:
    rows = json.loads(as_json(OUTCOMES))
    assert [(r["path"], r["line"], r["original"], r["mutant"], r["verdict"]) for r in rows] == [
        ("cdnaudit/graph/a.py", 1, "1", "2", "killed"),
        ("cdnaudit/graph/a.py", 2, "2", "3", "uncovered"),
        ("cdnaudit/scan.py", 1, "a < b", "(a <= b)", "timed out"),
    ]
