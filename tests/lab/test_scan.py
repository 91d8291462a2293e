"""The tool in the lab, as a user runs it: unmodified, against the lab's resolver."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.lab.internet.faults import NOT_NS
from tests.lab.internet.lab import Lab

pytestmark = pytest.mark.lab


@dataclass(frozen=True, slots=True)
class Seen:
    """What one scan said."""

    code: int
    target: dict[str, object]

    @property
    def findings(self) -> dict[str, str]:
        return {f["check"]: f["severity"] for f in self.target["findings"]}  # type: ignore[attr-defined]

    @property
    def single_points(self) -> set[str]:
        cuts = self.target["cuts"]
        return {c["events"][0] for c in cuts if len(c["events"]) == 1 and c["outcome"] == "down"}  # type: ignore[attr-defined]


def scan(lab: Lab, target: str, *flags: str) -> Seen:
    argv = [sys.executable, "-m", "cdnaudit", "scan", target, "--resolver", lab.resolver]
    done = lab.run([*argv, "--no-config", "-q", "-f", "json", "--timeout", "0.5", *flags])
    assert done.returncode in {0, 1, 3}, done.stderr
    return Seen(done.returncode, json.loads(done.stdout)["targets"][0])


def replay(lab: Lab, tape: Path) -> object:
    """Return the target as a recording gives it."""
    argv = [sys.executable, "-m", "cdnaudit", "scan", "--no-config", "-q", "-f", "json"]
    done = lab.run([*argv, "--replay", str(tape)])
    return json.loads(done.stdout)["targets"][0]


def services(seen: Seen) -> set[str]:
    return {e for e in seen.single_points if "/" in e and ":" not in e}


def test_one_cdn_and_one_dns_provider_are_two_single_points(lab: Lab) -> None:
    seen = scan(lab, "www.shop.com")
    assert services(seen) >= {"fastly/cdn", "ns1/dns"}
    assert seen.findings["cdn-single-provider"] == "medium"
    assert seen.findings["dns-single-provider"] == "medium"
    assert (seen.target["status"], seen.code) == ("pass", 0)


def test_one_company_in_two_roles_fails_the_default_gate(lab: Lab) -> None:
    seen = scan(lab, "www.books.com")
    assert seen.findings["company-many-roles"] == "high"
    assert seen.code == 1


def test_a_challenge_before_every_page_is_a_gate(lab: Lab) -> None:
    seen = scan(lab, "www.walled.com")
    assert services(seen) >= {"cloudflare/cdn", "cloudflare/challenge", "cloudflare/dns"}
    assert seen.findings["challenge-gate"] == "medium"
    assert seen.findings["company-many-roles"] == "critical"


def test_the_same_edge_without_a_challenge_has_no_gate(lab: Lab) -> None:
    seen = scan(lab, "www.proxied.com")
    assert "challenge-gate" not in seen.findings
    assert "cloudflare/cdn" in services(seen)


def test_two_operators_and_two_cdns_leave_no_single_provider(lab: Lab) -> None:
    seen = scan(lab, "www.resilient.com")
    assert (
        services(seen) & {"ns1/dns", "amazon-route53/dns", "fastly/cdn", "amazon-cloudfront/cdn"}
        == set()
    )
    assert "dns-single-provider" not in seen.findings
    assert "cdn-single-provider" not in seen.findings


def test_families_that_part_are_alternatives_to_those_who_have_both(lab: Lab) -> None:
    seen = scan(lab, "www.family.com")
    assert services(seen) & {"fastly/cdn", "amazon-cloudfront/cdn"} == set()
    assert seen.findings["family-divergence"] == "medium"


def test_an_apex_and_its_www_are_judged_apart(lab: Lab) -> None:
    seen = scan(lab, "split.com")
    assert [h["host"] for h in seen.target["hosts"]] == ["split.com", "www.split.com"]  # type: ignore[attr-defined]
    assert seen.findings["apex-www-split"] == "info"


def test_self_hosting_in_one_as_is_a_single_point(lab: Lab) -> None:
    seen = scan(lab, "selfhosted.org")
    assert "asn:559" in seen.single_points
    assert seen.findings["dns-single-asn"] == "medium"
    assert seen.findings["hosting-single-network"] == "low"


def test_vanity_nameservers_are_unmasked(lab: Lab) -> None:
    seen = scan(lab, "www.vanity.com")
    zone = next(z for z in seen.target["zones"] if z["zone"] == "vanity.com")  # type: ignore[attr-defined]
    assert {n["provider"] for n in zone["nameservers"]} == {"ns1"}


def test_a_zone_cut_below_the_registrable_domain_is_found(lab: Lab) -> None:
    seen = scan(lab, "app.delegated.com")
    zones = {z["zone"]: {n["provider"] for n in z["nameservers"]} for z in seen.target["zones"]}  # type: ignore[attr-defined]
    assert zones["app.delegated.com"] == {"amazon-route53"}
    assert zones["delegated.com"] == {"ns1"}


@pytest.mark.parametrize(
    ("target", "standing"),
    [
        ("lame.com", "lame"),
        ("upward.com", "lame"),
        ("expired.com", "lame"),
        ("quiet.com", "silent"),
    ],
)
def test_a_server_that_does_not_serve_is_lame_or_silent(
    lab: Lab, target: str, standing: str
) -> None:
    # The resolver may try the silent server first, for longer than 0.5 s three times over.
    seen = scan(lab, target, "--no-http", "--timeout", "2", "--retries", "5")
    zone = next(z for z in seen.target["zones"] if z["zone"] == target)  # type: ignore[attr-defined]
    assert standing in {n["answers"] for n in zone["nameservers"]}
    assert seen.findings["dns-lame-nameserver"] in {"medium", "high"}


def test_parent_and_child_that_differ_are_told(lab: Lab) -> None:
    assert scan(lab, "mismatch.com", "--no-http").findings["dns-delegation-mismatch"] == "medium"


def test_a_cycle_without_glue_cannot_be_resolved_and_is_incomplete(lab: Lab) -> None:
    seen = scan(lab, "cycle-a.com", "--no-http")
    assert (seen.target["status"], seen.code) == (
        "incomplete",
        3,
    ) or "dns-cyclic-dependency" in seen.findings


def test_a_nameserver_that_does_not_exist_dangles(lab: Lab) -> None:
    assert scan(lab, "dangling.com", "--no-http").findings["dns-dangling"] == "critical"
    assert scan(lab, "promo.dangling.com", "--no-http").findings["dns-dangling"] == "critical"


@pytest.mark.parametrize("manner", NOT_NS)
def test_a_load_balancer_that_does_not_answer_for_ns_works(lab: Lab, manner: str) -> None:
    seen = scan(lab, f"{manner}.balanced.com", "--no-http", "--timeout", "2")
    answers = {z["zone"]: [n["answers"] for n in z["nameservers"]] for z in seen.target["zones"]}  # type: ignore[attr-defined]
    assert answers[f"{manner}.balanced.com"] == ["authoritative"]
    # Its own lost tries count as loss: that this question alone is dropped cannot be told from it.
    told = None if manner == "silence" else "info"
    assert seen.findings.get("dns-ns-unanswered") == told
    assert {"dns-lame-nameserver", "dns-dangling"} & seen.findings.keys() == set()


def test_a_missing_type_of_a_name_that_exists_is_a_low_finding(lab: Lab) -> None:
    seen = scan(lab, "noaaaa.com", "--no-http")
    assert seen.findings["dns-inconsistent-nxdomain"] == "low"
    assert "dns-dangling" not in seen.findings


def test_an_apex_that_is_an_alias_keeps_its_zone(lab: Lab) -> None:
    seen = scan(lab, "aliased.com", "--no-http")
    zones = {z["zone"]: z["parent_ns"] for z in seen.target["zones"]}  # type: ignore[attr-defined]
    assert zones["aliased.com"] == ["aliased.appliance.net"]
    assert {"amazon-cloudfront/cdn", "appliance.net/dns"} <= services(seen)


def test_an_apex_that_serves_no_web_host_is_judged_by_its_dns(lab: Lab) -> None:
    seen = scan(lab, "parked.com")
    assert (seen.target["status"], seen.code) == ("pass", 0)
    assert seen.findings["dns-single-provider"] == "medium"
    assert (seen.target["unknowns"], services(seen)) == ([], {"ns1/dns"})


def test_a_name_that_does_not_exist_fails(lab: Lab) -> None:
    seen = scan(lab, "nobody.shop.com", "--allow-incomplete")
    assert (seen.code, seen.findings["target-does-not-exist"]) == (1, "high")


def test_a_nameserver_that_is_an_alias_is_told(lab: Lab) -> None:
    assert scan(lab, "nsalias.com", "--no-http").findings["dns-nameserver-alias"] == "high"


def test_a_loop_and_a_long_chain_are_told(lab: Lab) -> None:
    assert scan(lab, "www.chain.com", "--no-http").findings["dns-chain-long"] == "low"
    loop = scan(lab, "a.loop.com", "--no-http")
    assert "dns-chain-loop" in loop.findings or loop.code == 3


def test_truncated_answers_are_read_over_tcp(lab: Lab) -> None:
    seen = scan(lab, "many.bloat.com", "--no-http")
    assert len(seen.target["hosts"][0]["addresses"]) == 90  # type: ignore[index]


def test_a_dead_web_server_is_unknown_not_absent(lab: Lab) -> None:
    seen = scan(lab, "www.deadweb.com")
    assert (seen.target["status"], seen.code) == ("incomplete", 3)


REFUSED = {
    "stale.com": "certificate expired 2025-02-01; http:// answered 200",
    "selfsigned.com": "certificate is self-signed; http:// redirects there",
    "othername.com": "certificate is of other.lab, not of www.othername.com; http:// answered 200",
    "oldtls.com": "no version of TLS above TLS 1.0; http:// redirects there",
}


@pytest.mark.parametrize("zone", REFUSED)
def test_a_host_that_browsers_refuse_fails(lab: Lab, zone: str, tmp_path: Path) -> None:
    tape = tmp_path / "tape.jsonl"
    seen = scan(lab, f"www.{zone}", "--record", str(tape))
    told = [f["message"] for f in seen.target["findings"] if f["check"] == "tls-not-valid"]  # type: ignore[attr-defined]
    assert (seen.code, told) == (1, [f"HTTPS of www.{zone} fails: {REFUSED[zone]}"])
    assert replay(lab, tape) == seen.target


AWAY = {
    "circle.com": "https://www.circle.com/again: redirects lead back here, for a visitor without cookies",
    "deadend.com": "https://www.deadweb.com/: timeout after 3.0 s, connecting to 217.160.0.80",
    "astray.com": "https://gone.astray.com/: gone.astray.com does not exist (NXDOMAIN)",
}


@pytest.mark.parametrize("zone", AWAY)
def test_a_page_that_redirects_keep_away_is_unknown(lab: Lab, zone: str, tmp_path: Path) -> None:
    tape = tmp_path / "tape.jsonl"
    seen = scan(lab, f"www.{zone}", "--record", str(tape))
    reasons = [u["question"] + ": " + u["reason"] for u in seen.target["unknowns"]]  # type: ignore[attr-defined]
    assert (seen.code, reasons) == (3, [f"http {AWAY[zone]}"])
    assert replay(lab, tape) == seen.target


def test_a_recording_of_a_scan_replays_to_the_same_report(lab: Lab, tmp_path: Path) -> None:
    tape = tmp_path / "tape.jsonl.gz"
    live = scan(lab, "www.shop.com", "--record", str(tape))
    assert replay(lab, tape) == live.target


def test_loss_is_survived_by_trying_again(lossy_lab: Lab) -> None:
    seen = scan(lossy_lab, "www.shop.com", "--retries", "6")
    assert services(seen) >= {"fastly/cdn", "ns1/dns"}
