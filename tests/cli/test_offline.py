"""``config``, ``data`` and ``schema``: what they write and what they refuse, without the network."""

import tomllib
from importlib.metadata import version
from pathlib import Path

from cdnaudit.knowledge.base import embedded
from cdnaudit.observe.asn_table import embedded as table
from tests.cli.command import PASS, USAGE, cdnaudit


def ended(*arguments: str, cwd: Path) -> tuple[int, str, str]:
    done = cdnaudit(*arguments, cwd=cwd)
    return done.returncode, done.stdout, done.stderr


def test_a_configuration_is_begun_from_names_and_urls(tmp_path: Path) -> None:
    assert ended("config", "init", "https://www.Shop.example/", "b.example", cwd=tmp_path) == (
        PASS,
        "wrote cdnaudit.toml: 2 targets\n",
        "",
    )
    assert tomllib.loads((tmp_path / "cdnaudit.toml").read_text("utf-8")) == {
        "fail_on": "high",
        "target": [{"name": "www.shop.example"}, {"name": "b.example"}],
    }


def test_a_configuration_is_written_over_by_force(tmp_path: Path) -> None:
    (tmp_path / "cdnaudit.toml").write_text('fail_on = "low"\n')
    assert ended("config", "init", "--force", "a.example", cwd=tmp_path)[0] == PASS
    assert ended("config", "check", cwd=tmp_path) == (
        PASS,
        f"{tmp_path / 'cdnaudit.toml'}: 1 target, 0 ignores: in order\n",
        "",
    )


def test_a_configuration_of_nothing_is_refused(tmp_path: Path) -> None:
    assert ended("config", "init", cwd=tmp_path) == (
        USAGE,
        "",
        "cdnaudit: no targets; write `cdnaudit config init www.example.com`\n",
    )
    assert list(tmp_path.iterdir()) == []


def test_where_no_configuration_holds_none_is_checked(tmp_path: Path) -> None:
    assert ended("config", "check", cwd=tmp_path) == (
        USAGE,
        "",
        (
            "cdnaudit: no cdnaudit.toml and no [tool.cdnaudit] in pyproject.toml, neither here nor above "
            "in the repository; write `cdnaudit config init www.example.com`\n"
        ),
    )


def test_a_named_configuration_is_checked(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text(
        'targets = ["a.example"]\n[[ignore]]\ncheck = "dns-single-asn"\ntarget = "*"\n'
        'reason = "accepted"\nexpires = 2999-01-01\n'
    )
    assert ended("config", "check", "other.toml", cwd=tmp_path) == (
        PASS,
        "other.toml: 1 target, 1 ignore: in order\n",
        "",
    )


def test_the_status_of_the_data_says_how_old_they_are_and_whose(tmp_path: Path) -> None:
    known = embedded()
    date, attribution = table().origin()
    suffixes = f"tldextract {version('tldextract')}"
    counts = f"{len(known.providers)} providers, {len(known.rules)} rules"
    assert ended("data", "status", cwd=tmp_path) == (
        PASS,
        (
            f"providers        {known.date:<18} {counts}; each says what it rests on\n"
            f"ip to AS         {date:<18} {attribution}\n"
            f"public suffixes  {suffixes:<18} publicsuffix.org (MPL 2.0), as bundled\n"
        ),
        "",
    )


def test_a_schema_that_there_is_not_is_refused(tmp_path: Path) -> None:
    assert ended("schema", "rules", cwd=tmp_path) == (
        USAGE,
        "",
        "cdnaudit: schema 'rules' is not known; use one of report, jsonl, recording, baseline, simulation, portfolio, diff, config, provider\n",
    )
