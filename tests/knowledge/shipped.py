"""The provider files of the repository, read once for all tests."""

from functools import cache

from cdnaudit.knowledge.base import Knowledge
from cdnaudit.knowledge.embedded import PROVIDERS
from cdnaudit.knowledge.provider_folder import read_folder
from cdnaudit.knowledge.rules import Folder, Rule
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
