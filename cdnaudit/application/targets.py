"""Which targets, and how each is asked: from arguments, a list, the configuration, a recording."""

import ipaddress
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from cdnaudit import names
from cdnaudit.application.options import Options
from cdnaudit.application.target_entries import argument, listed, recorded
from cdnaudit.application.walk_options import WalkOptions
from cdnaudit.errors import UsageError
from cdnaudit.gate.configuration import Config, TargetEntry
from cdnaudit.observe.public_suffix import is_suffix
from cdnaudit.observe.special_use import is_private
from cdnaudit.overlay.hosts import hosts
from cdnaudit.overlay.overlay import Overlay
from cdnaudit.recording.recording_file import Recording
from cdnaudit.survey.plan import Plan

NO_ZONES = Overlay(())


def plans(
    options: Options, config: Config, recording: Recording | None, overlay: Overlay = NO_ZONES
) -> tuple[Plan, ...]:
    """Give each target its options; a recording brings along those it was made with.

    Raises:
        UsageError: no target, or one that is no host name.
    """
    entries = _entries(options, config, recording, overlay)
    if not entries and overlay.zones:
        zones = names.listed(zone.apex for zone in overlay.zones)
        raise UsageError(f"no host of {zones} has an address; name a host of it as a target")
    if not entries:
        raise UsageError("no targets; name a host, as `cdnaudit scan www.example.com`")
    if len(entries) > 1:
        _refuse_pages_of_none(options.url, entries)
    walk = _walk(options, config, recording)
    entries = tuple(_with_hosts_beside(entry, options) for entry in entries)
    return tuple(_plan(entry, walk, options, count=len(entries)) for entry in entries)


def _with_hosts_beside(entry: TargetEntry, options: Options) -> TargetEntry:
    """Put the origins and the status page of the command line in place of the configured ones.

    Raises:
        UsageError: one is no host, or an origin is private and these are not allowed.
    """
    try:
        origins = tuple(map(names.host_or_address, options.origin)) or entry.origin
    except UsageError as error:
        raise UsageError(f"origin: {error}") from None
    addresses = filter(names.is_address, origins)
    private = next(filter(is_private, addresses), "")
    if private and not options.allow_private:
        raise UsageError(
            f"origin: {private} is a private address; --allow-private connects to it inside your own network"
        )
    return replace(entry, origin=origins, status_page=_status_page(entry, options))


def _status_page(entry: TargetEntry, options: Options) -> str:
    if options.status_page is None:
        return entry.status_page
    try:
        return names.host(options.status_page)
    except UsageError as error:
        raise UsageError(f"status page: {error}") from None


def refuse_suffixes(entries: Iterable[TargetEntry]) -> None:
    """Refuse names under which registries sell: no site has them, and a typing error may.

    Raises:
        UsageError: names the first one.
    """
    suffix = next((entry for entry in entries if is_suffix(entry.name)), None)
    if suffix:
        at = f"{suffix.file}:{suffix.line}: " if suffix.file else ""
        raise UsageError(
            f"{at}target '{suffix.name}' is a public suffix, under which others have their domains;"
            f" name one of these, as www.example.{suffix.name}"
        )


def _entries(
    options: Options, config: Config, recording: Recording | None, overlay: Overlay
) -> tuple[TargetEntry, ...]:
    """Return the targets that are named, else those of zone files, of the configuration, or recorded."""
    named = _named((*map(argument, options.targets), *listed(options.input)))
    if overlay.zones:
        chosen = named or tuple(_served(overlay))
    else:
        chosen = named or (() if options.all_recorded else config.targets)
    refuse_suffixes(chosen)
    held = recording.targets if recording and not overlay.zones else ()
    entries = chosen or _named(map(recorded, held))
    configured = {one.name: one for one in config.targets}
    return tuple(_as_configured(one, configured.get(one.name, one)) for one in entries)


def _served(overlay: Overlay) -> Iterator[TargetEntry]:
    """Yield the hosts of zone files; a file that stands for a registry's zone is refused with them."""
    for zone in overlay.zones:
        for name in hosts(zone):
            yield TargetEntry(name=name, urls=())


def _as_configured(named: TargetEntry, configured: TargetEntry) -> TargetEntry:
    """Add what the configuration says of a target, which weighs as much however it is named."""
    urls = tuple(dict.fromkeys((*configured.urls, *named.urls)))
    stands = named if named.file else configured
    return replace(configured, urls=urls, file=stands.file, line=stands.line)


def _refuse_pages_of_none(urls: Iterable[str], entries: Iterable[TargetEntry]) -> None:
    """Refuse a page that would be asked for by no target."""
    hosts = [one.name for one in entries]
    for url in map(names.url, urls):
        if not any(_is_of(url, host) for host in hosts):
            raise UsageError(
                f"page '{url}' lies under none of the targets; name its host as a target"
            )


def _walk(options: Options, config: Config, recording: Recording | None) -> WalkOptions:
    """Return what holds for every target: an option, then the configuration, then the recording."""
    before = WalkOptions.of_recording(recording) if recording else WalkOptions()
    return WalkOptions(
        http=before.http and not options.no_http,
        authoritative=before.authoritative and not options.no_authoritative,
        samples=options.samples or config.samples or before.samples,
        ecs=_subnets(options.ecs or before.ecs),
        urls=tuple(names.url(url) for url in (*options.url, *before.urls)),
        origins=before.origins,
        status_pages=before.status_pages,
    )


def _plan(entry: TargetEntry, walk: WalkOptions, options: Options, *, count: int) -> Plan:
    pages = [url for url in walk.urls if count == 1 or _is_of(url, entry.name)]
    return Plan(
        target=entry.name,
        urls=tuple(dict.fromkeys((*entry.urls, *pages))),
        http=walk.http,
        authoritative=walk.authoritative,
        rdap=options.rdap,
        allow_private=options.allow_private,
        samples=walk.samples,
        ecs=walk.ecs,
        origins=entry.origin or walk.origins.get(entry.name, ()),
        status_page=entry.status_page or walk.status_pages.get(entry.name, ""),
        tier1=entry.tier1,
        tags=entry.tags,
        file=entry.file,
        line=entry.line,
    )


def _is_of(url: str, target: str) -> bool:
    """Tell whether a declared page lies under a target; the only target gets them all."""
    return names.is_under(urlsplit(url).hostname or "", target)


def _named(entries: Iterable[TargetEntry]) -> tuple[TargetEntry, ...]:
    """Return each target once, with all its pages."""
    found: dict[str, TargetEntry] = {}
    for one in entries:
        before = found.get(one.name, one)
        found[one.name] = replace(before, urls=tuple(dict.fromkeys((*before.urls, *one.urls))))
    return tuple(found.values())


def _subnets(given: Iterable[str]) -> tuple[str, ...]:
    """Read client subnets, with host bits cleared; ``""`` asks without one."""
    try:
        return tuple(text and str(ipaddress.ip_network(text, strict=False)) for text in given)
    except ValueError as error:
        raise UsageError(f"client subnet: {error}; write 198.51.100.0/24") from None
