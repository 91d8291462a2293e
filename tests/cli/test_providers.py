"""``providers list|show|test|ages``, and ``explain``, over the user's own provider files."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from cdnaudit.knowledge.base import embedded
from tests.cli.command import PASS, USAGE, cdnaudit

RULE = """
[[rule]]
role = "{role}"
on = "{on}"
{looks_for}
basis = "official"
source = "https://docs.{id}.example/"
verified = 2026-11-01
hits = [{hits}]
misses = ["other.example"]
"""


def rule(id_: str, looks_for: str, *hits: str, on: str = "cname", role: str = "cdn") -> str:
    quoted = ", ".join(f'"{hit}"' for hit in hits)
    return RULE.format(id=id_, looks_for=looks_for, hits=quoted, on=on, role=role)


NAMES = [f"edge{number}.alphacdn.example" for number in range(10)]
ALPHA = (
    'id = "alphacdn"\nname = "Alpha CDN"\ncompany = "alphaowner"\nruns_on = ["betadns/dns"]\n'
    'runs_on_source = "https://docs.alphacdn.example/dns"\n'
    + rule("alphacdn", f"suffix = {NAMES}", *(f"www.{name}" for name in NAMES))
    + rule(
        "alphacdn",
        'header = "x-alpha"\nvalue = ["stop"]\nstate = "block"',
        "x-alpha: stop",
        on="header",
        role="challenge",
    )
)
BETA = (
    'id = "betadns"\nname = "Beta DNS"\ncompany = "betaowner"\n'
    + rule("betadns", 'suffix = ["betadns.example"]', "ns1.betadns.example", on="ns", role="dns")
    + rule("betadns", "asn = [64501]\ndefunct = 2024-06-22", "64501", on="asn", role="hosting")
)
DELTA = (
    (
        'id = "deltacdn"\nname = "Delta CDN"\ncompany = "betaowner"\n'
        + rule("deltacdn", 'suffix = "deltacdn.example"\nnote = "as told"', "www.deltacdn.example")
        + rule("deltacdn", 'suffix = "delta.example"', "www.delta.example", on="host")
    )
    .replace('basis = "official"', 'basis = "general"', 1)
    .replace("verified = 2026-11-01\n", "", 1)
)
GONE = 'id = "gonecdn"\nname = "Gone CDN"\ncompany = "goneowner"\n' + rule(
    "gonecdn", 'suffix = ["gonecdn.example"]\ndefunct = 2024-06-22', "www.gonecdn.example"
)
COMPANIES = """\
[[company]]
id = "alphaowner"
name = "Alpha Owner Ltd."
parent = "betaowner"
since = 2024-02-29
basis = "corpus"
source = "https://news.example/alpha"
verified = 2026-11-01

[[company]]
id = "deltacdn"
name = "Delta CDN Inc."
parent = "betaowner"
source = "https://deltacdn.example/"
note = "bought in 2023"

[[company]]
id = "goneowner"
name = "Gone Owner Inc."
defunct = 2024-06-30

[[company]]
id = "betaowner"
name = "Beta Owner Inc."
"""
FILES = {
    "alphacdn.toml": ALPHA,
    "betadns.toml": BETA,
    "gonecdn.toml": GONE,
    "companies.toml": COMPANIES,
}


def folder(path: Path, files: Mapping[str, str]) -> Path:
    for name, text in files.items():
        (path / name).write_text(text, "utf-8")
    return path


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return folder(tmp_path, FILES)


def ended(*arguments: str | Path) -> tuple[int, str, str]:
    done = cdnaudit("providers", *arguments)
    return done.returncode, done.stdout, done.stderr


ALPHA_LINE = "alphacdn                     alphaowner           cdn, challenge by cname, header\n"
BETA_LINE = "betadns                      betaowner            dns, hosting by ns, asn\n"
GONE_LINE = "gonecdn                      goneowner            cdn by cname (closed 2024-06-22)\n"


def test_the_list_has_the_users_own_providers_among_ours(rules: Path) -> None:
    ours = cdnaudit("providers", "list").stdout.splitlines(keepends=True)
    code, both, problems = ended("list", "--rules", rules)
    assert (code, both, problems) == (
        PASS,
        "".join(
            sorted([*ours, ALPHA_LINE, BETA_LINE, GONE_LINE], key=lambda line: line.split()[0])
        ),
        "",
    )
    assert [line.split()[0] for line in ours] == sorted(embedded().providers)


def test_the_list_of_a_role_has_only_providers_with_a_rule_of_it(rules: Path) -> None:
    ours = cdnaudit("providers", "list", "--role", "dns").stdout.splitlines(keepends=True)
    both = cdnaudit("providers", "list", "--role", "dns", "--rules", rules).stdout
    assert set(both.splitlines(keepends=True)) - set(ours) == {BETA_LINE}


def test_an_unknown_role_is_refused_with_those_there_are() -> None:
    assert ended("list", "--role", "edge") == (
        USAGE,
        "",
        (
            "cdnaudit: role 'edge' is not known; use one of dns, cdn, challenge, waf, steering, "
            "hosting, platform, ca, registrar, control\n"
        ),
    )


def test_a_provider_is_shown_with_its_owners_its_base_and_its_rules(rules: Path) -> None:
    suffixes = ", ".join(NAMES[:8])
    assert ended("show", "alphacdn", "--rules", rules) == (
        PASS,
        f"""\
alphacdn: Alpha CDN
owner: Alpha Owner Ltd., owned by Beta Owner Inc.
  Alpha Owner Ltd. belongs to Beta Owner Inc. since 2024-02-29; basis corpus, verified 2026-11-01
    https://news.example/alpha
built on: betadns/dns (https://docs.alphacdn.example/dns)

alphacdn#cname-0  cdn, high
  matches cname: {suffixes}, and 2 more
  basis official, verified 2026-11-01
    https://docs.alphacdn.example/

alphacdn#header-0  challenge (request refused), medium
  matches header: x-alpha, stop
  basis official, verified 2026-11-01
    https://docs.alphacdn.example/
""",
        "",
    )


def test_a_closed_service_is_shown_with_its_last_day(rules: Path) -> None:
    assert ended("show", "betadns", "--rules", rules) == (
        PASS,
        """\
betadns: Beta DNS
owner: Beta Owner Inc.

betadns#ns-0  dns, high
  matches ns: betadns.example
  basis official, verified 2026-11-01
    https://docs.betadns.example/

betadns#asn-0  hosting, medium, closed 2024-06-22
  matches asn: AS64501
  basis official, verified 2026-11-01
    https://docs.betadns.example/
""",
        "",
    )


def test_an_owner_that_ended_is_shown_with_its_last_day(rules: Path) -> None:
    code, out, _ = ended("show", "gonecdn", "--rules", rules)
    assert (code, out.splitlines()[1]) == (PASS, "owner: Gone Owner Inc. (ended 2024-06-30)")


def test_a_rule_that_nobody_confirmed_is_shown_with_what_it_counts(rules: Path) -> None:
    two = '["https://docs.deltacdn.example/", "https://names.example/list"]'
    last = DELTA.rindex('"https://docs.deltacdn.example/"')
    text = DELTA[:last] + DELTA[last:].replace('"https://docs.deltacdn.example/"', two)
    folder(rules, {"deltacdn.toml": text})
    assert ended("show", "deltacdn", "--rules", rules) == (
        PASS,
        """\
deltacdn: Delta CDN
owner: Beta Owner Inc.
  Delta CDN Inc. belongs to Beta Owner Inc.; basis general: not confirmed at its source
    to look it up: https://deltacdn.example/
  note: bought in 2023

deltacdn#cname-0  cdn, high
  matches cname: deltacdn.example
  basis general: not confirmed at its source, so it counts as medium
    to look it up: https://docs.deltacdn.example/
  note: as told

deltacdn#host-0  cdn, high
  matches host: delta.example
  basis official, verified 2026-11-01
    https://docs.deltacdn.example/
    https://names.example/list
""",
        "",
    )


def test_an_unknown_provider_is_refused_with_the_nearest(rules: Path) -> None:
    assert ended("show", "alphacnd", "--rules", rules) == (
        USAGE,
        "",
        "cdnaudit: provider 'alphacnd' is not known; did you mean alphacdn?\n",
    )


def test_rules_that_keep_to_their_examples_are_counted(rules: Path) -> None:
    said = "{} rules match their hits and none of their misses\n"
    assert ended("test", "--rules", rules) == (PASS, said.format(5), "")
    assert ended("test", "betadns", "--rules", rules) == (PASS, said.format(2), "")


def test_a_provider_to_test_that_is_not_there_is_refused(rules: Path) -> None:
    assert ended("test", "fastly", "--rules", rules) == (
        USAGE,
        "",
        "cdnaudit: provider 'fastly' is not known; see `cdnaudit providers list`\n",
    )


def test_a_rule_that_breaks_its_examples_is_code_2_and_says_which(tmp_path: Path) -> None:
    broken = GONE.replace("other.example", "m.gonecdn.example")
    unlisted = BETA.replace("betaowner", "nobody")
    folder(tmp_path, FILES | {"gonecdn.toml": broken, "betadns.toml": unlisted})
    assert ended("test", "--rules", tmp_path) == (
        USAGE,
        (
            "warning: betadns: company 'nobody' is not in companies.toml\n"
            "gonecdn#cname-0: miss 'm.gonecdn.example' matches\n"
        ),
        "cdnaudit: 1 problems in the rules\n",
    )
    assert ended("test", "betadns", "--rules", tmp_path)[0] == PASS


def test_the_ages_are_those_of_rules_that_somebody_read_oldest_last() -> None:
    code, printed, problems = ended("ages")
    *lines, never = printed.splitlines()
    rows = [re.fullmatch(r" *(\d+) days  (\d+) rules", line) for line in lines]
    ages = [(int(row[1]), int(row[2])) for row in rows if row]
    assert (code, problems, len(ages)) == (PASS, "", len(rows))
    assert ages == sorted(ages)
    read = [rule for rule in embedded().rules if rule.citation.verified]
    assert sum(count for _, count in ages) == len(read)
    assert never == (
        f"never       {len(embedded().rules) - len(read)} rules: basis general, "
        "not confirmed at its source"
    )


def test_a_provider_is_explained_as_it_is_shown_and_each_basis_with_its_worth() -> None:
    shown = cdnaudit("providers", "show", "fastly").stdout
    assert cdnaudit("explain", "fastly").stdout == (
        f"""{shown}
What a basis is worth:
  official  the provider's own words; the rule counts in full
  observed  a recorded response or answer, named; the rule counts in full
  corpus    data that others collected, named with its licence; the rule counts in full
  general   known, but confirmed at no source; the rule counts one step less
"""
    )


@pytest.mark.parametrize(
    ("subject", "hint"),
    [
        ("dns-single-asm", "did you mean dns-single-asn?"),
        ("qqqqqqqq", "see `cdnaudit providers list` and README"),
    ],
)
def test_what_is_no_check_and_no_provider_is_refused(subject: str, hint: str) -> None:
    done = cdnaudit("explain", subject)
    assert (done.returncode, done.stdout, done.stderr) == (
        USAGE,
        "",
        f"cdnaudit: {subject!r} is no check and no provider; {hint}\n",
    )
