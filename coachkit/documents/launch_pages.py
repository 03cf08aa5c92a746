"""What a launch that moves takes with it: each thing with its day before and after."""

from collections.abc import Sequence
from datetime import date

from coachkit.documents.templating import fill
from coachkit.language.campaign_words import phase_name
from coachkit.language.speech import Speech, speak
from coachkit.model.campaign import Phase
from coachkit.model.campaign_dates import Dated, ReDated
from coachkit.model.languages import Language


def moved(title: str, things: Sequence[ReDated], language: Language) -> str:
    """A table of what gets another day, under that title; nothing where there is nothing."""
    if not things:
        return ""
    speech = speak(language)
    return fill(
        "pages/campaign_moved.html.j2",
        language,
        title=title,
        what=speech.say_in("field", "What"),
        rows=[_row(one, speech) for one in things],
    )


def _row(one: ReDated, speech: Speech) -> tuple[str, str, str]:
    if one.kind is Dated.PHASE:
        before = _span(one.before, one.last_before or one.before, speech)
        after = _span(one.after, one.last_after or one.after, speech)
        return phase_name(Phase(one.key), speech), before, after
    name = one.name or speech.say("without a name")
    return name, speech.short_day(one.before), speech.short_day(one.after)


def _span(first: date, last: date, speech: Speech) -> str:
    between = speech.manners.between_days
    return f"{speech.short_day(first)}{between}{speech.short_day(last)}"
