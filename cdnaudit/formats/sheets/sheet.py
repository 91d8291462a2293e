"""A small result as a sheet: a lead sentence and rows."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FurtherTable:
    """Rows for people, below those of the sheet."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...] = ()
    """Of each row a part of the whole, from 0 to 1, which a terminal draws as a bar."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """``json_object`` is what JSON gives; the rest is for people and spreadsheets."""

    title: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    json_object: Mapping[str, object]
    shares: tuple[float, ...] = ()
    """As of a further table."""
    further: tuple[FurtherTable, ...] = ()
