"""HTML, version 1: one page that needs no network, and can be asked what goes down with what."""

from typing import TextIO

from cdnaudit.formats.html.document import asset, page
from cdnaudit.formats.html.embed import embedded
from cdnaudit.formats.html.header import summary, title
from cdnaudit.formats.html.html_drawing import picture
from cdnaudit.formats.html.markup import Html, el, joined, text
from cdnaudit.formats.html.portfolio_table import portfolio
from cdnaudit.formats.html.target_section import target
from cdnaudit.model.report import Report

UNFOLDED = 3
"""Up to so many targets are shown unfolded, before what they share."""


def render(report: Report, out: TextIO) -> None:
    """Write the page in ASCII, so that no encoding of ``out`` can break it."""
    pictures = [picture(t) for t in report.targets]
    unfolded = len(report.targets) <= UNFOLDED
    targets = [
        target(t, p, number, unfolded=unfolded)
        for number, (t, p) in enumerate(zip(report.targets, pictures, strict=True))
    ]
    listed = el("section", targets, id="targets", aria_label="Targets")
    views = (listed, portfolio(report)) if unfolded else (portfolio(report), listed)
    body = joined(summary(report), Html(asset("whatif.html")), views)
    document = page(title=text(title(report)), body=body, data=embedded(report, pictures))
    out.write(document.encode("ascii", "xmlcharrefreplace").decode("ascii"))
