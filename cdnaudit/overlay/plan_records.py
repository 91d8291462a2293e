"""The DNS resources of Terraform's providers: which zones and records their values describe.

Source: the documentation of each resource at https://registry.terraform.io/browse/providers
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from cdnaudit.fields.fields import Fields
from cdnaudit.overlay.zone_data import alias_of

AFTER_APPLY = "known after apply"
DEFAULT_TTL = 300
"""Seconds, where a record has none: an alias, or one whose TTL the provider sets."""
CHOOSING = (
    *("cidr_routing_policy", "failover_routing_policy", "geolocation_routing_policy"),
    *("geoproximity_routing_policy", "latency_routing_policy", "multivalue_answer_routing_policy"),
    *("routing_policy", "weighted_routing_policy"),
)
"""Fields of records of which a provider chooses one for each question."""


@dataclass(frozen=True, slots=True)
class PlannedZone:
    """A zone at one provider."""

    apex: str
    keys: frozenset[str]
    """By which records name it."""
    nameservers: tuple[str, ...]
    """As the provider gave them; empty before it did."""
    private: bool = False


@dataclass(frozen=True, slots=True)
class PlannedRecords:
    """The records of one name and type."""

    zone: str
    """One of the zone's keys; ``""`` where it is not known yet."""
    name: str | None
    """As it was written, in the zone or in full; None where it is not known yet."""
    type: str
    ttl: int
    data: tuple[str, ...] = ()
    unread: str = ""
    """Why the data are not known."""


@dataclass(frozen=True, slots=True)
class ZoneKind:
    """A resource that is a zone."""

    provider: str
    read: Callable[[Fields], PlannedZone]


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A resource that is a set of records."""

    provider: str
    read: Callable[[Fields], PlannedRecords]


def _route53_zone(values: Fields) -> PlannedZone:
    return PlannedZone(
        apex=values.filled("name"),
        keys=_keys(values, "zone_id", "id"),
        nameservers=values.texts("name_servers"),
        private=bool(values.values.get("vpc") or values.values.get("private_zone")),
    )


def _cloudflare_zone(values: Fields) -> PlannedZone:
    name = "name" if values.has("name") else "zone"
    return PlannedZone(values.filled(name), _keys(values, "id"), values.texts("name_servers"))


def _google_zone(values: Fields) -> PlannedZone:
    private = values.text("visibility", "public") == "private"
    keys = _keys(values, "name")
    return PlannedZone(values.filled("dns_name"), keys, values.texts("name_servers"), private)


def _azure_zone(values: Fields) -> PlannedZone:
    return PlannedZone(values.filled("name"), _keys(values, "name"), values.texts("name_servers"))


def _route53_record(values: Fields) -> PlannedRecords:
    aliases = values.tables("alias")
    type_ = values.text("type", "")
    target = aliases[0].text("name", "") if aliases else ""
    return PlannedRecords(
        zone=values.text("zone_id", ""),
        name=values.optional_text("name"),
        type=alias_of(type_) if target else type_,
        ttl=values.number("ttl", DEFAULT_TTL),
        data=(target,) if target else values.texts("records"),
        unread=_chosen(values) or ("" if target or values.has("records") else AFTER_APPLY),
    )


def _cloudflare_record(values: Fields) -> PlannedRecords:
    content = values.text("content", "") or values.text("value", "")
    type_ = values.text("type", "")
    proxied = values.flag("proxied", default=False)
    ttl = values.number("ttl", DEFAULT_TTL)
    unread = "Cloudflare answers with addresses of its own" if proxied else ""
    data = f"{values.number('priority', 0)} {content}" if type_ == "MX" else content
    return PlannedRecords(
        zone=values.text("zone_id", ""),
        name=values.optional_text("name"),
        type=type_,
        ttl=ttl if ttl > 1 else DEFAULT_TTL,  # 1 is "automatic"
        data=(data,),
        unread=unread or ("" if content else AFTER_APPLY),
    )


def _google_record(values: Fields) -> PlannedRecords:
    return PlannedRecords(
        zone=values.text("managed_zone", ""),
        name=values.optional_text("name"),
        type=values.text("type", ""),
        ttl=values.number("ttl", DEFAULT_TTL),
        data=values.texts("rrdatas"),
        unread=_chosen(values) or ("" if values.has("rrdatas") else AFTER_APPLY),
    )


def _azure_record(type_: str) -> Callable[[Fields], PlannedRecords]:
    def read(values: Fields) -> PlannedRecords:
        data = _azure_data(type_, values)
        alias = "its target is an Azure resource" if values.has("target_resource_id") else ""
        return PlannedRecords(
            zone=values.text("zone_name", ""),
            name=values.optional_text("name"),
            type=type_,
            ttl=values.number("ttl", DEFAULT_TTL),
            data=data,
            unread=alias or ("" if data else AFTER_APPLY),
        )

    return read


def _azure_data(type_: str, values: Fields) -> tuple[str, ...]:
    match type_:
        case "CNAME":
            return (values.text("record"),) if values.has("record") else ()
        case "A" | "AAAA" | "NS" | "PTR":
            return values.texts("records")
        case "MX":
            entries = values.tables("record")
            return tuple(f"{e.text('preference', '0')} {e.text('exchange')}" for e in entries)
        case _:
            return ()


def _chosen(values: Fields) -> str:
    """Say which policy chooses the answer; ``""`` where none does."""
    found = next((key for key in CHOOSING if values.values.get(key)), "")
    return f"its '{found}' chooses the answer" if found else ""


def _keys(values: Fields, *names: str) -> frozenset[str]:
    return frozenset(values.text(name) for name in names if values.has(name))


AZURE_TYPES = ("a", "aaaa", "caa", "cname", "mx", "ns", "ptr", "srv", "txt")
ZONE_KINDS: Mapping[str, ZoneKind] = {
    "aws_route53_zone": ZoneKind("aws", _route53_zone),
    "azurerm_dns_zone": ZoneKind("azure", _azure_zone),
    "cloudflare_zone": ZoneKind("cloudflare", _cloudflare_zone),
    "google_dns_managed_zone": ZoneKind("google", _google_zone),
}
RECORD_KINDS: Mapping[str, RecordKind] = {
    "aws_route53_record": RecordKind("aws", _route53_record),
    "cloudflare_dns_record": RecordKind("cloudflare", _cloudflare_record),
    "cloudflare_record": RecordKind("cloudflare", _cloudflare_record),
    "google_dns_record_set": RecordKind("google", _google_record),
    **{
        f"azurerm_dns_{type_}_record": RecordKind("azure", _azure_record(type_.upper()))
        for type_ in AZURE_TYPES
    },
}
