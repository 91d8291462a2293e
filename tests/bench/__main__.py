"""Measure everything: ``make bench`` or ``python -m tests.bench``. Exit code 1: a bound is broken."""

import sys

from tests.bench import judging, live, loss, page, replay, start

BENCHES = (start, replay, page, judging, live, loss)
"""Each can be run by itself as a module; its ``main`` tells whether its bounds are kept."""


def main() -> int:
    """Run one after another, and return the exit code."""
    kept = []
    for bench in BENCHES:
        sys.stdout.write(f"# {(bench.__doc__ or '').partition(chr(10))[0]}\n")
        kept.append(bench.main())
    return int(not all(kept))


if __name__ == "__main__":
    sys.exit(main())
