"""The small internet is what its README tells: each story, proven with dig and curl."""

import os
import re
import sys
from pathlib import Path

import pytest

from tests.lab.dig import dig
from tests.lab.internet.edges import CLOUDFRONT_V4, CLOUDFRONT_V6, FASTLY_V4, FASTLY_V6
from tests.lab.internet.lab import Lab
from tests.lab.internet.zones import STORIES

pytestmark = pytest.mark.lab

COM = "@192.5.6.30"
NS1 = "@198.51.44.1"
ROUTE53 = "@205.251.192.1"
SILENT = "@217.160.80.53"
RESOLVER = ("@9.9.9.9", "+rec")


def headers(lab: Lab, *arguments: str) -> dict[str, str]:
    """Fetch with curl over HTTP/2 and return the status as ``:status`` and the headers."""
    done = lab.run(["curl", "-sS", "-m", "5", "-o", "/dev/null", "-D", "-", *arguments])
    assert done.stderr == ""
    status, *lines = done.stdout.strip().splitlines()
    return {":status": status.split()[1], **dict(line.split(": ", 1) for line in lines)}


def test_readme_tells_every_story() -> None:
    readme = Path(__file__).with_name("README.md").read_text()
    assert [z.origin for z in STORIES if f"| `{z.origin}` | {z.story} |" not in readme] == []


def test_resolver_walks_down_from_the_root(lab: Lab) -> None:
    reply = dig(lab, *RESOLVER, "www.shop.com")
    assert reply.answer == (
        f"shop.map.fastly.net. A {FASTLY_V4}",
        "www.shop.com. CNAME shop.map.fastly.net.",
    )


def test_root_refers_to_the_registry_with_glue(lab: Lab) -> None:
    reply = dig(lab, "@198.41.0.4", "www.shop.com")
    assert not reply.aa
    assert reply.authority == ("com. NS a.gtld-servers.net.", "com. NS b.gtld-servers.net.")
    assert "a.gtld-servers.net. A 192.5.6.30" in reply.additional


def test_registry_refers_to_ns1_without_glue(lab: Lab) -> None:
    reply = dig(lab, COM, "www.shop.com")
    assert reply.authority == tuple(f"shop.com. NS dns{i}.p01.nsone.net." for i in range(1, 5))
    assert reply.additional == ()


@pytest.mark.parametrize("server", ["198.51.45.65", "2620:4d:4000:6259:7:1:0:1"])
def test_ns1_is_authoritative_over_ipv4_and_ipv6(lab: Lab, server: str) -> None:
    assert dig(lab, f"@{server}", "shop.com").aa


def test_route_53_has_names_in_four_tlds(lab: Lab) -> None:
    names = ("ns-1.awsdns-00.com", "ns-1025.awsdns-00.org", "ns-1537.awsdns-00.co.uk")
    assert dig(lab, COM, "books.com").authority == (
        *(f"books.com. NS {name}." for name in names),
        "books.com. NS ns-513.awsdns-00.net.",
    )
    addresses = [dig(lab, *RESOLVER, name).answer[0].split()[-1] for name in names]
    assert addresses == ["205.251.192.1", "205.251.196.1", "205.251.198.1"]


def test_two_operators_and_two_cdns_serve_one_host(lab: Lab) -> None:
    for server in (NS1, ROUTE53):
        assert dig(lab, server, "www.resilient.com").aa
    assert dig(lab, NS1, "www.resilient.com").answer == (
        f"www.resilient.com. A {CLOUDFRONT_V4}",
        f"www.resilient.com. A {FASTLY_V4}",
    )
    assert dig(lab, NS1, "www.resilient.com", "AAAA").answer == (
        f"www.resilient.com. AAAA {CLOUDFRONT_V6}",
        f"www.resilient.com. AAAA {FASTLY_V6}",
    )


def test_one_cdn_has_ipv4_and_another_ipv6(lab: Lab) -> None:
    assert headers(lab, "-4", "https://www.family.com/")["via"] == "1.1 varnish"
    assert headers(lab, "-6", "https://www.family.com/")["x-cache"] == "Hit from cloudfront"


def test_apex_and_www_are_served_by_different_networks(lab: Lab) -> None:
    assert headers(lab, "https://split.com/")["server"] == "Apache"
    assert headers(lab, "https://www.split.com/")["server"] == "Varnish"


def test_self_hosted_domain_gets_glue_in_its_own_network(lab: Lab) -> None:
    additional = dig(lab, "@199.19.54.1", "selfhosted.org").additional
    assert "ns1.selfhosted.org. A 129.132.98.8" in additional
    assert dig(lab, "@129.132.98.8", "www.selfhosted.org").aa
    assert headers(lab, "https://www.selfhosted.org/")[":status"] == "200"


def test_vanity_nameservers_have_the_addresses_of_ns1(lab: Lab) -> None:
    reply = dig(lab, COM, "www.vanity.com")
    assert "ns1.vanity.com. A 198.51.44.1" in reply.additional
    assert dig(lab, *RESOLVER, "www.vanity.com").status == "NOERROR"


def test_times_to_live_are_short_and_long(lab: Lab) -> None:
    for name, seconds in (("short.ttl.com", "30"), ("day.ttl.com", "86400")):
        text = lab.run(["dig", "+noall", "+answer", NS1, name]).stdout
        assert text.split()[1] == seconds


def test_child_zone_is_delegated_to_another_operator(lab: Lab) -> None:
    assert len(dig(lab, NS1, "app.delegated.com").authority) == 4
    assert dig(lab, ROUTE53, "app.delegated.com").aa


def test_lame_server_refuses(lab: Lab) -> None:
    assert dig(lab, ROUTE53, "www.lame.com").status == "REFUSED"
    assert dig(lab, *RESOLVER, "www.lame.com").status == "NOERROR"
    assert dig(lab, *RESOLVER, "www.dead.com").status == "SERVFAIL"


def test_upward_server_refers_to_com_and_is_not_authoritative(lab: Lab) -> None:
    reply = dig(lab, "@62.116.128.53", "www.upward.com")
    assert (reply.status, reply.aa, reply.answer) == ("NOERROR", False, ())
    assert reply.authority == ("com. NS a.gtld-servers.net.", "com. NS b.gtld-servers.net.")


def test_server_that_lost_its_copy_fails(lab: Lab) -> None:
    assert dig(lab, "@85.13.128.53", "www.expired.com").status == "SERVFAIL"


@pytest.mark.parametrize("transport", ["+notcp", "+tcp"])
@pytest.mark.parametrize("server", [SILENT, "@2001:8d8:fe:53::53"])
def test_silent_server_sends_nothing_back(lab: Lab, server: str, transport: str) -> None:
    done = lab.run(["dig", "+tries=1", "+time=1", transport, server, "quiet.com"])
    assert "timed out" in done.stdout
    assert "refused" not in done.stdout
    assert "unreachable" not in done.stdout


def test_silent_web_server_times_out(lab: Lab) -> None:
    done = lab.run(["curl", "-sS", "-m", "1", "https://www.deadweb.com/"])
    assert done.returncode == 28


def test_domain_with_a_silent_server_still_resolves(lab: Lab) -> None:
    assert dig(lab, *RESOLVER, "+time=10", "www.quiet.com").status == "NOERROR"


def test_public_suffix_of_two_labels_delegates_to_one_server(lab: Lab) -> None:
    assert dig(lab, "@213.248.216.1", "lonely.co.uk").authority == (
        "lonely.co.uk. NS dns1.p01.nsone.net.",
    )


def test_parent_and_child_disagree_on_nameservers(lab: Lab) -> None:
    assert dig(lab, COM, "mismatch.com").authority == (
        "mismatch.com. NS dns1.p01.nsone.net.",
        "mismatch.com. NS dns2.p01.nsone.net.",
    )
    assert dig(lab, NS1, "mismatch.com", "NS").answer == (
        "mismatch.com. NS dns1.p01.nsone.net.",
        "mismatch.com. NS dns3.p01.nsone.net.",
        "mismatch.com. NS ns-1.awsdns-00.com.",
    )


@pytest.mark.parametrize(("zone", "other"), [("cycle-a.com", "b.net"), ("cycle-b.net", "a.com")])
def test_cycle_has_no_glue_and_cannot_be_entered(lab: Lab, zone: str, other: str) -> None:
    reply = dig(lab, COM, zone)
    assert reply.authority == tuple(f"{zone}. NS ns{i}.cycle-{other}." for i in (1, 2))
    assert reply.additional == ()
    assert dig(lab, *RESOLVER, f"www.{zone}").status == "SERVFAIL"


def test_dangling_names_lead_to_unregistered_domains(lab: Lab) -> None:
    assert "dangling.com. NS ns1.gone-dns.net." in dig(lab, COM, "dangling.com").authority
    assert dig(lab, *RESOLVER, "ns1.gone-dns.net").status == "NXDOMAIN"
    reply = dig(lab, *RESOLVER, "promo.dangling.com")
    assert (reply.status, reply.answer) == (
        "NXDOMAIN",
        ("promo.dangling.com. CNAME acme.gone-cdn.net.",),
    )


def test_nameserver_is_an_alias(lab: Lab) -> None:
    assert "nsalias.com. NS ns1.aliasns.net." in dig(lab, COM, "nsalias.com").authority
    alias = "ns1.aliasns.net. CNAME dns1.p01.nsone.net."
    assert dig(lab, NS1, "ns1.aliasns.net").answer == (alias,)


def test_aliases_go_round_within_one_zone_and_across_two(lab: Lab) -> None:
    assert dig(lab, NS1, "a.loop.com", "CNAME").answer == ("a.loop.com. CNAME b.loop.com.",)
    assert dig(lab, NS1, "b.loop.com", "CNAME").answer == ("b.loop.com. CNAME a.loop.com.",)
    assert dig(lab, NS1, "www.loop.com").answer == ("www.loop.com. CNAME www.loop.net.",)
    assert dig(lab, ROUTE53, "www.loop.net").answer == ("www.loop.net. CNAME www.loop.com.",)


def test_chain_has_ten_links_and_an_end(lab: Lab) -> None:
    answer = dig(lab, *RESOLVER, "www.chain.com").answer
    assert sum(" CNAME " in record for record in answer) == 10
    assert f"l10.chain.com. A {FASTLY_V4}" in answer


@pytest.mark.parametrize(
    ("question", "records"), [(("bloat.com", "TXT"), 60), (("many.bloat.com", "A"), 90)]
)
def test_bloated_answer_is_truncated_and_whole_over_tcp(
    lab: Lab, question: tuple[str, str], records: int
) -> None:
    assert dig(lab, NS1, *question, "+ignore").tc
    assert len(dig(lab, NS1, *question, "+tcp").answer) == records


def test_plain_http_is_redirected(lab: Lab) -> None:
    reply = headers(lab, "http://www.shop.com/cart")
    assert (reply[":status"], reply["Location"]) == ("301", "https://www.shop.com/cart")


def test_fastly_sends_its_headers(lab: Lab) -> None:
    reply = headers(lab, "https://www.shop.com/")
    assert (reply["x-served-by"], reply["via"]) == ("cache-fra-eddf8230057-FRA", "1.1 varnish")


def test_cloudfront_sends_its_headers(lab: Lab) -> None:
    reply = headers(lab, "https://www.books.com/")
    assert (reply["server"], reply["x-amz-cf-pop"]) == ("AmazonS3", "FRA56-P2")
    assert re.fullmatch(r"1\.1 \w+\.cloudfront\.net \(CloudFront\)", reply["via"])


def test_cloudflare_challenges_one_domain_and_serves_the_other(lab: Lab) -> None:
    walled = headers(lab, "https://www.walled.com/")
    open_ = headers(lab, "https://www.proxied.com/")
    assert (walled[":status"], walled["cf-mitigated"]) == ("403", "challenge")
    assert (open_[":status"], open_.get("cf-mitigated")) == ("200", None)
    assert {walled["server"], open_["server"]} == {"cloudflare"}
    assert walled["cf-ray"] == open_["cf-ray"]


def test_edges_are_trusted_only_with_the_authority_of_the_lab(lab: Lab) -> None:
    fetch = ["curl", "-sS", "-o", "/dev/null", "https://www.shop.com/"]
    assert lab.run(fetch).returncode == 0
    assert lab.run(fetch, env={"CURL_CA_BUNDLE": "/dev/null"}).returncode != 0


@pytest.mark.parametrize(
    ("zone", "code"),
    [
        ("stale.com", 60),
        ("selfsigned.com", 60),
        ("othername.com", 60),
        ("oldtls.com", 35),
        ("circle.com", 47),
        ("deadend.com", 28),
        ("astray.com", 6),
    ],
)
def test_web_servers_with_a_fault_give_curl_no_page(lab: Lab, zone: str, code: int) -> None:
    fetch = ["curl", "-sS", "-L", "--max-redirs", "5", "-m", "2", "-o", "/dev/null"]
    assert lab.run([*fetch, f"https://www.{zone}/"]).returncode == code


def test_no_route_leads_out(lab: Lab) -> None:
    routes = lab.run(["ip", "-o", "link", "show"]).stdout.splitlines()
    assert [re.split(r"[:@] ?", line)[1] for line in routes] == ["lo", "uplink"]
    assert dig(lab, "@1.1.1.1", "+time=1", "example.com").status == ""


def test_programs_run_in_the_current_folder(lab: Lab) -> None:
    assert lab.run(["pwd"]).stdout.strip() == str(Path.cwd())


def test_proxies_are_not_used(lab: Lab, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:1")
    assert headers(lab, "https://www.shop.com/")[":status"] == "200"


def test_round_trips_take_twice_the_delay(slow_lab: Lab) -> None:
    times = [dig(slow_lab, NS1, "shop.com").milliseconds for _ in range(5)]
    assert 19 <= min(times) < 30  # dig rounds down


ASK_OFTEN = """
import socket, sys, time
query = b"\\0%c\\0\\0\\0\\1\\0\\0\\0\\0\\0\\0\\4shop\\3com\\0\\0\\1\\0\\1"
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.settimeout(1)
sock.connect(("198.51.44.1", 53))
for i in range(200):
    sock.send(query % i)
    time.sleep(0.001)
got = 0
try:
    while got < 200:
        sock.recv(4096)
        got += 1
except TimeoutError:
    pass
print(got)
"""


def test_packets_are_lost_both_ways(lossy_lab: Lab, lab: Lab) -> None:
    ask = [sys.executable, "-c", ASK_OFTEN]
    assert int(lab.run(ask).stdout) == 200
    assert 0.5 * 200 < int(lossy_lab.run(ask).stdout) < 0.8 * 200  # expected 0.64


def test_labs_run_side_by_side(lab: Lab, slow_lab: Lab) -> None:
    assert lab.name != slow_lab.name
    assert [dig(x, *RESOLVER, "www.shop.com").status for x in (lab, slow_lab)] == ["NOERROR"] * 2
    assert os.getpid() not in (lab.namespaces.internet, slow_lab.namespaces.internet)
