"""What can fail (contract, section 3). A new kind of event is made here and nowhere else."""

import ipaddress
import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple, Self

from cdnaudit.model.terms import Role


class EventKind(StrEnum):
    """What kind of thing fails; all but ``SERVICE`` stand before the colon of an event."""

    SERVICE = "service"
    """A provider in one role: ``cloudflare/cdn``."""
    COMPANY = "company"
    ASN = "asn"
    PREFIX = "prefix"
    REGION = "region"
    TLD = "tld"


FORMS = (
    "PROVIDER/ROLE (as cloudflare/cdn), company:ID, asn:N, prefix:P, region:CLOUD/NAME or tld:NAME"
)
"""How each kind is written, for a sentence."""

_ID = re.compile(r"[a-z0-9.][a-z0-9._-]*\Z")


class Event(str):
    """A basic event (NUREG-0492): one thing that fails as a whole.

    An event is its own text, so it sorts, hashes and is written as the contract has it.

    >>> event = Event.parse("cloudflare/cdn")
    >>> event.kind, event.provider, event.role
    (<EventKind.SERVICE: 'service'>, 'cloudflare', <Role.CDN: 'cdn'>)
    >>> Event.parse("region:aws/us-east-1").name
    'aws/us-east-1'
    """

    __slots__ = ()

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read an event.

        Raises:
            ValueError: it has none of the ``FORMS``.
        """
        event = cls(text)
        kind, colon, name = text.partition(":")
        fits = _FITS.get(kind) if colon else _is_service
        if fits is None or not fits(name if colon else text):
            raise ValueError(f"{text!r} is no event; write {FORMS}")
        return event

    @classmethod
    def service(cls, provider: str, role: Role) -> Self:
        """Return the failure of a provider in one role."""
        return cls(f"{provider}/{role}")

    @classmethod
    def company(cls, company: str) -> Self:
        """Return the failure of everything that a company runs."""
        return cls(f"{EventKind.COMPANY}:{company}")

    @classmethod
    def asn(cls, asn: int) -> Self:
        """Return the failure of an autonomous system."""
        return cls(f"{EventKind.ASN}:{asn}")

    @classmethod
    def prefix(cls, prefix: str) -> Self:
        """Return the loss of the route to a prefix."""
        return cls(f"{EventKind.PREFIX}:{prefix}")

    @classmethod
    def region(cls, cloud: str, region: str) -> Self:
        """Return the failure of one region of a cloud."""
        return cls(f"{EventKind.REGION}:{cloud}/{region}")

    @property
    def kind(self) -> EventKind:
        """What kind of thing fails."""
        kind, colon, _ = self.partition(":")
        return EventKind(kind) if colon else EventKind.SERVICE

    @property
    def name(self) -> str:
        """Its name without the kind; of a service, the provider."""
        before, colon, after = self.partition(":")
        return after if colon else before.rpartition("/")[0]

    @property
    def provider(self) -> str | None:
        """The provider whose service fails; None for all other kinds."""
        return self.name if self.kind is EventKind.SERVICE else None

    @property
    def role(self) -> Role | None:
        """The role in which it fails; None for all other kinds."""
        return Role(self.rpartition("/")[2]) if self.kind is EventKind.SERVICE else None

    @property
    def is_network(self) -> bool:
        """It is an AS or a prefix."""
        return self.kind in {EventKind.ASN, EventKind.PREFIX}


class Service(NamedTuple):
    """One provider in one role: what an outage hits."""

    provider: str
    role: Role

    @property
    def event(self) -> Event:
        """Its failure, such as ``cloudflare/cdn``."""
        return Event.service(self.provider, self.role)


def _is_service(text: str) -> bool:
    provider, _, role = text.rpartition("/")
    return bool(_ID.match(provider)) and role in set(Role)


def _is_prefix(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True


def _is_region(text: str) -> bool:
    cloud, _, region = text.partition("/")
    return bool(_ID.match(cloud) and _ID.match(region))


_FITS: Mapping[str, Callable[[str], bool]] = {
    EventKind.COMPANY: lambda text: bool(_ID.match(text)),
    EventKind.ASN: lambda text: text.isascii() and text.isdecimal(),
    EventKind.PREFIX: _is_prefix,
    EventKind.REGION: _is_region,
    EventKind.TLD: lambda text: bool(_ID.match(text)),
}
"""What may stand behind the colon; a service has none."""
