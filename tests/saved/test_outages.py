"""Outages of the past, as the events that they were."""

import pytest

from cdnaudit.analysis.outages import SCENARIOS, events
from cdnaudit.errors import UsageError


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
