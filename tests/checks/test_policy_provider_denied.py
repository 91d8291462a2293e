"""policy-provider-denied: a provider that the policy does not allow."""

import pytest

from cdnaudit.checks.policy_provider_denied import CHECK
from cdnaudit.model.policy import Policy
from tests.world import ALPHA, BETA, judge, said, world

HOST = "www.shop.example"
ANSWERS = world(
    {HOST: "x.alpha-edge.example 192.0.2.1"}, {"shop.example": BETA, "alpha-edge.example": ALPHA}
)
ALPHA_CDN = (
    "high",
    f"{HOST} uses alpha for cdn, which the policy does not allow",
    "alpha",
)
BETA_DNS = ("high", f"{HOST} uses beta for dns, which the policy does not allow", "beta")


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (Policy(deny_providers=("alpha",)), [ALPHA_CDN]),
        (Policy(deny_providers=("alpha", "beta")), [ALPHA_CDN, BETA_DNS]),
        (Policy(allow_providers=("alpha",)), [BETA_DNS]),
        (Policy(allow_providers=("alpha", "beta"), deny_providers=("beta",)), [BETA_DNS]),
        (Policy(allow_providers=("alpha", "beta")), []),
        (Policy(deny_providers=("gamma",)), []),
        (Policy(), []),
    ],
)
def test_denied_and_not_allowed_providers_are_said_and_no_others(
    policy: Policy, expected: list[tuple[str, str, str]]
) -> None:
    assert sorted(said(judge(ANSWERS, policy=policy), CHECK.id), key=str) == expected
