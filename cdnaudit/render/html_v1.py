"""HTML, version 1: one page that needs no network, and can be asked what goes down with what."""

from typing import TextIO

from cdnaudit.model.report import Report
from cdnaudit.render.html.embed import embedded
from cdnaudit.render.html.markup import Html, el, joined, text
from cdnaudit.render.html.page import asset, page
from cdnaudit.render.html.picture import picture
from cdnaudit.render.html.portfolio import portfolio
from cdnaudit.render.html.summary import summary, title
from cdnaudit.render.html.target import target

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
