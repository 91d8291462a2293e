"""A plugin of pytest that runs given tests in the given order, each for a bounded time."""

import json
import os
import resource
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

SELECTION = "MUTANTS_SELECTION"
"""Names the file of tests with the seconds that each may take."""
MEMORY = 4 * 2**30
"""Octets that a process may take: a fault may make it grow without end."""

_seconds: dict[str, float] = {}


def pytest_configure() -> None:
    """Bound this process, and those that it starts."""
    _seconds.update(json.loads(Path(os.environ[SELECTION]).read_text("utf-8")))
    processor_time = int(sum(_seconds.values())) + 60
    resource.setrlimit(resource.RLIMIT_CPU, (processor_time, processor_time))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {test: n for n, test in enumerate(_seconds)}
    items[:] = sorted(
        (item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid]
    )


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """End the process, as the signal does where nobody handles it, if the test takes too long."""
    signal.setitimer(signal.ITIMER_REAL, _seconds[item.nodeid])
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
