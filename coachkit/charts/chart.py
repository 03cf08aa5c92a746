"""A chart: a drawn figure, its finding as title, its words for those who cannot see it."""

import base64
import hashlib
import html
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from matplotlib.figure import Figure
from PIL import Image

from coachkit.charts.look import DPI, in_our_look
from coachkit.charts.palette import in_our_colours

_TAG = re.compile(r"<[^>]*>")
_NAMED = re.compile(r'(\bid="|\bhref="#|url\(#)')
_LOOKS_FOR_ALL = re.compile(r'\s*<style type="text/css">[^<]*</style>')
_POINTS: Final = 72
_FASTEST: Final = 1
_QUICK: Final = 2


@dataclass(frozen=True, eq=False)
class Chart:
    """A figure that carries its doubt.

    ``title``: the finding, also drawn in the figure. ``alt``: one or two sentences with the
    numbers. ``note``: what is missing and how to read the marks, also drawn; may be empty.
    All three are plain text in the reader's language, as it was handed in.
    """

    figure: Figure
    title: str
    alt: str
    note: str = ""

    @property
    def width(self) -> int:
        """Pixels across on a screen, at scale 1."""
        return round(float(self.figure.get_figwidth()) * DPI)

    @property
    def height(self) -> int:
        """Pixels from top to bottom on a screen, at scale 1."""
        return round(float(self.figure.get_figheight()) * DPI)

    def png(self, scale: float = 1) -> bytes:
        """A picture of :attr:`width` × :attr:`height` pixels, times ``scale``."""
        written = io.BytesIO()
        self._picture(scale).save(written, "png", compress_level=_FASTEST)
        return written.getvalue()

    def webp(self) -> bytes:
        """The same pixels in two thirds of the bytes; every browser reads it, not every program."""
        written = io.BytesIO()
        picture = self._picture(1).convert("RGB")
        picture.save(written, "webp", lossless=True, method=_QUICK, quality=0)
        return written.getvalue()

    def svg(self, prefix: str = "") -> str:
        """An ``<svg>`` to stand in a page, its text set in the page's Inter.

        The same values give the same text. Every id begins with ``prefix``, or with one made
        from the drawing itself: a page that shows the very same chart twice hands in its own.
        """
        return self._for_a_page(self._drawing, prefix) if prefix else self._under_its_own_name

    def html(self, scale: float = 1) -> str:
        """An ``<img>`` that holds the whole picture, with its alt text."""
        return self._image(_data(self.png(scale)))

    def on_screen(self) -> str:
        """As :meth:`html`, for a page that is served: lighter, and read by browsers alone."""
        return self._image(_data(self.webp(), "webp"))

    @cached_property
    def _drawing(self) -> str:
        """The SVG as matplotlib writes it; what shows a chart several times draws it once."""
        written = io.StringIO()
        with in_our_look():
            self.figure.savefig(
                written,
                format="svg",
                metadata={"Date": None, "Creator": None, "Format": None, "Type": None},
            )
        drawing = written.getvalue()
        return drawing[drawing.index("<svg") :]

    @cached_property
    def _under_its_own_name(self) -> str:
        drawing = self._drawing
        return self._for_a_page(drawing, "c" + hashlib.sha256(drawing.encode()).hexdigest()[:8])

    def _picture(self, scale: float) -> Image.Image:
        drawn = io.BytesIO()
        with in_our_look():
            self.figure.savefig(drawn, format="rgba", dpi=DPI * scale)
        size = (int(self.figure.bbox.width * scale), int(self.figure.bbox.height * scale))
        return in_our_colours(Image.frombytes("RGBA", size, drawn.getvalue()).convert("RGB"))

    def _image(self, source: str) -> str:
        return (
            f'<img class="chart" {_size(self)} style="max-width:100%;height:auto" '
            f'alt="{html.escape(self.alt)}" src="{source}">'
        )

    def _for_a_page(self, drawing: str, prefix: str) -> str:
        # matplotlib's own style element speaks to every element of the page it stands in.
        drawing = _LOOKS_FOR_ALL.sub("", drawing)
        inside = _TAG.sub(lambda tag: _own(tag[0], prefix), drawing[drawing.index(">") + 1 :])
        figure = self.figure
        across, down = figure.get_figwidth() * _POINTS, figure.get_figheight() * _POINTS
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
            f'class="chart" role="img" aria-label="{html.escape(self.alt)}" '
            f'width="{self.width}" height="{self.height}" viewBox="0 0 {across:.6g} {down:.6g}" '
            'style="max-width:100%;height:auto;stroke-linejoin:round;stroke-linecap:butt;'
            f'font-variant-numeric:tabular-nums">{inside}'
        )


def _size(chart: Chart) -> str:
    return f'width="{chart.width}" height="{chart.height}"'


def _data(picture: bytes, kind: str = "png") -> str:
    return f"data:image/{kind};base64,{base64.b64encode(picture).decode('ascii')}"


def sentences(said: Iterable[str]) -> str:
    """What is said as one text: a headline without its full stop gets one, nothing is left out."""
    ended = (text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in said if text)
    return " ".join(ended)


def _own(tag: str, prefix: str) -> str:
    """The tag with ids of its own, and with the page's font for the charts' cut of it."""
    return _NAMED.sub(rf"\g<1>{prefix}-", tag).replace("'Inter Tabular'", "Inter")
