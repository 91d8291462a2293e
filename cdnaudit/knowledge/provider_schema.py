"""The JSON Schema of a provider file, for editors that complete and check TOML."""

from collections.abc import Iterable

from cdnaudit.knowledge.fields import MAX_LIST, MAX_TEXT
from cdnaudit.knowledge.provider_file import MAX_ASN
from cdnaudit.knowledge.rules import COMMON_FIELDS, SHAPES, Shape
from cdnaudit.model.terms import Confidence, Role, Signal, State

Json = dict[str, object]

_ID: Json = {"type": "string", "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_TEXT: Json = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}
_FLAG: Json = {"type": "boolean"}
_DATE: Json = {"description": "A TOML date, without quotes"}


def schema() -> Json:
    """Return the schema of ``providers/ID.toml`` (JSON Schema, draft 2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "cdnaudit provider file",
        "type": "object",
        "required": ["id", "name"],
        "additionalProperties": False,
        "properties": {
            "id": _ID,
            "name": _TEXT,
            "company": _ID,
            "anycast": _FLAG,
            "url": {"type": "string"},
            "runs_on": _some({"type": "string", "pattern": "^[a-z0-9-]+/[a-z]+$"}),
            "runs_on_source": {"type": "string"},
            "note": _TEXT,
            "rule": {
                "type": "array",
                "maxItems": MAX_LIST,
                "items": {"oneOf": [_rule(on, shape) for on, shape in SHAPES.items()]},
            },
        },
    }


def _rule(on: Signal, shape: Shape) -> Json:
    names = (*COMMON_FIELDS, *shape.one_of, *shape.also)
    known = _fields()
    return {
        "type": "object",
        "required": ["role", "on", "source", "verified"],
        "oneOf": [{"required": [name]} for name in shape.one_of],
        "additionalProperties": False,
        "properties": {name: {"const": str(on)} if name == "on" else known[name] for name in names},
    }


def _fields() -> dict[str, Json]:
    return {
        "role": _words(Role),
        "confidence": _words(Confidence),
        "source": _TEXT,
        "verified": _DATE,
        "defunct": _DATE,
        "shared": _FLAG,
        "cloud": _ID,
        "note": _TEXT,
        "state": _words(State),
        "status": _some({"type": "integer", "minimum": 1, "maximum": 599}),
        "with_header": {
            "type": "object",
            "required": ["header"],
            "additionalProperties": False,
            "properties": {"header": _TEXT, "value": _TEXT},
        },
        "asn": _some({"type": "integer", "minimum": 1, "maximum": MAX_ASN}),
        "header": _TEXT,
    } | {name: _some(_TEXT) for name in _LISTS}


_LISTS = ("hits", "misses", "suffix", "prefix", "value", "cookie", "contains", "issuer", "path")


def _words(words: Iterable[str]) -> Json:
    return {"enum": [str(word) for word in words]}


def _some(item: Json) -> Json:
    """Return the schema of one item or a list of such items."""
    return {"oneOf": [item, {"type": "array", "items": item, "maxItems": MAX_LIST}]}
