import errno
import socket

import ipwhois.net
import ipwhois.rdap
import pytest

from cdnaudit.model.facts import Cause, RdapAnswer
from cdnaudit.observe.rdap import cause_of, networks, read

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
