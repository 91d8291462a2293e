"""What browsers refuse is an answer, with what the certificate says; the rest stays unknown."""

import asyncio
import shutil
import ssl
from pathlib import Path

import pytest

from cdnaudit.model.facts import Answer, Cause, HttpAnswer, HttpQuestion, Unknown
from cdnaudit.model.tls import NOT_SEEN, Tls, TlsProblem, TlsRefusal
from cdnaudit.observe import http_tls
from cdnaudit.observe.http_client import HttpClient
from cdnaudit.observe.settings import QuerySettings
from cdnaudit.observe.special_use import EVERYWHERE
from tests.observe.certificates import Authority, authority
from tests.observe.web_server import HELLO, Site, serving

NAME, HERE = "www.example.com", "127.0.0.1"
PAST, YESTERYEAR = "20250101000000Z", "20250201000000Z"
FUTURE, FAR_FUTURE = "20980101000000Z", "20990101000000Z"


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    if not shutil.which("openssl"):
        pytest.skip("needs the openssl command, to make a certificate")
    return authority(tmp_path_factory.mktemp("tls"))


def client(ca_file: Path | None = None, seconds: float = 5.0) -> HttpClient:
    trusted = str(ca_file) if ca_file else None
    return HttpClient(QuerySettings(page_seconds=seconds, allow=EVERYWHERE, ca_file=trusted))


def asked(
    context: ssl.SSLContext, ca_file: Path | None = None, name: str = NAME, seconds: float = 5.0
) -> tuple[Answer, Site]:
    """Ask a server with this context for a page over TLS."""
    with serving(HELLO, context) as site:
        question = HttpQuestion(site.url("https", name), (HERE,))
        return asyncio.run(client(ca_file, seconds).ask(question)), site


def certificate(start: str, end: str, issuer: str = "CN=Test CA") -> Tls:
    return Tls(issuer, (NAME,), _iso(start), _iso(end))


def _iso(time: str) -> str:
    return f"{time[:4]}-{time[4:6]}-{time[6:8]}T00:00:00Z"


@pytest.mark.parametrize(
    ("start", "end", "problem"),
    [
        (PAST, YESTERYEAR, TlsProblem.EXPIRED),
        (FUTURE, FAR_FUTURE, TlsProblem.NOT_YET_VALID),
    ],
)
def test_a_certificate_out_of_its_time_is_refused(
    ours: Authority, start: str, end: str, problem: TlsProblem
) -> None:
    answer, _ = asked(ours.signed(NAME, start, end), ours.file)
    assert answer == TlsRefusal(problem, certificate(start, end), HERE)


def test_nothing_is_sent_to_a_host_that_is_refused(ours: Authority) -> None:
    _, site = asked(ours.signed(NAME, PAST, YESTERYEAR), ours.file)
    assert [heard for heard in site.heard if heard] == []


def test_a_certificate_of_another_name_is_refused(ours: Authority) -> None:
    context = ours.signed(NAME, PAST, FAR_FUTURE)
    answer, _ = asked(context, ours.file, "www.example.net")
    assert answer == TlsRefusal(TlsProblem.WRONG_NAME, certificate(PAST, FAR_FUTURE), HERE)


def test_a_self_signed_certificate_is_refused(ours: Authority) -> None:
    answer, _ = asked(ours.self_signed(NAME), ours.file)
    assert isinstance(answer, TlsRefusal)
    assert (answer.problem, answer.certificate.issuer, answer.certificate.names) == (
        TlsProblem.SELF_SIGNED,
        f"CN={NAME}",
        (NAME,),
    )


def test_an_unknown_issuer_is_refused_and_named(ours: Authority) -> None:
    answer, _ = asked(ours.signed(NAME, PAST, FAR_FUTURE))
    assert answer == TlsRefusal(
        TlsProblem.UNTRUSTED,
        certificate(PAST, FAR_FUTURE),
        HERE,
        "unable to get local issuer certificate",
    )


@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1 is deprecated")
def test_a_server_of_tls_1_0_alone_is_refused(ours: Authority) -> None:
    context = ours.signed(NAME, PAST, FAR_FUTURE)
    context.minimum_version = context.maximum_version = ssl.TLSVersion.TLSv1
    context.set_ciphers("ALL:@SECLEVEL=0")
    answer, _ = asked(context, ours.file)
    seen = certificate(PAST, FAR_FUTURE)
    assert answer == TlsRefusal(TlsProblem.OLD_VERSION, seen, HERE, "TLS 1.0")


def test_a_valid_certificate_comes_with_its_times(ours: Authority) -> None:
    answer, _ = asked(ours.signed(NAME, PAST, FAR_FUTURE), ours.file)
    assert isinstance(answer, HttpAnswer)
    assert answer.tls == certificate(PAST, FAR_FUTURE)


def test_a_server_that_speaks_no_tls_is_unknown() -> None:
    with serving(HELLO) as site:
        answer = asyncio.run(client().ask(HttpQuestion(site.url("https"), (HERE,))))
    assert isinstance(answer, Unknown)
    assert answer.cause is Cause.REFUSED


def verification(code: int, message: str) -> ssl.SSLCertVerificationError:
    error = ssl.SSLCertVerificationError(1, "")
    error.verify_code, error.verify_message = code, message
    return error


def refusal(error: ssl.SSLError, context: ssl.SSLContext) -> TlsRefusal | None:
    async def read(site: Site) -> TlsRefusal | None:
        deadline = asyncio.get_running_loop().time() + 5
        return await http_tls.refusal(error, NAME, site.port, HERE, deadline)

    with serving(HELLO, context) as site:
        return asyncio.run(read(site))


@pytest.mark.parametrize(
    ("code", "message"), [(10, "certificate has expired"), (9, "certificate is not yet valid")]
)
def test_a_time_that_is_not_the_certificates_own_is_that_of_an_issuer(
    ours: Authority, code: int, message: str
) -> None:
    found = refusal(verification(code, message), ours.signed(NAME, PAST, FAR_FUTURE))
    assert found == TlsRefusal(
        TlsProblem.UNTRUSTED, certificate(PAST, FAR_FUTURE), HERE, f"an issuer's {message}"
    )


def test_what_openssl_alone_refuses_is_not_said_of_browsers(ours: Authority) -> None:
    error = verification(66, "EE certificate key too weak")
    assert refusal(error, ours.signed(NAME, PAST, FAR_FUTURE)) is None


@pytest.mark.parametrize(
    ("reason", "problem"),
    [("TLSV1_ALERT_PROTOCOL_VERSION", TlsProblem.OLD_VERSION), ("HANDSHAKE_FAILURE", None)],
)
def test_an_alert_says_of_versions_what_it_says(reason: str, problem: TlsProblem | None) -> None:
    error = ssl.SSLError(1, "")
    error.reason = reason

    async def read() -> TlsRefusal | None:
        deadline = asyncio.get_running_loop().time()
        return await http_tls.refusal(error, NAME, 1, HERE, deadline)

    expected = TlsRefusal(problem, NOT_SEEN, HERE) if problem else None
    assert asyncio.run(read()) == expected


def test_a_problem_is_known_though_the_certificate_could_not_be_read() -> None:
    async def read() -> TlsRefusal | None:
        deadline = asyncio.get_running_loop().time()
        error = verification(10, "certificate has expired")
        return await http_tls.refusal(error, NAME, 1, HERE, deadline)

    assert asyncio.run(read()) == TlsRefusal(TlsProblem.EXPIRED, NOT_SEEN, HERE)


def test_https_in_vain_and_http_have_one_clock() -> None:
    async def both(site: Site) -> tuple[list[Answer], float]:
        loop, asking = asyncio.get_running_loop(), client(seconds=0.4)
        started = loop.time()
        urls = (site.url("https"), site.url("http"))
        answers = [await asking.ask(HttpQuestion(url, (HERE,))) for url in urls]
        return [*answers], loop.time() - started

    with serving(None) as site:
        answers, seconds = asyncio.run(both(site))
    assert answers == [Unknown("timeout after 0.4 s", Cause.TIMEOUT)] * 2
    assert seconds < 0.7
