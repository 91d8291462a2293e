"""A name means one thing: no two modules and no two classes of the package share one."""

import ast
from collections import defaultdict
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "cdnaudit"
SOURCES = sorted(PACKAGE.rglob("*.py"))


def twice(named: list[tuple[str, Path]]) -> dict[str, list[str]]:
    places: dict[str, list[str]] = defaultdict(list)
    for name, path in named:
        places[name].append(str(path.relative_to(PACKAGE)))
    return {name: paths for name, paths in places.items() if len(paths) > 1}


def classes(path: Path) -> list[str]:
    return [n.name for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.ClassDef)]


def test_no_module_name_occurs_twice() -> None:
    assert twice([(p.stem, p) for p in SOURCES if p.stem != "__init__"]) == {}


def test_no_class_name_occurs_twice() -> None:
    assert twice([(name, path) for path in SOURCES for name in classes(path)]) == {}
