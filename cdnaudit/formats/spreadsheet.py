"""Cells of a CSV file that a spreadsheet must not run."""


def inert(cell: str) -> str:
    """Neutralise what a spreadsheet would take for a formula (OWASP, "CSV Injection").

    >>> inert("=1+1"), inert("plain")
    ("'=1+1", 'plain')
    """
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
