"""A wheel holds the compiled rules, sealed, whether it is built of the tree or of the sdist."""

import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from cdnaudit.knowledge import embedded
from cdnaudit.knowledge.compiled_form import from_text
from tests.knowledge import shipped

ROOT = Path(__file__).parents[2]
RULES = "cdnaudit/generated/rules.json"

LOAD = """
import sys
sys.path.insert(0, sys.argv[1])
looked = []
sys.addaudithook(lambda event, given: looked.append(given) if event == "os.scandir" else None)
from cdnaudit.knowledge import base
known = base.embedded()
print(base.__file__, len(known.providers), len(known.rules), looked)
"""


def build(tree: Path, target: str, out: Path) -> Path:
    """Build with the backend that is installed here, without the network."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target, "--directory"]
    subprocess.run([*command, str(out)], cwd=tree, check=True, capture_output=True)
    (made,) = out.iterdir()
    return made


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the tree of the source distribution."""
    sdist = build(ROOT, "sdist", tmp_path_factory.mktemp("sdist"))
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(sdist) as archive:
        archive.extractall(folder, filter="data")
    (tree,) = folder.iterdir()
    return tree


def names(wheel: Path) -> list[str]:
    with ZipFile(wheel) as archive:
        return sorted(archive.namelist())


def rules(wheel: Path) -> bytes:
    with ZipFile(wheel) as archive:
        return archive.read(RULES)


def test_the_rules_in_a_wheel_are_sealed_and_whole(wheel: Path) -> None:
    assert names(wheel).count(RULES) == 1
    sealed = from_text(rules(wheel).decode())
    assert (sealed.stamp, len(sealed.folder.rules)) == (None, len(shipped.folder().rules))


def test_the_source_distribution_brings_no_compiled_rules(unpacked: Path) -> None:
    embedded.load()
    assert embedded.COMPILED.exists()
    assert not (unpacked / RULES).exists()


def test_both_ways_give_the_same_wheel(wheel: Path, unpacked: Path, tmp_path: Path) -> None:
    again = build(unpacked, "wheel", tmp_path)
    assert names(again) == names(wheel)
    assert rules(again) == rules(wheel)


def test_a_wheel_loads_its_rules_and_looks_at_no_provider_file(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    command = [sys.executable, "-I", "-S", "-c", LOAD, str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True)
    base = tmp_path / "cdnaudit" / "knowledge" / "base.py"
    folder = shipped.folder()
    assert done.stdout.split() == [
        str(base),
        str(len(folder.providers)),
        str(len(folder.rules)),
        "[]",
    ]
