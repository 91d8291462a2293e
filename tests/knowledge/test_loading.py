from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cdnaudit.errors import CombinedError, RuleError
from cdnaudit.knowledge import listing as catalogue
from cdnaudit.knowledge.base import Knowledge, embedded, with_folder
from cdnaudit.knowledge.provider_folder import PROVIDER_FILE, load, read_folder
from cdnaudit.knowledge.rules import Citation, Provider
from cdnaudit.knowledge.self_test import problems
from cdnaudit.model.terms import Basis, Role, Signal
from tests.small_knowledge import CITATION, KNOWN, rule

NOTHING = Knowledge((), (), ())
HEAD = 'id = "x"\nname = "X"\n'
RULE = """[[rule]]
role = "cdn"
on = "cname"
suffix = "edge.example.net"
basis = "official"
source = "https://docs.example/"
verified = 2026-11-01
hits = ["a.edge.example.net"]
misses = ["wedge.example.net"]
"""


def written(folder: Path, text: str = HEAD + RULE, name: str = "x.toml") -> Path:
    (folder / name).write_text(text, "utf-8")
    return folder


def test_a_file_says_who_and_how(tmp_path: Path) -> None:
    known = with_folder(NOTHING, written(tmp_path))
    assert [m.rule.id for m in known.by_name(Signal.CNAME, "a.edge.example.net")] == ["x#cname-0"]
    assert (known.company_of("x"), known.owners_of("x"), known.date) == ("x", ("x",), "2026-11-01")
    assert problems(load(tmp_path)) == ()


@pytest.mark.parametrize(
    ("old", "new", "where", "problem"),
    [
        ('on = "cname"', 'on = "cnmae"', "rule[0].on", "did you mean cname?"),
        ('role = "cdn"', 'role = "edge"', "rule[0].role", "use one of dns, cdn"),
        ("suffix", "sufix", "rule[0].sufix", "did you mean suffix?"),
        ("name =", "nmae =", "nmae", "did you mean name?"),
        ('id = "x"', 'id = "y"', "id", "write the file's own name"),
        ("2026-11-01", '"soon"', "rule[0].verified", "a date without quotes"),
        ("verified = 2026-11-01\n", "", "rule[0].verified", "is missing"),
        (
            '"official"',
            '"hearsay"',
            "rule[0].basis",
            "use one of official, observed, corpus, general",
        ),
        ('basis = "official"\n', "", "rule[0].basis", "is missing"),
        ('"official"', '"general"', "rule[0].verified", "leave it out"),
        ('source = "https://docs.example/"\n', "", "rule[0].source", "or write basis = 'general'"),
        ('"https://docs.example/"', '"hearsay"', "rule[0].source", "cite a page"),
        ("edge.example.net", "Edge.example.net", "rule[0].suffix", "whole labels"),
        ('"edge.example.net"', '"net"', "rule[0].suffix", "no domain of two labels"),
        ('"edge.example.net"', '"*.net"', "rule[0].suffix", "matches names of others too"),
        ('"edge.example.net"', '"{region}.example.net"', "rule[0].cloud", "is missing"),
        ('suffix = "edge.example.net"', "", "rule[0].suffix", "takes suffix"),
        ('"cdn"', '"challenge"', "rule[0].state", "is missing"),
        ('on = "cname"\nsuffix', 'on = "prefix"\nprefix', "rule[0].prefix[0]", "host bits clear"),
        ('on = "cname"\nsuffix', 'on = "header"\nheader', "rule[0].header", "many"),
        (RULE, "runs_on = ['fastly']\n", "runs_on[0]", "write PROVIDER/ROLE"),
        (RULE, "anycast = 'yes'\n", "anycast", "give true or false"),
        (RULE, "rule = 1\n", "rule", "write [[rule]]"),
        (RULE, "[[[", "", "is not TOML"),
    ],
)
def test_what_is_wrong_is_told_with_file_field_and_remedy(
    tmp_path: Path, old: str, new: str, where: str, problem: str
) -> None:
    text = (HEAD + RULE).replace(old, new)
    if '"header"' in text:
        text = text.replace("edge.example.net", "via", 1)
    with pytest.raises(RuleError) as error:
        load(written(tmp_path, text))
    assert error.value.where == where
    assert problem in str(error.value)
    assert "x.toml" in error.value.path


def test_every_wrong_rule_is_told_once(tmp_path: Path) -> None:
    wrong = RULE.replace('"cdn"', '"edge"')
    found = read_folder(written(tmp_path, HEAD + wrong + RULE + wrong))
    assert [p.where for p in found.problems] == ["rule[0].role", "rule[2].role"]
    assert [rule.id for rule in found.rules] == ["x#cname-1"]
    with pytest.raises(CombinedError) as caught:
        load(tmp_path)
    assert [str(error) for error in caught.value.errors] == [str(p) for p in found.problems]


def test_an_address_cannot_make_a_cdn_sure(tmp_path: Path) -> None:
    text = RULE.replace('on = "cname"\nsuffix = "edge.example.net"', 'on = "asn"\nasn = 64500')
    with pytest.raises(RuleError, match="medium at most"):
        load(written(tmp_path, HEAD + text + 'confidence = "high"\n'))


def test_bounds_hold(tmp_path: Path) -> None:
    with pytest.raises(RuleError, match="too large"):
        load(written(tmp_path, "#" * (PROVIDER_FILE.max_bytes + 1)))
    with pytest.raises(RuleError, match="is nested too deep"):
        load(written(tmp_path, "a = " + "[" * 100_000))
    many = RULE.replace("hits = [", "hits = [" + '"a",' * 5_000)
    with pytest.raises(RuleError, match="at most 5000"):
        load(written(tmp_path, HEAD + many))
    with pytest.raises(RuleError, match="name a folder"):
        load(tmp_path / "none")


def test_a_users_file_replaces_all_of_the_old_provider(tmp_path: Path) -> None:
    text = (HEAD + RULE).replace('"x"', '"alpha"')
    known = with_folder(KNOWN, written(tmp_path, text, "alpha.toml"))
    assert known.by_name(Signal.CNAME, "alpha-edge.example") == ()
    assert [m.rule.provider for m in known.by_name(Signal.CNAME, "edge.example.net")] == ["alpha"]
    assert set(known.providers) == set(KNOWN.providers)


def test_owners_are_followed_upwards_and_a_ring_is_walked_once(tmp_path: Path) -> None:
    companies = (
        '[[company]]\nid="x"\nname="X"\nparent="y"\n[[company]]\nid="y"\nname="Y"\nparent="x"'
    )
    written(tmp_path, companies, "companies.toml")
    assert with_folder(NOTHING, written(tmp_path)).owners_of("x") == ("x", "y")


def test_examples_are_tried(tmp_path: Path) -> None:
    text = HEAD + RULE.replace('["wedge', '["a.edge').replace('"edge.', '["other.example", "edge.')
    text = text.replace('example.net"\nbasis', 'example.net"]\nbasis')
    told = [problem.text for problem in problems(load(written(tmp_path, text)))]
    assert told == [
        "'other.example' has no hit of its own",
        "miss 'a.edge.example.net' matches",
    ]


def test_a_claim_of_two_providers_is_told_unless_shared(tmp_path: Path) -> None:
    written(tmp_path)
    written(tmp_path, (HEAD + RULE).replace('"x"', '"y"'), "y.toml")
    assert len(problems(load(tmp_path))) == 3
    written(tmp_path, (HEAD + RULE).replace('"x"', '"y"') + "shared = true\n", "y.toml")
    assert problems(load(tmp_path)) == ()


def test_the_list_of_providers_says_who_does_what() -> None:
    entry = next(e for e in catalogue.listing(KNOWN) if e.id == "cabin")
    assert (entry.company, entry.roles, entry.rules) == ("cabin", (Role.PLATFORM,), 1)
    assert (entry.verified, entry.defunct) == ("2026-11-01", None)
    found = catalogue.details(KNOWN, "cabin")
    assert found is not None
    assert [owner.name for owner in found.owners] == ["Cabin"]
    assert found.relations == ()
    assert catalogue.details(KNOWN, "nobody") is None


def test_ages_are_in_days_oldest_first_and_only_of_rules_that_somebody_read() -> None:
    read = rule("delta", Role.CDN, Signal.CNAME)
    older = replace(read, id="delta#cname-1", citation=replace(CITATION, verified="2026-10-01"))
    unread = replace(read, id="delta#cname-2", citation=Citation(Basis.GENERAL))
    known = Knowledge(
        [Provider(id="delta", name="Delta", company="delta")], [read, older, unread], []
    )
    assert catalogue.ages(known, date(2026, 11, 23)) == (
        catalogue.Age(53, "delta#cname-1"),
        catalogue.Age(22, "delta#cname-0"),
    )
    assert (known.date, catalogue.listing(known)[0].verified) == ("2026-11-01", "2026-10-01")


def test_what_nobody_read_has_no_date() -> None:
    unread = replace(rule("delta", Role.CDN, Signal.CNAME), citation=Citation(Basis.GENERAL))
    known = Knowledge([Provider(id="delta", name="Delta", company="delta")], [unread], [])
    assert (known.date, catalogue.listing(known)[0].verified) == ("", "")


def test_a_rule_says_what_it_rests_on(tmp_path: Path) -> None:
    two = RULE.replace('"https://docs.example/"', '["https://docs.example/", "https://b.example/"]')
    general = RULE.replace('"official"', '"general"').replace("verified = 2026-11-01\n", "")
    bare = general.replace('source = "https://docs.example/"', 'note = "as told"')
    found = load(written(tmp_path, HEAD + two + general + bare))
    assert [rule.citation for rule in found.rules] == [
        Citation(Basis.OFFICIAL, ("https://docs.example/", "https://b.example/"), "2026-11-01"),
        Citation(Basis.GENERAL, ("https://docs.example/",)),
        Citation(Basis.GENERAL, note="as told"),
    ]


def test_the_embedded_knowledge_is_read_once() -> None:
    assert embedded() is embedded()
    assert len(embedded().providers) >= 180


BESIDE = {
    "one": ('{header = "Server", value = "edge*"}', (("server", "edge*"),)),
    "several": (
        '[{header = "server"}, {header = "mime-version", value = "1.0"}]',
        (("server", "*"), ("mime-version", "1.0")),
    ),
}


@pytest.mark.parametrize("number", BESIDE)
def test_headers_beside_a_rule_are_one_or_several(tmp_path: Path, number: str) -> None:
    beside, expected = BESIDE[number]
    conditions = f'text = "denied"\nwith_header = {beside}\nwithout_header = ["x-origin"]'
    body = RULE.replace('on = "cname"\nsuffix = "edge.example.net"', f'on = "body"\n{conditions}')
    (loaded,) = load(written(tmp_path, HEAD + body)).rules
    assert (loaded.text, loaded.with_header, loaded.without_header) == (
        ("denied",),
        expected,
        ("x-origin",),
    )
