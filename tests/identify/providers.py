"""The provider files of the repository, read once for all tests."""

from functools import cache

from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.compiled import PROVIDERS
from cdnaudit.knowledge.provider_folder import Folder, read_folder
from cdnaudit.knowledge.rules import Rule
from cdnaudit.knowledge.self_test import Problem, problems


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
