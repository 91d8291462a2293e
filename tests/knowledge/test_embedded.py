"""The shipped rules are compiled when they must be, and only then."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from cdnaudit.errors import RuleError
from cdnaudit.knowledge import compile as command
from cdnaudit.knowledge import embedded
from cdnaudit.knowledge.compiled_form import Compiled, from_text, to_text
from cdnaudit.knowledge.rules import Folder
from tests.knowledge import shipped
from tests.knowledge.test_loading import HEAD, RULE, written

ROOT = Path(__file__).parents[2]
PROCESSES = 4


@pytest.fixture
def providers(tmp_path: Path) -> Path:
    (tmp_path / "providers").mkdir()
    return written(tmp_path / "providers")


@pytest.fixture
def compiled(tmp_path: Path) -> Path:
    return tmp_path / "rules.json"


def names(folder: Folder) -> list[str]:
    return [provider.name for provider in folder.providers]


def rename(providers: Path, name: str) -> None:
    """Change one file; its time is set back to show that a later one is not asked for."""
    file = providers / "x.toml"
    file.write_text(file.read_text("utf-8").replace('name = "X"', f'name = "{name}"'), "utf-8")
    os.utime(file, ns=(1, 1))


def test_what_is_not_there_is_compiled_and_kept(providers: Path, compiled: Path) -> None:
    assert names(embedded.load(providers, compiled)) == ["X"]
    kept = from_text(compiled.read_text("utf-8"))
    assert (kept.stamp, names(kept.folder)) == (embedded.stamp(providers), ["X"])


def test_what_is_fresh_is_not_compiled_again(providers: Path, compiled: Path) -> None:
    other = Folder((), (), ())
    compiled.write_text(to_text(Compiled(embedded.stamp(providers), other)), "utf-8")
    assert embedded.load(providers, compiled) == other


@pytest.mark.parametrize("change", ["file changed", "file added", "file removed"])
def test_what_is_stale_is_made_fresh(providers: Path, compiled: Path, change: str) -> None:
    written(providers, (HEAD + RULE).replace('"x"', '"z"').replace("X", "Z"), "z.toml")
    embedded.load(providers, compiled)
    match change:
        case "file changed":
            rename(providers, "XY")
        case "file added":
            written(providers, (HEAD + RULE).replace('"x"', '"y"').replace("X", "Y"), "y.toml")
        case _:
            (providers / "z.toml").unlink()
    expected = {
        "file changed": ["XY", "Z"],
        "file added": ["X", "Y", "Z"],
        "file removed": ["X"],
    }[change]
    assert names(embedded.load(providers, compiled)) == expected
    assert names(from_text(compiled.read_text("utf-8")).folder) == expected


def test_other_code_makes_the_compiled_rules_stale(providers: Path) -> None:
    named = embedded.stamp(providers)
    assert [f for f in ("provider_file.py", "fields.py", "terms.py") if f"'{f}'" not in named] == []


def test_what_is_sealed_is_compared_with_nothing(providers: Path, compiled: Path) -> None:
    compiled.write_text(to_text(Compiled(None, Folder((), (), ()))), "utf-8")
    assert names(embedded.load(providers, compiled)) == []
    assert names(embedded.load(providers / "gone", compiled)) == []


@pytest.mark.parametrize("text", ["", "{", "{}", "[]", '{"schema": "cdnaudit/rules/v1"}'])
def test_what_cannot_be_read_is_made_anew(providers: Path, compiled: Path, text: str) -> None:
    compiled.write_text(text)
    assert names(embedded.load(providers, compiled)) == ["X"]
    assert names(from_text(compiled.read_text("utf-8")).folder) == ["X"]


def test_where_nothing_can_be_written_the_rules_are_used_all_the_same(
    providers: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    for _ in range(2):
        assert names(embedded.load(providers, tmp_path / "file" / "rules.json")) == ["X"]
        assert names(embedded.load(providers, tmp_path / "none" / "rules.json")) == ["X"]


def test_a_wrong_provider_file_is_told(providers: Path, compiled: Path) -> None:
    embedded.load(providers, compiled)
    written(providers, "id = 3", "y.toml")
    with pytest.raises(RuleError, match=r"y\.toml: id: is 3"):
        embedded.load(providers, compiled)


def test_processes_that_compile_at_once_do_not_disturb_each_other(
    providers: Path, compiled: Path
) -> None:
    code = (
        "import sys; from pathlib import Path; from cdnaudit.knowledge import embedded\n"
        "for _ in range(5):\n"
        "    Path(sys.argv[2]).unlink(missing_ok=True)\n"
        "    folder = embedded.load(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "    assert [p.name for p in folder.providers] == ['X']\n"
    )
    command_line = [sys.executable, "-c", code, str(providers), str(compiled)]
    running = [subprocess.Popen(command_line, cwd=ROOT) for _ in range(PROCESSES)]
    assert [process.wait() for process in running] == [0] * PROCESSES
    assert sorted(p.name for p in compiled.parent.iterdir()) == ["providers", "rules.json"]


def test_the_command_tells_problems_and_writes_nothing(
    providers: Path, compiled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(providers, (HEAD + RULE).replace('"wedge.', '"a.edge.'))
    assert command.rules(providers, compiled.parent) == 1
    assert capsys.readouterr().out.splitlines() == [
        "x#cname-0: miss 'a.edge.example.net' matches",
        "1 providers, 1 rules, 1 problems; nothing is written",
    ]
    assert sorted(p.name for p in compiled.parent.iterdir()) == ["providers"]


def test_the_command_writes_what_is_in_order(
    providers: Path, compiled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.rules(providers, compiled.parent) == 0
    assert capsys.readouterr().out == "1 providers, 1 rules, 0 problems\n"
    assert from_text(compiled.read_text("utf-8")).stamp == embedded.stamp(providers)
    assert (compiled.parent / command.SCHEMA.name).read_text("utf-8") == command.SCHEMA.read_text(
        "utf-8"
    )


def test_the_command_takes_no_other_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["--help"]) == 2
    assert capsys.readouterr().err.startswith("usage: ")


def test_for_a_wheel_the_rules_are_sealed(tmp_path: Path) -> None:
    assert command.main(["--sealed", str(tmp_path / "rules.json")]) == 0
    sealed = from_text((tmp_path / "rules.json").read_text("utf-8"))
    assert (sealed.stamp, len(sealed.folder.rules)) == (None, len(shipped.folder().rules))
