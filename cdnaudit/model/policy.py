"""What an organisation demands of every target."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """``[policy]`` of the configuration; 0 and empty demand nothing."""

    min_dns_providers: int = 0
    min_cdn_providers: int = 0
    allow_providers: tuple[str, ...] = ()
    """Provider or company ids; all others are denied where any is given."""
    deny_providers: tuple[str, ...] = ()
