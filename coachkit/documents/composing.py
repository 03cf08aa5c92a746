"""Fills a document's Markdown template with values, each of them escaped.

A template may not glue texts together (``~``, ``+``, ``%``, ``join``): what is glued would lose its
escaping, and a glued sentence cannot be translated anyway. Jinja refuses such a template when it is
first read.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, NoReturn

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateAssertionError,
    Undefined,
    nodes,
)
from jinja2.compiler import CodeGenerator, Frame
from jinja2.filters import FILTERS
from markupsafe import Markup

from coachkit.documents.markdown_document import Colophon, MarkdownDocument, Picture
from coachkit.documents.markdown_text import attribute, link, written
from coachkit.documents.tracked import change
from coachkit.language.speech import NOTHING, speak
from coachkit.model.languages import Language
from coachkit.model.shipped import shipped

_FILTERS: Final = [
    "batch",
    "default",
    "first",
    "groupby",
    "last",
    "length",
    "list",
    "map",
    "max",
    "min",
    "reject",
    "rejectattr",
    "reverse",
    "round",
    "select",
    "selectattr",
    "sort",
    "sum",
    "unique",
]
"""None of them makes one text of several, or takes a text for safe."""


class _NoGluing(CodeGenerator):
    """Refuses expressions that would make one text of several."""

    def visit_Concat(self, node: nodes.Concat, _frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self._refuse(node.lineno, "~")

    def visit_Add(self, node: nodes.BinExpr, _frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self._refuse(node.lineno, "+")

    def visit_Mod(self, node: nodes.BinExpr, _frame: Frame) -> None:  # noqa: N802 - Jinja's name
        self._refuse(node.lineno, "%")

    def _refuse(self, line: int, sign: str) -> NoReturn:
        # Read by whoever writes a template, in a traceback.
        reason = f"{sign}: glued text"
        raise TemplateAssertionError(reason, line, self.name, self.filename)


class _Templates(Environment):
    code_generator_class = _NoGluing


def compose(
    name: str,
    language: Language,
    values: Mapping[str, Any],
    colophon: Colophon,
    templates: Path | None = None,
) -> MarkdownDocument:
    """The document of ``templates/documents/<name>/<language>.md.j2``, filled with ``values``.

    Texts are escaped, days are written out, ``None`` is a dash. The template sets ``title``, and
    may set ``subtitle``, ``contents`` and ``compact``. ``templates``: a folder to look into first.
    """
    folder = templates or shipped("templates", "documents")
    template = _environment(folder, language).get_template(f"{name}/{language}.md.j2")
    known = {picture.name: picture for picture in colophon.pictures}
    module = template.make_module(
        {**values, "client": colophon.client, "figure": lambda named: _figure(known[named])}
    )
    said = vars(module)
    return MarkdownDocument(
        name=name,
        language=language,
        title=said["title"],
        subtitle=said.get("subtitle", ""),
        contents=bool(said.get("contents", False)),
        compact=bool(said.get("compact", False)),
        body=str(module),
        client=colophon.client,
        status=colophon.status,
        day=colophon.day,
        authors=colophon.authors,
        pictures=colophon.pictures,
    )


@cache
def _environment(folder: Path, language: Language) -> Environment:
    speech = speak(language)

    def said(value: object) -> Markup:
        """What an expression puts into the Markdown; Markup is what a macro has made."""
        match value:
            case Markup():
                return value
            case None:
                return written(NOTHING)
            case str():
                return written(value)
            case Undefined():
                return written(str(value))  # which says what is missing
            case bool():
                pass
            case int():
                return written(str(value))
            case date():
                return written(speech.day(value))
        # A float or a list looks another way in each language: the template's values say it.
        raise TypeError(type(value).__name__)

    made = _Templates(
        loader=FileSystemLoader([folder, shipped("templates", "documents")]),
        # What an expression gives is Markup already, so nothing is escaped as HTML.
        autoescape=True,
        finalize=said,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters = {name: FILTERS[name] for name in _FILTERS}
    made.globals = {
        "speech": speech,
        "say": speech.say,
        "count": speech.count,
        "day": speech.day,
        "link": link,
        "change": change,
        "range": range,
    }
    return made


def _figure(picture: Picture) -> Markup:
    # A picture alone in its paragraph is a figure only if it has a caption.
    caption = written(picture.caption) if picture.caption.strip() else Markup("\ufdd2")
    return Markup('![{}](figure:{}){{alt="{}"}}').format(
        caption,
        picture.name,
        Markup(attribute(picture.alt)),  # noqa: S704 - escaped for Markdown
    )
