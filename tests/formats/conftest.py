"""No pipeline runs, so that what is written does not depend on where the tests run."""

import pytest


@pytest.fixture(autouse=True)
def no_pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_REPOSITORY", "GITHUB_WORKFLOW_REF", "CI_CONFIG_PATH"):
        monkeypatch.delenv(name, raising=False)
