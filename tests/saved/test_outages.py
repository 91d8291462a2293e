"""Outages of the past, as the events that they were."""

from pathlib import Path

import pytest

from cdnaudit.analysis.outages import SCENARIOS, events
from cdnaudit.analysis.simulation import simulate
from cdnaudit.errors import UsageError
from cdnaudit.formats.saved_run import read

FIXTURES = Path(__file__).parents[2] / "fixtures"
HEAD = "target,host,role,provider,company,state,confidence,depth,via\n"
CUSTOMERS = """\
a.example,a.example,dns,dyn,oracle,,high,1,
b.example,b.example,dns,dyn,oracle,,high,1,
b.example,b.example,dns,ns1,ibm,,high,1,
c.example,c.example,cdn,fastly,fastly,,high,1,
d.example,d.example,cdn,fastly,fastly,,high,1,
d.example,d.example,cdn,akamai,akamai,,high,1,
e.example,e.example,dns,akamai,akamai,,high,1,
f.example,f.example,cdn,cloudflare,cloudflare,,high,1,
g.example,g.example,cdn,cloudflare,cloudflare,,high,1,
g.example,g.example,cdn,fastly,fastly,,high,1,
h.example,h.example,dns,cloudflare,cloudflare,,high,1,
i.example,i.example,cdn,fastly,fastly,,high,1,
i.example,i.example,challenge,cloudflare,cloudflare,challenge,high,1,
j.example,j.example,cdn,azure-front-door,microsoft,,high,1,
k.example,k.example,dns,azure-dns,microsoft,,high,1,
l.example,l.example,cdn,amazon-cloudfront,amazon,,high,1,
l.example,l.example,dns,amazon-route53,amazon,,high,1,
"""
"""Customers of those that failed: of one service, of two for one host, of another service."""
OUTCOMES = {
    "dyn-2016-10-21": {"down": "a", "degraded": "b"},
    "fastly-2021-06-08": {"down": "ci", "degraded": "dg"},
    "akamai-edgedns-2021-07-22": {"down": "e"},
    "facebook-2021-10-04": {},
    "cloudflare-2022-06-21": {"down": "fh", "degraded": "g"},
    "gcp-cloudflare-kv-2025-06-12": {"down": "i"},
    "aws-use1-2025-10-20": {},
    "azure-afd-2025-10-29": {"down": "j"},
    "cloudflare-2025-11-18": {"down": "fi", "degraded": "g"},
    "cloudflare-2025-12-05": {"down": "f", "degraded": "g"},
}
"""What became of them that day, by the first letter; all others were unaffected."""
STORIES = {
    "dns-only-at-cloudflare": ("cloudflare-2025-11-18", {"www.shop.example": "unaffected"}),
    "two-cdns": ("fastly-2021-06-08", {"www.shop.example": "degraded"}),
    "platform-on-cdn": ("cloudflare-2025-11-18", {"www.shop.example": "down"}),
    "outage-2025-11-18": (
        "cloudflare-2025-11-18",
        {
            "chatgpt.com": "down",
            "claude.ai": "down",
            "x.com": "down",
            "www.canva.com": "down",
            "www.spotify.com": "unaffected",
        },
    ),
    "outage-2025-10-20": (
        "aws-use1-2025-10-20",
        {"dynamodb.us-east-1.amazonaws.com": "down"},
    ),
}
"""Fixtures, each with an outage and what became of its targets."""


def outcomes(run: Path, scenario: str) -> dict[str, str]:
    found = simulate(read(run).targets, events(scenario))
    return {effect.target: str(effect.outcome) for effect in found.effects}


@pytest.mark.parametrize("scenario", OUTCOMES)
def test_an_outage_does_to_each_customer_what_it_did_that_day(
    tmp_path: Path, scenario: str
) -> None:
    run = tmp_path / "customers.csv"
    run.write_text(HEAD + CUSTOMERS)
    found = {name[0]: outcome for name, outcome in outcomes(run, scenario).items()}
    was = {letter: outcome for outcome, each in OUTCOMES[scenario].items() for letter in each}
    assert found == {letter: was.get(letter, "unaffected") for letter in "abcdefghijkl"}


@pytest.mark.parametrize("story", STORIES)
def test_an_outage_replayed_over_a_fixture_gives_the_outcome_of_that_day(story: str) -> None:
    scenario, expected = STORIES[story]
    assert outcomes(FIXTURES / story / "report.json", scenario) == expected


def test_all_in_one_network_is_down_when_that_network_is(tmp_path: Path) -> None:
    alone = (FIXTURES / "self-hosted-one-as" / "report.json").read_text("utf-8")
    run = tmp_path / "run.json"
    run.write_text(alone.replace("asn:64500", "asn:32934"), "utf-8")
    assert outcomes(run, "facebook-2021-10-04") == {"shop.example": "down"}


def test_every_outage_is_replayed() -> None:
    assert list(OUTCOMES) == [known.id for known in SCENARIOS]


def test_every_outage_is_the_services_that_failed() -> None:
    assert {known.id: known.events for known in SCENARIOS} == {
        "dyn-2016-10-21": ("dyn/dns",),
        "fastly-2021-06-08": ("fastly/cdn",),
        "akamai-edgedns-2021-07-22": ("akamai/dns",),
        "facebook-2021-10-04": ("asn:32934",),
        "cloudflare-2022-06-21": ("cloudflare/cdn", "cloudflare/dns"),
        "gcp-cloudflare-kv-2025-06-12": ("cloudflare/challenge",),
        "aws-use1-2025-10-20": ("region:aws/us-east-1",),
        "azure-afd-2025-10-29": ("azure-front-door/cdn", "azure-cdn/cdn"),
        "cloudflare-2025-11-18": (
            "cloudflare/cdn",
            "cloudflare/challenge",
            "cloudflare/waf",
            "cloudflare/control",
        ),
        "cloudflare-2025-12-05": ("cloudflare/cdn", "cloudflare/waf"),
    }
    assert [known for known in SCENARIOS if not known.source.startswith("https://")] == []


def test_an_outage_is_found_by_its_id() -> None:
    assert [events(known.id) for known in SCENARIOS] == [known.events for known in SCENARIOS]


def test_an_outage_that_is_not_known_is_refused_with_those_that_are() -> None:
    with pytest.raises(UsageError) as caught:
        events("fastly")
    assert str(caught.value) == (
        "scenario 'fastly' is not known; use one of " + ", ".join(known.id for known in SCENARIOS)
    )
