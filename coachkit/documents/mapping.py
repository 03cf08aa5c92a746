"""The words of the mapping screen as HTML: a question, what stands beside a choice, the trial.

Headers, values and names come from a stranger's file: they reach a page through templates alone.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from coachkit.documents.mapping_words import (
    looks,
    meaning_name,
    suggested,
    total,
    trial_sentence,
)
from coachkit.documents.templating import fill, shipped_text
from coachkit.language.explaining import explain, explain_warning
from coachkit.language.speech import speak
from coachkit.language.terms import metric_name
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.metrics import METRICS
from coachkit.platforms.formats import Format
from coachkit.platforms.mapping_proposal import Suggestion
from coachkit.platforms.mapping_shapes import ColumnSeen
from coachkit.platforms.mapping_trial import Trial

_OF_MEANINGS = ("matched_twice", "not_matched")


@dataclass(frozen=True)
class Note:
    """A line below a question."""

    text: str
    detail: str = ""


def question(
    asked: str,
    language: Language,
    *,
    step: int,
    lead: str = "",
    notes: Sequence[Note] = (),
) -> str:
    """One question at a time; ``step`` counts them from 1."""
    place = speak(language).say("Question %(n)s", n=step)
    return fill(
        "pages/mapping_question.html.j2",
        language,
        question=asked,
        step=place,
        lead=lead,
        notes=notes,
        styles=_styles(),
    )


def beside(
    column: ColumnSeen | None,
    suggestion: Suggestion | None,
    base: Format,
    language: Language,
) -> str:
    """What stands beside a choice: values of the column, what they look like, a suggestion."""
    speech = speak(language)
    said = "" if suggestion is None else suggested(suggestion, base, speech)
    if column is None:
        return fill("pages/mapping_beside.html.j2", language, samples="", looks="", suggestion=said)
    return fill(
        "pages/mapping_beside.html.j2",
        language,
        samples=" · ".join(column.samples),
        looks=looks(column, speech),
        suggestion=said,
    )


def said_beside(words: str, language: Language) -> str:
    """Words of ours or of the file beside a control."""
    return fill("pages/mapping_beside.html.j2", language, samples="", looks="", suggestion=words)


def suggested_column(suggestion: Suggestion, language: Language) -> str:
    """Beside a needed meaning: which column is suggested for it."""
    said = speak(language).say("Suggested: “%(column)s”", column=suggestion.header)
    return fill("pages/mapping_beside.html.j2", language, samples="", looks="", suggestion=said)


@dataclass(frozen=True)
class _Row:
    header: str
    metric: str
    total: str
    missing: str


def trial(tried: Trial, base: Format, language: Language) -> str:
    """What the whole file says when it is read as the mapping says."""
    speech = speak(language)
    source = tried.source
    rows = [
        _Row(
            metric.platform_name,
            metric_name(metric.metric, speech),
            total(metric, speech),
            speech.number(metric.missing),
        )
        for metric in source.metrics
    ]
    return fill(
        "pages/mapping_trial.html.j2",
        language,
        sentence=trial_sentence(source, base, speech),
        rows=rows,
        notes=[explain_warning(warning, language) for warning in source.warnings],
    )


def refused(error: CoachkitError, language: Language, base: Format | None = None) -> str:
    """Why it does not go on, where the reader is; a column's meaning in words."""
    speech = speak(language)
    value = error.details.get("value")
    if error.code in _OF_MEANINGS and base is not None and value not in METRICS:
        worded = {**error.details, "value": meaning_name(str(value), base, speech)}
        error = type(error)(error.code, **worded)
    said = explain(error, language)
    return fill("pages/mapping_said.html.j2", language, sentence=said, calm=False)


def said(sentence: str, language: Language) -> str:
    """A calm word; nothing where there is none."""
    return fill("pages/mapping_said.html.j2", language, sentence=sentence, calm=True)


def _styles() -> Markup:
    return (
        shipped_text("look", "tokens.css")
        + shipped_text("pages", "page.css")
        + shipped_text("pages", "mapping.css")
    )
