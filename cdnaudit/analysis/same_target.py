"""By what two runs know the same target, and the same finding on it, however they spell it."""

from urllib.parse import urlsplit

from cdnaudit import names
from cdnaudit.errors import UsageError
from cdnaudit.model.assessment import Finding

Identity = tuple[str, ...]
"""What a finding is about. Its fingerprint will not do: the spelling of the target goes into it."""


def target_key(target: str) -> str:
    """Return one name for the spellings of a target: case, final dot, A-labels, a URL without path.

    >>> target_key("WWW.Shop.Example."), target_key("https://www.shop.example/")
    ('www.shop.example', 'www.shop.example')
    >>> target_key("https://www.shop.example/Login")
    'https://www.shop.example/Login'
    """
    try:
        if "/" not in target and ":" not in target:
            return names.host(target)
        url = names.url(target if "://" in target else f"https://{target}")
    except UsageError:
        return names.clean(target)
    parts = urlsplit(url)
    is_host_alone = (parts.port, parts.path, parts.query) == (None, "/", "")
    return parts.hostname or url if is_host_alone else url


def finding_identity(finding: Finding) -> Identity:
    """Return what a finding is about."""
    _, company = finding.identity
    return (
        finding.check,
        target_key(finding.host),
        finding.role or "",
        finding.provider or "",
        company,
    )
