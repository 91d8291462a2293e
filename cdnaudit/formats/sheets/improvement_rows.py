"""What additions mend, as part of the sheet of a simulation."""

from collections.abc import Iterable, Iterator, Sequence

from cdnaudit.analysis.improvement import Improvement
from cdnaudit.formats.json_v1_target import finding_object
from cdnaudit.names import counted, listed

COLUMNS = ("target", "change", "what")
Row = tuple[str, ...]


def improvement_lead(condition: str, improvements: Sequence[Improvement]) -> str:
    """Count the single points that go and stay, by target."""
    told = [one for one in improvements if not one.unknown]
    gone = sum(len(one.gone) for one in told)
    left = sum(len(one.left) for one in told)
    none = sum(not (one.left or one.in_doubt) for one in told)
    unknown = len(improvements) - len(told)
    beside = f"; {counted(unknown, 'target')} unknown" if unknown else ""
    points = f"{counted(gone, 'single point')} gone, {left} left"
    return f"{condition}: {points}; none left on {none} of {counted(len(told), 'target')}{beside}"


def improvement_rows(improvements: Iterable[Improvement]) -> Iterator[Row]:
    """Yield what becomes of the single points and findings of each target, one a row."""
    for one in improvements:
        if one.unknown:
            yield one.target, "unknown", one.unknown
        else:
            yield from ((one.target, change, what) for change, what in _changes(one))


def _changes(one: Improvement) -> Iterator[tuple[str, str]]:
    for change, events in (
        ("single point gone", one.gone),
        ("single point left", one.left),
        ("single point in doubt", one.in_doubt),
    ):
        yield from ((change, event) for event in events)
    yield from ((f"{finding.severity} gone", finding.message) for finding in one.findings.gone)
    yield from ((f"{finding.severity} left", finding.message) for finding in one.findings.left)
    untold = sorted({finding.check for finding in one.findings.unknown})
    if untold:
        yield "findings unknown", f"only a scan can tell of {listed(untold)}"
    yield "leaves none", _further(one)


def _further(one: Improvement) -> str:
    """Say which further additions leave no single point."""
    if one.shortest is None:
        return "no additions do"
    if not one.shortest:
        return "nothing more is needed"
    each = " each" if len(one.shortest) > 1 else ""
    return f"one more independent provider{each} in {listed(one.shortest)}"


def improvement_object(one: Improvement) -> dict[str, object]:
    """Return what JSON gives of one target."""
    return {
        "single_points_gone": list(one.gone),
        "single_points_left": list(one.left),
        "in_doubt": list(one.in_doubt),
        "findings_gone": list(map(finding_object, one.findings.gone)),
        "findings_left": list(map(finding_object, one.findings.left)),
        "findings_unknown": list(map(finding_object, one.findings.unknown)),
        "shortest": None if one.shortest is None else [str(role) for role in one.shortest],
        "unknown": one.unknown or None,
    }
