"""Zone files in front of the network give what they give in front of a recording."""

import asyncio
from pathlib import Path

from cdnaudit.application.networking import before_network
from cdnaudit.application.overlaying import before_recording
from cdnaudit.application.scanner import hints
from cdnaudit.model.facts import Answer, AsnAnswer, Question
from cdnaudit.observe.recorded_walk import walk_recorded
from cdnaudit.observe.walk import walk
from cdnaudit.overlay.reading import read_overlay
from cdnaudit.recording.alias_ends import with_ends
from cdnaudit.recording.recording_file import read
from cdnaudit.recording.replay import Replay
from cdnaudit.survey.plan import Plan
from tests.small_knowledge import KNOWN

HINTS = hints(KNOWN)
ROOT = Path(__file__).parents[2]
RECORDING = ROOT / "fixtures" / "two-dns-operators" / "recording.json"
ZONE = ROOT / "tests" / "overlay" / "changes" / "after" / "shop.example.zone"


def test_a_walk_over_the_network_sees_what_a_replayed_one_sees() -> None:
    overlay = read_overlay([ZONE])
    answers = with_ends(read(RECORDING).answers)
    replay = Replay(answers, lambda _: AsnAnswer(64500)).answer

    async def ask(question: Question) -> Answer:
        return replay(question)

    plan = Plan(target="www.shop.example")
    live = asyncio.run(walk(plan, HINTS, before_network(overlay, ask)))
    replayed = walk_recorded(plan, HINTS, before_recording(overlay, replay))
    assert (live.hosts, live.zones) == (replayed.hosts, replayed.zones)
    assert sorted(server.name for server in live.zones["shop.example"].servers) == [
        "ns-101.awsdns-12.com",
        "ns-1125.awsdns-12.org",
        "ns-1637.awsdns-12.co.uk",
        "ns-613.awsdns-12.net",
    ]
