"""Read what ``terraform show -json`` prints of a plan, or of a state: its DNS resources.

Source: https://developer.hashicorp.com/terraform/internals/json-format
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from cdnaudit import names
from cdnaudit.fields import documents
from cdnaudit.fields.fields import Fields
from cdnaudit.fields.source import JSON, Source
from cdnaudit.fields.wording import clipped
from cdnaudit.overlay.draft import SERVING, TYPES_READ, Draft
from cdnaudit.overlay.plan_records import (
    RECORD_KINDS,
    ZONE_KINDS,
    PlannedRecords,
    PlannedZone,
)
from cdnaudit.overlay.unmade import unmade_nameservers
from cdnaudit.overlay.zone_data import ANY, ZoneData

REMEDY = "give what `terraform show -json` prints"
MOST_TOLD = 3
TTL_OF_NAMESERVERS = 172_800
"""Seconds; what registries give a delegation."""
_OF_DNS = re.compile(r"dns|route53|_(record|zone|domain)s?\Z")


@dataclass(frozen=True, slots=True)
class _Resource:
    address: str
    type: str
    values: Fields


@dataclass(frozen=True, slots=True)
class _Zone:
    provider: str
    planned: PlannedZone
    apex: str


@dataclass(slots=True)
class _Plan:
    """The zones of a plan under way."""

    file: str
    zones: list[_Zone] = field(default_factory=list)
    drafts: dict[str, Draft] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)
    served: set[int] = field(default_factory=set)
    """Positions of the zones whose nameservers records of the plan name."""


def read(source: Source, text: str) -> tuple[ZoneData, ...]:
    """Read every public zone of a plan.

    Raises:
        FileError: it is no plan, or none with DNS; or says which field cannot be read.
    """
    source = replace(source, kind=replace(source.kind, syntax=JSON, remedy=REMEDY))
    shown = documents.json_object(source, text)
    if not shown.has("planned_values") and not shown.has("values"):
        raise source.error("", "is no plan or state of Terraform")
    plan = _Plan(str(source.path))
    resources = tuple(_resources(shown))
    for resource in resources:
        _add_zone(plan, resource)
    for resource in resources:
        _add_records(plan, resource)
    _add_nameservers(plan)
    _note_unread(plan, resources)
    if not plan.drafts:
        raise _without_zones(source, plan)
    first = next(iter(plan.drafts.values()))
    first.doubts[:0] = plan.doubts
    return tuple(draft.zone() for draft in plan.drafts.values())


def _without_zones(source: Source, plan: _Plan) -> Exception:
    if not plan.doubts:
        return source.error("", "holds no DNS", "give a plan with zones and records")
    remedy = "read the zone in it too, as a resource or a data source"
    return source.error("", f"holds no public DNS zone: {plan.doubts[0]}", remedy)


def _resources(shown: Fields) -> Iterator[_Resource]:
    """Yield what will be there, and what was read as a data source before."""
    after = shown.table("planned_values" if shown.has("planned_values") else "values")
    yield from _of_modules(after)
    before = shown.table("prior_state").table("values")
    for resource in _of_modules(before):
        if resource.address.rpartition("data.")[1]:
            yield resource


def _of_modules(state: Fields) -> Iterator[_Resource]:
    modules = [state.table("root_module")]
    while modules:
        module = modules.pop()
        for entry in module.tables("resources"):
            address = entry.text("address", "")
            values = entry.table("values")
            type_ = entry.text("type", "")
            yield _Resource(address, type_, replace(values, prefix=f"{clipped(address)}: "))
        modules += module.tables("child_modules")


def _add_zone(plan: _Plan, resource: _Resource) -> None:
    kind = ZONE_KINDS.get(resource.type)
    if not kind:
        return
    planned = kind.read(resource.values)
    apex = names.clean(planned.apex)
    if planned.private:
        plan.doubts.append(f"{clipped(resource.address)} not read: its zone is private")
        return
    plan.zones.append(_Zone(kind.provider, planned, apex))
    plan.drafts.setdefault(apex, Draft(apex, plan.file))


def _add_records(plan: _Plan, resource: _Resource) -> None:
    """Add one resource's records to its zone, or note why they cannot be read."""
    kind = RECORD_KINDS.get(resource.type)
    if not kind:
        return
    planned = kind.read(resource.values)
    number = _zone_of(plan, kind.provider, planned)
    if planned.name is None or number is None:
        why = "its zone is not in the plan" if number is None else "its name is known after apply"
        plan.doubts.append(f"{clipped(resource.address)} not read: {why}")
        return
    draft = plan.drafts[plan.zones[number].apex]
    name = _full(planned.name, draft.apex)
    if name == draft.apex and planned.type == "NS":
        plan.served.add(number)
    _fill(draft, name, planned, resource)


def _fill(draft: Draft, name: str, planned: PlannedRecords, resource: _Resource) -> None:
    if planned.type not in TYPES_READ:
        draft.skip(name, planned.type)
    elif planned.unread or planned.type in SERVING:
        why = planned.unread or "its parameters are not read"
        draft.leave(name, planned.type or ANY, why)
    for data in planned.data if (name, planned.type) not in draft.unread else ():
        try:
            draft.add(name, planned.type, planned.ttl, data)
        except ValueError:
            problem = f"is '{clipped(data)}'"
            raise resource.values.error("records", problem, "give an address") from None


def _zone_of(plan: _Plan, provider: str, planned: PlannedRecords) -> int | None:
    """Return the position of the zone that holds a record: by its key, else by the name."""
    own = [n for n, zone in enumerate(plan.zones) if zone.provider == provider]
    if planned.zone:
        return next((n for n in own if planned.zone in plan.zones[n].planned.keys), None)
    above = [n for n in own if _lies_in(planned, plan.zones[n])]
    lowest = max(above, key=lambda n: len(plan.zones[n].apex), default=None)
    return own[0] if lowest is None and len(own) == 1 else lowest


def _lies_in(planned: PlannedRecords, zone: _Zone) -> bool:
    return names.is_under(names.clean(planned.name or ""), zone.apex)


def _full(name: str, apex: str) -> str:
    """Return the full name of a record.

    >>> (
    ...     _full("@", "example.com"),
    ...     _full("www", "example.com"),
    ...     _full("a.example.com.", "example.com"),
    ... )
    ('example.com', 'www.example.com', 'a.example.com')
    """
    plain = names.clean(name).replace("\\052", "*")  # as Route 53 writes a wildcard
    if plain in {"", "@"}:
        return apex
    return plain if names.is_under(plain, apex) else f"{plain}.{apex}"


def _add_nameservers(plan: _Plan) -> None:
    """Let each zone whose records name no nameservers have those of its provider."""
    for number, zone in enumerate(plan.zones):
        given = zone.planned.nameservers or unmade_nameservers(zone.provider)
        for name in given if number not in plan.served else ():
            plan.drafts[zone.apex].add(zone.apex, "NS", TTL_OF_NAMESERVERS, name)
        if number not in plan.served and not zone.planned.nameservers:
            plan.drafts[zone.apex].doubts.append(
                f"nameservers of {zone.apex} are known after apply: names that begin with"
                f" 'known-after-apply' stand for them"
            )


def _note_unread(plan: _Plan, resources: tuple[_Resource, ...]) -> None:
    """Name resources that are DNS by their type, and of no kind that is read."""
    known = {*ZONE_KINDS, *RECORD_KINDS}
    others = [r for r in resources if r.type not in known and _OF_DNS.search(r.type)]
    for resource in others[:MOST_TOLD]:
        plan.doubts.append(f"{clipped(resource.address)} not read: no resource of its type is")
    if len(others) > MOST_TOLD:
        plan.doubts.append(f"and {len(others) - MOST_TOLD} more resources of DNS not read")
