"""Moments, as reports and recordings write them: ISO 8601 in UTC."""

from datetime import UTC, datetime


def moment(text: str) -> datetime:
    """Read a moment; a day is its first second, and one without an offset is in UTC.

    >>> written(moment("2026-10-01")), written(moment("2026-10-01T14:00:00+02:00"))
    ('2026-10-01T00:00:00Z', '2026-10-01T12:00:00Z')

    Raises:
        ValueError: it is none.
    """
    read = datetime.fromisoformat(text)
    return read.astimezone(UTC) if read.tzinfo else read.replace(tzinfo=UTC)


def written(at: datetime) -> str:
    """Write a moment in UTC.

    >>> written(datetime(2026, 10, 1, 12, tzinfo=UTC))
    '2026-10-01T12:00:00Z'
    """
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
