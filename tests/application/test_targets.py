"""Which targets a run has, and which of the declared pages belong to which."""

from html import unescape
from io import StringIO
from pathlib import Path

import pytest

from cdnaudit import Exit, Options, audit
from cdnaudit.application.targets import plans
from cdnaudit.errors import UsageError
from cdnaudit.formats.registry import FORMATS
from cdnaudit.gate.configuration import Config, TargetEntry
from cdnaudit.recording.recording_file import Recording
from cdnaudit.reporting.document import Document
from tests.cli.command import GOOD, USAGE, cdnaudit

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


def test_a_target_keeps_its_port_and_path() -> None:
    given = (
        "https://a.example:8443",
        "http://b.example:8080/",
        "c.example:8443",
        "d.example/login",
        "https://e.example:443/",
        "http://f.example:80",
        "g.example/",
        "https://h.example?page=login",
    )
    assert list(pages(*given).values()) == [
        ("https://a.example:8443/",),
        ("http://b.example:8080/",),
        ("https://c.example:8443/",),
        ("https://d.example/login",),
        (),
        (),
        (),
        ("https://h.example/?page=login",),
    ]


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


@pytest.mark.parametrize("text", ["a" * 300 + ".example", "a." * 200 + "example"])
def test_a_name_too_long_for_a_name_and_a_file_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        pages(text)
    told = f"target '{text}' is no valid host name; write it as www.example.com"
    assert str(caught.value) == told


def test_where_every_ignore_holds_a_strict_run_is_as_any_other(tmp_path: Path) -> None:
    config = tmp_path / "cdnaudit.toml"
    config.write_text('fail_on = "high"\n')
    assert audit(Options(replay=GOOD, config=config, strict_ignores=True)).exit_code is Exit.PASS


SUFFIX = (
    "target 'co.uk' is a public suffix, under which others have their domains;"
    " name one of these, as www.example.co.uk"
)


def test_a_public_suffix_is_refused_from_arguments_lists_and_configurations(
    tmp_path: Path,
) -> None:
    hosts = tmp_path / "hosts.txt"
    hosts.write_text("a.example\nco.uk\n")
    config = Config(targets=(TargetEntry(name="co.uk", file="cdnaudit.toml", line=3),))
    told = []
    for options, configured in (
        (Options(targets=("https://CO.UK/x",)), Config()),
        (Options(input=str(hosts)), Config()),
        (Options(), config),
    ):
        with pytest.raises(UsageError) as caught:
            plans(options, configured, None)
        told.append(str(caught.value))
    assert told == [SUFFIX, f"{hosts}:2: {SUFFIX}", f"cdnaudit.toml:3: {SUFFIX}"]


def test_the_check_of_a_configuration_refuses_what_a_scan_would(tmp_path: Path) -> None:
    config = tmp_path / "cdnaudit.toml"
    config.write_text('targets = ["a.example",\n "co.uk"]\n')
    done = cdnaudit("config", "check", config)
    assert (done.returncode, done.stderr) == (USAGE, f"cdnaudit: {config}:2: {SUFFIX}\n")
    config.write_text('targets = ["*.example.com"]\n')
    assert cdnaudit("config", "check", config).returncode == USAGE


def test_a_recording_may_hold_a_name_that_nobody_would_be_asked_for() -> None:
    recording = Recording(targets=("co.uk", "-a.com"), answers={}, options={})
    assert [plan.target for plan in plans(Options(), Config(), recording)] == ["co.uk", "-a.com"]


def test_a_name_that_may_be_taken_for_another_is_pointed_out() -> None:
    report = audit(Options(targets=("p\u0430ypal.com", "b\u00fccher.example"), offline=True))
    assert report.warnings == (
        "xn--pypal-4ve.com (p\u0430ypal.com) mixes Cyrillic and Latin letters and is not paypal.com",
    )


@pytest.mark.parametrize("name", ["table", "markdown", "html"])
def test_a_report_shows_an_internationalised_name_in_its_own_letters_too(name: str) -> None:
    report = audit(Options(targets=("b\u00fccher.example",), offline=True, no_config=True))
    out = StringIO()
    {form.name: form for form in FORMATS}[name].load()(Document(report), out)
    assert "xn--bcher-kva.example (b\u00fccher.example)" in unescape(out.getvalue()).replace(
        "\\", ""
    )
