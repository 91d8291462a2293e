"""HTML, version 1: one page that needs no network, and can be asked what goes down with what."""

from typing import TextIO

from cdnaudit.formats.html.embed import embedded
from cdnaudit.formats.html.header import header
from cdnaudit.formats.html.markup import Html, el, joined, text
from cdnaudit.formats.html.portfolio_table import portfolio_table
from cdnaudit.formats.html.shell import asset, page
from cdnaudit.formats.html.target_details import target_details
from cdnaudit.reporting.document import Document

UNFOLDED = 3
"""Up to so many targets are shown unfolded, before what they share."""


def render(document: Document, out: TextIO) -> None:
    """Write the page in ASCII, so that no encoding of ``out`` can break it."""
    unfolded = len(document.targets) <= UNFOLDED
    targets = [
        target_details(section, number, unfolded=unfolded)
        for number, section in enumerate(document.targets)
    ]
    listed = el("section", targets, id="targets", aria_label="Targets")
    portfolio = portfolio_table(document)
    views = (listed, portfolio) if unfolded else (portfolio, listed)
    body = joined(header(document), Html(asset("whatif.html")), views)
    whole = page(title=text(document.title), body=body, data=embedded(document))
    out.write(whole.encode("ascii", "xmlcharrefreplace").decode("ascii"))
