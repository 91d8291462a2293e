"""HTML, version 1: one page that needs no network, and can be asked what goes down with what."""

from typing import TextIO

from cdnaudit.formats.html.embed import embedded
from cdnaudit.formats.html.header import header
from cdnaudit.formats.html.markup import Html, el, joined, text
from cdnaudit.formats.html.portfolio_table import portfolio_table
from cdnaudit.formats.html.shell import asset, page
from cdnaudit.formats.html.target_details import target_details
from cdnaudit.formats.html.target_list import target_list
from cdnaudit.reporting.document import Document

PLAIN = 50
"""Up to so many targets are written out, and are there to read without scripts. Of more, the
details are packed, each text that they share once, and unpacked when a target is opened."""


def render(document: Document, out: TextIO) -> None:
    """Write the page in ASCII, so that no encoding of ``out`` can break it."""
    sections = document.targets_by_outcome
    only = len(sections) == 1
    details = [target_details(section, repeat_verdict=not only) for section in sections]
    packed = len(sections) > PLAIN
    listed = target_list(document, None if packed else details)
    portfolio = portfolio_table(document)
    views = (portfolio, listed) if document.are_many else (listed, portfolio)
    skip = el("a", "Skip to the targets", href="#targets", class_="skip")
    body = joined(skip, header(document), Html(asset("whatif.html")), views)
    data = embedded(document, details if packed else None)
    whole = page(title=text(document.title), body=body, data=data)
    out.write(whole.encode("ascii", "xmlcharrefreplace").decode("ascii"))
