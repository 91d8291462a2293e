"""Turn the tables of one provider file into values, refusing what the form does not know."""

from collections import Counter
from dataclasses import dataclass, replace

from cdnaudit.errors import FileError
from cdnaudit.fields.fields import Fields
from cdnaudit.knowledge import patterns
from cdnaudit.knowledge.rules import (
    ADDRESS_SIGNALS,
    COMMON_FIELDS,
    SHAPES,
    Citation,
    Company,
    Provider,
    Rule,
    default_confidence,
    rule_id,
)
from cdnaudit.model.terms import Basis, Confidence, Role, Signal, State

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
COMPANY_FIELDS = (
    "id",
    "name",
    "parent",
    "since",
    "lei",
    "defunct",
    "basis",
    "source",
    "verified",
    "note",
)
MAX_ASN = 4_294_967_295
"""Source: RFC 6793, section 3."""
MAX_STATUS = 599
"""Source: RFC 9110, section 15."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """One file read; where ``problems`` is not empty, the rest is what could be read."""

    provider: Provider | None
    rules: tuple[Rule, ...] = ()
    problems: tuple[FileError, ...] = ()


def provider_file(top: Fields) -> Parsed:
    """Read a provider and its rules; at most one problem a rule is told."""
    try:
        provider = _provider(top)
        tables = top.tables("rule")
    except FileError as error:
        return Parsed(None, problems=(error,))
    problems: list[FileError] = []
    rules: list[Rule] = []
    counts: Counter[Signal] = Counter()
    for table in tables:
        try:
            on = table.word("on", Signal)
            number = counts[on]
            counts[on] += 1
            rules.append(_rule(table, provider.id, on, number))
        except FileError as error:
            problems.append(error)
    return Parsed(provider, tuple(rules), tuple(problems))


def company_file(top: Fields) -> tuple[Company, ...]:
    """Read the companies of ``companies.toml``.

    Raises:
        FileError: one cannot be used, or is there twice.
    """
    top.refuse_unknown(("company",))
    found: dict[str, Company] = {}
    for table in top.tables("company"):
        company = _company(table)
        if company.id in found:
            raise table.error("id", f"{company.id!r} is there twice", "join the two")
        found[company.id] = company
    return tuple(found.values())


def _company(table: Fields) -> Company:
    table.refuse_unknown(COMPANY_FIELDS)
    basis = table.optional_word("basis", Basis) or Basis.GENERAL
    since = table.optional_day("since")
    if since and not table.has("parent"):
        raise table.error("since", "is given without a parent", "name the parent")
    return Company(
        id=patterns.identifier(table, "id"),
        name=table.filled("name"),
        parent=table.text("parent", "") or None,
        lei=table.text("lei", "") or None,
        source=table.text("source", "") if basis is Basis.GENERAL else _cited(table, "source"),
        since=since.isoformat() if since else "",
        basis=basis,
        verified=_verified(table, basis),
        defunct=_defunct(table),
        note=table.text("note", ""),
    )


def _provider(top: Fields) -> Provider:
    top.refuse_unknown(PROVIDER_FIELDS)
    id_ = patterns.identifier(top, "id")
    own_name = top.source.path.stem
    if id_ != own_name:
        raise top.error("id", f"is {id_!r}", f"write the file's own name, {own_name!r}")
    runs_on = patterns.services(top, "runs_on")
    return Provider(
        id=id_,
        name=top.filled("name"),
        company=patterns.identifier(top, "company", id_),
        anycast=top.flag("anycast", default=False),
        url=top.text("url", ""),
        runs_on=runs_on,
        runs_on_source=_cited(top, "runs_on_source") if runs_on else "",
    )


def _rule(table: Fields, provider: str, on: Signal, number: int) -> Rule:
    _refuse_another_shape(table, on)
    role = table.word("role", Role)
    rule = Rule(
        id=rule_id(provider, on, number),
        provider=provider,
        role=role,
        on=on,
        confidence=_confidence(table, on, role),
        citation=_citation(table),
        state=_state(table, role),
        cloud=patterns.identifier(table, "cloud") if table.has("cloud") else None,
        defunct=_defunct(table),
        shared=table.flag("shared", default=False),
        hits=patterns.texts(table, "hits"),
        misses=patterns.texts(table, "misses"),
    )
    whole = _with_patterns(rule, table)
    _refuse_nothing(table, whole)
    return whole


def _with_patterns(rule: Rule, table: Fields) -> Rule:
    """Add what the rule compares with, and the conditions beside it."""
    return replace(
        rule,
        suffix=patterns.suffixes(table),
        asn=_numbers(table, "asn", MAX_ASN),
        prefix=patterns.networks(table),
        header=patterns.header_name(table) if rule.on is Signal.HEADER else "",
        value=patterns.texts(table, "value"),
        cookie=patterns.texts(table, "cookie"),
        contains=patterns.texts(table, "contains"),
        text=patterns.texts(table, "text"),
        issuer=patterns.texts(table, "issuer"),
        path=patterns.texts(table, "path"),
        status=_numbers(table, "status", MAX_STATUS),
        with_header=patterns.headers_beside(table),
        without_header=patterns.header_names(table, "without_header"),
    )


def _numbers(table: Fields, key: str, most: int) -> tuple[int, ...]:
    return tuple(sorted(set(table.numbers(key, least=1, most=most, lone=True))))


def _refuse_another_shape(table: Fields, on: Signal) -> None:
    """A rule has the fields of its signal, and one way to say what it looks for."""
    shape = SHAPES[on]
    table.refuse_unknown((*COMMON_FIELDS, *shape.one_of, *shape.also))
    if sum(table.has(key) for key in shape.one_of) != 1:
        remedy = f"a rule on {on} takes {' or '.join(shape.one_of)}"
        raise table.error(shape.one_of[0], "is missing or doubled", remedy)


def _refuse_nothing(table: Fields, rule: Rule) -> None:
    """A rule must look for something, and know the cloud whose region it reads."""
    for key in SHAPES[rule.on].one_of:
        if table.has(key) and not getattr(rule, key):
            raise table.error(key, "is empty", "list what to look for")
    if not rule.cloud and "{region}" in " ".join(rule.suffix):
        raise table.error("cloud", "is missing", "say whose {region} it is, as cloud = 'aws'")
    if not all(glob.strip("*") for glob in (*rule.cookie, *rule.issuer, *rule.text)):
        raise table.error("", "has a pattern that matches anything", "write more than '*'")
    if not all(path.startswith("/") for path in rule.path):
        raise table.error("path", "has a path without its first slash", "write it as /v1/api.js")


def _confidence(table: Fields, on: Signal, role: Role) -> Confidence:
    given = table.optional_word("confidence", Confidence)
    if given is Confidence.HIGH and on in ADDRESS_SIGNALS and role is not Role.HOSTING:
        remedy = "an address proves medium at most, and only for a network that is edge alone"
        raise table.error("confidence", "is 'high'", remedy)
    return given or default_confidence(on, role)


def _state(table: Fields, role: Role) -> State | None:
    state = table.optional_word("state", State)
    if role is Role.CHALLENGE and state is None:
        raise table.error("state", "is missing", f"give one of {', '.join(State)}")
    if state is not None and role not in {Role.CHALLENGE, Role.WAF}:
        raise table.error("state", f"is given for role {role}", "use role challenge or waf")
    return state


def _defunct(table: Fields) -> str | None:
    day = table.optional_day("defunct")
    return day.isoformat() if day else None


def _citation(table: Fields) -> Citation:
    basis = table.word("basis", Basis)
    return Citation(basis, _sources(table, basis), _verified(table, basis), table.text("note", ""))


def _sources(table: Fields, basis: Basis) -> tuple[str, ...]:
    """Read the sources: what is confirmed was confirmed somewhere."""
    found = patterns.texts(table, "source")
    for text in found:
        _refuse_no_address(table, "source", text)
    if not found and basis is not Basis.GENERAL:
        remedy = "cite the page that holds the value, or write basis = 'general'"
        raise table.error("source", f"is missing, and the basis is {basis}", remedy)
    return found


def _verified(table: Fields, basis: Basis) -> str:
    """Read the day on which the sources were read; a general rule has none."""
    if basis is not Basis.GENERAL:
        return table.day("verified").isoformat()
    if table.has("verified"):
        remedy = "leave it out, or give the basis of what was read that day"
        raise table.error("verified", "is given, and the basis is general", remedy)
    return ""


def _cited(table: Fields, key: str) -> str:
    text = table.filled(key)
    _refuse_no_address(table, key, text)
    return text


def _refuse_no_address(table: Fields, key: str, text: str) -> None:
    if "https://" not in text and "http://" not in text:
        raise table.error(key, "has no URL", "cite a page: https://…")
