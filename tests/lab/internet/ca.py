"""A certificate authority of the lab's own, and the certificates that the edges show."""

import subprocess
from pathlib import Path

from tests.lab.internet.binaries import path_of
from tests.lab.internet.model import Shown

_CDN_NAMES = ("*.map.fastly.net", "*.cloudfront.net")
_KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes")
_LEAF = (
    *("-addext", "basicConstraints=critical,CA:FALSE"),
    *("-addext", "extendedKeyUsage=serverAuth"),
)
_REGISTER = """\
[ca]
default_ca = lab
[lab]
new_certs_dir = .
database = index.txt
rand_serial = yes
policy = any
default_md = sha256
copy_extensions = copy
[any]
commonName = supplied
"""
"""Only ``openssl ca`` gives a certificate a time that is over."""


def make_certificates(domains: tuple[str, ...], folder: Path) -> None:
    """Make a fresh authority and, signed by it, the certificates of the edges.

    The valid one is for the domains and what is one label below. In the folder they are
    ``ca.pem``, and ``NAME.pem`` with ``NAME.key`` for each ``Shown``.
    """
    usage = ("-addext", "keyUsage=critical,keyCertSign")  # Python 3.13 asks for it
    _self_signed(folder, "ca", "Lab CA", usage)
    names = (*_CDN_NAMES, *domains, *(f"*.{domain}" for domain in domains))
    by_lab = ("-CA", "ca.pem", "-CAkey", "ca.key")
    _self_signed(folder, Shown.VALID, "edge.lab", (*_names(names), *_LEAF, *by_lab))
    _self_signed(folder, Shown.WRONG_NAME, "other.lab", (*_names(["other.lab"]), *_LEAF, *by_lab))
    _self_signed(folder, Shown.SELF_SIGNED, "edge.lab", _names(names))
    _expired(folder, (*_names(names), *_LEAF))


def _self_signed(folder: Path, name: str, subject: str, more: tuple[str, ...]) -> None:
    out = ("-keyout", f"{name}.key", "-out", f"{name}.pem")
    _openssl(folder, "req", "-x509", *_KEY, "-days", "30", "-subj", f"/CN={subject}", *more, *out)


def _expired(folder: Path, more: tuple[str, ...]) -> None:
    (folder / "ca.cnf").write_text(_REGISTER)
    (folder / "index.txt").touch()
    name = Shown.EXPIRED
    out = ("-keyout", f"{name}.key", "-out", f"{name}.csr")
    _openssl(folder, "req", "-new", *_KEY, "-subj", "/CN=edge.lab", *more, *out)
    by_lab = ("-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key")
    time = ("-startdate", "20250101000000Z", "-enddate", "20250201000000Z")
    files = ("-in", f"{name}.csr", "-out", f"{name}.pem")
    _openssl(folder, "ca", "-batch", "-notext", *by_lab, *time, *files)


def _names(names: tuple[str, ...] | list[str]) -> tuple[str, str]:
    return "-addext", "subjectAltName=" + ",".join(f"DNS:{name}" for name in names)


def _openssl(folder: Path, *arguments: str) -> None:
    subprocess.run((path_of("openssl"), *arguments), check=True, capture_output=True, cwd=folder)
