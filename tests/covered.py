"""Hold the branches that tests take to a floor: ``python -m tests.covered``, after a measured run.

``coverage report --fail-under`` weighs lines and branches as one, so that many easy lines
make up for branches that nobody tried.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from coverage import Coverage

FLOOR = 95.0
"""Percent of all branches."""
DETAILS = Path(".cache/coverage.json")


def main() -> int:
    """Print what is missed and the share of branches; return 1 where it is below the floor."""
    measured = Coverage()
    measured.load()
    measured.report()
    measured.json_report(outfile=str(DETAILS))
    totals: Mapping[str, int] = json.loads(DETAILS.read_text("utf-8"))["totals"]
    taken = share(totals)
    sys.stdout.write(f"branches taken: {taken:.1f} %, of which {FLOOR:.0f} % are asked for\n")
    return int(taken < FLOOR)


def share(totals: Mapping[str, int]) -> float:
    """Return the percent of branches taken; where there are none, nothing is missed."""
    branches = totals["num_branches"]
    return 100 * totals["covered_branches"] / branches if branches else 100.0


if __name__ == "__main__":
    sys.exit(main())
