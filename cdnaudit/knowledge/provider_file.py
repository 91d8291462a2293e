"""Turn the tables of one provider file into values, refusing what the form does not know."""

from collections.abc import Iterator
from dataclasses import dataclass

from cdnaudit.errors import RuleError
from cdnaudit.knowledge import patterns
from cdnaudit.knowledge.fields import Table
from cdnaudit.knowledge.rules import (
    ADDRESS_SIGNALS,
    COMMON_FIELDS,
    SHAPES,
    Company,
    Provider,
    Rule,
    default_confidence,
)
from cdnaudit.model.terms import Confidence, Role, Signal, State

PROVIDER_FIELDS = (
    "id",
    "name",
    "company",
    "anycast",
    "url",
    "runs_on",
    "runs_on_source",
    "note",
    "rule",
)
COMPANY_FIELDS = ("id", "name", "parent", "lei", "source", "note")
MAX_ASN = 4_294_967_295


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file read; where ``problems`` is not empty, the rest is what could be read."""

    provider: Provider | None
    rules: tuple[Rule, ...]
    problems: tuple[RuleError, ...]


def provider_file(top: Table) -> Parsed:
    """Read a provider and its rules; at most one problem a rule is told."""
    problems: list[RuleError] = []
    rules: list[Rule] = []
    counts: dict[Signal, int] = {}
    provider = None
    try:
        provider = _provider(top)
        tables = top.tables("rule")
    except RuleError as error:
        return Parsed(provider, (), (error,))
    for table in tables:
        try:
            on = table.word("on", Signal)
            number = counts.setdefault(on, 0)
            counts[on] += 1
            rules.append(_rule(table, provider.id, on, number))
        except RuleError as error:
            problems.append(error)
    return Parsed(provider, tuple(rules), tuple(problems))


def _provider(top: Table) -> Provider:
    top.refuse_unknown(PROVIDER_FIELDS)
    id_ = patterns.identifier(top, "id")
    if id_ != top.path.stem:
        raise top.error("id", f"is {id_!r}", f"write the file's own name, {top.path.stem!r}")
    runs_on = patterns.services(top, "runs_on")
    if runs_on:
        _https(top, "runs_on_source")
    return Provider(
        id=id_,
        name=top.text("name"),
        company=patterns.identifier(top, "company", id_),
        anycast=top.flag("anycast"),
        url=top.text("url", ""),
        runs_on=runs_on,
        runs_on_source=top.text("runs_on_source", ""),
    )


def _rule(table: Table, provider: str, on: Signal, number: int) -> Rule:
    shape = SHAPES[on]
    table.refuse_unknown((*COMMON_FIELDS, *shape.one_of, *shape.also))
    if sum(key in table.values for key in shape.one_of) != 1:
        remedy = f"a rule on {on} takes {' or '.join(shape.one_of)}"
        raise table.error(shape.one_of[0], "is missing or doubled", remedy)
    role = table.word("role", Role)
    rule = Rule(
        id=f"{provider}#{on}-{number}",
        provider=provider,
        role=role,
        on=on,
        confidence=_confidence(table, on, role),
        source=_https(table, "source"),
        verified=table.day("verified", required=True) or "",
        state=_state(table, role),
        status=table.numbers("status", 599),
        with_header=_condition(table),
        cloud=patterns.identifier(table, "cloud") if "cloud" in table.values else None,
        defunct=table.day("defunct", required=False),
        shared=table.flag("shared"),
        suffix=patterns.suffixes(table),
        asn=table.numbers("asn", MAX_ASN),
        prefix=patterns.networks(table),
        header=patterns.header_name(table) if on is Signal.HEADER else "",
        value=table.texts("value"),
        cookie=table.texts("cookie"),
        contains=table.texts("contains"),
        issuer=table.texts("issuer"),
        path=table.texts("path"),
        hits=table.texts("hits"),
        misses=table.texts("misses"),
    )
    _refuse_nothing(table, rule)
    return rule


def _refuse_nothing(table: Table, rule: Rule) -> None:
    """A rule must look for something, and know the cloud whose region it reads."""
    for key in SHAPES[rule.on].one_of:
        if key in table.values and not getattr(rule, key):
            raise table.error(key, "is empty", "list what to look for")
    if not rule.cloud and any("{region}" in suffix for suffix in rule.suffix):
        raise table.error("cloud", "is missing", "say whose {region} it is, as cloud = 'aws'")
    if any(not glob.strip("*") for glob in (*rule.cookie, *rule.issuer)):
        raise table.error("", "has a pattern that matches anything", "write more than '*'")
    if any(not path.startswith("/") for path in rule.path):
        raise table.error("path", "has a path without its first slash", "write it as /v1/api.js")


def _confidence(table: Table, on: Signal, role: Role) -> Confidence:
    given = table.maybe_word("confidence", Confidence)
    if given is Confidence.HIGH and on in ADDRESS_SIGNALS and role is not Role.HOSTING:
        remedy = "an address proves medium at most, and only for a network that is edge alone"
        raise table.error("confidence", "is 'high'", remedy)
    return given or default_confidence(on, role)


def _state(table: Table, role: Role) -> State | None:
    state = table.maybe_word("state", State)
    if role is Role.CHALLENGE and state is None:
        raise table.error("state", "is missing", "give one of challenge, block, present")
    if state is not None and role not in {Role.CHALLENGE, Role.WAF}:
        raise table.error("state", f"is given for role {role}", "use role challenge or waf")
    return state


def _condition(table: Table) -> tuple[str, str] | None:
    inner = table.table("with_header")
    if inner is None:
        return None
    inner.refuse_unknown(("header", "value"))
    return inner.text("header").lower(), inner.text("value", "*")


def _https(table: Table, key: str) -> str:
    text = table.text(key)
    if "https://" not in text and "http://" not in text:
        raise table.error(key, "has no URL", "cite a page: https://…")
    return text


def company_file(top: Table) -> Iterator[Company]:
    """Yield the companies of ``companies.toml``.

    Raises:
        RuleError: one cannot be used.
    """
    top.refuse_unknown(("company",))
    for table in top.tables("company"):
        table.refuse_unknown(COMPANY_FIELDS)
        yield Company(
            id=patterns.identifier(table, "id"),
            name=table.text("name"),
            parent=table.text("parent", "") or None,
            lei=table.text("lei", "") or None,
            source=table.text("source", ""),
        )
