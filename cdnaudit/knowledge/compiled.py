"""The compiled form of the provider files: one JSON file, quick to load, without examples."""

import json
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

from cdnaudit.errors import RuleError
from cdnaudit.knowledge.provider_folder import Folder
from cdnaudit.knowledge.rules import Company, Provider, Rule
from cdnaudit.model.events import Event, Service
from cdnaudit.model.terms import Confidence, Role, Signal, State

PROVIDERS = Path(__file__).parents[1] / "providers"
COMPILED = PROVIDERS / "compiled.json"
FORM = "cdnaudit/rules/v1"

_EXAMPLES = ("hits", "misses")
_ROLES = {str(word): word for word in Role}
_SIGNALS = {str(word): word for word in Signal}
_CONFIDENCES = {str(word): word for word in Confidence}


def write(folder: Folder) -> str:
    """Return the compiled text: an entry a line, sorted, so that a change reads well."""
    parts = {
        "companies": [_entry(c) for c in sorted(folder.companies, key=lambda c: c.id)],
        "providers": [_entry(p) for p in sorted(folder.providers, key=lambda p: p.id)],
        "rules": [_entry(r) for r in sorted(folder.rules, key=lambda r: _place(r.id))],
    }
    blocks = [f'"{key}": [\n' + ",\n".join(lines) + "\n]" for key, lines in parts.items()]
    return "{" + ",\n".join([f'"schema": "{FORM}"', *blocks]) + "}\n"


def read(path: Path) -> Folder:
    """Read a compiled file; its rules have no examples.

    Raises:
        RuleError: the file is not there or not of this form.
    """
    try:
        tables = json.loads(path.read_bytes())
        return Folder(
            tuple(_provider(p) for p in tables["providers"]),
            tuple(_rule(r) for r in tables["rules"]),
            tuple(Company(**c) for c in tables["companies"]),
            (),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RuleError(path, "", f"cannot be read: {error}", "install cdnaudit anew") from None


def _provider(entry: dict[str, Any]) -> Provider:
    values = _tuples(entry)
    if "runs_on" in values:
        events = [Event.parse(text) for text in values["runs_on"]]
        values["runs_on"] = tuple(Service(e.name, e.role) for e in events if e.role)
    return Provider(**values)


def _rule(entry: dict[str, Any]) -> Rule:
    values = _tuples(entry)
    values["role"] = _ROLES[values["role"]]
    values["on"] = _SIGNALS[values["on"]]
    values["confidence"] = _CONFIDENCES[values["confidence"]]
    if "state" in values:
        values["state"] = State(values["state"])
    return Rule(**values)


def _tuples(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(v) if isinstance(v, list) else v for key, v in entry.items()}


def _entry(item: Rule | Provider | Company) -> str:
    return json.dumps(dict(_given(item)), ensure_ascii=False, separators=(",", ":"))


def _given(item: Rule | Provider | Company) -> Iterator[tuple[str, object]]:
    for field in fields(item):
        value = getattr(item, field.name)
        if field.name == "runs_on" and value:
            yield field.name, [service.event for service in value]
        elif field.name not in _EXAMPLES and value != field.default:
            yield field.name, value


def _place(rule_id: str) -> tuple[str, int]:
    kind, _, number = rule_id.rpartition("-")
    return kind, int(number)
