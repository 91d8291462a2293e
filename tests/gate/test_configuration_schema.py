"""The schema of ``cdnaudit.toml`` takes what the program takes, as a reader that is not ours finds it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from cdnaudit.errors import CdnauditError
from cdnaudit.formats.schema_files import schema_text
from cdnaudit.gate import config_reader
from cdnaudit.gate.configuration_schema import configuration_schema
from cdnaudit.judging.catalogue import BY_ID, check_infos
from tests.gate.test_config import WHOLE, held

FILE = Path(config_reader.__file__).parents[1] / "generated" / "cdnaudit.schema.json"
CHECKER = Path(sys.executable).with_name("check-jsonschema")
IGNORE = '[[ignore]]\ncheck = "dns-chain-long"\nreason = "known"\nexpires = 2027-03-31\n'
RIGHT = {
    "nothing": "",
    "every key": WHOLE,
    "one text for a list": 'targets = "a.example"\nresolver = "192.0.2.53"\n',
    "an ignore of every host": IGNORE,
}
WRONG = {
    "an unknown key": 'fail = "high"\n',
    "an unknown key of a table": '[[target]]\nname = "a.example"\ntier = 1\n',
    "an unknown check": "[checks.dns-chain-longer]\nenabled = true\n",
    "an unknown check to ignore": IGNORE.replace("chain-long", "chain-longer"),
    "a level that is none": 'fail_on = "severe"\n',
    "a number that is none": "[policy]\nmin_dns_providers = -1\n",
    "a date that is none": IGNORE.replace("2027-03-31", "true"),
    "no reason": IGNORE.replace('reason = "known"\n', ""),
    "no name": '[[target]]\ncriticality = "tier1"\n',
}


def test_the_file_is_the_one_that_the_program_makes(bless: bool) -> None:
    made = json.dumps(configuration_schema(check_infos()), indent=1) + "\n"
    if bless:
        FILE.write_text(made, "utf-8")
    assert FILE.read_text("utf-8") == made
    assert schema_text("config") == made


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Return which of all texts the checker refuses: it is slow to start."""
    folder = tmp_path_factory.mktemp("configurations")
    names = {}
    for number, (name, text) in enumerate((RIGHT | WRONG).items()):
        (folder / f"{number}.toml").write_text(text)
        names[str(folder / f"{number}.toml")] = name
    done = subprocess.run(
        [CHECKER, "--schemafile", FILE, "-o", "json", *names],
        capture_output=True,
        text=True,
        check=False,
    )
    return {names[error["filename"]] for error in json.loads(done.stdout)["errors"]}


def test_the_schema_refuses_what_is_wrong_and_nothing_else(refused: set[str]) -> None:
    assert refused == set(WRONG)


@pytest.mark.parametrize("name", RIGHT | WRONG)
def test_the_program_and_the_schema_agree(tmp_path: Path, name: str) -> None:
    if name in RIGHT:
        held(tmp_path, RIGHT[name])
    else:
        with pytest.raises(CdnauditError):
            held(tmp_path, WRONG[name])


def test_the_schema_has_every_key_and_every_check() -> None:
    top = json.loads(schema_text("config"))["properties"]
    keys = {
        "": (top, config_reader.KEYS),
        "target": (top["target"]["items"]["properties"], config_reader.TARGET_KEYS),
        "policy": (top["policy"]["properties"], config_reader.POLICY_KEYS),
        "ignore": (top["ignore"]["items"]["properties"], config_reader.IGNORE_KEYS),
        "checks": (top["checks"]["properties"], tuple(BY_ID)),
        "a check": (
            top["checks"]["properties"]["dns-dangling"]["properties"],
            ("severity", "enabled"),
        ),
    }
    assert {place: tuple(found) for place, (found, _) in keys.items()} == {
        place: tuple(known) for place, (_, known) in keys.items()
    }
