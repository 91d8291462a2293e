"""Issue forms: of the schema that GitHub's are, and asking for what a fix needs."""

import re
from typing import Any

import pytest
import yaml

from cdnaudit.model.terms import Role
from tests.ecosystem.shell import ROOT, run

FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"
FORMS: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted(FOLDER.glob("*.yml"))
    if path.stem != "config"
}
TEXTS = {path.stem: path.read_text("utf-8") for path in FOLDER.glob("*.yml")}


def questions(form: str) -> list[dict[str, Any]]:
    return [item for item in FORMS[form]["body"] if item["type"] != "markdown"]


def required(form: str) -> list[str]:
    return [q["id"] for q in questions(form) if q.get("validations", {}).get("required")]


def test_the_forms_are_those_of_the_docs() -> None:
    assert {name: form["name"] for name, form in FORMS.items()} == {
        "bug": "Bug",
        "provider": "Wrong or missing provider",
        "verdict": "Wrong verdict",
    }


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_form_is_of_its_schema(name: str) -> None:
    schema = "github-issue-config" if name == "config" else "github-issue-forms"
    done = run(f"check-jsonschema --builtin-schema vendor.{schema} {name}.yml", FOLDER, {})
    assert done.code == 0, done.stdout


@pytest.mark.parametrize("name", list(FORMS))
def test_no_two_questions_have_one_id_or_label(name: str) -> None:
    asked = [(q["id"], q["attributes"]["label"]) for q in questions(name)]
    assert len({id_ for id_, _ in asked}) == len({label for _, label in asked}) == len(asked)


def test_a_rule_can_be_made_of_what_the_provider_form_asks_for() -> None:
    needed = {"host", "provider", "expected", "source", "recording", "version"}
    assert needed - set(required("provider")) == set()


def test_a_verdict_can_be_given_again_from_what_its_form_asks_for() -> None:
    needed = {"target", "expected", "said", "recording", "version"}
    assert needed - set(required("verdict")) == set()


def test_the_roles_named_are_all_there_are() -> None:
    said = next(q for q in questions("provider") if q["id"] == "provider")
    words = set(re.findall(r"\w+", said["attributes"]["description"]))
    assert {str(role) for role in Role} - words == set()


def test_every_command_named_has_the_flags_named_with_it() -> None:
    named = {c for text in TEXTS.values() for c in re.findall(r"`(cdnaudit [^`]+)`", text)}
    wrong = [c for c in sorted(named) if any(flag not in help_of(c) for flag in flags(c))]
    assert wrong == []
    assert "cdnaudit scan HOST --record recording.json.gz" in named


def flags(command: str) -> list[str]:
    return re.findall(r"--[a-z-]+", command)


def help_of(command: str) -> str:
    """Return the help of the command that ``command`` calls; of the program where it names none."""
    name = re.match(r"cdnaudit( [a-z]+)?", command)
    assert name
    return run(f"{name[0]} --help", ROOT, {}).stdout
