"""Cells of a CSV file that a spreadsheet must not run."""

from dataclasses import replace

from cdnaudit.fields.fields import Fields


def inert(cell: str) -> str:
    """Neutralise what a spreadsheet would take for a formula (OWASP, "CSV Injection").

    >>> inert("=1+1"), inert("plain")
    ("'=1+1", 'plain')
    """
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def as_written(cell: str) -> str:
    """Undo what ``inert`` did.

    >>> as_written("'=1+1"), as_written("'tis")
    ('=1+1', "'tis")
    """
    return cell[1:] if cell.startswith("'") and inert(cell[1:]) == cell else cell


def row_as_written(row: Fields) -> Fields:
    """Undo what ``inert`` did to the cells of a row."""
    return replace(row, values={key: as_written(str(cell)) for key, cell in row.values.items()})
