"""Ignores and baselines: findings that are shown on request and do not count."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from fnmatch import fnmatchcase
from itertools import chain

from cdnaudit.fields.wording import clipped
from cdnaudit.gate.baseline_file import Acceptance, Baseline
from cdnaudit.gate.configuration import Ignore
from cdnaudit.model.assessment import Assessment, Finding
from cdnaudit.model.report import Suppression
from cdnaudit.names import few


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppressor:
    """Knows what was accepted, and until when."""

    today: date
    ignores: tuple[Ignore, ...] = ()
    baseline: Baseline = field(default_factory=Baseline)
    not_run: frozenset[str] = frozenset()
    """Checks that the run does not make: what it accepts of them is not stale."""

    def suppression(self, finding: Finding) -> Suppression | None:
        """Say why a finding does not count, by an ignore first: it has a reason; None: it does."""
        for ignore in self.ignores:
            if covers(ignore, finding) and ignore.expires >= self.today:
                return Suppression("ignore", ignore.reason, ignore.expires.isoformat())
        entry = self.baseline.accepting(finding)
        return Suppression("baseline", self._reason(entry), None) if entry else None

    def _reason(self, entry: Acceptance) -> str:
        when = f" on {entry.date}" if entry.date else ""
        who = f" by {entry.by}" if entry.by else ""
        return f"accepted in {self.baseline.file}{when}{who}"

    def warnings(self, targets: Iterable[Assessment]) -> tuple[str, ...]:
        """Say what was accepted once and is no more, or will not be for long."""
        every = list(targets)
        findings = [finding for target in every for finding in target.findings]
        return (
            *self._old_version(),
            *self._expired(findings),
            *self._grown(findings),
            *self._unmatched(every),
        )

    def stale(self, targets: Iterable[Assessment]) -> tuple[str, ...]:
        """Say which ignores and entries of the baseline are to be taken out; strict runs refuse them."""
        every = list(targets)
        findings = [finding for target in every for finding in target.findings]
        return (*self._expired(findings), *self._unused(findings), *self._unmatched(every))

    def _old_version(self) -> Iterator[str]:
        """Say that a baseline without severities accepts more than it should."""
        if self.baseline.is_version_1:
            yield (
                f"{self.baseline.file} is of version 1: it accepts findings however severe they "
                f"become; `cdnaudit baseline write {self.baseline.file}` with the same targets "
                "writes it anew"
            )

    def _expired(self, findings: Iterable[Finding]) -> Iterator[str]:
        """Say which ignores have run out while their finding is still there."""
        every = list(findings)
        for ignore in self.ignores:
            if ignore.expires < self.today and any(covers(ignore, found) for found in every):
                named = f"ignore of {ignore.check} on {ignore.target}"
                yield f"{named} expired on {ignore.expires}: the finding is back"

    def _unused(self, findings: Iterable[Finding]) -> Iterator[str]:
        """Say which ignores no finding needs."""
        every = list(findings)
        for ignore in self.ignores:
            if not any(covers(ignore, found) for found in every):
                yield f"ignore of {ignore.check} on {ignore.target} matches no finding: take it out"

    def _grown(self, findings: Iterable[Finding]) -> Iterator[str]:
        """Say which findings are worse than when they were accepted."""
        grown = [
            f"{_named(entry)} ({_growth(entry, finding)})"
            for finding in findings
            if self.suppression(finding) is None
            for entry in tuple(self.baseline.about(finding))[:1]
        ]
        if grown:
            verb = "is" if len(grown) == 1 else "are"
            yield f"worse than accepted in {self.baseline.file}, so {verb} new: {few(grown)}"

    def _unmatched(self, targets: Iterable[Assessment]) -> Iterator[str]:
        """Say which entries match nothing any more, of targets of which all is known."""
        known = {t.target: t for t in targets if not (t.inconclusive or t.limits_hit)}
        unmatched = sorted(
            _named(entry)
            for entry in self._looked_for()
            if entry.target in known and not any(map(entry.is_about, known[entry.target].findings))
        )
        if unmatched:
            verb = "matches" if len(unmatched) == 1 else "match"
            yield f"{self.baseline.file}: {few(unmatched)} {verb} no finding: take it out"

    def _looked_for(self) -> Iterator[Acceptance]:
        """Yield the entries of the checks that the run makes."""
        for entry in chain.from_iterable(self.baseline.entries.values()):
            if entry.check not in self.not_run:
                yield entry


def covers(ignore: Ignore, finding: Finding) -> bool:
    """Tell whether an ignore speaks of a finding; ``*.example.com`` covers hosts and targets."""
    named = any(fnmatchcase(name, ignore.target) for name in (finding.target, finding.host))
    return (
        finding.check == ignore.check
        and named
        and fnmatchcase(finding.provider or "", ignore.provider)
    )


def _named(entry: Acceptance) -> str:
    """Name an entry; whoever wrote its file chose the words."""
    return f"{clipped(entry.check)} on {clipped(entry.target)}"


def _growth(entry: Acceptance, finding: Finding) -> str:
    """Say in what a finding exceeds its entry."""
    if entry.severity and finding.severity.rank > entry.severity.rank:
        return f"was {entry.severity}, is {finding.severity}"
    return f"now in {', '.join(finding.every_role)}"
