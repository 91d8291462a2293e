"""The provider files of the repository, read once for all tests."""

from functools import cache

from cdnaudit.identify.compiled import PROVIDERS
from cdnaudit.identify.knowledge import Knowledge
from cdnaudit.identify.loading import Folder, read_folder
from cdnaudit.identify.rules import Rule
from cdnaudit.identify.self_test import Problem, problems


@cache
def folder() -> Folder:
    return read_folder(PROVIDERS)


@cache
def known() -> Knowledge:
    return Knowledge(folder().providers, folder().rules, folder().companies)


@cache
def found() -> tuple[Problem, ...]:
    return problems(folder())


def of(provider: str) -> tuple[Rule, ...]:
    return tuple(rule for rule in known().rules if rule.provider == provider)
