"""Who owns whom."""

from collections.abc import Iterable, Mapping

from cdnaudit.knowledge.rules import Company, Provider


def complete(companies: Iterable[Company], providers: Iterable[Provider]) -> dict[str, Company]:
    """Return companies by id, with one for each owner that only a provider file names."""
    known = {company.id: company for company in companies}
    for provider in sorted(providers, key=_owners_of_themselves_first):
        if provider.company not in known:
            known[provider.company] = _owning_itself(provider)
    for company in tuple(known.values()):
        if company.parent and company.parent not in known:
            known[company.parent] = Company(id=company.parent, name=company.parent)
    return dict(sorted(known.items()))


def _owners_of_themselves_first(provider: Provider) -> tuple[bool, str]:
    return provider.id != provider.company, provider.id


def _owning_itself(provider: Provider) -> Company:
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
