"""CycloneDX 1.6: the providers as services, which the targets depend on.

A service has no ``evidence`` in CycloneDX, as a component has: what was seen is in properties,
where the rules were read in external references of type ``evidence``.
Source: https://cyclonedx.org/docs/1.6/json/.
"""

from collections.abc import Iterable
from typing import TextIO
from uuid import NAMESPACE_URL, UUID, uuid5

from cyclonedx.model import ExternalReference, ExternalReferenceType, Property, XsUri
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.bom_ref import BomRef
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.contact import OrganizationalEntity
from cyclonedx.model.dependency import Dependency as BomDependency
from cyclonedx.model.service import Service as BomService
from cyclonedx.model.tool import ToolRepository
from cyclonedx.output.json import JsonV1Dot6

from cdnaudit.model.events import Service
from cdnaudit.model.report import Run
from cdnaudit.names import shown
from cdnaudit.reporting.document import Document
from cdnaudit.reporting.inventory import InventoryService, InventoryTarget
from cdnaudit.reporting.observed_at import observed_at

ROOT = BomRef("targets")
"""What depends on every target; a document describes one thing."""
NOT_YET = UUID(int=0)


def render(document: Document, out: TextIO) -> None:
    """Write one document; its serial number follows from all that it says."""
    bom = _bom(document)
    bom.serial_number = NOT_YET
    bom.serial_number = uuid5(NAMESPACE_URL, JsonV1Dot6(bom).output_as_string())
    out.write(JsonV1Dot6(bom).output_as_string(indent=1) + "\n")


def _bom(document: Document) -> Bom:
    targets, services = document.inventory.targets, document.inventory.services
    names = [_target_ref(target.name) for target in targets]
    return Bom(
        metadata=_metadata(document.report.run),
        components=map(_component, targets),
        services=map(_service, services),
        dependencies=[
            _edges(ROOT, names),
            *(_edges(_target_ref(t.name), map(_service_ref, t.depends_on)) for t in targets),
            *(_edges(_service_ref(s.service), map(_service_ref, s.depends_on)) for s in services),
        ],
    )


def _metadata(run: Run) -> BomMetaData:
    name, _, version = shown(run.tool).partition(" ")
    tool = Component(name=name, version=version or None, type=ComponentType.APPLICATION)
    found = BomMetaData(
        tools=ToolRepository(components=[tool]),
        component=Component(name="targets", type=ComponentType.APPLICATION, bom_ref=ROOT.value),
        properties=[Property(name="cdnaudit:provenance", value=shown(run.provenance))],
    )
    # Only later: without one, the library would say that it was now.
    found.timestamp = observed_at(run)  # type: ignore[assignment]
    return found


def _component(target: InventoryTarget) -> Component:
    return Component(
        name=target.name,
        type=ComponentType.APPLICATION,
        bom_ref=_target_ref(target.name).value,
        properties=_properties("single-point", target.single_points),
    )


def _service(found: InventoryService) -> BomService:
    owners = ", ".join(found.companies)
    return BomService(
        name=_name(found.service),
        bom_ref=_service_ref(found.service).value,
        provider=OrganizationalEntity(name=owners) if owners else None,
        properties=[
            *_properties("role", [found.service.role]),
            *_properties("confidence", [found.confidence] if found.confidence else []),
            *_properties("evidence", found.evidence),
        ],
        external_references=map(_reference, found.sources),
    )


def _properties(name: str, values: Iterable[str]) -> list[Property]:
    return [Property(name=f"cdnaudit:{name}", value=shown(value)) for value in values]


def _reference(source: str) -> ExternalReference:
    return ExternalReference(type=ExternalReferenceType.EVIDENCE, url=XsUri(source))


def _edges(ref: BomRef, others: Iterable[BomRef]) -> BomDependency:
    return BomDependency(ref=ref, dependencies=map(BomDependency, others))


def _target_ref(name: str) -> BomRef:
    return BomRef(f"target:{name}")


def _service_ref(service: Service) -> BomRef:
    return BomRef(f"service:{_name(service)}")


def _name(service: Service) -> str:
    """Name a service as ``simulate --down`` does."""
    return shown(service.event)
