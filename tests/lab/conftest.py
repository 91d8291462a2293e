"""The running lab as a fixture."""

import os
from collections.abc import Iterator

import pytest

from tests.lab.internet.errors import LabUnavailableError
from tests.lab.internet.lab import Lab, start


def is_required() -> bool:
    """Say whether tests must fail where the lab cannot run: in CI, or when asked for."""
    return os.environ.get("CI") == "true" or os.environ.get("CDNAUDIT_LAB") == "required"


def start_or_skip(delay_ms: float = 0, loss_pct: float = 0) -> Lab:
    """Start a lab; where that is impossible, skip with the reason, or fail if required."""
    try:
        return start(delay_ms, loss_pct)
    except LabUnavailableError as error:
        reason = str(error)
    if is_required():
        pytest.fail(f"the lab is required and cannot run: {reason}", pytrace=False)
    pytest.skip(f"no lab: {reason}")


@pytest.fixture(scope="session")
def lab() -> Iterator[Lab]:
    """Yield a small internet without delay or loss, one for all tests."""
    running = start_or_skip()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def slow_lab() -> Iterator[Lab]:
    """Yield a small internet whose round trips take 20 ms."""
    running = start_or_skip(delay_ms=10)
    yield running
    running.stop()


@pytest.fixture(scope="session")
def lossy_lab() -> Iterator[Lab]:
    """Yield a small internet that loses a fifth of the packets each way."""
    running = start_or_skip(loss_pct=20)
    yield running
    running.stop()
