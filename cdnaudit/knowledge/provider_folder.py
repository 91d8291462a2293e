"""Read a folder of provider files, within bounds."""

from itertools import chain
from pathlib import Path

from cdnaudit.errors import FileError, RuleError, raise_any
from cdnaudit.fields import documents
from cdnaudit.fields.fields import Fields
from cdnaudit.fields.source import KIB, TOML, FileKind, Source
from cdnaudit.knowledge.provider_file import Parsed, company_file, provider_file
from cdnaudit.knowledge.rules import Company, Folder

COMPANIES = "companies.toml"
MAX_FILES = 2_000
PROVIDER_FILE = FileKind(
    syntax=TOML,
    error=RuleError,
    remedy="give a provider file",
    max_bytes=256 * KIB,
    max_text=1_000,
    max_entries=5_000,
)


def read_folder(folder: Path) -> Folder:
    """Read every ``.toml`` file of ``folder``, telling all problems.

    Raises:
        RuleError: it is no folder, or holds too many files.
    """
    files = _files(folder)
    parsed = [_provider_file(path) for path in files if path.name != COMPANIES]
    companies, problem = _companies(folder / COMPANIES, files)
    return Folder(
        providers=tuple(one.provider for one in parsed if one.provider),
        rules=tuple(chain.from_iterable(one.rules for one in parsed)),
        companies=companies,
        problems=(*problem, *chain.from_iterable(one.problems for one in parsed)),
    )


def load(folder: Path) -> Folder:
    """Read a folder that must be right.

    Raises:
        RuleError: one thing is wrong.
        CombinedError: several are.
    """
    found = read_folder(folder)
    raise_any(found.problems)
    return found


def _files(folder: Path) -> list[Path]:
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except OSError as error:
        raise RuleError(folder, "", f"cannot be read: {error.strerror}", "name a folder") from None
    if len(files) > MAX_FILES:
        raise RuleError(folder, "", f"holds {len(files)} files", f"keep at most {MAX_FILES}")
    return files


def _provider_file(path: Path) -> Parsed:
    try:
        return provider_file(_toml(path))
    except FileError as error:
        return Parsed(None, problems=(error,))


def _companies(path: Path, files: list[Path]) -> tuple[tuple[Company, ...], tuple[FileError, ...]]:
    if path not in files:
        return (), ()
    try:
        return company_file(_toml(path)), ()
    except FileError as error:
        return (), (error,)


def _toml(path: Path) -> Fields:
    source = Source(path, PROVIDER_FILE)
    return documents.toml(source, source.text())
