"""Real material to score on: read in place where it lies, never copied in."""

import csv
import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cdnaudit.model.facts import HttpAnswer

HOPS = ("  HTTP/1", "  HTTP/2")
"""What a capture keeps of the status line between two merged responses."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One recorded response; headers of redirects on the way are merged into it."""

    name: str
    answer: HttpAnswer


def folder() -> Path | None:
    """Return where the material lies, or None."""
    here = Path(
        os.environ.get("CDNAUDIT_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data")
    )
    return here if (here / "http-captures.jsonl.gz").is_file() else None


def captures(data: Path) -> Iterator[Capture]:
    """Yield every response, each with the headers of its last hop alone."""
    with gzip.open(data / "http-captures.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            pairs = [(k, v) for k, values in row["headers"].items() for v in values]
            plain = tuple((k, v.partition(HOPS[0])[0].partition(HOPS[1])[0]) for k, v in pairs)
            answer = HttpAnswer(int(row["status"] or 200), plain, row["body"] or "")
            yield Capture(row["file"].removesuffix(".php"), answer)


def targets(data: Path) -> Iterator[str]:
    """Yield the host of every real alias target."""
    with (data / "jsorg-cnames.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield row["cname"].partition("/")[0].rstrip(".").lower()
