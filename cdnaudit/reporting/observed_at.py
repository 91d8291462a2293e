"""When the world was asked, as far as a report says so."""

from datetime import datetime

from cdnaudit.model.moments import moment
from cdnaudit.model.report import Run


def observed_at(run: Run) -> datetime | None:
    """Return when the evidence is from; None where a report of others gives no moment."""
    try:
        return moment(run.started)
    except (ValueError, OverflowError):
        return None
