"""The JSON Schemas of what is written and read, each of which needs no other file."""

import json
from collections.abc import Iterator, Mapping
from importlib.resources import files
from itertools import chain

SCHEMA_FILES: Mapping[str, str] = {
    "report": "schemas/report.schema.json",
    "jsonl": "schemas/jsonl.schema.json",
    "recording": "schemas/recording.schema.json",
    "baseline": "schemas/baseline.schema.json",
    "simulation": "schemas/simulation.schema.json",
    "portfolio": "schemas/portfolio.schema.json",
    "diff": "schemas/diff.schema.json",
    "config": "generated/cdnaudit.schema.json",
    "provider": "generated/provider.schema.json",
}
"""Below the package, by the name that ``cdnaudit schema`` takes."""

HERE = "#/$defs/"
THERE = f"report.schema.json{HERE}"
"""What other schemas have in common with a report stands in its schema alone."""


def schema_text(name: str) -> str:
    """Return the schema of a name of ``SCHEMA_FILES``, with all that it refers to."""
    text = _text(name)
    if THERE not in text:
        return text
    schema = json.loads(text.replace(THERE, HERE))
    shared = {**json.loads(_text("report"))["$defs"], **schema.get("$defs", {})}
    wanted = sorted(_reached(schema, shared))
    return json.dumps({**schema, "$defs": {key: shared[key] for key in wanted}}, indent=1) + "\n"


def _text(name: str) -> str:
    return (files("cdnaudit") / SCHEMA_FILES[name]).read_text("utf-8")


def _reached(schema: object, shared: Mapping[str, object]) -> set[str]:
    """Return the names of the definitions that a schema refers to, also by way of others."""
    found: set[str] = set()
    new = set(_named(schema))
    while new:
        found |= new
        new = {name for key in new for name in _named(shared[key])} - found
    return found


def _named(part: object) -> Iterator[str]:
    match part:
        case {"$ref": str(reference)}:
            yield reference.removeprefix(HERE)
        case dict():
            yield from chain.from_iterable(map(_named, part.values()))
        case list():
            yield from chain.from_iterable(map(_named, part))
        case _:
            return
