"""What one audit is to look at: the target as the user gave it, and how to ask."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """One target and the options that shape its walk."""

    target: str
    urls: tuple[str, ...] = ()
    """Pages that must work, such as a login or a checkout."""
    http: bool = True
    authoritative: bool = True
    rdap: bool = False
    samples: int = 1
    ecs: tuple[str, ...] = ()
    tier1: bool = False
    tags: tuple[str, ...] = ()
    """Whose it is; sorted."""
    allow_private: bool = False
    """A private address is one that serves: the audit is inside its network."""
    origins: tuple[str, ...] = ()
    """Hosts or addresses that should serve the target without its edge."""
    status_page: str = ""
    """The host that tells visitors how the target is; ``""`` where none is declared."""
    file: str = ""
    """The list or configuration that names the target; ``""`` for the command line."""
    line: int = 1
