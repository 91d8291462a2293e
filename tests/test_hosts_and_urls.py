"""Names, URLs and record data in the one form that the house uses, and what is refused."""

import pytest

from cdnaudit.errors import UsageError
from cdnaudit.names import (
    ancestors,
    host,
    is_under,
    listed,
    parent,
    shown,
    target,
    url,
)
from cdnaudit.record_data import presented

LONG = ".".join(["a" * 62] * 4)
"""251 characters."""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Example.com.", "example.com"),
        ("https://Example.com/a", "example.com"),
        ("http://user@example.com:8080/", "example.com"),
        ("example.com:8443", "example.com"),
        ("example.com/path", "example.com"),
        ("_dmarc.example.com", "_dmarc.example.com"),
        ("b\u00fccher.example", "xn--bcher-kva.example"),
        (f"{LONG}.a", f"{LONG}.a"),
    ],
)
def test_a_host_is_read_from_a_name_or_a_url(text: str, name: str) -> None:
    assert host(text) == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("192.0.2.1", "target '192.0.2.1' is an address; give a host name"),
        ("[2001:db8::1]", "target '[2001:db8::1]' is an address; give a host name"),
        ("2001:db8::1", "target '2001:db8::1' is an address; give a host name"),
        ("https://[::1]/", "target 'https://[::1]/' is an address; give a host name"),
        (
            "localhost",
            "target 'localhost' has no dot; give a full name, as www.example.com",
        ),
        ("a..b", "target 'a..b' is no valid host name; write it as www.example.com"),
        ("a b.c", "target 'a b.c' is no valid host name; write it as www.example.com"),
        (
            f"{LONG}.aaa",
            f"target '{LONG}.aaa' is no valid host name; write it as www.example.com",
        ),
        (
            "ftp://example.com/",
            "target 'ftp://example.com/': use a host name, or an http or https URL",
        ),
    ],
)
def test_what_is_no_host_is_refused(text: str, told: str) -> None:
    with pytest.raises(UsageError) as caught:
        host(text)
    assert str(caught.value) == told


HYPHEN = "has a label that begins or ends with '-', as no host name may (RFC 1123); mend it"
NUMBER = "ends in a number, as an address does and no host name; give a host name"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("*.example.com", "is a pattern, and stands for no host; name one, as www.example.com"),
        ("-a.com", HYPHEN),
        ("https://a-.example.com/x", HYPHEN),
        ("1.2.3", NUMBER),
        ("1.2.3.4.5", NUMBER),
        ("999.1.1.1", NUMBER),
        ("a.0x1f", NUMBER),
        (
            "www.xn--a.com",
            "has xn--a, which is no valid punycode; write the name in its own letters",
        ),
    ],
)
def test_a_name_that_no_site_has_is_no_target(text: str, wrong: str) -> None:
    with pytest.raises(UsageError) as caught:
        target(text)
    assert str(caught.value) == f"target '{text}' {wrong}"
    assert host(text)


@pytest.mark.parametrize(
    "name", ["a--b.example", "xn--i-7iq.ws", "1.2.3.in-addr.arpa", "3com.com", "_dmarc.example.com"]
)
def test_a_name_that_a_site_may_have_is_a_target(name: str) -> None:
    assert target(name) == name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("https://Example.com", "https://example.com/"),
        ("http://example.com:8080/a?b=c#d", "http://example.com:8080/a?b=c"),
    ],
)
def test_a_url_has_a_normal_host_and_a_path(text: str, found: str) -> None:
    assert url(text) == found


@pytest.mark.parametrize("text", ["example.com", "ftp://example.com/", "https:///path"])
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        url(text)
    assert str(caught.value) == f"URL '{text}' is not http or https; write https://HOST/PATH"


@pytest.mark.parametrize(
    ("type_", "data", "form"),
    [
        ("A", "192.0.2.1", "192.0.2.1"),
        ("AAAA", "2001:DB8::0:1", "2001:db8::1"),
        ("CNAME", "X.Example.", "x.example"),
        ("DNAME", "X.Example.", "x.example"),
        ("NS", "X.Example.", "x.example"),
        ("PTR", "X.Example.", "x.example"),
        ("MX", "10 X.Example.", "10 x.example"),
        ("KX", "10 X.Example.", "10 x.example"),
        ("AFSDB", "1 X.Example.", "1 x.example"),
        ("SOA", "Ns.X. Host.X. 1 2 3 4 5", "ns.x host.x 1 2 3 4 5"),
        ("SRV", "0 5 443 X.Example.", "0 5 443 x.example"),
        ("HTTPS", '1 . alpn="H2"', '1 . alpn="H2"'),
        ("SVCB", '1 X.Example. key="A B"', '1 x.example key="A B"'),
        ("TXT", "As It  Is.", "As It  Is."),
    ],
)
def test_record_data_have_one_form(type_: str, data: str, form: str) -> None:
    assert presented(type_, data) == form


def test_names_above_and_below() -> None:
    assert ancestors("a.b.c") == ("a.b.c", "b.c", "c")
    assert ancestors("") == ()
    assert [parent(name) for name in ("a.b.c", "c", "")] == ["b.c", "", ""]
    zones = ("", "b.c", "a.b.c", "c", "xa.b.c", "z.a.b.c")
    assert [is_under("a.b.c", zone) for zone in zones] == [True, True, True, True, False, False]


def test_a_list_reads_as_a_sentence() -> None:
    assert [listed(names) for names in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert listed(["a", "b"], "or") == "a or b"


def test_what_cannot_be_seen_is_shown_as_an_escape() -> None:
    hidden = "\x00\x1f\x7f\x9f\xad\u061c\u200b\u200f\u2028\u202e\u2066\u2069\ufeff\ud800\udfff"
    assert shown(hidden) == (
        r"\x00\x1f\x7f\x9f\xad\u061c\u200b\u200f\u2028\u202e\u2066\u2069\ufeff\ud800\udfff"
    )
    seen = " ~\xa0\u00e9\u200a\u2010\u2027\u202f\u2065\u206a\ufefe\U0001f600"
    assert shown(seen) == seen
