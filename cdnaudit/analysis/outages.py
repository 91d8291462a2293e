"""Historical outages as events: which services were down, by the providers' own word.

Each scenario names the services that failed, not the company: Cloudflare on 2025-11-18 lost
its edge, challenge and dashboard, and kept answering DNS.
"""

from dataclasses import dataclass

from cdnaudit.errors import UsageError
from cdnaudit.model.events import Event
from cdnaudit.model.terms import Role


@dataclass(frozen=True, slots=True)
class Scenario:
    """One outage; ``events`` as in the contract, section 3."""

    id: str
    title: str
    events: tuple[Event, ...]
    source: str


SCENARIOS = (
    Scenario(
        "dyn-2016-10-21",
        "Dyn's managed DNS under a flood",
        (Event.service("dyn", Role.DNS),),
        "https://www.dynstatus.com/incidents/5r9mppc1kb77",
    ),
    Scenario(
        "fastly-2021-06-08",
        "Fastly's edge",
        (Event.service("fastly", Role.CDN),),
        "https://www.fastly.com/blog/summary-of-june-8-outage",
    ),
    Scenario(
        "akamai-edgedns-2021-07-22",
        "Akamai Edge DNS",
        (Event.service("akamai", Role.DNS),),
        "https://www.npr.org/2021/07/22/1019349851/internet-outage-websites-down",
    ),
    Scenario(
        "facebook-2021-10-04",
        "Facebook's backbone, AS 32934",
        (Event.asn(32934),),
        "https://engineering.fb.com/2021/10/05/networking-traffic/outage-details/",
    ),
    Scenario(
        "cloudflare-2022-06-21",
        "Cloudflare's busiest sites: edge and DNS",
        (
            Event.service("cloudflare", Role.CDN),
            Event.service("cloudflare", Role.DNS),
        ),
        "https://blog.cloudflare.com/cloudflare-outage-on-june-21-2022/",
    ),
    Scenario(
        "gcp-cloudflare-kv-2025-06-12",
        "Cloudflare's challenge, through Google Cloud",
        (Event.service("cloudflare", Role.CHALLENGE),),
        "https://blog.cloudflare.com/cloudflare-service-outage-june-12-2025/",
    ),
    Scenario(
        "aws-use1-2025-10-20",
        "AWS us-east-1",
        (Event.region("aws", "us-east-1"),),
        "https://aws.amazon.com/message/101925/",
    ),
    Scenario(
        "azure-afd-2025-10-29",
        "Azure Front Door and Azure CDN",
        (
            Event.service("azure-front-door", Role.CDN),
            Event.service("azure-cdn", Role.CDN),
        ),
        "https://azure.status.microsoft/status/history/?trackingId=YKYN-BWZ",
    ),
    Scenario(
        "cloudflare-2025-11-18",
        "Cloudflare's edge, challenge and dashboard",
        (
            Event.service("cloudflare", Role.CDN),
            Event.service("cloudflare", Role.CHALLENGE),
            Event.service("cloudflare", Role.WAF),
            Event.service("cloudflare", Role.CONTROL),
        ),
        "https://blog.cloudflare.com/18-november-2025-outage/",
    ),
    Scenario(
        "cloudflare-2025-12-05",
        "Cloudflare's edge",
        (
            Event.service("cloudflare", Role.CDN),
            Event.service("cloudflare", Role.WAF),
        ),
        "https://blog.cloudflare.com/5-december-2025-outage/",
    ),
)


def events(scenario: str) -> tuple[Event, ...]:
    """Return the events of an outage.

    Raises:
        UsageError: no outage has this id.
    """
    for known in SCENARIOS:
        if known.id == scenario:
            return known.events
    raise UsageError(
        f"scenario {scenario!r} is not known; use one of {', '.join(s.id for s in SCENARIOS)}"
    )
