"""Our reading of the public suffix list against tldextract's own."""

import os
from pathlib import Path

import pytest
import tldextract

from cdnaudit.observe.public_suffix import _rules, is_suffix, registrable
from tests.cli.command import ROOT, SCAN, USAGE, cdnaudit

ORACLE = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)


def expected(name: str) -> bool:
    found = ORACLE(name)
    return bool(found.suffix) and not found.domain


def test_every_rule_of_the_list_is_read_as_tldextract_reads_it() -> None:
    names = [
        rule.removeprefix("!").replace("*", "any")
        for rule in sorted(_rules())
        if rule and rule[0] != "/"
    ]
    below = [f"shop.{name}" for name in names]
    differing = [
        name for name in (*names, *below) if "." in name and is_suffix(name) != expected(name)
    ]
    assert differing == []


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("www.example.com", "example.com"),
        ("a.b.example.co.uk", "example.co.uk"),
        ("shop.github.io", "github.io"),
        ("www.city.kawasaki.jp", "city.kawasaki.jp"),
        ("www.shop.any.kawasaki.jp", "shop.any.kawasaki.jp"),
        ("co.uk", "co.uk"),
        ("host.internal", "host.internal"),
    ],
)
def test_the_registrable_domain_of_a_name(name: str, domain: str) -> None:
    assert registrable(name) == domain


def test_a_library_without_its_list_is_told_with_a_remedy(tmp_path: Path) -> None:
    package = tmp_path / "tldextract"
    package.mkdir()
    (package / "__init__.py").touch()
    done = cdnaudit(
        *SCAN,
        *("--offline", "www.shop.example"),
        env={"PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))},
    )
    assert (done.returncode, done.stdout, done.stderr) == (
        USAGE,
        "",
        (
            f"cdnaudit: {package / '.tld_set_snapshot'}: cannot be read: No such file or directory; "
            "install tldextract again\n"
        ),
    )
