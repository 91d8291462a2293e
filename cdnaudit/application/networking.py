"""Assess targets by what the network answers: several at once, in one event loop."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial

from cdnaudit.application.answer_source import AnswerSource
from cdnaudit.application.options import Options
from cdnaudit.application.progress import Progress
from cdnaudit.application.run import Gathered, gathering
from cdnaudit.application.scanner import Scanner
from cdnaudit.errors import UsageError
from cdnaudit.gate.configuration import Config
from cdnaudit.model.assessment import Assessment
from cdnaudit.model.facts import Answer, OriginLookup, Question, Unknown
from cdnaudit.model.resolver_address import resolver_address, resolver_text
from cdnaudit.observe.live import Live, system_resolvers
from cdnaudit.observe.settings import QuerySettings, Warn
from cdnaudit.observe.special_use import EVERYWHERE
from cdnaudit.observe.timeline import Timeline
from cdnaudit.observe.walk import Ask, walk
from cdnaudit.overlay.overlay import Overlay
from cdnaudit.survey.plan import Plan
from cdnaudit.survey.survey import Survey

AT_ONCE = 16
"""Targets under way at the same time."""
LARGE = 200
"""Addresses and nameservers from which on judging takes longer than an answer may wait."""


def networking(
    options: Options, config: Config, origin: OriginLookup, overlay: Overlay, warn: Warn
) -> AnswerSource:
    """Answer from the network; ``warn`` hears what concerns the whole run.

    Raises:
        UsageError: a resolver is no address, there is none, or an event loop runs already.
    """
    refuse_a_running_loop()
    given = options.resolver or config.resolver
    resolvers = tuple(map(resolver_address, given)) or system_resolvers()
    settings = QuerySettings(
        timeout=options.timeout,
        retries=options.retries,
        concurrency=options.concurrency,
        rate=options.rate,
        allow=EVERYWHERE if options.allow_private else (),
        pages=not options.no_http,
    )
    return AnswerSource(
        run=partial(run_live, before_network(overlay, Live(settings, resolvers, origin, warn).ask)),
        resolvers=tuple(resolver_text(*resolver) for resolver in resolvers),
    )


def before_network(overlay: Overlay, ask: Ask) -> Ask:
    """Answer from the files, else from the network."""
    if not overlay.zones:
        return ask

    async def answered(question: Question) -> Answer:
        needs = overlay.needs(question)
        found = dict(zip(needs, await asyncio.gather(*map(ask, needs)), strict=True))
        return overlay.ask(question, found) or await ask(question)

    return answered


def run_live(ask: Ask, plans: Sequence[Plan], scanner: Scanner, progress: Progress) -> Gathered:
    """Assess every plan.

    Raises:
        CdnauditError: a file that is read on the way cannot be used.
    """
    with gathering(len(plans), progress) as gathered:
        asyncio.run(LiveRun(ask, scanner, progress, gathered).assess_all(plans))
    return gathered


@dataclass(frozen=True, slots=True)
class LiveRun:
    """One run under way."""

    ask: Ask
    scanner: Scanner
    progress: Progress
    gathered: Gathered
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Large targets are judged one after another: threads would share one processor."""

    async def assess_all(self, plans: Iterable[Plan]) -> None:
        """Assess every plan, so many at once."""
        slots = asyncio.Semaphore(AT_ONCE)

        async def one(plan: Plan) -> None:
            async with slots:
                self.gathered.done[plan] = await self.assess(plan)
                self.progress.finished(plan.target)

        async with asyncio.TaskGroup() as group:
            for plan in plans:
                group.create_task(one(plan))

    async def assess(self, plan: Plan) -> Assessment:
        """Observe one target and say what the facts say of it."""
        timeline = Timeline()
        survey = await walk(plan, self.scanner.hints, self._ask, timeline=timeline)
        self.progress.observed(plan.target, timeline)
        if _size(survey) < LARGE:
            return self.scanner.assess(plan, survey)
        async with self.turn:
            return await asyncio.to_thread(self.scanner.assess, plan, survey)

    async def _ask(self, question: Question) -> Answer:
        """Ask what no target has learned yet; what nobody answered is asked again."""
        known = self.gathered.answers.get(question)
        if known is not None and not isinstance(known, Unknown):
            return known
        answer = self.gathered.answers[question] = await self.ask(question)
        self.progress.answered(question, answer)
        return answer


def _size(survey: Survey) -> int:
    """Count what makes a graph large."""
    addresses = sum(len(host.addresses) for host in survey.hosts)
    return addresses + sum(len(zone.servers) for zone in survey.zones.values())


def refuse_a_running_loop() -> None:
    """Stop where an event loop runs in this thread already: there can be no second one.

    Raises:
        UsageError: says what to write instead.
    """
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise UsageError(
        "audit() runs an event loop of its own, and one is running in this thread; "
        "write `await asyncio.to_thread(audit, options)`"
    )
