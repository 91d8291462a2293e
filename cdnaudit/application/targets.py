"""Which targets, and how each is asked: from arguments, a list, the configuration, a recording."""

import ipaddress
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from cdnaudit import names
from cdnaudit.application.options import Options
from cdnaudit.application.walk_options import WalkOptions
from cdnaudit.errors import UsageError
from cdnaudit.files import is_file
from cdnaudit.gate.configuration import Config, TargetEntry
from cdnaudit.observe.public_suffix import is_suffix
from cdnaudit.recording.recording_file import Recording
from cdnaudit.survey.plan import Plan


def plans(options: Options, config: Config, recording: Recording | None) -> tuple[Plan, ...]:
    """Give each target its options; a recording brings along those it was made with.

    Raises:
        UsageError: no target, or one that is no host name.
    """
    entries = _named(options.targets, options.input) or config.targets
    refuse_suffixes(entries)
    if not entries and recording:
        entries = _merged(_entry(text, "", 1, names.host) for text in recording.targets)
    if not entries:
        raise UsageError("no targets; name a host, as `cdnaudit scan www.example.com`")
    walk = _walk(options, config, recording)
    planned = (_plan(entry, walk, rdap=options.rdap, count=len(entries)) for entry in entries)
    return tuple(replace(plan, allow_private=options.allow_private) for plan in planned)


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


def _walk(options: Options, config: Config, recording: Recording | None) -> WalkOptions:
    """Return what holds for every target: an option, then the configuration, then the recording."""
    before = WalkOptions.of_recording(recording) if recording else WalkOptions()
    return WalkOptions(
        http=before.http and not options.no_http,
        authoritative=before.authoritative and not options.no_authoritative,
        samples=options.samples or config.samples or before.samples,
        ecs=_subnets(options.ecs or before.ecs),
        urls=tuple(names.url(url) for url in (*options.url, *before.urls)),
    )


def _plan(entry: TargetEntry, walk: WalkOptions, *, rdap: bool, count: int) -> Plan:
    pages = [url for url in walk.urls if count == 1 or _is_of(url, entry.name)]
    return Plan(
        target=entry.name,
        urls=tuple(dict.fromkeys((*entry.urls, *pages))),
        http=walk.http,
        authoritative=walk.authoritative,
        rdap=rdap,
        samples=walk.samples,
        ecs=walk.ecs,
        tier1=entry.tier1,
        file=entry.file,
        line=entry.line,
    )


def _is_of(url: str, target: str) -> bool:
    """Tell whether a declared page lies under a target; the only target gets them all."""
    return names.is_under(urlsplit(url).hostname or "", target)


def _named(given: Iterable[str], file: str | None) -> tuple[TargetEntry, ...]:
    """Return targets named one by one and in a list; a URL may be a page to see too."""
    return _merged([*(_entry(text, "", 1) for text in given), *_listed(file)])


def _merged(entries: Iterable[TargetEntry]) -> tuple[TargetEntry, ...]:
    """Return each target once, with the pages of all its entries."""
    found: dict[str, TargetEntry] = {}
    for entry in entries:
        before = found.get(entry.name, entry)
        found[entry.name] = replace(before, urls=tuple(dict.fromkeys((*before.urls, *entry.urls))))
    return tuple(found.values())


def _entry(
    text: str, file: str, line: int, read: Callable[[str], str] = names.target
) -> TargetEntry:
    if not file and is_file(text):
        raise UsageError(
            f"target '{names.shown(text)}' is a file; --replay FILE judges a recording, -i FILE reads a list"
        )
    return TargetEntry(name=read(text), urls=names.pages(text), file=file, line=line)


def _listed(file: str | None) -> list[TargetEntry]:
    """Read a list, a name or URL a line; ``#`` begins a comment."""
    if file is None:
        return []
    try:
        text = _standard_input() if file == "-" else Path(file).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"{file}: cannot be read: {error}; give a text file, a name a line"
        ) from None
    rows = ((n, line.partition("#")[0].strip()) for n, line in enumerate(text.splitlines(), 1))
    return [_row(row, file, number) for number, row in rows if row]


def _standard_input() -> str:
    if sys.stdin is None:
        raise UsageError("-: standard input is closed; give a text file, a name a line")
    return sys.stdin.read()


def _row(text: str, file: str, number: int) -> TargetEntry:
    try:
        return _entry(text, "" if file == "-" else file, number)
    except UsageError as error:
        raise UsageError(f"{file}:{number}: {error}") from None


def _subnets(given: Iterable[str]) -> tuple[str, ...]:
    """Read client subnets, with host bits cleared; ``""`` asks without one."""
    try:
        return tuple(text and str(ipaddress.ip_network(text, strict=False)) for text in given)
    except ValueError as error:
        raise UsageError(f"client subnet: {error}; write 198.51.100.0/24") from None
