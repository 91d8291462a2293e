"""Write a Markdown report as a job summary of GitHub: whole, or what fits of it."""

import sys
from pathlib import Path

LIMIT = 1_000_000
"""Bytes. GitHub takes 1 MiB a step, and of one that is larger nothing at all.
Source: GitHub documentation, "Workflow commands", Step isolation and limits."""
DETAILS = "<details>", "</details>"


def fitting(report: str) -> str:
    """Return the lines from the top that fit, and how many do not; no fold is left open."""
    lines = report.splitlines(keepends=True)
    if len(report.encode()) <= LIMIT:
        return report
    kept: list[str] = []
    room = LIMIT - 200  # for what is said at the end
    for line in lines:
        room -= len(line.encode())
        if room < 0:
            break
        kept.append(line)
    text = "".join(kept)
    start, end = DETAILS
    closed = f"\n{end}\n" if text.count(start) > text.count(end) else ""
    left = len(lines) - len(kept)
    return (
        f"{text}{closed}\n**{left:,} more lines do not fit into a job summary;** see the reports.\n"
    )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    sys.stdout.write(fitting(Path(sys.argv[1]).read_text("utf-8")))
