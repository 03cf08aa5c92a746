"""What a notebook showed as one HTML file: no network, no kernel, no script; ready to print."""

from collections.abc import Sequence
from functools import cache

from markupsafe import Markup

from coachkit.documents.html import fonts
from coachkit.documents.templating import fill, shipped_text
from coachkit.model.languages import Language


def run_page(title: str, shown: Sequence[str], language: Language) -> str:
    """The page. ``shown``: the HTML of each output, made by our own templates."""
    return fill(
        "documents/run/run.html.j2",
        language,
        title=title,
        # Escaped when the notebook made it; the page's policy lets nothing run in any case.
        shown=[Markup(part) for part in shown],  # noqa: S704
        styles=_styles(),
    )


@cache
def _styles() -> tuple[Markup, ...]:
    return (
        fonts(),
        shipped_text("look", "tokens.css"),
        shipped_text("pages", "page.css"),
        shipped_text("documents", "run", "run.css"),
    )
