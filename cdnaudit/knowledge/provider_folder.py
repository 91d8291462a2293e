"""Read a folder of provider files, within bounds."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cdnaudit.errors import RuleError
from cdnaudit.knowledge.fields import Table
from cdnaudit.knowledge.provider_file import company_file, provider_file
from cdnaudit.knowledge.rules import Company, Provider, Rule

COMPANIES = "companies.toml"
MAX_FILE = 256 * 1024
"""Bytes."""
MAX_FILES = 2_000


@dataclass(frozen=True, slots=True)
class Folder:
    """What the files of a folder say; ``problems`` tells what could not be read."""

    providers: tuple[Provider, ...]
    rules: tuple[Rule, ...]
    companies: tuple[Company, ...]
    problems: tuple[RuleError, ...]


def read_folder(folder: Path) -> Folder:
    """Read every ``.toml`` file of ``folder``, telling all problems.

    Raises:
        RuleError: it is no folder, or holds too many files.
    """
    providers: list[Provider] = []
    rules: list[Rule] = []
    companies: tuple[Company, ...] = ()
    problems: list[RuleError] = []
    for path in _files(folder):
        try:
            top = _toml(path)
            if path.name == COMPANIES:
                companies = tuple(company_file(top))
                continue
        except RuleError as error:
            problems.append(error)
            continue
        parsed = provider_file(top)
        problems.extend(parsed.problems)
        rules.extend(parsed.rules)
        if parsed.provider:
            providers.append(parsed.provider)
    problems.extend(_duplicates(folder / COMPANIES, companies))
    return Folder(tuple(providers), tuple(rules), companies, tuple(problems))


def load(folder: Path) -> Folder:
    """Read a folder that must be right.

    Raises:
        RuleError: the first problem of the folder.
    """
    found = read_folder(folder)
    if found.problems:
        raise found.problems[0]
    return found


def _files(folder: Path) -> list[Path]:
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except OSError as error:
        raise RuleError(folder, "", f"cannot be read: {error.strerror}", "name a folder") from None
    if len(files) > MAX_FILES:
        raise RuleError(folder, "", f"holds {len(files)} files", f"keep at most {MAX_FILES}")
    return files


def _toml(path: Path) -> Table:
    import tomllib

    try:
        with path.open("rb") as file:
            raw = file.read(MAX_FILE + 1)
    except OSError as error:
        problem = f"cannot be read: {error.strerror}"
        raise RuleError(path, "", problem, "make it a readable file") from None
    if len(raw) > MAX_FILE:
        raise RuleError(path, "", "is too large", f"keep it within {MAX_FILE // 1024} KiB")
    try:
        return Table(path, "", tomllib.loads(raw.decode()))
    except (ValueError, RecursionError) as error:
        raise RuleError(path, "", f"is no TOML: {error}", "mend it there") from None


def _duplicates(path: Path, companies: Iterable[Company]) -> Iterable[RuleError]:
    seen: set[str] = set()
    for number, company in enumerate(companies):
        if company.id in seen:
            where = f"company[{number}].id"
            yield RuleError(path, where, f"{company.id!r} is there twice", "join the two")
        seen.add(company.id)
