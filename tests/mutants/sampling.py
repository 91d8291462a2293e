"""A bounded sample, in which every package has its share by size."""

import random
from collections import defaultdict
from collections.abc import Sequence

from tests.mutants.collecting import Mutant


def sample(mutants: Sequence[Mutant], number: int, seed: int) -> tuple[Mutant, ...]:
    """Choose at most ``number`` mutants; the same ones for the same seed and source."""
    packages: dict[str, list[Mutant]] = defaultdict(list)
    for mutant in sorted(mutants):
        packages[mutant.package].append(mutant)
    sizes = {package: len(found) for package, found in packages.items()}
    chosen = [
        mutant
        for package, count in shares(sizes, number).items()
        for mutant in random.Random(f"{seed} {package}").sample(packages[package], count)
    ]
    return tuple(sorted(chosen))


def shares(sizes: dict[str, int], number: int) -> dict[str, int]:
    """Divide ``number`` in proportion to the sizes, by largest remainders; no share beyond its size.

    >>> shares({"graph": 60, "render": 30, "cli": 10}, 7)
    {'graph': 4, 'render': 2, 'cli': 1}
    """
    total = sum(sizes.values())
    if number >= total:
        return sizes
    exact = {package: number * size / total for package, size in sizes.items()}
    whole = {package: int(share) for package, share in exact.items()}
    by_remainder = sorted(exact, key=lambda package: (whole[package] - exact[package], package))
    for package in by_remainder[: number - sum(whole.values())]:
        whole[package] += 1
    return whole
