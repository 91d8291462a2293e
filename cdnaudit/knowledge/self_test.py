"""Try every rule on its own examples, as the program would meet them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cdnaudit.knowledge import globs
from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.match import Match
from cdnaudit.knowledge.rules import ADDRESS_SIGNALS, RESPONSE_SIGNALS, Folder, Rule
from cdnaudit.model.facts import HttpAnswer
from cdnaudit.model.terms import Role, Signal, State

BANNED = re.compile(r"webpagetest|wptagent|wappalyzer|whatweb", re.IGNORECASE)
"""Their licences (PolyForm Shield, GPL) forbid taking facts into a tool like this."""

LOAD_BALANCER_COOKIES = ("BIGipServerpool_www", "AWSALB", "AWSALBCORS")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """What is wrong with one provider's file."""

    provider: str
    where: str
    text: str
    warning: bool = False

    def __str__(self) -> str:
        """Write as the command prints it."""
        level = "warning: " if self.warning else ""
        place = f"{self.where}: " if self.where else ""
        return f"{level}{place}{self.text}"


def problems(folder: Folder) -> tuple[Problem, ...]:
    """Return everything that is wrong with a folder's files, by provider."""
    knowledge = Knowledge(folder.providers, folder.rules, folder.companies)
    found = [Problem(Path(e.path).stem, "", str(e)) for e in folder.problems]
    for rule in folder.rules:
        found += [Problem(rule.provider, rule.id, text) for text in rule_problems(rule, knowledge)]
    found += _doubled_suffixes(folder.rules)
    found += _unlisted_owners(folder)
    return tuple(sorted(set(found)))


def rule_problems(rule: Rule, knowledge: Knowledge) -> Iterator[str]:
    """Yield what is wrong with one rule's examples and source."""
    if not (rule.hits and rule.misses):
        yield "has no hits or no misses; give at least one of each"
    if BANNED.search(" ".join((*rule.citation.sources, rule.citation.note))):
        yield "cites a source whose licence forbids it; cite the provider's own documentation"
    for hit in rule.hits:
        yield from _hit_problems(rule, hit, knowledge)
    for miss in rule.misses:
        if rule in {match.rule for match in fired(rule, miss, knowledge)}:
            yield f"miss {miss!r} matches"
    yield from _entry_problems(rule)
    yield from _cookie_problems(rule)


def _entry_problems(rule: Rule) -> Iterator[str]:
    for entry in _entries(rule):
        if not any(_speaks(rule, entry, hit) for hit in rule.hits):
            yield f"{entry!r} has no hit of its own"


def _cookie_problems(rule: Rule) -> Iterator[str]:
    for cookie in LOAD_BALANCER_COOKIES:
        if any(globs.matches(glob, cookie) for glob in rule.cookie):
            yield f"fires on {cookie!r}: a load balancer's cookie proves nothing"
    if "__cf_bm" in rule.cookie and rule.state is not State.PRESENT and not rule.status:
        yield "takes __cf_bm for more than state 'present'"


def fired(rule: Rule, example: str, knowledge: Knowledge) -> tuple[Match, ...]:
    """Return what ``example`` shows where ``rule`` looks, by the program's own way there."""
    match rule.on:
        case Signal.ASN:
            return knowledge.by_asn(int(example) if example.isdecimal() else 0)
        case Signal.PREFIX:
            return knowledge.by_address(example)
        case Signal.CERT if rule.issuer:
            return knowledge.by_issuer(example)
        case Signal.HEADER | Signal.COOKIE | Signal.BODY | Signal.SCRIPT:
            found = knowledge.by_response(_response(rule, example))
            return tuple(m for m in found if m.rule.on is rule.on and _of(rule, m, example))
        case _:
            return knowledge.by_name(rule.on, example)


def _of(rule: Rule, match: Match, example: str) -> bool:
    """Tell whether a match comes from the example, not from the condition beside it."""
    return rule.on is not Signal.HEADER or match.value == _line(example)


def _line(example: str) -> str:
    name, _, value = example.partition(":")
    return f"{name.strip().lower()}: {value.strip()}"


def _response(rule: Rule, example: str) -> HttpAnswer:
    headers: list[tuple[str, str]] = []
    body = None
    match rule.on:
        case Signal.HEADER:
            name, _, value = example.partition(":")
            headers.append((name.strip(), value.strip()))
        case Signal.COOKIE:
            headers.append(("Set-Cookie", f"{example}=1; Path=/"))
        case Signal.SCRIPT:
            body = f'<html><script src="{example}"></script></html>'
        case _:
            body = example
    headers += [(name, glob.replace("*", "")) for name, glob in rule.with_header]
    return HttpAnswer(rule.status[0] if rule.status else 200, tuple(headers), body)


def _hit_problems(rule: Rule, hit: str, knowledge: Knowledge) -> Iterator[str]:
    found = fired(rule, hit, knowledge)
    if not any(match.rule == rule for match in found):
        yield f"hit {hit!r} does not match"
    for match in found:
        if not _may_claim_too(rule, match.rule):
            yield f"hit {hit!r} is claimed by {match.rule.id} too; mark one shared = true"


def _may_claim_too(rule: Rule, other: Rule) -> bool:
    """Tell whether both may fire on one hit; of an address each role has its own longest prefix."""
    if other.provider == rule.provider or _may_share(rule, other):
        return True
    return rule.on in ADDRESS_SIGNALS and other.role is not rule.role


def _entries(rule: Rule) -> tuple[str, ...]:
    """Return list entries that each need a hit; networks may be many, and any one will do."""
    return (*rule.suffix, *rule.value, *rule.cookie, *rule.issuer, *rule.text)


def _speaks(rule: Rule, entry: str, hit: str) -> bool:
    """Tell whether a hit shows that one entry of the rule."""
    match rule.on:
        case Signal.HEADER:
            return globs.matches_any((entry,), hit.partition(":")[2].strip())
        case Signal.COOKIE | Signal.BODY:
            return globs.matches(entry, hit)
        case Signal.SCRIPT:
            return _under(entry, hit.partition("//")[2].partition("/")[0])
        case Signal.CERT if rule.issuer:
            return globs.matches_any((entry,), hit)
        case _:
            return _under(entry, hit)


def _under(suffix: str, name: str) -> bool:
    labels, wanted = name.split("."), suffix.split(".")
    tail = labels[-len(wanted) :]
    return len(tail) == len(wanted) and all(
        want == label or (globs.is_glob(want) and globs.label_region(want, label) is not None)
        for want, label in zip(wanted, tail, strict=True)
    )


def _doubled_suffixes(rules: Iterable[Rule]) -> Iterator[Problem]:
    seen: dict[tuple[Signal, Role, str], Rule] = {}
    for rule in rules:
        if rule.on in RESPONSE_SIGNALS:
            continue
        for suffix in rule.suffix:
            first = seen.setdefault((rule.on, rule.role, suffix), rule)
            if first is not rule and not _may_share(first, rule):
                yield Problem(rule.provider, rule.id, f"suffix {suffix!r} is in {first.id} too")


def _may_share(first: Rule, second: Rule) -> bool:
    return first.provider != second.provider and (first.shared or second.shared)


def _unlisted_owners(folder: Folder) -> Iterator[Problem]:
    known = {c.id for c in folder.companies} | {p.id for p in folder.providers}
    for provider in folder.providers:
        if provider.company not in known:
            text = f"company {provider.company!r} is not in companies.toml"
            yield Problem(provider.id, provider.id, text, warning=True)
    for company in folder.companies:
        if company.parent and company.parent not in known:
            text = f"parent {company.parent!r} of {company.id!r} is not in companies.toml"
            yield Problem("companies", company.id, text, warning=True)
