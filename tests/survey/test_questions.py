"""An answer of many addresses is read up to a bound, which is said."""

import pytest

from cdnaudit.survey.questions import MAX_ADDRESSES
from tests.many_networks import many_networks
from tests.world import plan, survey


@pytest.mark.parametrize(
    ("addresses", "limits"),
    [(MAX_ADDRESSES, ()), (MAX_ADDRESSES + 1, ("1000 addresses of www.shop.example",))],
)
def test_more_addresses_than_are_looked_at_are_a_limit(
    addresses: int, limits: tuple[str, ...]
) -> None:
    found = survey(many_networks(addresses), plan())
    assert (len(found.hosts[0].addresses), found.limits) == (MAX_ADDRESSES, limits)


def test_what_is_left_out_is_spread_over_all_of_them() -> None:
    """Of twice as many, every other."""
    addresses = survey(many_networks(2 * MAX_ADDRESSES), plan()).hosts[0].addresses
    networks = {address.rpartition(".")[0] for address in addresses}
    assert len(networks) == len({f"198.18.{n // 256}" for n in range(2 * MAX_ADDRESSES)})
