"""From the keys of a configuration to what they say; all that is wrong is told, not only the first."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from cdnaudit import names
from cdnaudit.fields.fields import Fields
from cdnaudit.fields.problems import Problems
from cdnaudit.gate.configuration import (
    MAX_SAMPLES,
    CheckSetting,
    Config,
    Criticality,
    Ignore,
    TargetEntry,
)
from cdnaudit.gate.known_names import KnownNames
from cdnaudit.model.policy import Policy
from cdnaudit.model.resolver_address import resolver_address
from cdnaudit.model.terms import Confidence, Severity

LEVELS = (*map(str, Severity), "none")
KEYS = (
    "fail_on",
    "min_confidence",
    "allow_incomplete",
    "baseline",
    "resolver",
    "samples",
    "targets",
    "target",
    "policy",
    "checks",
    "ignore",
)
TARGET_KEYS = ("name", "criticality", "tags", "urls", "origin", "status_page")
POLICY_KEYS = ("min_dns_providers", "min_cdn_providers", "allow_providers", "deny_providers")
CHECK_KEYS = ("severity", "enabled")
IGNORE_KEYS = ("check", "target", "provider", "reason", "expires")
QUOTED = re.compile(r"""(?=(?P<quote>["'])(?P<text>[^"']*)(?P=quote))""")
"""A text in quotes; each quote may be the first, for a comment may hold a lone one."""
MEND_NAME = "mend the name"


@dataclass(frozen=True, slots=True)
class ConfigReader:
    """Reads one file; what cannot be read is left out, and is among ``problems``."""

    known: KnownNames
    lines: Mapping[str, int]
    """As ``lines_of_texts`` gives them."""
    problems: Problems

    def config(self, top: Fields) -> Config:
        """Read the whole file, key by key in the order of ``KEYS``."""
        self.problems.add(top.unknown(KEYS))
        read = self.problems.read
        return Config(
            path=str(top.source.path),
            fail_on=read(top.choice, "fail_on", LEVELS),
            min_confidence=read(top.optional_word, "min_confidence", Confidence),
            allow_incomplete=read(top.optional_flag, "allow_incomplete"),
            baseline=read(top.filled, "baseline") if top.has("baseline") else None,
            resolver=self._texts(top, "resolver", _resolver, "give an address"),
            samples=read(top.optional_number, "samples", least=1, most=MAX_SAMPLES),
            targets=self._targets(top),
            policy=self._policy(top),
            checks=self._checks(top),
            ignores=tuple(self._ignores(top)),
            settings=top.values,
        )

    def _texts(
        self, table: Fields, key: str, make: Callable[[str], str], remedy: str
    ) -> tuple[str, ...]:
        """Read a list of texts, each of them made into what it stands for."""
        apart = self.problems.read(table.texts_apart, key)
        if apart is None:
            return ()
        made = (self.problems.read(apart.read, place, make, remedy) for place in apart.values)
        return tuple(one for one in made if one is not None)

    def _targets(self, top: Fields) -> tuple[TargetEntry, ...]:
        """Read the plain targets, then the tables."""
        entries = (*self._plain_targets(top), *self._target_tables(top))
        counts = Counter(entry.name for entry in entries)
        twice = (name for name, count in counts.items() if count > 1)
        self.problems.add(
            top.error("targets", f"{name!r} is there twice", "take one out") for name in twice
        )
        return entries

    def _plain_targets(self, top: Fields) -> Iterator[TargetEntry]:
        apart = self.problems.read(top.texts_apart, "targets")
        if apart is None:
            return
        for place, written in apart.values.items():
            host = self.problems.read(apart.read, place, names.target, MEND_NAME)
            if host:
                file, line = str(top.source.path), self._line(str(written))
                urls = names.pages(str(written))
                yield TargetEntry(name=host, urls=urls, file=file, line=line)

    def _target_tables(self, top: Fields) -> Iterator[TargetEntry]:
        for table in self.problems.read(top.tables, "target") or ():
            entry = self._target(table)
            if entry:
                yield entry

    def _target(self, table: Fields) -> TargetEntry | None:
        self.problems.add(table.unknown(TARGET_KEYS))
        read = self.problems.read
        name = read(table.read, "name", names.target, MEND_NAME)
        criticality = read(table.optional_word, "criticality", Criticality)
        tags = self._texts(table, "tags", _tag, "give words without blanks")
        urls = self._texts(table, "urls", names.url, "write https://HOST/PATH")
        origin = self._texts(
            table, "origin", names.host_or_address, "give a host name or an address"
        )
        status_page = self._optional(table, "status_page", names.host, MEND_NAME)
        if name is None:
            return None
        return TargetEntry(
            name=name,
            tier1=criticality is Criticality.TIER1,
            tags=tuple(sorted(set(tags))),
            urls=tuple(dict.fromkeys((*names.pages(table.text("name")), *urls))),
            origin=origin,
            status_page=status_page or "",
            file=str(table.source.path),
            line=self._line(table.text("name")),
        )

    def _policy(self, top: Fields) -> Policy:
        table = self.problems.read(top.table, "policy")
        if table is None:
            return Policy()
        self.problems.add(table.unknown(POLICY_KEYS))
        read, owner = self.problems.read, self.known.owner
        return Policy(
            min_dns_providers=read(table.number, "min_dns_providers", 0) or 0,
            min_cdn_providers=read(table.number, "min_cdn_providers", 0) or 0,
            allow_providers=self._texts(table, "allow_providers", owner, MEND_NAME),
            deny_providers=self._texts(table, "deny_providers", owner, MEND_NAME),
        )

    def _checks(self, top: Fields) -> Mapping[str, CheckSetting]:
        tables = self.problems.read(top.table, "checks")
        if tables is None:
            return {}
        self.problems.add(tables.unknown(self.known.checks))
        found = ((id_, self.problems.read(tables.table, id_)) for id_ in tables.values)
        return {id_: self._check(table) for id_, table in found if table}

    def _check(self, table: Fields) -> CheckSetting:
        self.problems.add(table.unknown(CHECK_KEYS))
        severity = self.problems.read(table.optional_word, "severity", Severity)
        enabled = self.problems.read(table.optional_flag, "enabled")
        return CheckSetting(severity=severity, enabled=enabled is not False)

    def _ignores(self, top: Fields) -> Iterator[Ignore]:
        for table in self.problems.read(top.tables, "ignore") or ():
            ignore = self._ignore(table)
            if ignore:
                yield ignore

    def _ignore(self, table: Fields) -> Ignore | None:
        self.problems.add(table.unknown(IGNORE_KEYS))
        read = self.problems.read
        check = read(table.read, "check", self.known.check, "name a check")
        target = read(table.text, "target", "")
        provider = self._optional(table, "provider", self.known.provider_glob, MEND_NAME)
        reason = read(table.filled, "reason")
        expires = read(table.day, "expires")
        if check is None or reason is None or expires is None:
            return None
        return Ignore(
            check=check,
            target=target or "*",
            provider=provider or "*",
            reason=reason,
            expires=expires,
            line=self._line(check),
        )

    def _optional(
        self, table: Fields, key: str, make: Callable[[str], str], remedy: str
    ) -> str | None:
        """Read a text that may be left out or empty."""
        if not table.has(key) or table.values[key] == "":
            return None
        return self.problems.read(table.read, key, make, remedy)

    def _line(self, name: str) -> int:
        """Return the first line that holds ``name`` in quotes, from 1; without any, the first."""
        return self.lines.get(name, 1)


def lines_of_texts(text: str) -> dict[str, int]:
    r"""Return the first line, from 1, on which each text stands in quotes of either kind.

    >>> lines_of_texts("# don't\nname = 'a.b'\nnames = ['a.b', 'c.d']")["c.d"]
    3
    """
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        for quoted in QUOTED.finditer(line):
            found.setdefault(quoted.group("text"), number)
    return found


def _resolver(text: str) -> str:
    resolver_address(text)
    return text


def _tag(text: str) -> str:
    """Read a tag; a table of targets joins several by blanks."""
    if text.split() != [text]:
        raise ValueError(text)
    return text
