"""What a recording that names no options shows of those it was made with."""

from cdnaudit.application.walk_options import WalkOptions
from cdnaudit.model.facts import Answer, DnsAnswer, DnsQuestion, Question
from cdnaudit.recording.recording_file import Recording
from cdnaudit.survey.plan import Plan

SUBNET = "198.51.100.0/24"
HOST = "www.shop.example"


def shown(*questions: DnsQuestion) -> WalkOptions:
    answers: dict[Question, Answer] = dict.fromkeys(questions, DnsAnswer("NOERROR"))
    return WalkOptions.of_recording(Recording(targets=(), answers=answers, options={}))


def test_subnets_are_those_asked_as() -> None:
    assert shown(DnsQuestion(HOST, "A", ecs=SUBNET)).ecs == (SUBNET,)


def test_a_host_asked_without_a_subnet_too_is_seen_in_either_family() -> None:
    for family in ("A", "AAAA"):
        asked = DnsQuestion(HOST, "A", ecs=SUBNET), DnsQuestion(HOST, family)
        assert shown(*asked).ecs == ("", SUBNET)


def test_other_questions_are_never_asked_as_a_subnet() -> None:
    asked = DnsQuestion(HOST, "A", ecs=SUBNET), DnsQuestion("shop.example", "NS")
    assert shown(*asked).ecs == (SUBNET,)


def test_samples_are_counted_from_the_last() -> None:
    assert shown(DnsQuestion(HOST, "A"), DnsQuestion(HOST, "A", sample=2)).samples == 3


def test_the_status_page_and_the_origins_of_each_target_are_kept() -> None:
    plans = (
        Plan(target=HOST, status_page="status.example"),
        Plan(target="b.example", origins=("192.0.2.9", "origin.example")),
    )
    kept = WalkOptions.of_plans(plans).as_json()
    again = WalkOptions.of_recording(Recording(targets=(), answers={}, options=kept))
    assert again.status_pages == {HOST: "status.example"}
    assert again.origins == {"b.example": ("192.0.2.9", "origin.example")}
