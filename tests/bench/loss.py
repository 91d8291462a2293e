"""Measure what lost packets cost: time and unknowns, and verdicts that the calm run does not give.

``python -m tests.bench.loss``. Every story of the lab, apex and ``www``, over a link of 20 ms round
trip that loses a share of the packets each way. Wrong is a finding, or a provider that a rule
names, that is in no calm run, with pages or without; or a status that is neither the calm one nor
``incomplete``. With ``python -m tests.bench.loss 40`` that loss alone is measured.
"""

import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass

from tests.lab.internet.lab import start
from tests.lab.internet.zones import STORIES

LOSSES = (1, 5, 10, 20, 40)
"""Percent of packets, each way."""
DELAY = 10.0
"""Milliseconds one way."""
PATIENCE = 300
"""Seconds that a run may take."""
TARGETS = tuple(name for zone in STORIES for name in (zone.origin, f"www.{zone.origin}"))

OF_A_DELEGATION = ("finding dns-single-", "finding dns-too-few-nameservers")

INSIDE = """
import json, sys, time
from cdnaudit import Options, audit
from cdnaudit.application.progress import Progress
from cdnaudit.model.facts import Unknown

class Counting(Progress):
    answers = unknown = 0
    def answered(self, question, answer):
        self.answers += 1
        self.unknown += isinstance(answer, Unknown)

def by_rule(provider):
    return any("#" in evidence.rule for evidence in provider.evidence)

counted, begin = Counting(), time.perf_counter()
asked = Options(
    targets=tuple(sys.argv[3:]), resolver=(sys.argv[1],), no_http=sys.argv[2] == "dns", no_config=True
)
report = audit(asked, counted)
print(json.dumps({
    "seconds": time.perf_counter() - begin,
    "answers": counted.answers,
    "unknown": counted.unknown,
    "said": {t.target: sorted(
        {f"finding {f.check} {f.host}" for f in t.findings}
        | {f"provider {p.role} {p.provider}" for p in t.providers if by_rule(p)}
    ) for t in report.targets},
    "status": {t.target: t.status for t in report.targets},
    "unserved": [t.target for t in report.targets if any(
        all(s.answers in {"lame", "silent"} for s in z.nameservers) for z in t.zones if z.nameservers
    )],
}))
"""


@dataclass(frozen=True, slots=True)
class Ran:
    """What one run over every story took and said, by target."""

    seconds: float
    answers: int
    unknown: int
    said: dict[str, list[str]]
    status: dict[str, str]
    unserved: list[str]
    """Targets with a zone that no nameserver serves."""

    def wrong(self, calm: "Ran", without_pages: "Ran") -> list[str]:
        """Return what is said here and in no calm run.

        Of a zone that nobody serves, the calm run says that alone; how many nameservers and
        networks it has is true nevertheless, and told while it is not known that nobody does.
        """
        more = [
            f"{target}: {what}"
            for target, found in self.said.items()
            for what in sorted({*found} - {*calm.said[target], *without_pages.said[target]})
            if not (target in calm.unserved and what.startswith(OF_A_DELEGATION))
        ]
        surer = [
            f"{target}: {status} and not {calm.status[target]}"
            for target, status in self.status.items()
            if status not in {"incomplete", calm.status[target]}
        ]
        return more + surer

    @property
    def incomplete(self) -> int:
        """Targets without a verdict."""
        return list(self.status.values()).count("incomplete")


def main(losses: Iterable[int] = LOSSES) -> bool:
    """Print one line a loss, and what is wrong; tell whether nothing was."""
    calm, without_pages = run(0), run(0, "dns")
    sys.stdout.write(f"{len(TARGETS)} targets; loss each way, time, unknown, incomplete, wrong\n")
    right = True
    for loss in (0, *losses):
        ran = run(loss) if loss else calm
        wrong = ran.wrong(calm, without_pages)
        share = ran.unknown / ran.answers
        line = f"{loss:3} %  {ran.seconds:6.1f} s  {share:6.1%}  {ran.incomplete:3}  {len(wrong):3}"
        sys.stdout.write("\n  ".join((line, *wrong)) + "\n")
        right = right and not wrong
    return right


def run(loss: int, asked: str = "pages") -> Ran:
    """Scan every story in a lab of its own, whose resolver has nothing in its cache."""
    lab = start(delay_ms=DELAY, loss_pct=loss)
    inside = [sys.executable, "-c", INSIDE, lab.resolver, asked, *TARGETS]
    try:
        done = lab.run(inside, timeout=PATIENCE)
    finally:
        lab.stop()
    if done.returncode:
        sys.exit(done.stderr)
    return Ran(**json.loads(done.stdout))


if __name__ == "__main__":
    sys.exit(not main(map(int, sys.argv[1:]) if sys.argv[1:] else LOSSES))
