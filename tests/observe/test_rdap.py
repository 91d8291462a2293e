import asyncio
import errno
import shutil
import socket
from pathlib import Path

import ipwhois.net
import ipwhois.rdap
import pytest

from cdnaudit.model.facts import Cause, RdapAnswer, RdapQuestion, Unknown
from cdnaudit.observe.rdap import RdapClient, cause_of, networks, read
from tests.observe import registry, web_server

RESPONSE = {
    "objectClassName": "ip network",
    "handle": "NET-104-16-0-0-1",
    "startAddress": "104.16.0.0",
    "endAddress": "104.31.255.255",
    "ipVersion": "v4",
    "name": "EXAMPLENET",
    "type": "DIRECT ALLOCATION",
    "links": [],
    "entities": [
        {
            "handle": "ABUSE",
            "roles": ["abuse"],
            "vcardArray": ["vcard", [["fn", {}, "text", "Abuse Desk"]]],
        },
        {
            "handle": "EXAMPLE-1",
            "roles": ["registrant"],
            "vcardArray": ["vcard", [["fn", {}, "text", "Example, Inc."]]],
        },
    ],
}


@pytest.fixture
def found() -> dict[str, object]:
    net = ipwhois.net.Net("104.16.0.1")
    parsed: dict[str, object] = ipwhois.rdap.RDAP(net).lookup(
        response=RESPONSE, bootstrap=True, root_ent_check=False
    )
    return parsed


def test_the_registrant_holds_the_network(found: dict[str, object]) -> None:
    assert read(found) == RdapAnswer(name="EXAMPLENET", org="Example, Inc.")


def test_the_answer_holds_for_the_whole_block(found: dict[str, object]) -> None:
    assert [str(n) for n in networks(found)] == ["104.16.0.0/12"]


def test_a_response_without_a_holder_has_no_organisation() -> None:
    assert read({"network": {"name": "X"}, "objects": None}) == RdapAnswer("X", None)


def test_who_has_no_name_holds_nothing() -> None:
    named = {"contact": {"name": "Example, Inc."}, "roles": ["administrative"]}
    objects = {"A": {"contact": None, "roles": ["registrant"]}, "B": named}
    assert read({"network": {}, "objects": objects}) == RdapAnswer(None, "Example, Inc.")


def ask(ip: str) -> RdapAnswer | Unknown:
    return asyncio.run(RdapClient().ask(RdapQuestion(ip)))


def test_no_address_is_asked_of_nobody() -> None:
    assert ask("example.com") == Unknown("'example.com' is no address", Cause.LIMIT)


async def several(*ips: str) -> list[RdapAnswer | Unknown]:
    """Ask one client of each address, in turn."""
    client = RdapClient()
    return [await client.ask(RdapQuestion(ip)) for ip in ips]


def test_a_registry_is_asked_of_each_network_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not shutil.which("openssl"):
        pytest.skip("needs the openssl command, to make a certificate")
    ca, context = web_server.certificate(tmp_path, registry.HOST)
    monkeypatch.setenv("SSL_CERT_FILE", str(ca))
    with registry.serving(RESPONSE, context) as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        found = asyncio.run(several("104.16.0.1", "104.31.255.255", "104.32.0.1"))
    assert found == [RdapAnswer("EXAMPLENET", "Example, Inc.")] * 3
    assert proxy.heard == ["/bootstrap/ip/104.16.0.1", "/bootstrap/ip/104.32.0.1"]


def test_a_way_out_that_refuses_leaves_it_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that the library sends goes through the proxy that the environment names."""
    with web_server.serving(b"HTTP/1.1 403 Forbidden\r\n\r\n") as proxy:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{proxy.port}")
        found = ask("104.16.0.1")
        assert [line.split()[0] for line in proxy.heard][:1] == [b"CONNECT"]
    assert isinstance(found, Unknown)
    assert (found.reason[:6], found.cause) == ("RDAP: ", Cause.REFUSED)


@pytest.mark.parametrize("cidr", [None, "", "nonsense"])
def test_a_response_without_a_block_is_kept_for_none(cidr: str | None) -> None:
    assert networks({"network": {"cidr": cidr}}) == ()


@pytest.mark.parametrize(
    ("behind", "cause"),
    [
        (TimeoutError("timed out"), Cause.TIMEOUT),
        (socket.gaierror(-2, "Name or service not known"), Cause.UNREACHABLE),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), Cause.UNREACHABLE),
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), Cause.REFUSED),
        (ValueError("no JSON"), Cause.REFUSED),
    ],
    ids=["timeout", "no resolver", "no network", "refused", "no answer fit to read"],
)
def test_why_a_registry_gave_nothing_lies_behind_what_the_library_says(
    behind: Exception, cause: Cause
) -> None:
    error = LookupError("HTTP lookup failed")
    error.__context__ = behind
    assert cause_of(error) is cause
