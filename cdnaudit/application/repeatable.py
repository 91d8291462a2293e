"""What a report says of how it was asked for, so that the run can be repeated."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from enum import StrEnum
from pathlib import Path

from cdnaudit.application.options import Options
from cdnaudit.gate.configuration import Config
from cdnaudit.names import without_credentials

NAMING = frozenset({"targets", "target", "name", "url", "urls", "status_page", "origin"})
"""Keys of options and of a configuration under which URLs stand, which may hold a password."""


def said(options: Options) -> Mapping[str, object]:
    """Return every option that is not at its default, under its name; paths are as they were given."""
    given = {field.name: getattr(options, field.name) for field in fields(options)}
    defaults = {field.name: field.default for field in fields(options)}
    return {key: _plain(value, key) for key, value in given.items() if value != defaults[key]}


def configured(config: Config) -> Mapping[str, object]:
    """Return all that a configuration says."""
    return {key: _plain(value, key) for key, value in config.settings.items()}


def _plain(value: object, key: str) -> object:
    """Return a value as JSON can write it; ``key`` is that under which it stands."""
    match value:
        case Mapping():
            return {str(inner): _plain(item, str(inner)) for inner, item in value.items()}
        case list() | tuple():
            return [_plain(item, key) for item in value]
        case date():
            return value.isoformat()
        case Path() | StrEnum():
            return str(value)
        case str() if key in NAMING:
            return without_credentials(value)
    return value
