"""Names that stand for nameservers which a provider gives once the zone is made."""

from collections.abc import Mapping

UNMADE = "known-after-apply"
"""The first label of a nameserver that its provider has not named yet."""
UNMADE_NAMESERVERS: Mapping[str, tuple[str, ...]] = {
    "aws": ("awsdns-00.com", "awsdns-00.net", "awsdns-00.org", "awsdns-00.co.uk"),
    "azure": ("azure-dns.com", "azure-dns.net", "azure-dns.org", "azure-dns.info"),
    "cloudflare": ("ns.cloudflare.com",) * 2,
    "google": ("ns-cloud-a1.googledomains.com",) * 4,
}
"""Under which names each provider will give its nameservers, one a nameserver."""


def unmade_nameservers(provider: str) -> tuple[str, ...]:
    """Return names that stand for those a provider will give.

    >>> unmade_nameservers("cloudflare")[0]
    'known-after-apply-1.ns.cloudflare.com'
    """
    domains = UNMADE_NAMESERVERS[provider]
    return tuple(f"{UNMADE}-{number}.{domain}" for number, domain in enumerate(domains, 1))


def is_unmade(name: str) -> bool:
    """Tell whether a name only stands for one that a provider has not given yet."""
    return name.startswith(f"{UNMADE}-")
