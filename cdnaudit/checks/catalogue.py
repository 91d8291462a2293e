"""Every check, in the order they are explained. Adding one means adding a line here."""

from cdnaudit.checks import (
    apex_www_split,
    cdn_single_provider,
    challenge_gate,
    company_many_roles,
    control_lockout,
    dns_chain_long,
    dns_chain_loop,
    dns_cyclic_dependency,
    dns_dangling,
    dns_delegation_mismatch,
    dns_false_redundancy,
    dns_lame_nameserver,
    dns_nameserver_alias,
    dns_single_asn,
    dns_single_prefix,
    dns_single_provider,
    dns_too_few_nameservers,
    failover_slow,
    hosting_single_network,
    provider_unknown,
)

CHECKS = (
    cdn_single_provider.CHECK,
    challenge_gate.CHECK,
    company_many_roles.CHECK,
    control_lockout.CHECK,
    dns_single_provider.CHECK,
    dns_single_asn.CHECK,
    dns_single_prefix.CHECK,
    dns_too_few_nameservers.CHECK,
    dns_false_redundancy.CHECK,
    dns_lame_nameserver.CHECK,
    dns_delegation_mismatch.CHECK,
    dns_cyclic_dependency.CHECK,
    dns_nameserver_alias.CHECK,
    dns_dangling.CHECK,
    dns_chain_loop.CHECK,
    dns_chain_long.CHECK,
    hosting_single_network.CHECK,
    failover_slow.CHECK,
    apex_www_split.CHECK,
    provider_unknown.CHECK,
)

BY_ID = {check.id: check for check in CHECKS}
