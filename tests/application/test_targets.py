"""Which targets a run has, and which of the declared pages belong to which."""

from pathlib import Path

import pytest

from cdnaudit import Exit, Options, audit
from cdnaudit.application.targets import plans
from cdnaudit.errors import UsageError
from cdnaudit.gate.configuration import Config
from tests.cli.command import GOOD

LOGIN = "https://login.shop.example/"


def pages(*targets: str, url: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    found = plans(Options(targets=targets, url=url), Config(), None)
    return {plan.target: plan.urls for plan in found}


def test_of_several_targets_a_page_belongs_to_the_one_it_lies_under() -> None:
    assert pages("shop.example", "other.example", url=(LOGIN,)) == {
        "shop.example": (LOGIN,),
        "other.example": (),
    }


def test_the_only_target_gets_every_page() -> None:
    assert pages("www.other.example", url=(LOGIN,)) == {"www.other.example": (LOGIN,)}


def test_a_url_with_a_path_is_a_target_and_a_page_of_it() -> None:
    given = ("https://a.example/login", "a.example", "https://a.example/pay", "https://b.example/")
    assert pages(*given) == {
        "a.example": ("https://a.example/login", "https://a.example/pay"),
        "b.example": (),
    }


def test_a_list_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    binary = tmp_path / "hosts.bin"
    binary.write_bytes(b"\xff\xfe")
    for file in (binary, tmp_path / "none"):
        with pytest.raises(UsageError) as caught:
            plans(Options(input=str(file)), Config(), None)
        assert str(caught.value).startswith(f"{file}: cannot be read: ")
        assert str(caught.value).endswith("; give a text file, a name a line")


def test_a_file_is_no_target_and_is_refused_with_the_flags_for_files(tmp_path: Path) -> None:
    file = tmp_path / "hosts.txt"
    file.touch()
    with pytest.raises(UsageError) as caught:
        pages(str(file))
    assert str(caught.value) == (
        f"target '{file}' is a file; --replay FILE judges a recording, -i FILE reads a list"
    )


def test_where_every_ignore_holds_a_strict_run_is_as_any_other(tmp_path: Path) -> None:
    config = tmp_path / "cdnaudit.toml"
    config.write_text('fail_on = "high"\n')
    assert audit(Options(replay=GOOD, config=config, strict_ignores=True)).exit_code is Exit.PASS
