import asyncio
import gzip
import shutil
import socket
import ssl
import zlib
from pathlib import Path

import pytest

from cdnaudit.model.facts import Answer, Cause, HttpAnswer, HttpQuestion, Unknown
from cdnaudit.observe.http_body import MAX_BODY, Inflater
from cdnaudit.observe.http_client import HttpClient
from cdnaudit.observe.settings import QuerySettings
from cdnaudit.observe.special_use import EVERYWHERE, Network
from tests.observe.web_server import HELLO, Site, certificate, serving

HERE = ("127.0.0.1",)


def get(
    url: str,
    pins: tuple[str, ...] = HERE,
    *,
    allow: tuple[Network, ...] = EVERYWHERE,
    seconds: float = 5.0,
    ca_file: Path | None = None,
) -> Answer:
    settings = QuerySettings(
        page_seconds=seconds,
        user_agent="cdnaudit/0 (test)",
        allow=allow,
        ca_file=str(ca_file) if ca_file else None,
    )
    return asyncio.run(HttpClient(settings).ask(HttpQuestion(url, pins)))


def body(sent: bytes) -> str | None:
    with serving(sent) as site:
        answer = get(site.url())
    assert isinstance(answer, HttpAnswer)
    return answer.body


def page(content: bytes, *headers: str) -> bytes:
    lines = ["HTTP/1.1 200 OK", *headers, f"Content-Length: {len(content)}", "", ""]
    return "\r\n".join(lines).encode() + content


def closed_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


def test_a_page_is_status_headers_body_and_peer() -> None:
    with serving(HELLO) as site:
        assert get(site.url()) == HttpAnswer(
            status=200,
            headers=(("Server", "examplecdn"), ("Content-Length", "5")),
            body="hello",
            peer="127.0.0.1",
        )


def test_the_request_names_the_host_and_says_who_asks() -> None:
    with serving(HELLO) as site:
        get(site.url())
        lines = site.heard[0].decode().lower().split("\r\n")
    assert lines[0] == "get / http/1.1"
    assert f"host: www.example.com:{site.port}" in lines
    assert "user-agent: cdnaudit/0 (test)" in lines
    assert "accept-encoding: gzip, deflate" in lines


def test_a_password_in_the_url_is_not_sent() -> None:
    with serving(HELLO) as site:
        get(f"http://user:secret@www.example.com:{site.port}/")
    assert b"authorization" not in site.heard[0].lower()


def test_redirects_are_not_followed() -> None:
    found = b"HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n"
    with serving(found) as site:
        answer = get(site.url())
        assert len(site.heard) == 1
    assert isinstance(answer, HttpAnswer)
    assert (answer.status, answer.headers[0]) == (302, ("Location", "/next"))


def test_cookies_are_not_sent_back() -> None:
    async def twice(client: HttpClient, site: Site) -> None:
        for _ in range(2):
            await client.ask(HttpQuestion(site.url(), HERE))

    with serving(page(b"", "Set-Cookie: a=b; Path=/")) as site:
        asyncio.run(twice(HttpClient(QuerySettings(allow=EVERYWHERE)), site))
    assert [b"cookie" in heard.lower() for heard in site.heard] == [False, False]


@pytest.mark.parametrize(
    ("content", "coding"),
    [
        (gzip.compress(b"hello"), "gzip"),
        (zlib.compress(b"hello"), "deflate"),
        (zlib.compress(b"hello")[2:-4], "deflate"),
        (b"hello", "identity"),
    ],
)
def test_bodies_are_decoded(content: bytes, coding: str) -> None:
    assert body(page(content, f"Content-Encoding: {coding}")) == "hello"


def test_a_body_in_a_coding_we_did_not_ask_for_is_not_kept() -> None:
    assert body(page(b"\x0b\x02\x80hello\x03", "Content-Encoding: br")) is None


def test_a_broken_coding_keeps_what_could_be_decoded() -> None:
    assert body(page(b"no gzip at all", "Content-Encoding: gzip")) == ""


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_body_that_breaks_off_in_nonsense_is_kept_so_far(coding: str) -> None:
    whole = gzip.compress(b"hello") if coding == "gzip" else zlib.compress(b"hello")
    inflater = Inflater(coding)
    for chunk in (whole[:-4], b"\xff" * 8):
        inflater.feed(chunk)
    assert (bytes(inflater.body), inflater.full) == (b"hello", True)


def test_a_decompression_bomb_stops_at_the_bound() -> None:
    bomb = gzip.compress(b"a" * 50_000_000)
    assert body(page(bomb, "Content-Encoding: gzip")) == "a" * MAX_BODY


def test_a_long_body_is_cut() -> None:
    assert body(page(b"a" * (MAX_BODY + 1))) == "a" * MAX_BODY


@pytest.mark.parametrize(
    ("content", "type_", "expected"),
    [
        (b"caf\xc3\xa9", "text/html", "café"),
        (b"caf\xe9", "text/html; charset=ISO-8859-1", "café"),
        (b"caf\xe9", "text/html", "caf\ufffd"),
    ],
)
def test_text_is_utf_8_unless_it_says_latin_1(content: bytes, type_: str, expected: str) -> None:
    assert body(page(content, f"Content-Type: {type_}")) == expected


def test_the_next_address_is_tried_where_one_refuses() -> None:
    with serving(HELLO, v6=True) as site:
        answer = get(site.url(), ("::1", "127.0.0.1"))
    assert isinstance(answer, HttpAnswer)
    assert answer.peer == "::1"


def test_a_closed_port_is_a_refused_connection() -> None:
    url = f"http://www.example.com:{closed_port()}/"
    assert get(url) == Unknown("connection refused by 127.0.0.1", Cause.REFUSED)


def test_a_silent_server_is_a_timeout() -> None:
    with serving(None) as site:
        assert get(site.url(), seconds=0.2) == Unknown("timeout after 0.2 s", Cause.TIMEOUT)


def test_a_server_that_hangs_up_is_unknown() -> None:
    with serving(b"") as site:
        answer = get(site.url())
    assert isinstance(answer, Unknown)
    assert answer.reason.startswith("connection to 127.0.0.1 failed: Server disconnected")
    assert answer.cause is Cause.REFUSED


def test_a_server_that_speaks_no_http_is_unknown() -> None:
    with serving(b"220 mail.example.com ESMTP\r\n") as site:
        answer = get(site.url())
    assert isinstance(answer, Unknown)
    assert answer.cause is Cause.REFUSED


@pytest.mark.parametrize("pins", [HERE, ("::ffff:127.0.0.1",), ("169.254.169.254", "::1")])
def test_special_addresses_are_never_connected_to(pins: tuple[str, ...]) -> None:
    with serving(HELLO) as site:
        answer = get(site.url(), pins, allow=())
        assert site.heard == []
    assert answer == Unknown(f"refused to connect: {pins[0]} is not a public address", Cause.LIMIT)


def test_without_an_address_nothing_is_asked() -> None:
    assert get("http://www.example.com/", ()) == Unknown("no address to connect to", Cause.LIMIT)


@pytest.mark.parametrize(
    "url", ["ftp://www.example.com/", "http://www.example.com:99999/", "http://a\x00b/"]
)
def test_a_url_that_cannot_be_asked_is_unknown(url: str) -> None:
    answer = get(url)
    assert isinstance(answer, Unknown)
    assert (answer.reason[:12], answer.cause) == ("cannot ask: ", Cause.LIMIT)


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ssl.SSLContext]:
    if not shutil.which("openssl"):
        pytest.skip("needs the openssl command, to make a certificate")
    return certificate(tmp_path_factory.mktemp("tls"))


def test_the_certificate_is_read(trust: tuple[Path, ssl.SSLContext]) -> None:
    ca, context = trust
    with serving(HELLO, context) as site:
        answer = get(site.url("https"), ca_file=ca)
    assert isinstance(answer, HttpAnswer)
    assert answer.tls is not None
    assert (answer.tls.issuer, answer.tls.names) == (
        "CN=Test CA,O=Example Trust,C=ZZ",
        ("*.shop.example.com", "www.example.com"),
    )


def test_whom_to_trust_is_read_once_and_beforehand(
    trust: tuple[Path, ssl.SSLContext], tmp_path: Path
) -> None:
    ca, context = trust
    file = tmp_path / "ca.pem"
    shutil.copy(ca, file)
    client = HttpClient(QuerySettings(allow=EVERYWHERE, ca_file=str(file)))
    client.prepare()
    file.unlink()
    with serving(HELLO, context) as site:
        answer = asyncio.run(client.ask(HttpQuestion(site.url("https"), HERE)))
    assert isinstance(answer, HttpAnswer)


def test_ssl_cert_file_names_whom_to_trust(
    trust: tuple[Path, ssl.SSLContext], monkeypatch: pytest.MonkeyPatch
) -> None:
    ca, context = trust
    monkeypatch.setenv("SSL_CERT_FILE", str(ca))
    with serving(HELLO, context) as site:
        assert isinstance(get(site.url("https")), HttpAnswer)


def test_a_server_without_tls_is_a_tls_failure(trust: tuple[Path, ssl.SSLContext]) -> None:
    with serving(HELLO) as site:
        answer = get(site.url("https"), ca_file=trust[0])
    assert isinstance(answer, Unknown)
    assert answer.reason.startswith("TLS: ")


def test_an_origin_is_asked_with_the_name_of_the_target() -> None:
    with serving(HELLO) as site:
        settings = QuerySettings(page_seconds=5.0, allow=EVERYWHERE)
        question = HttpQuestion(site.url(), HERE, origin="origin.example.net")
        answer = asyncio.run(HttpClient(settings).ask(question))
    assert isinstance(answer, HttpAnswer)
    assert f"\r\nhost: www.example.com:{site.port}\r\n".encode() in site.heard[0].lower()


def test_a_private_address_of_an_origin_is_refused() -> None:
    question = HttpQuestion("https://www.example.com/", ("10.0.0.7",), origin="origin.example.net")
    assert asyncio.run(HttpClient(QuerySettings()).ask(question)) == Unknown(
        "refused to connect: 10.0.0.7 is not a public address", Cause.LIMIT
    )
