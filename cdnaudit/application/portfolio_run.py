"""The portfolio of saved runs: each is read once, a target at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from cdnaudit.application.past_run import read_held, refuse_two_pipes, run_source
from cdnaudit.application.portfolio_counts import CountedTarget, PortfolioCounts, counted_target
from cdnaudit.application.progress import Progress
from cdnaudit.application.target_rows import target_of_row, use_of_row
from cdnaudit.errors import RunError
from cdnaudit.fields.lines import Lines, opened
from cdnaudit.fields.source import Source
from cdnaudit.formats.run_stream import is_json_lines, is_table, json_lines_targets, table_targets
from cdnaudit.knowledge.base import embedded
from cdnaudit.model.report import TargetReport
from cdnaudit.recording.recording_file import SCHEMA
from cdnaudit.reporting.portfolio_totals import PortfolioTotals
from cdnaudit.reporting.target_row import TargetRow

DIGEST = 8
"""Octets kept of a target, to know it again: two of a million are alike once in 30 million runs."""


def portfolio_of(
    runs: Sequence[Path], *, by_tag: bool = False, progress: Progress | None = None
) -> PortfolioTotals:
    """Count the targets of runs; one that is in several counts as the first of them has it.

    ``by_tag`` counts those of each tag apart, too.

    Raises:
        CdnauditError: a run cannot be used, or rows of one target do not stand together.
    """
    refuse_two_pipes(runs)
    counting = _Counting(by_tag=by_tag)
    for number, run in enumerate(runs):
        for target, observed in _targets(run, progress):
            if counting.is_new(target.target, number, run):
                counting.add(target, observed)
    return counting.totals()


class _Counting:
    """The counts, and which targets are in them."""

    def __init__(self, *, by_tag: bool) -> None:
        self._knowledge = embedded()
        self._all = PortfolioCounts()
        self._by_tag = by_tag
        self._tagged: defaultdict[str, PortfolioCounts] = defaultdict(PortfolioCounts)
        self._seen: dict[bytes, int] = {}
        self._repeated = 0

    def is_new(self, target: str, number: int, run: Path) -> bool:
        """Tell whether a target is not counted yet; a run has each of its targets once.

        Raises:
            RunError: the run had it before.
        """
        digest = blake2b(target.encode("utf-8", "surrogatepass"), digest_size=DIGEST).digest()
        first = self._seen.setdefault(digest, number)
        if len(self._seen) > self._all.targets:
            return True
        if first == number:
            problem = f"has {target!r} twice, with other targets between"
            raise RunError(run, "", problem, "take it out, or sort the rows by target")
        self._repeated += 1
        return False

    def add(self, found: TargetReport | TargetRow, observed: str) -> None:
        """Count a target, and among those of its tags."""
        one = self._counted(found, observed)
        self._all.add(one)
        if self._by_tag:
            for tag in found.tags:
                self._tagged[tag].add(one)

    def _counted(self, found: TargetReport | TargetRow, observed: str) -> CountedTarget:
        if isinstance(found, TargetReport):
            return counted_target(found, observed)
        owner = self._knowledge.company_of
        return counted_target(target_of_row(found, owner), observed, use_of_row(found, owner))

    def totals(self) -> PortfolioTotals:
        """Return what was counted."""
        tags = sorted(self._tagged.items())
        return replace(
            self._all.totals(self._knowledge),
            repeated=self._repeated,
            tags=tuple((tag, counts.totals(self._knowledge)) for tag, counts in tags),
        )


def _targets(
    run: Path, progress: Progress | None
) -> Iterator[tuple[TargetReport | TargetRow, str]]:
    """Yield the targets of a run as they are read, where its form allows that.

    With each goes when the world was asked, where the run says that.
    """
    with opened(run_source(run)) as found:
        if not isinstance(found, Lines):
            yield from _whole(found, progress)
        elif is_table(found):
            yield from table_targets(found)
        elif is_json_lines(found) and SCHEMA not in found.first:
            yield from json_lines_targets(found)
        else:
            yield from _whole(found.whole(), progress)


def _whole(source: Source, progress: Progress | None) -> Iterator[tuple[TargetReport, str]]:
    report = read_held(source, progress)
    yield from ((target, report.run.started) for target in report.targets)
