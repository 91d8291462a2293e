"""A certificate authority of the lab's own, and the one certificate all edges show."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from tests.lab.internet.binaries import path_of

_CDN_NAMES = ("*.map.fastly.net", "*.cloudfront.net")
_NEW_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30")


@dataclass(frozen=True, slots=True)
class Authority:
    """The files of the authority and of the certificate it signed."""

    ca: Path
    certificate: Path
    key: Path


def make_authority(domains: tuple[str, ...], folder: Path) -> Authority:
    """Make a fresh authority and a certificate for the domains and what is one label below."""
    authority = Authority(folder / "ca.pem", folder / "edge.pem", folder / "edge.key")
    ca_key = str(folder / "ca.key")
    usage = ("-addext", "keyUsage=critical,keyCertSign")  # Python 3.13 asks for it
    _openssl(*usage, "-subj", "/CN=Lab CA", "-keyout", ca_key, "-out", str(authority.ca))
    names = (*_CDN_NAMES, *domains, *(f"*.{domain}" for domain in domains))
    _openssl(
        *("-subj", "/CN=edge.lab", "-CA", str(authority.ca), "-CAkey", ca_key),
        *("-addext", "subjectAltName=" + ",".join(f"DNS:{name}" for name in names)),
        *("-addext", "basicConstraints=critical,CA:FALSE"),
        *("-addext", "extendedKeyUsage=serverAuth"),
        *("-keyout", str(authority.key), "-out", str(authority.certificate)),
    )
    return authority


def _openssl(*arguments: str) -> None:
    argv = (path_of("openssl"), "req", "-x509", *_NEW_KEY, *arguments)
    subprocess.run(argv, check=True, capture_output=True)
