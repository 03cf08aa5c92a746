"""The shape that all parts of an evaluation share: question, answer, picture, grounds."""

from collections.abc import Sequence

from markupsafe import Markup

from coachkit.charts.chart import Chart
from coachkit.documents.templating import fill, shipped_text
from coachkit.language.findings import Finding
from coachkit.model.languages import Language


def styles() -> Markup:
    """What the parts look like; once on a page."""
    return shipped_text("pages", "evaluation.css")


def part(  # noqa: PLR0913  what may stand in a part
    answer: Finding | None,
    language: Language,
    *,
    question: str = "",
    verdict: str = "",
    unsure: bool = False,
    charts: Sequence[Chart] = (),
    heads: Sequence[str] = (),
    rows: Sequence[Sequence[str]] = (),
    basis: Sequence[str] = (),
) -> str:
    """One question, its answer in a sentence with its doubt, the picture, what it rests on.

    ``verdict``: in a few words; ``unsure``: it is drawn as a doubt.
    """
    return fill(
        "pages/evaluation_part.html.j2",
        language,
        question=question,
        answer=answer,
        verdict=verdict,
        unsure=unsure,
        # The picture's own markup: its alt text is escaped where it is made.
        pictures=[Markup(chart.on_screen()) for chart in charts],  # noqa: S704
        heads=heads,
        rows=rows,
        basis=basis,
    )
