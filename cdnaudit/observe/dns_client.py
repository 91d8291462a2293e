"""Ask resolvers, and servers directly; every failure is a value."""

from cdnaudit.model.facts import Cause, DnsAnswer, DnsQuestion, Unknown
from cdnaudit.observe import dns_wire
from cdnaudit.observe.authorities import Authorities
from cdnaudit.observe.dns_sender import DnsSender
from cdnaudit.observe.pace import Pace, Slots
from cdnaudit.observe.resolvers import Resolvers
from cdnaudit.observe.settings import Endpoint, QuerySettings, Warn, unheard
from cdnaudit.observe.special_use import refusal


class DnsClient:
    """Tries each question up to 1 + ``retries`` times, for ``timeout`` seconds each.

    The next try begins when the measured round trip says that the last is late, not when its
    time is over; it goes on meanwhile.
    """

    def __init__(
        self, resolvers: tuple[Endpoint, ...], settings: QuerySettings, warn: Warn = unheard
    ) -> None:
        """Keep the settings; no socket is opened before a question comes.

        ``warn`` hears what concerns the whole run.
        """
        sender = DnsSender(settings, Pace(settings.rate))
        self._allow, self._slots = settings.allow, Slots(settings.concurrency)
        self._resolvers = Resolvers(resolvers, sender, warn)
        self._authorities = Authorities(sender, settings.direct_port, self._resolvers.trips)

    async def ask(self, question: DnsQuestion) -> DnsAnswer | Unknown:
        """Answer ``question``; ``Unknown`` says why nobody did."""
        refused = question.server and refusal(question.server, self._allow)
        if refused:
            return Unknown(refused, Cause.LIMIT)
        try:
            async with self._slots:
                if question.server:
                    return await self._authorities.ask(question)
                return await self._resolvers.ask(question)
        except dns_wire.UnaskableError as error:
            return Unknown(str(error), Cause.LIMIT)
