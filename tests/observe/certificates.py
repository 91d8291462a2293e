"""Certificates that browsers refuse, and one that they do not, with their authority."""

import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

KEY = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
CONFIG = """\
[ca]
default_ca = own
[own]
new_certs_dir = .
database = index.txt
rand_serial = yes
policy = any
default_md = sha256
copy_extensions = copy
unique_subject = no
[any]
commonName = supplied
"""


@dataclass(frozen=True, slots=True)
class Authority:
    """A folder with an authority of its own."""

    folder: Path

    @property
    def file(self) -> Path:
        return self.folder / "ca.pem"

    def signed(self, name: str, start: str, end: str) -> ssl.SSLContext:
        """Return a server's context with a certificate for ``name``, valid from start to end.

        Times are as ``20250201000000Z``.
        """
        leaf = self.folder / f"{name}-{start}-{end}"
        key, request, made = (str(leaf) + end for end in (".key", ".csr", ".pem"))
        subject = ("-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}")
        self._openssl("req", "-new", *KEY, *subject, "-keyout", key, "-out", request)
        by = ("-config", "ca.cnf", "-cert", "ca.pem", "-keyfile", "ca.key")
        when = ("-startdate", start, "-enddate", end)
        self._openssl("ca", "-batch", "-notext", *by, *when, "-in", request, "-out", made)
        return _serving(made, key)

    def self_signed(self, name: str) -> ssl.SSLContext:
        """Return a server's context with a certificate that nobody but itself vouches for."""
        key, made = (str(self.folder / f"self.{end}") for end in ("key", "pem"))
        subject = ("-subj", f"/CN={name}", "-addext", f"subjectAltName=DNS:{name}")
        self._openssl("req", "-x509", *KEY, *subject, "-keyout", key, "-out", made)
        return _serving(made, key)

    def _openssl(self, *words: str) -> None:
        subprocess.run(["openssl", *words], check=True, capture_output=True, cwd=self.folder)


def authority(folder: Path) -> Authority:
    """Make an authority in ``folder``."""
    made = Authority(folder)
    (folder / "ca.cnf").write_text(CONFIG)
    (folder / "index.txt").touch()
    usage = ("-subj", "/CN=Test CA", "-addext", "keyUsage=critical,keyCertSign")
    made._openssl("req", "-x509", *KEY, *usage, "-keyout", "ca.key", "-out", "ca.pem")
    return made


def _serving(certificate: str, key: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context
