"""The page's shell: style and scripts from the package, allowed by their hashes and nothing else."""

import base64
import hashlib
from functools import cache
from importlib.resources import files
from string import Template

SCRIPTS = (
    "vendor/dagre.min.js",
    "evaluate.js",
    "details.js",
    "zoom.js",
    "drawing.js",
    "whatif.js",
    "search.js",
    "address.js",
    "lists.js",
    "targets.js",
    "start.js",
)
"""In the order in which they need each other."""


@cache
def asset(name: str) -> str:
    """Return a text of the package, fit to stand in a page.

    The pointer to a source map goes, for a page fetches nothing; a raw U+0001, which dagre
    has in a string and HTML does not allow, is written as an escape.
    """
    whole = files("cdnaudit.formats.html").joinpath("assets", *name.split("/")).read_text("utf-8")
    lines = whole.replace("\x01", r"\x01").split("\n")
    return "\n".join(line for line in lines if "sourceMappingURL=" not in line)


def page(*, title: str, body: str, data: str) -> str:
    """Return the whole document. The arguments are markup."""
    style = asset("style.css")
    scripts = [asset(name) for name in SCRIPTS]
    return Template(asset("page.html")).substitute(
        policy=policy(style, scripts),
        title=title,
        style=style,
        body=body,
        data=data,
        scripts="\n".join(f"<script>{script}</script>" for script in scripts),
    )


def policy(style: str, scripts: list[str]) -> str:
    """Return the Content-Security-Policy: nothing may be fetched, nothing else may run."""
    allowed = " ".join(_hash(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
