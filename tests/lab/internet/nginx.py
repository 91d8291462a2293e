"""nginx: every web edge, told apart by the address asked."""

from pathlib import Path

from tests.lab.internet.binaries import NGINX_HEADERS, path_of
from tests.lab.internet.edges import CHALLENGE_HEADERS, CHALLENGE_PAGE
from tests.lab.internet.model import Edge, Server

_OPTIONS = """\
load_module {module};
user root root;
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 1024; }}
http {{
  access_log off;
  server_names_hash_bucket_size 128;
  default_type "text/html; charset=utf-8";
  client_body_temp_path {folder}/nginx-body;
  proxy_temp_path {folder}/nginx-proxy;
  fastcgi_temp_path {folder}/nginx-fastcgi;
  uwsgi_temp_path {folder}/nginx-uwsgi;
  scgi_temp_path {folder}/nginx-scgi;
{servers}}}
"""
_PAGE = "<!DOCTYPE html><html><head><title>$host</title></head><body>Hello</body></html>"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _block(
    edge: Edge, names: str, headers: tuple[tuple[str, str], ...], page: str, folder: Path
) -> str:
    """Return a server block: HTTP redirects to HTTPS, if it is not plain; HTTPS gives one page."""
    lines = [f"server_name {names}"]
    for address in edge.addresses:
        host = f"[{address}]" if ":" in address else address
        lines += [f"listen {host}:80", f"listen {host}:443 ssl http2"]
    shown = folder / edge.certificate
    lines += [f"ssl_certificate {shown}.pem", f"ssl_certificate_key {shown}.key"]
    lines += [f"more_set_headers {_quoted(f'{name}: {value}')}" for name, value in headers]
    if edge.old_tls:
        lines += ["ssl_protocols TLSv1", "ssl_ciphers ALL:@SECLEVEL=0"]
    if not edge.plain:
        lines.append("if ($scheme = http) { return 301 https://$host$request_uri; }")
    lines.append(f"return {page}")
    body = "".join(f"    {line}{'' if line.endswith('}') else ';'}\n" for line in lines)
    return f"  server {{\n{body}  }}\n"


def _servers(edge: Edge, folder: Path) -> str:
    page = f"302 {edge.redirect}" if edge.redirect else f"200 {_quoted(_PAGE)}"
    usual = _block(edge, "_", edge.headers, page, folder)
    if not edge.challenged:
        return usual
    challenge = f"403 {_quoted(CHALLENGE_PAGE)}"
    return usual + _block(edge, " ".join(edge.challenged), CHALLENGE_HEADERS, challenge, folder)


def nginx(edges: tuple[Edge, ...], folder: Path) -> Server:
    """Write the configuration for these edges and return the server to start.

    The certificates lie in the folder, as ``make_certificates`` writes them.
    """
    config = folder / "nginx.conf"
    config.write_text(
        _OPTIONS.format(
            module=NGINX_HEADERS,
            folder=folder,
            servers="".join(_servers(edge, folder) for edge in edges),
        )
    )
    return Server("nginx", (path_of("nginx"), "-c", str(config), "-e", str(folder / "nginx.log")))
