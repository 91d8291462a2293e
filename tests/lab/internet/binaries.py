"""The programs the lab runs, the Debian packages they come from, and copies to run."""

import os
import shutil
from pathlib import Path

NGINX_HEADERS = Path("/usr/lib/nginx/modules/ngx_http_headers_more_filter_module.so")
_PATH = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
_PACKAGES = {
    "nsd": "nsd",
    "knotd": "knot",
    "named": "bind9",
    "unbound": "unbound",
    "nginx": "nginx-light",
    "openssl": "openssl",
    "ip": "iproute2",
    "dig": "bind9-dnsutils",
    "curl": "curl",
    "nsenter": "util-linux",
    "unshare": "util-linux",
}


def missing_packages() -> tuple[str, ...]:
    """Return the Debian packages the lab needs and does not find, sorted."""
    missing = {package for name, package in _PACKAGES.items() if not _find(name)}
    if not NGINX_HEADERS.exists():
        missing.add("libnginx-mod-http-headers-more-filter")
    return tuple(sorted(missing))


def path_of(name: str) -> str:
    """Return where a program is; raises FileNotFoundError if it is not installed."""
    found = _find(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


def private_copy(name: str, folder: Path) -> str:
    """Copy a server's program into a folder and return the path of the copy.

    AppArmor's profiles for nameservers hang on the installed path and forbid reading
    configuration from elsewhere; a copy has no profile.
    """
    copy = folder / name
    if not copy.exists():
        shutil.copy2(path_of(name), copy)
    return str(copy)


def _find(name: str) -> str | None:
    return shutil.which(name, path=_PATH)
