"""Every check, in the order they are explained. Adding one means adding a line here."""

from importlib import import_module

from cdnaudit.checking.check import Check
from cdnaudit.model.check_info import CheckInfo

NAMES = (
    "target_does_not_exist",
    "target_does_not_work",
    "cdn_single_provider",
    "cdn_steering_single_point",
    "cdn_dns_coupling",
    "challenge_gate",
    "tls_not_valid",
    "company_many_roles",
    "control_lockout",
    "dns_single_provider",
    "dns_single_asn",
    "dns_single_prefix",
    "dns_too_few_nameservers",
    "dns_false_redundancy",
    "dns_lame_nameserver",
    "dns_delegation_mismatch",
    "dns_transitive_dependency",
    "dns_cyclic_dependency",
    "dns_nameserver_alias",
    "dns_dangling",
    "dns_inconsistent_nxdomain",
    "dns_ns_unanswered",
    "dns_chain_loop",
    "dns_chain_long",
    "hosting_single_network",
    "region_pinned",
    "failover_slow",
    "apex_www_split",
    "family_divergence",
    "status_page_shared_fate",
    "origin_shared_fate",
    "origin_unreachable",
    "policy_provider_denied",
    "policy_too_few_providers",
    "provider_defunct",
    "provider_unknown",
)
"""Modules of ``cdnaudit.checks``, each with its ``CHECK``."""


def _load(name: str) -> Check:
    check: Check = import_module(f"cdnaudit.checks.{name}").CHECK
    return check


CHECKS: tuple[Check, ...] = tuple(map(_load, NAMES))
BY_ID = {check.id: check for check in CHECKS}


def check_infos() -> tuple[CheckInfo, ...]:
    """Describe every check, for a report to carry."""
    return tuple(CheckInfo(c.id, c.title, c.help.strip(), c.severity) for c in CHECKS)
