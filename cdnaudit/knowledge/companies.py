"""Who owns whom."""

from collections.abc import Iterable, Mapping

from cdnaudit.knowledge.rules import Company, Provider


def complete(companies: Iterable[Company], providers: Iterable[Provider]) -> dict[str, Company]:
    """Return companies by id, with one for each owner that only a provider file names."""
    known = {company.id: company for company in companies}
    for provider in sorted(providers, key=lambda p: (p.id != p.company, p.id)):
        known.setdefault(provider.company, _standing_alone(provider))
    for company in tuple(known.values()):
        if company.parent:
            known.setdefault(company.parent, Company(id=company.parent, name=company.parent))
    return dict(sorted(known.items()))


def _standing_alone(provider: Provider) -> Company:
    name = provider.name if provider.company == provider.id else provider.company
    return Company(id=provider.company, name=name, source=provider.url)


def owners(company: str, companies: Mapping[str, Company]) -> tuple[str, ...]:
    """Return a company and its parents, upwards; a ring of owners is walked once.

    >>> dyn = Company(id="dyn", name="Dyn", parent="oracle")
    >>> owners("dyn", {"dyn": dyn})
    ('dyn', 'oracle')
    """
    chain: dict[str, None] = {}
    at: str | None = company
    while at and at not in chain:
        chain[at] = None
        at = companies[at].parent if at in companies else None
    return tuple(chain)
