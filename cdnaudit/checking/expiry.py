"""When a certificate is due to be renewed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from cdnaudit.model.moments import moment
from cdnaudit.model.tls import Tls
from cdnaudit.survey.survey import HostView

SOON = timedelta(days=14)
LAST_PART = 3
"""A certificate of a short life is due in the last third of it, when machines renew it.

Source: https://letsencrypt.org/docs/integration-guide/, "when to renew".
"""


def due(host: HostView, as_of: datetime) -> Iterator[tuple[datetime, str]]:
    """Yield (end, host name) of each certificate on the way to the pages of a host that is due."""
    for response in host.responses:
        tls = response.answer.tls
        end = moment(tls.not_after) if tls and tls.not_after else None
        if tls and end and end - as_of <= min(SOON, _life(tls, end) / LAST_PART):
            yield end, response.host


def _life(tls: Tls, end: datetime) -> timedelta:
    """Return how long it is valid; one of unknown life is taken for a long one."""
    return end - moment(tls.not_before) if tls.not_before else LAST_PART * SOON
