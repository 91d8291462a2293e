"""The configuration: read whole, and refused with the key and the nearest known one."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from cdnaudit.application.configuring import known_names
from cdnaudit.errors import CombinedError, ConfigError
from cdnaudit.gate.config_file import load
from cdnaudit.gate.configuration import CheckSetting, Config, Ignore, TargetEntry
from cdnaudit.knowledge.base import embedded
from cdnaudit.model.policy import Policy
from cdnaudit.model.terms import Severity

WHOLE = """\
fail_on = "low"
min_confidence = "high"
allow_incomplete = true
baseline = "accepted.json"
resolver = ["192.0.2.53"]
samples = 3
targets = ["Example.com."]
[[target]]
name = "login.example.com"
criticality = "tier1"
tags = ["web", "bank", "web"]
urls = ["https://login.example.com"]
origin = ["origin.example.net"]
status_page = "status.example.net"
[policy]
min_dns_providers = 2
min_cdn_providers = 1
allow_providers = ["fastly", "amazon"]
deny_providers = ["dns.example"]
[checks.cdn-single-provider]
severity = "low"
[checks.dns-chain-long]
enabled = false
[[ignore]]
check = "dns-single-provider"
target = "*.example.com"
provider = "ns1"
reason = "second provider contracted"
expires = 2027-03-31
"""


def held(tmp_path: Path, text: str, name: str = "cdnaudit.toml") -> Config:
    file = tmp_path / name
    file.write_text(text)
    return load(file, known_names(embedded()))


def refused(tmp_path: Path, text: str) -> str:
    """Return what is said, without the file's name."""
    with pytest.raises(ConfigError) as caught:
        held(tmp_path, text)
    assert str(caught.value).startswith(f"{tmp_path}/cdnaudit.toml: ")
    return str(caught.value).removeprefix(f"{tmp_path}/cdnaudit.toml: ")


def test_one_page_and_one_origin_need_no_list(tmp_path: Path) -> None:
    text = '[[target]]\nname = "a.example"\nurls = "https://a.example/x"\norigin = "o.example"'
    (entry,) = held(tmp_path, text).targets
    assert (entry.urls, entry.origin) == (("https://a.example/x",), ("o.example",))


def test_a_target_keeps_its_port_and_path(tmp_path: Path) -> None:
    text = """
targets = ["https://a.example:8443/", "b.example/login", "c.example"]
[[target]]
name = "https://d.example/login"
urls = ["https://d.example/pay", "https://d.example/login"]
"""
    assert {entry.name: entry.urls for entry in held(tmp_path, text).targets} == {
        "a.example": ("https://a.example:8443/",),
        "b.example": ("https://b.example/login",),
        "c.example": (),
        "d.example": ("https://d.example/login", "https://d.example/pay"),
    }


def test_every_key_of_the_contract_is_read(tmp_path: Path) -> None:
    file = str(tmp_path / "cdnaudit.toml")
    assert held(tmp_path, WHOLE) == Config(
        path=file,
        fail_on="low",
        min_confidence="high",
        allow_incomplete=True,
        baseline="accepted.json",
        resolver=("192.0.2.53",),
        samples=3,
        targets=(
            TargetEntry(name="example.com", file=file, line=7),
            TargetEntry(
                name="login.example.com",
                tier1=True,
                tags=("bank", "web"),
                urls=("https://login.example.com/",),
                origin=("origin.example.net",),
                status_page="status.example.net",
                file=file,
                line=9,
            ),
        ),
        policy=Policy(
            min_dns_providers=2,
            min_cdn_providers=1,
            allow_providers=("fastly", "amazon"),
            deny_providers=("dns.example",),
        ),
        checks={
            "cdn-single-provider": CheckSetting(severity=Severity.LOW),
            "dns-chain-long": CheckSetting(enabled=False),
        },
        ignores=(
            Ignore(
                check="dns-single-provider",
                target="*.example.com",
                provider="ns1",
                reason="second provider contracted",
                expires=date(2027, 3, 31),
                line=25,
            ),
        ),
    )


def test_the_whole_configuration_leaves_no_field_at_its_default(tmp_path: Path) -> None:
    whole, bare = held(tmp_path, WHOLE), Config()
    names = [f.name for f in fields(Config)]
    assert [n for n in names if getattr(whole, n) == getattr(bare, n)] == []


def test_an_empty_file_demands_nothing(tmp_path: Path) -> None:
    assert held(tmp_path, "") == Config(path=str(tmp_path / "cdnaudit.toml"))


def test_the_table_of_pyproject_is_read(tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n[tool.cdnaudit]\nfail_on = "low"\n'
    assert held(tmp_path, text, "pyproject.toml").fail_on == "low"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('fail-on = "low"', "fail-on: is no known key; did you mean fail_on?"),
        ('failon = "low"', "failon: is no known key; did you mean fail_on?"),
        (
            'target = [{name = "a.b", url = []}]',
            "target[0].url: is no known key; did you mean urls?",
        ),
        (
            "[policy]\nmin_dns = 2",
            "policy.min_dns: is no known key; did you mean min_dns_providers?",
        ),
        (
            "[checks.cdn-single-providers]\n",
            "checks.cdn-single-providers: is no known key; did you mean cdn-single-provider?",
        ),
        (
            "[checks.dns-chain-long]\nseverty = 'low'",
            "checks.dns-chain-long.severty: is no known key; did you mean severity?",
        ),
        (
            'fail_on = "bad"',
            "fail_on: is 'bad'; use one of info, low, medium, high, critical, none",
        ),
        ("fail_on = 3", "fail_on: is 3; give one of info, low, medium, high, critical, none"),
        ("allow_incomplete = 1", "allow_incomplete: is 1; give true or false"),
        ("samples = 0", "samples: is 0; give a whole number from 1 to 32"),
        ("samples = 33", "samples: is 33; give a whole number from 1 to 32"),
        ("samples = true", "samples: is true; give a whole number from 1 to 32"),
        (
            'resolver = "dns.example"',
            "resolver[0]: resolver 'dns.example' is no address; write 192.0.2.53 or [2001:db8::1]:53",
        ),
        ('baseline = ""', "baseline: is empty; give a string"),
        (
            "policy.deny_providers = ['cloudfare']",
            (
                "policy.deny_providers[0]: is 'cloudfare', which is no provider and no company; "
                "did you mean cloudflare?"
            ),
        ),
        (
            "policy.deny_providers = 'AWS'",
            (
                "policy.deny_providers[0]: is 'AWS', which is no provider and no company; did you mean "
                "aws-amplify, aws-app-runner, aws-elastic-beanstalk, aws-lambda, aws-waf?"
            ),
        ),
        (
            "policy.allow_providers = 'Amazon CloudFront'",
            (
                "policy.allow_providers[0]: is 'Amazon CloudFront', which is no provider and no "
                "company; did you mean amazon-cloudfront?"
            ),
        ),
        (
            '[[target]]\nname = "a.b"\norigin = "o"',
            "target[0].origin[0]: target 'o' has no dot; give a full name, as www.example.com",
        ),
        (
            '[[target]]\nname = "a.b"\ntags = ["a team"]',
            "target[0].tags[0]: is 'a team'; give words without blanks",
        ),
        (
            '[[target]]\nname = "a.b"\nstatus_page = "192.0.2.1"',
            "target[0].status_page: target '192.0.2.1' is an address; give a host name",
        ),
        (
            'targets = ["a.b"]\n[[target]]\nname = "A.B"',
            "targets: 'a.b' is there twice; take one out",
        ),
        (
            (
                '[[ignore]]\ncheck = "dns-chain-long"\nprovider = "n1s"\nreason = "r"\n'
                "expires = 2027-03-31"
            ),
            "ignore[0].provider: is 'n1s', which is no provider and no company; did you mean ns1?",
        ),
        ("targets = 3", "targets: is 3; give a list of strings"),
        ("targets = [3]", "targets[0]: is 3; give a string"),
        ("target = 3", "target: is 3; write [[target]]"),
        ("[[target]]\n", "target[0].name: is missing; give a string"),
        (
            '[[target]]\nname = "a.b"\ncriticality = "tier9"',
            "target[0].criticality: is 'tier9'; use one of tier1, tier2, tier3",
        ),
        (
            'targets = ["192.0.2.1"]',
            "targets[0]: target '192.0.2.1' is an address; give a host name",
        ),
        (
            '[[target]]\nname = "a.b"\nurls = ["ftp://a.b/"]',
            "target[0].urls[0]: URL 'ftp://a.b/' is not http or https; write https://HOST/PATH",
        ),
        (
            '[[ignore]]\ncheck = "cdn-provider"\nreason = "r"\nexpires = 2027-03-31',
            "ignore[0].check: is 'cdn-provider', which is no check; did you mean cdn-single-provider?",
        ),
        (
            '[[ignore]]\ncheck = "dns-chain-long"\nexpires = 2027-03-31',
            "ignore[0].reason: is missing; give a string",
        ),
        (
            '[[ignore]]\ncheck = "dns-chain-long"\nreason = "r"',
            "ignore[0].expires: is missing; give a date without quotes, as 2027-03-31",
        ),
        (
            '[[ignore]]\ncheck = "dns-chain-long"\nreason = "r"\nexpires = "2027-03-31"',
            "ignore[0].expires: is '2027-03-31'; give a date without quotes, as 2027-03-31",
        ),
        ("policy = 3", "policy: is 3; write a table [policy]"),
        ("checks = 3", "checks: is 3; write a table [checks]"),
    ],
)
def test_a_wrong_key_is_refused_with_its_name_and_a_remedy(
    tmp_path: Path, text: str, message: str
) -> None:
    assert refused(tmp_path, text) == message


def test_what_is_no_toml_is_refused_with_its_place(tmp_path: Path) -> None:
    assert refused(tmp_path, "a = = 1") == (
        "is not TOML: Invalid value (at line 1, column 5); mend the syntax"
    )


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path / "cdnaudit.toml", known_names(embedded()))
    assert "cannot be read: No such file or directory; give a TOML file" in str(caught.value)


WRONG = """\
fail_on = "hihg"
targest = ["a.example"]
targets = ["localhost", "b.example", "192.0.2.1"]
[[target]]
criticality = "tier9"
[policy]
min_dns_providers = "two"
allow_providers = ["fastyl", "fastly", "akami"]
[checks.cdn-single-provider]
severity = 3
enabled = "no"
[checks.no-such-check]
[[ignore]]
check = "dns-single-provider"
expires = "tomorrow"
"""


def test_all_that_is_wrong_is_told_at_once_each_with_its_key_and_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(CombinedError) as caught:
        held(tmp_path, WRONG)
    nobody = "which is no provider and no company"
    assert [line.removeprefix(f"{tmp_path}/") for line in str(caught.value).splitlines()] == [
        "cdnaudit.toml: targest: is no known key; did you mean target?",
        "cdnaudit.toml: fail_on: is 'hihg'; did you mean high?",
        "cdnaudit.toml: targets[0]: target 'localhost' has no dot; give a full name, as www.example.com",
        "cdnaudit.toml: targets[2]: target '192.0.2.1' is an address; give a host name",
        "cdnaudit.toml: target[0].name: is missing; give a string",
        "cdnaudit.toml: target[0].criticality: is 'tier9'; use one of tier1, tier2, tier3",
        "cdnaudit.toml: policy.min_dns_providers: is 'two'; give a whole number",
        f"cdnaudit.toml: policy.allow_providers[0]: is 'fastyl', {nobody}; did you mean fastly?",
        f"cdnaudit.toml: policy.allow_providers[2]: is 'akami', {nobody}; did you mean akamai?",
        "cdnaudit.toml: checks.no-such-check: is no known key; did you mean origin-unreachable?",
        "cdnaudit.toml: checks.cdn-single-provider.severity: is 3; give one of info, low, medium, high, critical",
        "cdnaudit.toml: checks.cdn-single-provider.enabled: is 'no'; give true or false",
        "cdnaudit.toml: ignore[0].reason: is missing; give a string",
        "cdnaudit.toml: ignore[0].expires: is 'tomorrow'; give a date without quotes, as 2027-03-31",
    ]


def test_of_very_many_problems_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    with pytest.raises(CombinedError) as caught:
        held(tmp_path, f"targets = {['localhost'] * 1_000}")
    assert str(caught.value).splitlines()[-2:] == [
        (
            f"{tmp_path}/cdnaudit.toml: targets[19]: target 'localhost' has no dot; "
            "give a full name, as www.example.com"
        ),
        "and 980 more",
    ]


def test_an_owner_is_a_provider_a_company_or_a_domain_that_no_rule_names(tmp_path: Path) -> None:
    names = ("fastly", "amazon", "dns.example")
    policy = held(tmp_path, f"policy.deny_providers = {list(names)}").policy
    assert policy.deny_providers == names


def test_an_ignore_may_cover_providers_by_a_glob(tmp_path: Path) -> None:
    text = '[[ignore]]\ncheck = "dns-chain-long"\nprovider = "amazon-*"\nreason = "r"\nexpires = 2027-03-31'
    (ignore,) = held(tmp_path, text).ignores
    assert ignore.provider == "amazon-*"


def test_a_baseline_is_named_from_the_folder_of_the_configuration(tmp_path: Path) -> None:
    assert held(tmp_path, 'baseline = "ci/accepted.json"').baseline_file == (
        tmp_path / "ci" / "accepted.json"
    )
