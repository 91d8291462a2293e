import re
from pathlib import Path

import yaml

from tests.ecosystem.shell import OUTAGE, ROOT, run

HOOKS = {h["id"]: h for h in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}


def test_there_is_a_hook_for_the_configuration_and_one_for_the_scan() -> None:
    assert list(HOOKS) == ["cdnaudit-config", "cdnaudit-scan"]


def test_the_scan_does_not_run_at_each_commit() -> None:
    assert HOOKS["cdnaudit-scan"]["stages"] == ["pre-push", "manual"]


def test_the_configuration_is_checked_where_it_may_stand() -> None:
    pattern = re.compile(HOOKS["cdnaudit-config"]["files"])
    names = ("cdnaudit.toml", "pyproject.toml", "cdnaudit-toml", "docs/notes.toml")
    assert [n for n in names if pattern.search(n)] == ["cdnaudit.toml", "pyproject.toml"]


def test_a_right_configuration_passes_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    config = tmp_path / "cdnaudit.toml"
    config.write_text('targets = ["x.com"]\n', "utf-8")
    assert run(HOOKS["cdnaudit-config"]["entry"], tmp_path, {}).code == 0
    config.write_text('target = ["x.com"]\n', "utf-8")
    assert run(HOOKS["cdnaudit-config"]["entry"], tmp_path, {}).code == 2


def test_the_scan_takes_its_targets_from_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "cdnaudit.toml").write_text('targets = ["claude.ai"]\n', "utf-8")
    done = run(HOOKS["cdnaudit-scan"]["entry"], tmp_path, {"CDNAUDIT_REPLAY": str(OUTAGE)})
    assert done.code == 1
    assert "claude.ai goes down with" in done.stdout
