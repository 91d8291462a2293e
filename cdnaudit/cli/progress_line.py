"""One line on standard error while a scan runs; nothing where nobody watches."""

import os
import sys
import time

from cdnaudit.application.progress import Progress
from cdnaudit.cli import streams
from cdnaudit.formats.terminal_screen import PLAIN_TERMINALS
from cdnaudit.model.facts import Answer, Question, Unknown
from cdnaudit.names import counted, shown
from cdnaudit.observe.timeline import Timeline

EVERY = 0.1
"""Seconds between two drawings."""


class ProgressLine(Progress):
    """Counts answers, unknowns and targets; ``verbose`` names each question."""

    def __init__(self, *, quiet: bool = False, verbose: bool = False) -> None:
        self._drawn = 0.0
        self._started = time.monotonic()
        is_plain = os.environ.get("TERM") in PLAIN_TERMINALS
        self._live = sys.stderr.isatty() and not is_plain and not quiet and not verbose
        self._verbose, self._quiet = verbose and not quiet, quiet
        self._total = self._answers = self._unknowns = self._done = 0

    def started(self, targets: int) -> None:
        """Hear how many targets there are."""
        self._total = targets

    def answered(self, question: Question, answer: Answer) -> None:
        """Hear of one answer."""
        self._answers += 1
        self._unknowns += isinstance(answer, Unknown)
        if self._verbose:
            what = answer.reason if isinstance(answer, Unknown) else "answered"
            sys.stderr.write(shown(f"{question}: {what}") + "\n")
        self._draw()

    def observed(self, target: str, timeline: Timeline) -> None:
        """Say what the target waited for, to who wants to know."""
        if self._verbose:
            chain = timeline.longest
            sys.stderr.write(
                f"{shown(target)}: asked {counted(timeline.questions, 'question')} in"
                f" {counted(chain.round_trips, 'round trip')};"
                f" {chain.seconds * 1000:.0f} of {timeline.seconds * 1000:.0f} ms waiting for the"
                " network\n"
            )

    def finished(self, _: str) -> None:
        """Hear of one finished target."""
        self._done += 1
        self._draw()

    def warned(self, warning: str) -> None:
        """Say it now, and not only in the report."""
        self.ended()
        if not self._quiet:
            streams.warn(warning)

    def ended(self) -> None:
        """Take the line away before the report is written."""
        if self._live and self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def _draw(self) -> None:
        now = time.monotonic()
        if not self._live or now - self._drawn < EVERY:
            return
        self._drawn = now
        rate = self._answers / max(now - self._started, EVERY)
        line = f"{self._done} of {counted(self._total, 'target')}, "
        line += f"{counted(self._answers, 'answer')} ({rate:.0f}/s)"
        if self._unknowns:
            line += f", {self._unknowns} unknown"
        if 0 < self._done < self._total:
            left = (now - self._started) / self._done * (self._total - self._done)
            line += f", {left:.0f} s left"
        sys.stderr.write(f"\r\x1b[K{line[:78]}")
        sys.stderr.flush()
