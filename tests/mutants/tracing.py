"""A plugin of pytest that tells coverage who is running, for the run that maps lines to tests.

A context is the name of a node of pytest's tree: a test; a file, for what runs while it is
collected or for a fixture that it shares; or the root, ``""``, for what every test may depend on.
That is importing the package, and whatever fills a cache: the tests after the first one that
asks find it filled, and depend on it all the same.
"""

import functools
import importlib
import json
import os
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import coverage
import pytest

import tests

CONTEXT = "MUTANTS_CONTEXT"
"""Names the context to processes that a test starts; the configuration of coverage reads it."""
SECONDS = "MUTANTS_SECONDS"
"""Names the file for how long each test took."""
ALL_TESTS = ""
APART = {"bench", "browser", "evidence", "lab", "mutants", "scores"}
"""Folders of tests that are not run."""

_seconds: dict[str, float] = {}


@contextmanager
def running(context: str) -> Iterator[None]:
    """Let what runs within the block, and what it starts, count for ``context``."""
    before = os.environ.get(CONTEXT, ALL_TESTS)
    _enter(context)
    try:
        yield
    finally:
        _enter(before)


def _enter(context: str) -> None:
    os.environ[CONTEXT] = context
    measured = coverage.Coverage.current()
    if measured:
        measured.switch_context(context)


def _filled_for_all(function: Callable[..., Any]) -> Callable[..., Any]:
    if function.__module__.split(".")[0] not in {"cdnaudit", "tests"}:
        return function

    @functools.wraps(function)
    def filled(*args: Any, **kwargs: Any) -> Any:
        with running(ALL_TESTS):
            return function(*args, **kwargs)

    return filled


_lru_cache = functools.lru_cache


def _watched_lru_cache(maxsize: Any = 128, typed: bool = False) -> Any:
    if callable(maxsize):
        return _lru_cache(_filled_for_all(maxsize))
    return lambda function: _lru_cache(maxsize, typed)(_filled_for_all(function))


class _WatchedProperty(functools.cached_property[Any]):
    def __init__(self, func: Callable[[Any], Any]) -> None:
        super().__init__(_filled_for_all(func))


def _watch_caches() -> None:
    """Put in place of the caches of functools such as say that they are being filled."""
    functools.lru_cache = _watched_lru_cache
    functools.cache = _watched_lru_cache(None)
    functools.cached_property = _WatchedProperty  # type: ignore[misc]


def pytest_sessionstart() -> None:
    """Import the package and what the tests share, before any one test can be said to have."""
    _watch_caches()
    importlib.import_module("cdnaudit")
    for folder, name in ((Path("cdnaudit"), "cdnaudit"), (Path(tests.__path__[0]), "tests")):
        for module in pkgutil.walk_packages([str(folder)], f"{name}."):
            if not _is_apart(module.name):
                importlib.import_module(module.name)


def _is_apart(module: str) -> bool:
    package, _, rest = module.partition(".")
    last = module.rpartition(".")[2]
    return last == "__main__" or (
        package == "tests"
        and (rest.partition(".")[0] in APART or last == "conftest" or last.startswith("test_"))
    )


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Iterator[None]:
    with running(collector.nodeid):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(
    fixturedef: pytest.FixtureDef[Any], request: pytest.FixtureRequest
) -> Iterator[None]:
    if fixturedef.scope == "function":
        return (yield)
    with running(request.node.nodeid):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    with running(item.nodeid):
        return (yield)


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Add up set-up, call and tear-down."""
    _seconds[report.nodeid] = _seconds.get(report.nodeid, 0.0) + report.duration


def pytest_sessionfinish() -> None:
    Path(os.environ[SECONDS]).write_text(json.dumps(_seconds), "utf-8")
