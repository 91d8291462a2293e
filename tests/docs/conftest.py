"""``pytest tests/docs --bless`` writes the generated parts before any test reads them."""

import pytest

from tests.docs import writing


@pytest.fixture(scope="session", autouse=True)
def written(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--bless"):
        writing.write()
