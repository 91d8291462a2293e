"""What is a mutant, and what is none."""

import ast
from pathlib import Path

import pytest

from tests.mutants.collecting import Mutant, collect, mutants
from tests.mutants.sampling import sample

ROOT = Path(__file__).parents[2]

CHANGED: dict[str, list[str]] = {
    "x = a < b": ["a < b -> (a <= b)"],
    "x = a == b": ["a == b -> (a != b)"],
    "x = a is b not in c": [
        "a is b not in c -> (a is b in c)",
        "a is b not in c -> (a is not b not in c)",
    ],
    "x = a and b": ["a and b -> (a or b)"],
    "x = (a or b) + c": ["(a or b) + c -> ((a or b) - c)", "a or b -> (a and b)"],
    "x = a << b | c": ["a << b -> (a >> b)", "a << b | c -> (a << b & c)"],
    "x -= y": ["x -= y -> x += y"],
    "x = not y": ["not y -> (y)"],
    "x = -y": ["-y -> (y)"],
    "x = 1": ["1 -> 2"],
    "x = 0.5": ["0.5 -> 1.5"],
    "x = True": ["True -> False"],
    "x = 'cname'": ["'cname' -> \"\""],
    "x = b'GET'": ["b'GET' -> b\"\""],
    "if x:\n    y": ["x -> not (x)"],
    "if x == y:\n    z": ["x == y -> (x != y)"],
    "x = a if b else c": ["b -> not (b)"],
    "x = [y for y in z if y.up]": ["y.up -> not (y.up)"],
    "while x:\n    break": ["x -> not (x)", "break -> continue"],
    "for x in y:\n    continue": ["continue -> break"],
    "match x:\n    case 1 if y:\n        z": ["1 -> 2", "y -> not (y)"],
    "def f(x=1):\n    return x": ["1 -> 2", "x -> None"],
    "def f():\n    return (a, b)": ["(a, b) -> ()"],
    "def f():\n    return {a: b, **c}": [
        "a -> (dropped)",
        "c -> (dropped)",
        "{a: b, **c} -> {}",
    ],
    "def f():\n    return None": [],
    "f(x)": ["f(x) -> pass"],
    "async def f():\n    await x": ["await x -> pass"],
    "x = any(y)": ["any -> all"],
    "x = min(y)": ["min -> max"],
    "x = {a, b}": ["a -> (dropped)", "b -> (dropped)"],
    "x = a, b, c": ["a -> (dropped)", "b -> (dropped)", "c -> (dropped)"],
    "x = y in ('a',)": [
        "'a' -> \"\"",
        "'a' -> (dropped)",
        "y in ('a',) -> (y not in ('a',))",
    ],
    "x = [a]": ["a -> (dropped)"],
}


@pytest.mark.parametrize("source", CHANGED)
def test_each_small_fault_is_a_mutant(source: str) -> None:
    found = mutants("cdnaudit/a.py", source.encode())
    assert sorted(f"{m.original} -> {m.mutant}" for m in found) == sorted(CHANGED[source])


@pytest.mark.parametrize(
    "source",
    [
        '"""Documentation."""',
        'x = "a sentence for people"',
        'x = f"{y}-{1 + 1}"',
        "x = ''",
        "x: tuple[A, B, C]",
        "def f(x: Callable[[A, B], C]) -> dict[A, B | None]: ...",
        "Answer = Found | Unknown | None",
        'Code = Literal["B", "H"]',
        'Word = TypeVar("Word", bound=str)',
        '__all__ = ["a", "b"]',
        "@dataclass(frozen=True)\nclass A: ...",
        "assert_never(x)",
        "a, b, c = x",
        "x = a, b",
        "x = None",
        "raise Wrong",
    ],
)
def test_types_documentation_and_sentences_are_none(source: str) -> None:
    assert mutants("cdnaudit/a.py", source.encode()) == ()


def only(source: str) -> Mutant:
    (found,) = mutants("cdnaudit/a.py", source.encode())
    return found


def test_the_fault_is_put_in_its_place() -> None:
    source = 'é = "ä b"; x = (  # why\n    a +\n    b\n) * c\n'
    applied = {m.apply(source.encode()).decode() for m in mutants("a.py", source.encode())}
    assert applied == {
        'é = "ä b"; x = (  # why\n    (a - b)\n) * c\n',
        'é = "ä b"; x = ((a + b) // c)\n',
    }


def test_the_lines_are_those_of_the_statement() -> None:
    assert only("x = f(\n    y,\n    1,\n)").lines == (1, 4)


def test_the_lines_of_a_compound_statement_are_those_before_its_body() -> None:
    assert only("if (\n    x\n):\n    y\n    z").lines == (1, 3)
    assert only("@route(\n    1\n)\ndef f(\n    x\n):\n    ...").lines == (1, 6)
    assert only("match x:\n    case f(\n        1\n    ):\n        y").lines == (2, 4)
    assert only("try:\n    x\nexcept f(1):\n    y").lines == (3, 3)


def test_a_package_is_the_second_level() -> None:
    paths = ("cdnaudit/scan.py", "cdnaudit/render/dot.py", "cdnaudit/render/html/tree.py")
    found = [m.package for path in paths for m in mutants(path, b"x = 1")]
    assert found == ["cdnaudit", "cdnaudit.render", "cdnaudit.render"]


def test_the_search_may_be_bounded_to_files_and_folders(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / "cdnaudit" / name).mkdir(parents=True)
        (tmp_path / "cdnaudit" / name / "x.py").write_text("x = 1")
    found = collect(tmp_path, ["cdnaudit/a/x.py", "cdnaudit/b"])
    assert [m.path for m in found] == ["cdnaudit/a/x.py", "cdnaudit/b/x.py"]
    assert len(collect(tmp_path)) == 3


def test_a_mutant_of_this_package_is_valid_and_not_the_same_program() -> None:
    for mutant in sample(collect(ROOT), 40, seed=1):
        source = (ROOT / mutant.path).read_bytes()
        changed = ast.dump(ast.parse(mutant.apply(source)))
        assert changed != ast.dump(ast.parse(source)), mutant
