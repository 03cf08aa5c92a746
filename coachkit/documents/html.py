"""A document as one HTML file that needs nothing else: no network, no server, no script."""

import base64
from functools import cache

from markupsafe import Markup

from coachkit.charts.chart import Chart
from coachkit.documents.blocks import Block, Document, Figure, Heading, Paragraph, Table
from coachkit.documents.templating import fill, shipped_text
from coachkit.model.shipped import shipped

_FACES = (("Inter-Regular.woff2", 400), ("Inter-SemiBold.woff2", 600), ("Inter-Bold.woff2", 700))
_KINDS: dict[type[Block], str] = {
    Heading: "heading",
    Paragraph: "paragraph",
    Table: "table",
    Figure: "figure",
}


def html(document: Document) -> str:
    """The document as a page: fonts and pictures inside, ready to print."""
    return fill(
        "documents/document.html.j2",
        document.language,
        document=document,
        blocks=[(_KINDS[type(block)], block) for block in document.blocks],
        styles=(
            fonts(),
            shipped_text("look", "tokens.css"),
            shipped_text("documents", "document.css"),
        ),
        drawing=_drawing,
    )


def _drawing(chart: Chart) -> Markup:
    # Escaped by the chart itself; sharp at any size, its words are text.
    return Markup(chart.svg())  # noqa: S704


@cache
def fonts() -> Markup:
    """The typeface inside the file: it opens anywhere without a network."""
    return Markup("\n").join(
        Markup(
            "@font-face{{font-family:Inter;font-weight:{};"
            'src:url(data:font/woff2;base64,{}) format("woff2")}}'
        ).format(
            weight, base64.b64encode(shipped("templates", "fonts", name).read_bytes()).decode()
        )
        for name, weight in _FACES
    )
