"""What the gate writes: a first configuration."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from cdnaudit.gate.config_file import load
from cdnaudit.gate.configuration import Config, Ignore, TargetEntry
from cdnaudit.gate.known_names import KnownNames
from cdnaudit.gate.template import HEAD, TAIL, template
from tests.formats import samples

CHECK = "cdn-single-provider"


def test_a_first_configuration_names_every_target() -> None:
    assert template(["a.example", "b.example"], None) == (
        HEAD + '[[target]]\nname = "a.example"\n'
        '# criticality = "tier1"      # raises single-point findings one level\n'
        '# urls = ["https://a.example/login"]\n\n'
        '[[target]]\nname = "b.example"\n'
        '# criticality = "tier1"      # raises single-point findings one level\n'
        '# urls = ["https://b.example/login"]\n' + TAIL
    )


def test_a_finding_that_fails_now_has_a_prepared_ignore() -> None:
    shop = samples.shop_without_graph()
    failing = replace(shop.findings[0], fails_gate=True, host="host.example")
    report = samples.report((replace(shop, findings=(failing, shop.findings[1])),))
    assert template(["a.example"], report) == (
        template(["a.example"], None)
        + f'\n# [[ignore]]\n# check = "{CHECK}"\n# target = "host.example"\n'
        '# reason = "why it is accepted"\n# expires = 2027-03-31\n'
    )


def test_what_a_first_configuration_prepares_can_be_switched_on(tmp_path: Path) -> None:
    shop = samples.shop_without_graph()
    failing = replace(shop.findings[0], fails_gate=True)
    text = template(["a.example"], samples.report((replace(shop, findings=(failing,)),)))
    file = tmp_path / "cdnaudit.toml"
    file.write_text(text.replace("# [[", "[[").replace('\n# check = "', '\ncheck = "'))
    ready = file.read_text()
    for key in ("target", "reason", "expires"):
        ready = ready.replace(f"\n# {key} = ", f"\n{key} = ")
    file.write_text(ready)
    found = load(file, KnownNames(checks={CHECK}, owners=()))
    lines = ready.splitlines()
    assert found == Config(
        path=str(file),
        fail_on="high",
        targets=(
            TargetEntry(
                name="a.example", file=str(file), line=lines.index('name = "a.example"') + 1
            ),
        ),
        ignores=(
            Ignore(
                check=CHECK,
                target="www.shop.example",
                provider="*",
                reason="why it is accepted",
                expires=date(2027, 3, 31),
                line=lines.index(f'check = "{CHECK}"') + 1,
            ),
        ),
    )


def test_a_target_in_either_quotes_is_found_on_its_line_and_another_on_the_first(
    tmp_path: Path,
) -> None:
    file = tmp_path / "cdnaudit.toml"
    file.write_text(
        "# a.example\nfail_on = 'low'\ntargets = [\n 'a.example',\n \"b.example\",\n"
        ' "c\\u002Eexample"]\n'
    )
    assert [(t.name, t.line) for t in load(file, KnownNames(checks=(), owners=())).targets] == [
        ("a.example", 4),
        ("b.example", 5),
        ("c.example", 1),
    ]
