"""Events: every form of the contract is read, kept as it is written, and nothing else is."""

import pytest

from cdnaudit.model.events import Event, EventKind, Service
from cdnaudit.model.terms import Role

FORMS = {
    "cloudflare/cdn": (EventKind.SERVICE, "cloudflare", "cloudflare", Role.CDN),
    "dns.example.org/dns": (EventKind.SERVICE, "dns.example.org", "dns.example.org", Role.DNS),
    "company:amazon": (EventKind.COMPANY, "amazon", None, None),
    "asn:13335": (EventKind.ASN, "13335", None, None),
    "prefix:192.0.2.0/24": (EventKind.PREFIX, "192.0.2.0/24", None, None),
    "prefix:2001:db8::/32": (EventKind.PREFIX, "2001:db8::/32", None, None),
    "region:aws/us-east-1": (EventKind.REGION, "aws/us-east-1", None, None),
    "tld:io": (EventKind.TLD, "io", None, None),
}


@pytest.mark.parametrize("text", FORMS)
def test_an_event_says_what_fails(text: str) -> None:
    event = Event.parse(text)
    assert (event.kind, event.name, event.provider, event.role) == FORMS[text]


def test_every_kind_of_event_is_read() -> None:
    assert {kind for kind, *_ in FORMS.values()} == set(EventKind)


@pytest.mark.parametrize("text", FORMS)
def test_an_event_is_written_as_it_was_read(text: str) -> None:
    assert str(Event.parse(text)) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cloudflare",
        "cloudflare/",
        "/cdn",
        "cloudflare/edge",
        "Cloudflare/cdn",
        "company:",
        "company:a b",
        "asn:",
        "asn:AS13335",
        "asn:\u0663",
        "prefix:192.0.2.1/24",
        "prefix:everything",
        "region:aws",
        "region:/us-east-1",
        "tld:",
        "moon:full",
        "service:cloudflare/cdn",
    ],
)
def test_what_is_no_event_is_refused_with_the_forms_there_are(text: str) -> None:
    with pytest.raises(ValueError, match="is no event; write PROVIDER/ROLE"):
        Event.parse(text)


def test_events_are_made_as_they_are_read() -> None:
    assert [
        Event.service("cloudflare", Role.CDN),
        Event.company("amazon"),
        Event.asn(13335),
        Event.prefix("192.0.2.0/24"),
        Event.region("aws", "us-east-1"),
        Service("cloudflare", Role.CDN).event,
    ] == [
        "cloudflare/cdn",
        "company:amazon",
        "asn:13335",
        "prefix:192.0.2.0/24",
        "region:aws/us-east-1",
        "cloudflare/cdn",
    ]


def test_networks_are_ases_and_prefixes() -> None:
    assert [t for t in FORMS if Event(t).is_network] == [
        "asn:13335",
        "prefix:192.0.2.0/24",
        "prefix:2001:db8::/32",
    ]
