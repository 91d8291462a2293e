"""Sentences that a code platform shows: of findings, and of what is none."""

from collections.abc import Iterator

from cdnaudit.model.assessment import Finding, Inconclusive
from cdnaudit.model.report import Run


def with_remedy(finding: Finding) -> str:
    """Say what was found and what to do."""
    return f"{finding.message}. Remedy: {finding.remedy}."


def doubt_sentence(target: str, doubt: Inconclusive) -> str:
    """Say why a check can neither fire on a target nor stay silent."""
    return f"{target}: {doubt.check} is inconclusive: {doubt.reason}"


def not_run_sentences(run: Run) -> Iterator[str]:
    """Name the checks that nobody made."""
    return (f"the check {check} was not run" for check in run.not_run)
