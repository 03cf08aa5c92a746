"""A line of text that is quick to draw.

matplotlib sets type glyph by glyph in Python, which took more than half of a redraw. Here a picture
gets each line as one shape, made of words whose outlines are kept; an SVG, whose page brings the
font, still gets text.
"""

from functools import lru_cache
from typing import Any, Final

import numpy as np
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.textpath import TextPath
from matplotlib.transforms import Affine2D

from coachkit.charts.lettering import ems
from coachkit.charts.look import STYLE

_POINTS: Final = 72
_BEFORE: Final = {"left": 0.0, "center": 0.5, "right": 1.0}


class Line(Text):
    """One line of drawable text on its baseline; ``bold`` or not. Rotation is about its anchor."""

    def __init__(self, x: float, y: float, text: str, *, bold: bool, **looks: Any) -> None:
        weight = "bold" if bold else "normal"
        looks = {"va": "baseline", "rotation_mode": "anchor", "weight": weight, **looks}
        super().__init__(x, y, text, **looks)
        self.bold = bold

    def draw(self, renderer: RendererBase) -> None:
        """Draw one shape into a picture, text into anything else."""
        if not isinstance(renderer, RendererAgg):
            # A file is written by a renderer within one that can also write pixels.
            if isinstance(getattr(renderer, "_renderer", renderer), RendererSVG):
                self._draw_as_text(renderer)
            else:
                super().draw(renderer)
            return
        if self.get_visible():
            pen = renderer.new_gc()
            pen.set_linewidth(0)
            # Upright strokes must not jump to whole pixels one by one.
            pen.set_snap(False)
            place = self._place(renderer.dpi)
            shape = outline(self.get_text(), bold=self.bold)
            drawing: Any = renderer  # matplotlib has no types for it
            drawing.draw_path(pen, shape, place, to_rgba(self.get_color()))
            pen.restore()
        self.stale = False

    def _draw_as_text(self, renderer: RendererBase) -> None:
        # As matplotlib does, without measuring a line that a browser sets by its anchor.
        if not self.get_visible() or not self.get_text():
            return
        drawing: Any = renderer  # matplotlib has no types for it
        drawing.open_group("text", self.get_gid())
        pen = drawing.new_gc()
        pen.set_foreground(to_rgba(self.get_color()), isRGBA=True)
        x, y = self.get_transform().transform(self.get_position())
        _, height = drawing.get_canvas_width_height()
        where = {"x": x, "y": height - y, "angle": self.get_rotation()}
        prop = self.get_fontproperties()
        drawing.draw_text(pen, s=self.get_text(), prop=prop, ismath=False, mtext=self, **where)
        pen.restore()
        drawing.close_group("text")
        self.stale = False

    def _place(self, dpi: float) -> Affine2D:
        x, y = self.get_transform().transform(self.get_position())
        before = _BEFORE[self.get_horizontalalignment()] * ems(self.get_text(), bold=self.bold)
        scale = float(self.get_fontsize()) * dpi / _POINTS
        place = Affine2D().translate(-before, 0).scale(scale)
        return place.rotate_deg(self.get_rotation()).translate(x, y)


def outline(line: str, *, bold: bool) -> Path:
    """The shape of a line, one em high, its first letter at the origin."""
    vertices, codes, pen = [np.empty((0, 2))], [np.empty(0, dtype=Path.code_type)], 0.0
    for word in line.split(" "):
        shape = _word(word, bold)
        vertices.append(np.add(shape.vertices, (pen, 0)))
        codes.append(np.asarray(shape.codes))
        pen += ems(f"{word} ", bold=bold)
    return Path(np.concatenate(vertices), np.concatenate(codes))


@lru_cache(maxsize=2048)
def _word(word: str, bold: bool) -> Path:  # noqa: FBT001 - a key of the cache
    looks = FontProperties(family=STYLE["font.family"], weight="bold" if bold else "normal")
    shape = TextPath((0, 0), word, size=1, prop=looks)
    return Path(shape.vertices, shape.codes if len(shape.vertices) else [])
