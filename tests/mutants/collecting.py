"""Mutants of a source file: every change at every node that says what the program does."""

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.operators import Change, changes

SHOWN = 60
"""Characters of source that are shown of a mutant at the most."""
BLOCKS = ("body", "cases")
"""Where compound statements keep the statements below them."""


@dataclass(frozen=True, slots=True, order=True)
class Mutant:
    """One changed place; ``start`` and ``end`` count octets of the file, ``lines`` its statement's."""

    path: str
    line: int
    original: str
    mutant: str
    start: int
    end: int
    text: str
    lines: tuple[int, int]

    def __str__(self) -> str:
        return f"{self.path}:{self.line}  {self.original} -> {self.mutant}"

    @property
    def package(self) -> str:
        """The package whose share it counts for: the second level, or the root's own modules."""
        above = Path(self.path).parts[:-1]
        return ".".join(above[:2])

    def apply(self, source: bytes) -> bytes:
        """Return the file with this fault in it."""
        return source[: self.start] + self.text.encode() + source[self.end :]


def collect(root: Path, only: Iterable[str] = ()) -> tuple[Mutant, ...]:
    """Read every module of the package below ``root``, or those at or below ``only``."""
    chosen = [root / path for path in only] or [root / "cdnaudit"]
    files = {file for path in chosen for file in ([path] if path.is_file() else path.rglob("*.py"))}
    return tuple(
        mutant
        for file in sorted(files)
        for mutant in mutants(file.relative_to(root).as_posix(), file.read_bytes())
    )


def mutants(path: str, source: bytes) -> tuple[Mutant, ...]:
    """Return the mutants of one file, each once, in the order of the source."""
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    found: dict[tuple[int, int, str], Mutant] = {}
    for change, lines in _walk(ast.parse(source), (1, 1)):
        made = _mutant(path, source, starts, change, lines)
        found.setdefault((made.start, made.end, made.text), made)
    return tuple(sorted(found.values()))


def _mutant(
    path: str, source: bytes, starts: list[int], change: Change, lines: tuple[int, int]
) -> Mutant:
    node = change.node
    end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or 0
    start = starts[node.lineno - 1] + node.col_offset
    end = starts[end_line - 1] + end_column
    if change.shown is None:
        line, original, mutant = node.lineno, source[start:end].decode(), change.text
    else:
        line, original, mutant = change.shown.lineno, ast.unparse(change.shown), "(dropped)"
    return Mutant(path, line, _short(original), _short(mutant), start, end, change.text, lines)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 3] + "..."


def _walk(node: ast.AST, lines: tuple[int, int]) -> Iterator[tuple[Change, tuple[int, int]]]:
    """Yield each change below a node with the lines of the statement that it stands in."""
    for child in ast.iter_child_nodes(node):
        if _is_no_behaviour(node, child):
            continue
        within = _header(child, lines)
        for change in changes(child):
            yield change, within
        yield from _walk(child, within)


def _header(node: ast.AST, lines: tuple[int, int]) -> tuple[int, int]:
    """Return the lines of a statement, or of what stands before the body of a compound one."""
    if not isinstance(node, ast.stmt | ast.match_case | ast.ExceptHandler):
        return lines
    start = node.pattern if isinstance(node, ast.match_case) else node
    first = min(part.lineno for part in (*getattr(node, "decorator_list", ()), start))
    below = [part.lineno - 1 for name in BLOCKS for part in _statements(getattr(node, name, ()))]
    return first, max(first, min(below, default=start.end_lineno or first))


def _statements(block: Iterable[ast.AST]) -> Iterator[ast.stmt | ast.pattern]:
    for part in block:
        match part:
            case ast.stmt():
                yield part
            case ast.match_case(pattern=pattern):
                yield pattern
            case _:
                pass


def _is_no_behaviour(parent: ast.AST, child: ast.AST) -> bool:
    """Tell what no test should have to notice: types, documentation, and sentences."""
    match child:
        case ast.Expr(value=ast.Constant()) | ast.JoinedStr():
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Call(func=ast.Name(id="assert_never" | "TypeVar" | "dataclass")):
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id="assert_never"))):
            return True
        case _:
            return _is_type(parent, child)


def _is_type(parent: ast.AST, child: ast.AST) -> bool:
    match parent:
        case ast.AnnAssign(annotation=part) | ast.arg(annotation=part):
            return child is part
        case ast.FunctionDef(returns=part) | ast.AsyncFunctionDef(returns=part):
            return child is part
        case ast.Subscript(value=ast.Name(id=name), slice=part):
            return child is part and name[:1].isupper()
        case _:
            return False
