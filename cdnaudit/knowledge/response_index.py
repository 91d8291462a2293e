"""Find rules by an HTTP response: its headers, cookies, text and the calls its page makes."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from cdnaudit.knowledge import globs
from cdnaudit.knowledge import page_references as page
from cdnaudit.knowledge.match import Match
from cdnaudit.knowledge.name_index import NameIndex
from cdnaudit.knowledge.rules import Rule
from cdnaudit.model.facts import HttpAnswer
from cdnaudit.model.terms import Signal

MAX_HEADER = 8 * 1024
"""Characters of a header's value that are looked at."""
MAX_KEPT = 2048
"""Headers whose matches are remembered."""


class ResponseIndex:
    """Response rules: headers by name, cookies by their literal beginning, scripts by host."""

    __slots__ = ("_bodies", "_cookies", "_headers", "_longest_beginning", "_matches", "_scripts")

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._headers: dict[str, list[Rule]] = {}
        self._cookies: dict[str, list[tuple[str, Rule]]] = {}
        self._bodies: list[Rule] = []
        scripts: list[Rule] = []
        kinds: dict[Signal, Callable[[Rule], None]] = {
            Signal.HEADER: lambda rule: self._headers.setdefault(rule.header, []).append(rule),
            Signal.COOKIE: self._add_cookies,
            Signal.BODY: self._bodies.append,
            Signal.SCRIPT: scripts.append,
        }
        for rule in rules:
            if rule.on in kinds:
                kinds[rule.on](rule)
        self._scripts = NameIndex(scripts)
        self._matches = lru_cache(MAX_KEPT)(self._matches_of)
        self._longest_beginning = max(map(len, self._cookies), default=0)

    def find(self, answer: HttpAnswer) -> tuple[Match, ...]:
        """Return each rule that fits the response, with the values it fired on."""
        headers = [(name.lower(), value[:MAX_HEADER]) for name, value in answer.headers]
        found = set(self._by_header(headers)) | set(self._by_cookie(headers))
        if answer.body:
            found.update(self._by_body(answer.body[: page.MAX_BODY]))
            found.update(self._by_script(answer.body))
        return tuple(sorted(match for match in found if _fits(match.rule, answer.status, headers)))

    def _add_cookies(self, rule: Rule) -> None:
        for glob in rule.cookie:
            self._cookies.setdefault(glob.partition("*")[0], []).append((glob, rule))

    def _by_header(self, headers: list[tuple[str, str]]) -> Iterator[Match]:
        for name, value in headers:
            if name in self._headers:
                yield from self._matches(name, value)

    def _matches_of(self, name: str, value: str) -> tuple[Match, ...]:
        """Return what one header shows by itself; many responses have the same."""
        rules = self._headers[name]
        found = [rule for rule in rules if not rule.value or globs.matches_any(rule.value, value)]
        return tuple(Match(rule, f"{name}: {value}") for rule in found)

    def _by_cookie(self, headers: list[tuple[str, str]]) -> Iterator[Match]:
        set_cookies = [value for name, value in headers if name == "set-cookie"]
        for cookie in {value.partition("=")[0].strip() for value in set_cookies}:
            for glob, rule in self._beginning_like(cookie):
                if globs.matches(glob, cookie):
                    yield Match(rule, cookie)

    def _beginning_like(self, cookie: str) -> Iterator[tuple[str, Rule]]:
        """Yield globs whose literal beginning ``cookie`` has."""
        for end in range(min(len(cookie), self._longest_beginning) + 1):
            yield from self._cookies.get(cookie[:end], ())

    def _by_body(self, body: str) -> Iterator[Match]:
        whole = body.strip()
        for rule in self._bodies:
            if rule.contains and all(text in body for text in rule.contains):
                yield Match(rule, rule.contains[0])
            if any(globs.matches(glob, whole) for glob in rule.text):
                yield Match(rule, whole)

    def _by_script(self, body: str) -> Iterator[Match]:
        for host, path in set(page.calls(body)):
            for match in self._scripts.find(host):
                if not match.rule.path or path.startswith(match.rule.path):
                    yield Match(match.rule, f"{host}{path}")


def _fits(rule: Rule, status: int, headers: list[tuple[str, str]]) -> bool:
    """Tell whether the response meets the conditions that stand beside the rule."""
    if rule.status and status not in rule.status:
        return False
    if any(name in rule.without_header for name, _ in headers):
        return False
    return all(_has(headers, name, glob) for name, glob in rule.with_header)


def _has(headers: list[tuple[str, str]], wanted: str, glob: str) -> bool:
    return any(name == wanted and globs.matches_any((glob,), value) for name, value in headers)
