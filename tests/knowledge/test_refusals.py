"""Provider files that say too much or nothing: each is refused with its field and a remedy."""

import gc
from pathlib import Path

import pytest

from cdnaudit.errors import RuleError
from cdnaudit.knowledge import embedded
from cdnaudit.knowledge.base import with_folder
from cdnaudit.knowledge.compiled_form import Compiled, from_text, to_text
from cdnaudit.knowledge.globs import MAX_LABEL, label_region
from cdnaudit.knowledge.provider_folder import MAX_FILES, load
from cdnaudit.knowledge.rules import Company, Folder
from cdnaudit.model.terms import Basis
from tests.knowledge.test_loading import HEAD, NOTHING, RULE, written

SUFFIX = 'on = "cname"\nsuffix = "edge.example.net"'
REFUSED = {
    "an empty example": (
        '["a.edge.example.net"]',
        '["a.edge.example.net", ""]',
        "rule[0].hits[1]: is empty; take it out",
    ),
    "two regions": (
        '"edge.example.net"',
        '"{region}.{region}.example.net"\ncloud = "aws"',
        (
            "rule[0].suffix: '{region}.{region}.example.net' has {region} twice; "
            "write whole labels: cdn.example.net"
        ),
    ),
    "half of the internet": (
        SUFFIX,
        'on = "prefix"\nprefix = "128.0.0.0/1"',
        "rule[0].prefix: 128.0.0.0/1 is too wide; list the provider's own networks",
    ),
    "half of IPv6": (
        SUFFIX,
        'on = "prefix"\nprefix = "2000::/3"',
        "rule[0].prefix: 2000::/3 is too wide; list the provider's own networks",
    ),
    "no header's name": (
        SUFFIX,
        'on = "header"\nheader = "X Edge"',
        "rule[0].header: is 'X Edge'; write a header's name in lower case",
    ),
    "nothing to look for": (
        '"edge.example.net"',
        "[]",
        "rule[0].suffix: is empty; list what to look for",
    ),
    "any cookie": (
        SUFFIX,
        'on = "cookie"\ncookie = ["edge", "*"]',
        "rule[0]: has a pattern that matches anything; write more than '*'",
    ),
    "any body": (
        SUFFIX,
        'on = "body"\ntext = "*"',
        "rule[0]: has a pattern that matches anything; write more than '*'",
    ),
    "a body that is told twice": (
        SUFFIX,
        'on = "body"\ntext = "edge"\ncontains = "edge"',
        "rule[0].contains: is missing or doubled; a rule on body takes contains or text",
    ),
    "a name beside it that is none": (
        SUFFIX,
        'on = "cookie"\ncookie = "edge"\nwithout_header = "X Edge"',
        "rule[0].without_header: is 'X Edge'; write a header's name in lower case",
    ),
    "a header beside it that says more": (
        SUFFIX,
        'on = "cookie"\ncookie = "edge"\nwith_header = [{header = "server", valeu = "edge"}]',
        "rule[0].with_header[0].valeu: is no known key; did you mean value?",
    ),
    "a path in the air": (
        SUFFIX,
        'on = "script"\nsuffix = "edge.example.net"\npath = "v1/api.js"',
        "rule[0].path: has a path without its first slash; write it as /v1/api.js",
    ),
    "a state of an edge": (
        SUFFIX,
        'on = "cookie"\ncookie = "edge"\nstate = "block"',
        "rule[0].state: is given for role cdn; use role challenge or waf",
    ),
    "a network as a base": (
        RULE,
        'runs_on = "asn:64500"\n',
        "runs_on[0]: is 'asn:64500'; write PROVIDER/ROLE, as fastly/cdn",
    ),
    "an owner's full name": (
        RULE,
        'company = "X Inc."\n',
        "company: is 'X Inc.'; write lower-case words joined by hyphens",
    ),
}
"""A text of a file in order, what stands in its place, and what is said of it."""


@pytest.mark.parametrize("case", REFUSED)
def test_what_proves_nothing_is_refused(tmp_path: Path, case: str) -> None:
    old, new, said = REFUSED[case]
    with pytest.raises(RuleError) as caught:
        load(written(tmp_path, (HEAD + RULE).replace(old, new)))
    assert str(caught.value) == f"{tmp_path / 'x.toml'}: {said}"


COMPANY = '[[company]]\nid = "x"\nname = "X"\n'


def test_a_company_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    written(tmp_path)
    with pytest.raises(RuleError) as caught:
        load(written(tmp_path, COMPANY * 2, "companies.toml"))
    assert str(caught.value) == (
        f"{tmp_path / 'companies.toml'}: company[1].id: 'x' is there twice; join the two"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "since = 2024-02-29",
            "since: is given without a parent; name the parent",
        ),
        (
            'basis = "official"\nverified = 2026-11-23',
            "source: is missing; give a string",
        ),
        (
            'basis = "corpus"\nsource = "an old book"\nverified = 2026-11-23',
            "source: has no URL; cite a page: https://…",
        ),
        (
            "verified = 2026-11-23",
            (
                "verified: is given, and the basis is general; "
                "leave it out, or give the basis of what was read that day"
            ),
        ),
    ],
)
def test_an_owner_rests_on_what_its_basis_says(tmp_path: Path, line: str, said: str) -> None:
    written(tmp_path)
    with pytest.raises(RuleError) as caught:
        load(written(tmp_path, f"{COMPANY}{line}\n", "companies.toml"))
    assert str(caught.value) == f"{tmp_path / 'companies.toml'}: company[0].{said}"


def test_a_relation_has_its_day_and_what_it_rests_on(tmp_path: Path) -> None:
    cited = (
        'parent = "y"\nsince = 2024-02-29\nbasis = "official"\nsource = "https://y.example/x"\n'
        'verified = 2026-11-23\nnote = "told"\n[[company]]\nid = "y"\nname = "Y"\n'
        "defunct = 2026-06-30\n"
    )
    written(tmp_path, COMPANY + cited, "companies.toml")
    assert set(load(written(tmp_path)).companies) == {
        Company(
            id="x",
            name="X",
            parent="y",
            source="https://y.example/x",
            since="2024-02-29",
            basis=Basis.OFFICIAL,
            verified="2026-11-23",
            note="told",
        ),
        Company(id="y", name="Y", defunct="2026-06-30"),
    }


def test_a_parent_that_no_file_describes_is_known_by_its_id(tmp_path: Path) -> None:
    written(tmp_path, COMPANY + 'parent = "holding"\n', "companies.toml")
    known = with_folder(NOTHING, written(tmp_path))
    assert [known.companies[owner].name for owner in known.owners_of("x")] == ["X", "holding"]


def test_a_folder_of_too_many_files_is_refused(tmp_path: Path) -> None:
    for number in range(MAX_FILES + 1):
        (tmp_path / f"p{number}.toml").touch()
    with pytest.raises(RuleError) as caught:
        load(tmp_path)
    assert str(caught.value) == f"{tmp_path}: holds 2001 files; keep at most 2000"


def test_a_folder_that_is_none_is_told_when_its_rules_are_compiled(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="cannot be read: No such file or directory; name a folder"):
        embedded.load(tmp_path / "none", tmp_path / "rules.json")


def test_a_file_that_is_no_providers_makes_nothing_stale(tmp_path: Path) -> None:
    before = embedded.stamp(written(tmp_path))
    (tmp_path / "README.md").write_text("what lies here\n")
    assert embedded.stamp(tmp_path) == before


def test_a_label_that_is_too_long_to_be_one_matches_no_pattern() -> None:
    assert (label_region("a#", "a" + "1" * (MAX_LABEL - 1)), label_region("a#", "a1" * 32)) == (
        "",
        None,
    )


@pytest.mark.parametrize("collecting", [True, False])
def test_the_search_for_garbage_is_left_as_it_was(collecting: bool) -> None:
    text = to_text(Compiled(None, Folder((), (), ())))
    was_on = gc.isenabled()
    try:
        (gc.enable if collecting else gc.disable)()
        from_text(text)
        assert gc.isenabled() is collecting
    finally:
        (gc.enable if was_on else gc.disable)()
