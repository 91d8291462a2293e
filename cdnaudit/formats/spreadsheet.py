"""Cells of a CSV file that a spreadsheet must not run."""


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
    return cell[1:] if cell and inert(cell[1:]) == cell else cell
