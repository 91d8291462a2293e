"""The rows of a CSV file as fields, by the names of its columns."""

import csv
from collections.abc import Iterable, Iterator, Sequence

from cdnaudit.fields.documents import MEND
from cdnaudit.fields.fields import Fields
from cdnaudit.fields.source import Source


def csv_rows(source: Source, lines: Iterable[str], columns: Sequence[str]) -> Iterator[Fields]:
    """Yield the rows of a CSV file with a header; an empty cell is not there.

    ``lines`` keep their ends, and are read as the rows are wanted.

    Raises:
        FileError: one of ``columns`` is not there, or a row cannot be read.
    """
    reader = csv.DictReader(lines)
    try:
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        if missing:
            raise source.error("line 1", f"is no table with a column {missing[0]}")
        for row in reader:
            cells = {name: cell for name, cell in row.items() if name and cell}
            yield Fields(source, f"line {reader.line_num}: ", cells)
    except csv.Error as error:
        line = reader.line_num + 1  # the reader counts lines that it is through with
        raise source.error(f"line {line}", f"is not CSV: {error}", MEND) from None
