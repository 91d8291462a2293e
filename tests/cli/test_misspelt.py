"""What is misspelt, or asks for two things at once, does not pass in silence."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from cdnaudit.cli import environment
from cdnaudit.cli.lazy import LazyCommand
from cdnaudit.errors import UsageError
from tests.cli.command import BAD, FINDINGS, GOOD, PASS, SCAN, USAGE, cdnaudit, together
from tests.docs import program


def test_every_variable_of_every_command_is_known() -> None:
    commands = [LazyCommand(name.split()[0]).load() for name, _ in program.commands()]
    leaves = [leaf for one in commands for leaf in getattr(one, "commands", {"": one}).values()]
    read = {parameter.envvar for leaf in leaves for parameter in leaf.params if parameter.envvar}
    assert environment.variables() == read
    assert len(read) > 30


MISSPELT = {
    "CDNAUDIT_FAILON": "CDNAUDIT_FAIL_ON",
    "CDNAUDIT_FORMTA": "CDNAUDIT_FORMAT",
    "CDNAUDIT_BASE_LINE": "CDNAUDIT_BASELINE",
    "CDNAUDIT_RESOLVERS": "CDNAUDIT_RESOLVER",
    "CDNAUDIT_NO_COLOR": "CDNAUDIT_COLOR",
}


@pytest.mark.parametrize("name", MISSPELT)
def test_a_misspelt_variable_is_refused_with_the_nearest(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        list(environment.unknown({name: "1", "CDNAUDIT_QUIET": "1"}))
    assert str(caught.value) == (
        f"environment variable {name} is no flag's; did you mean {MISSPELT[name]}?"
    )


def test_a_variable_that_is_like_none_is_named_and_those_of_the_tests_are_not() -> None:
    given: Mapping[str, str] = dict.fromkeys(
        ("CDNAUDIT_VERSION", "CDNAUDIT_LAB", "CDNAUDIT_FAIL_ON", "PATH", "_CDNAUDIT_COMPLETE"), "x"
    )
    assert list(environment.unknown(given)) == ["CDNAUDIT_VERSION"]


def test_a_misspelt_variable_ends_any_command_and_a_foreign_one_none() -> None:
    wrong = cdnaudit("explain", "dns-dangling", env={"CDNAUDIT_FAILON": "low"})
    foreign = cdnaudit(*SCAN, "--replay", GOOD, env={"CDNAUDIT_VERSION": "1"})
    quiet = cdnaudit(*SCAN, "--replay", GOOD, "-q", env={"CDNAUDIT_VERSION": "1"})
    assert (wrong.returncode, wrong.stdout, wrong.stderr) == (
        USAGE,
        "",
        "cdnaudit: environment variable CDNAUDIT_FAILON is no flag's; did you mean CDNAUDIT_FAIL_ON?\n",
    )
    assert [(done.returncode, done.stderr) for done in (foreign, quiet)] == [
        (PASS, "cdnaudit: warning: environment variable CDNAUDIT_VERSION is no flag's\n"),
        (PASS, ""),
    ]


NO_FILE = "target 'nope.json' is named as a file, and there is no such file; mend the path"
CONTRADICTIONS = {
    "new only of nothing": (
        f"scan --no-config --replay {BAD} --new-only",
        "--new-only needs a baseline; give --baseline FILE, or `baseline` in the configuration",
    ),
    "a configuration and none": (
        f"scan --replay {BAD} --no-config -c cdnaudit.toml",
        "--no-config is no --config FILE; give one of them",
    ),
    "a run that is not there": ("baseline write b.json nope.json --no-config", NO_FILE),
    "a run among targets": ("baseline write b.json nope.json a.example --no-config", NO_FILE),
    "a file to scan": ("scan --no-config --offline nope.json", NO_FILE),
    "a file to begin with": ("config init nope.json", NO_FILE),
    "a recording of too long a name": (
        f"scan --no-config --replay {'r' * 300}",
        f"{'r' * 300}: cannot be read: File name too long; give a recording file",
    ),
    "a target of too long a name for a run": (
        f"baseline write b.json {'a' * 300}.example --no-config",
        f"target '{'a' * 300}.example' is no valid host name; write it as www.example.com",
    ),
    "a folder of a baseline": (
        "baseline write none/b.json --no-config a.example",
        "none/b.json: cannot be written: No such file or directory; choose another file",
    ),
}


def test_a_contradiction_and_a_file_that_is_not_there_are_refused() -> None:
    done = together({name: line.split() for name, (line, _) in CONTRADICTIONS.items()})
    assert {n: (d.returncode, d.stdout, d.stderr) for n, d in done.items()} == {
        name: (USAGE, "", f"cdnaudit: {said}\n") for name, (_, said) in CONTRADICTIONS.items()
    }


EXPIRED = '[[ignore]]\ncheck = "dns-single-asn"\ntarget = "*.example"\nreason = "r"\nexpires = {}\n'


def test_an_ignore_that_has_expired_is_warned_of_and_refused_where_ignores_are_strict(
    tmp_path: Path,
) -> None:
    file = tmp_path / "cdnaudit.toml"
    file.write_text(EXPIRED.format("2020-01-01") + EXPIRED.format("2999-01-01"))
    checked = cdnaudit("config", "check", cwd=tmp_path)
    strict = cdnaudit("config", "check", "--strict-ignores", cwd=tmp_path)
    said = (
        f"{file}: ignore[0].expires: was 2020-01-01: dns-single-asn on *.example counts again; "
        "take the ignore out, or give it a later day\n"
    )
    assert (checked.returncode, checked.stdout, checked.stderr) == (
        PASS,
        f"{file}: 0 targets, 2 ignores: in order\n",
        f"cdnaudit: warning: {said}",
    )
    assert (strict.returncode, strict.stdout, strict.stderr) == (USAGE, "", f"cdnaudit: {said}")


def test_what_a_configuration_names_sends_nothing_to_a_terminal(tmp_path: Path) -> None:
    named = EXPIRED.replace("*.example", "\\u001b[31m").format("2020-01-01")
    (tmp_path / "expired.toml").write_text(named)
    (tmp_path / "lost.toml").write_text('baseline = "\\u001b[31m"\n')
    expired = cdnaudit("config", "check", "expired.toml", cwd=tmp_path)
    lost = cdnaudit("config", "check", "lost.toml", cwd=tmp_path)
    assert expired.stderr == (
        "cdnaudit: warning: expired.toml: ignore[0].expires: was 2020-01-01: dns-single-asn on "
        "\\x1b[31m counts again; take the ignore out, or give it a later day\n"
    )
    assert lost.stderr == (
        "cdnaudit: \\x1b[31m: cannot be read: No such file or directory; "
        "write it with `cdnaudit baseline write`\n"
    )


def test_a_check_of_the_configuration_reads_its_baseline_and_knows_own_providers(
    tmp_path: Path,
) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "house-cdn.toml").write_text('id = "house-cdn"\nname = "House"\n')
    file = tmp_path / "cdnaudit.toml"
    file.write_text('policy.allow_providers = ["house-cdn"]\n')
    without = cdnaudit("config", "check", cwd=tmp_path)
    with_rules = cdnaudit("config", "check", "--rules", "rules", cwd=tmp_path)
    file.write_text('baseline = "none.json"\n')
    missing = cdnaudit("config", "check", cwd=tmp_path)
    assert [d.returncode for d in (without, with_rules, missing)] == [USAGE, PASS, USAGE]
    assert missing.stderr.startswith(f"cdnaudit: {tmp_path}/none.json: cannot be read: ")


def test_every_problem_of_a_configuration_has_a_line_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "cdnaudit.toml").write_text('fail-on = "low"\nsamples = 0\n')
    done = cdnaudit("scan", "--replay", GOOD, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.splitlines()) == (
        USAGE,
        "",
        [
            "cdnaudit: cdnaudit.toml: fail-on: is no known key; did you mean fail_on?",
            "cdnaudit: cdnaudit.toml: samples: is 0; give a whole number from 1 to 32",
        ],
    )


def test_a_configuration_above_holds_and_its_paths_are_from_its_folder(tmp_path: Path) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text('[tool.cdnaudit]\nbaseline = "accepted.json"\n')
    cdnaudit("baseline", "write", tmp_path / "accepted.json", "--replay", BAD, "--no-config")
    held = cdnaudit("scan", "--replay", BAD, cwd=below)
    without = cdnaudit("scan", "--replay", BAD, "--no-config", cwd=below)
    named = cdnaudit("scan", "--replay", BAD, "-c", tmp_path / "pyproject.toml", cwd=below)
    assert [d.returncode for d in (held, without, named)] == [PASS, FINDINGS, PASS]
    assert "configuration ../../pyproject.toml" in held.stdout.splitlines()
    assert "\nconfiguration" not in without.stdout


def test_a_recording_is_converted_whole_whichever_targets_the_configuration_names(
    tmp_path: Path,
) -> None:
    (tmp_path / "cdnaudit.toml").write_text('targets = ["a.example"]\n')
    converted = cdnaudit("convert", GOOD, "-f", "github", cwd=tmp_path)
    simulated = cdnaudit("simulate", "--down", "fastly/cdn", GOOD, "-f", "csv", cwd=tmp_path)
    assert (converted.returncode, simulated.stderr) == (PASS, "")
    assert simulated.stdout.splitlines()[1].startswith("degraded,www.shop.example,")
    assert len(simulated.stdout.splitlines()) == 2
