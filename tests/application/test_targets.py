"""Which targets a run has, and which of the declared pages belong to which."""

from html import unescape
from io import StringIO
from pathlib import Path

import pytest

from cdnaudit import Exit, Options, audit
from cdnaudit.application.targets import plans
from cdnaudit.errors import CombinedError, ListError, UsageError
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


def test_a_page_of_none_of_several_targets_is_refused_and_not_left_out() -> None:
    with pytest.raises(UsageError) as caught:
        pages("shop.example", "other.example", url=(LOGIN, "https://login.shpo.example/"))
    assert str(caught.value) == (
        "page 'https://login.shpo.example/' lies under none of the targets; name its host as a target"
    )


def test_a_target_that_is_named_takes_what_the_configuration_says_of_it() -> None:
    bank = TargetEntry(
        name="bank.example", tier1=True, urls=("https://bank.example/pay",), file="c.toml", line=7
    )
    config = Config(targets=(bank, TargetEntry(name="other.example")))
    given = ("https://bank.example/login", "new.example")
    found = plans(Options(targets=given), config, None)
    assert [(plan.target, plan.tier1, plan.urls, plan.file, plan.line) for plan in found] == [
        (
            "bank.example",
            True,
            ("https://bank.example/pay", "https://bank.example/login"),
            "c.toml",
            7,
        ),
        ("new.example", False, (), "", 1),
    ]


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
    for file, problem in (
        (binary, "is not UTF-8 text"),
        (tmp_path / "none", "cannot be read: No such file or directory"),
        (tmp_path, "cannot be read: Is a directory"),
    ):
        with pytest.raises(ListError) as caught:
            plans(Options(input=str(file)), Config(), None)
        assert str(caught.value) == f"{file}: {problem}; give a text file, a name a line"


def test_every_wrong_line_of_a_list_is_told(tmp_path: Path) -> None:
    file = tmp_path / "hosts.txt"
    file.write_text("\ufefflocalhost\na.example\n# nothing\n192.0.2.1\n")
    with pytest.raises(CombinedError) as caught:
        plans(Options(input=str(file)), Config(), None)
    assert str(caught.value).splitlines() == [
        f"{file}:1: target 'localhost' has no dot; give a full name, as www.example.com",
        f"{file}:4: target '192.0.2.1' is an address; give a host name",
    ]


def test_a_very_long_line_is_told_in_short(tmp_path: Path) -> None:
    file = tmp_path / "hosts.txt"
    file.write_text("[" * 100_000)
    with pytest.raises(UsageError) as caught:
        plans(Options(input=str(file)), Config(), None)
    assert str(caught.value) == (
        f"{file}:1: target '{'[' * 77}...' is too long; write it as www.example.com"
    )


@pytest.mark.parametrize("length", [300, 100_000])
def test_a_very_long_target_is_no_host_name(length: int) -> None:
    with pytest.raises(UsageError):
        pages("a" * length)


@pytest.mark.parametrize("name", ["nope.json", "runs/NOPE.JSONL", "old.csv", "run.json.gz"])
def test_a_target_that_is_named_as_a_file_that_is_not_there_is_refused(name: str) -> None:
    with pytest.raises(UsageError) as caught:
        pages(name)
    assert str(caught.value) == (
        f"target '{name}' is named as a file, and there is no such file; mend the path"
    )


def test_a_page_may_end_as_files_do() -> None:
    assert pages("https://a.example/data.json") == {"a.example": ("https://a.example/data.json",)}


def test_a_file_of_the_name_of_a_recorded_target_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "www.shop.example").touch()
    monkeypatch.chdir(tmp_path)
    (target,) = audit(Options(replay=GOOD)).targets
    assert target.target == "www.shop.example"


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


def status_pages(options: Options, recorded: dict[str, object]) -> dict[str, str]:
    bank = TargetEntry(name="bank.example", status_page="status.bank.example")
    config = Config(targets=(bank, TargetEntry(name="other.example")))
    found = plans(options, config, Recording(targets=(), answers={}, options=recorded))
    return {plan.target: plan.status_page for plan in found}


def test_a_status_page_is_that_of_the_flag_then_of_the_configuration_then_of_the_recording() -> (
    None
):
    recorded: dict[str, object] = {
        "status_pages": {"bank.example": "old.example", "other.example": "was.example"}
    }
    assert status_pages(Options(), {}) == {
        "bank.example": "status.bank.example",
        "other.example": "",
    }
    assert status_pages(Options(), recorded) == {
        "bank.example": "status.bank.example",
        "other.example": "was.example",
    }
    assert status_pages(Options(status_page="Status.Example"), recorded) == {
        "bank.example": "status.example",
        "other.example": "status.example",
    }


def test_a_status_page_that_is_no_host_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        status_pages(Options(status_page="192.0.2.1"), {})
    assert str(caught.value) == "status page: target '192.0.2.1' is an address; give a host name"


def origins(options: Options, *configured: str) -> tuple[str, ...]:
    config = Config(targets=(TargetEntry(name="bank.example", origin=configured),))
    (found,) = plans(options, config, None)
    return found.origins


def test_origins_are_those_of_the_flag_or_else_of_the_configuration() -> None:
    given = Options(origin=("Origin.Example", "2606:4700:0::1"))
    assert origins(Options(), "origin.bank.example") == ("origin.bank.example",)
    assert origins(given, "origin.bank.example") == ("origin.example", "2606:4700::1")


@pytest.mark.parametrize("configured", [(), ("10.0.0.7",)])
def test_a_private_origin_needs_leave(configured: tuple[str, ...]) -> None:
    given = () if configured else ("10.0.0.7",)
    with pytest.raises(UsageError) as caught:
        origins(Options(origin=given), *configured)
    assert str(caught.value) == (
        "origin: 10.0.0.7 is a private address; --allow-private connects to it inside your own network"
    )
    assert origins(Options(origin=given, allow_private=True), *configured) == ("10.0.0.7",)


def test_an_origin_that_is_no_host_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        origins(Options(origin=("a b",)))
    assert str(caught.value) == (
        "origin: target 'a b' is no valid host name; write it as www.example.com"
    )
