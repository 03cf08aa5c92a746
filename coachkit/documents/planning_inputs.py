"""What is told of entries on the planning page: sources, floors, days, items with a day."""

from collections.abc import Sequence
from datetime import date, timedelta

from coachkit.documents import planning_pages as pages
from coachkit.language.findings import Finding
from coachkit.language.plan_words import item_name
from coachkit.language.speech import Speech, speak
from coachkit.model.content import Channel, ContentType, MixFloor
from coachkit.model.defaults import Default
from coachkit.model.languages import LANGUAGES, Language
from coachkit.model.plan_requests import LockedItem
from coachkit.planning.defaults import default_content


def default_of(one: ContentType, language: Language) -> Default | None:
    """The default that a content type's hours are from, in that language whatever it was taken in.

    ``None`` where the hours are anybody's own.
    """
    for known in LANGUAGES:
        for taken, said in zip(default_content(known), default_content(language), strict=True):
            if (taken.default.source, taken.default.value) == (one.source, one.hours):
                return said.default
    return None


def content_type(one: ContentType, language: Language) -> str:
    """A content type's name, where its effort is from in a word, and its part of the mix."""
    speech = speak(language)
    if default_of(one, language) is not None:
        source = speech.say("sourced default")
    else:
        source = one.source or speech.say("your own figure")
    return pages.cell(one.name, " · ".join(filter(None, [source, one.bucket])), language)


def needs(one: ContentType, language: Language) -> str:
    """What making one needs, and how long before its day the work begins."""
    speech = speak(language)
    skills = speech.list(one.needs) if one.needs else speech.say("no skill needed")
    lead = speech.count(
        "begins %(n)s working day before", "begins %(n)s working days before", one.lead_days
    )
    said = [skills] if one.lead_days == 0 else [skills, lead]
    if one.reshare is not None:
        at_most = speech.percent(one.reshare.at_most)
        said.append(speech.say("a reshare, at most %(share)s", share=at_most))
    return pages.note(" · ".join(said), language)


def effort_source(one: ContentType, language: Language) -> str:
    """Where the hours of a content type are from, and why they may not fit."""
    speech, default = speak(language), default_of(one, language)
    if default is not None:
        told = Finding(
            text=speech.say(
                "A default to begin with (grade %(grade)s): %(source)s.",
                grade=str(default.grade),
                source=default.source.rstrip("."),
            ),
            detail=speech.say(
                "Why it may not fit you: %(caveat)s. Your own actuals replace it.",
                caveat=default.caveat.rstrip("."),
            ),
        )
    elif one.source:
        told = Finding(text=speech.say("The hours are from: %(source)s.", source=one.source))
    else:
        told = Finding(
            text=speech.say("The hours are your own figure."),
            detail=speech.say("After a month, what items really took tells whether it holds."),
        )
    return pages.text([told], language)


# ── Floors ──────────────────────────────────────────────────────────────────────────────────────


def mix_floor_words(found: Sequence[MixFloor], speech: Speech) -> list[str]:
    """Each floor of the mix in words, in the order they are kept."""
    told = []
    for one in found:
        said = {"share": speech.percent(one.share), "bucket": one.bucket}
        told.append(
            speech.say("%(bucket)s: at least %(share)s of all posts", **said)
            if one.channel is None
            else speech.say(
                "%(bucket)s: at least %(share)s of the posts on %(channel)s",
                channel=one.channel,
                **said,
            )
        )
    return told


def mix_floors(found: Sequence[MixFloor], language: Language) -> str:
    """The floors of the mix, below each other."""
    speech = speak(language)
    told = [Finding(text=words) for words in mix_floor_words(found, speech)]
    if not told:
        told = [
            Finding(
                text=speech.say("No part of the mix has a floor."),
                detail=speech.say(
                    "Parts are named where it is said what a content type takes, under More."
                ),
            )
        ]
    return pages.text(told, language, title=speech.say("The mix holds at least"))


# ── Days ────────────────────────────────────────────────────────────────────────────────────────


def closed_spans(closed: Sequence[date]) -> list[tuple[date, date]]:
    """Days as spans: from the first to the last of days that follow each other."""
    spans: list[tuple[date, date]] = []
    for day in sorted(closed):
        if spans and day - spans[-1][1] == timedelta(days=1):
            spans[-1] = (spans[-1][0], day)
        else:
            spans.append((day, day))
    return spans


def closed_days(closed: Sequence[date], language: Language) -> str:
    """When the client is closed."""
    speech = speak(language)
    told = [speech.span(first, last) for first, last in closed_spans(closed)]
    if not told:
        return pages.note(speech.say("No other day is closed."), language)
    return pages.note(speech.say("Closed: %(days)s.", days=speech.list(told)), language)


# ── Items with a day of their own, channels ─────────────────────────────────────────────────────


def fixed_item_words(found: Sequence[LockedItem], speech: Speech) -> list[str]:
    """Each item with a day of its own in words, in the order they are kept."""
    return [
        speech.say(
            "%(title)s (%(day)s)", title=item_name(one, speech), day=speech.short_day(one.day)
        )
        for one in found
    ]


def fixed_items(found: Sequence[LockedItem], language: Language) -> str:
    """Items that have a day, and perhaps an owner, whatever else is planned."""
    speech = speak(language)
    told = [
        Finding(
            text=speech.say(
                "%(name)s, %(day)s", name=item_name(one, speech), day=speech.day(one.day)
            ),
            detail=" · ".join(filter(None, [one.channel, one.content_type, one.owner])),
        )
        for one in found
    ]
    return pages.text(told, language)


def channel_note(one: Channel, language: Language) -> str:
    """When a channel publishes, and what it takes."""
    speech = speak(language)
    days = speech.list([speech.short_weekday(day) for day in sorted(one.days)])
    if sorted(one.days) == [0, 1, 2, 3, 4]:
        days = speech.say("working days")
    takes = speech.list(one.takes) if one.takes else speech.say("every content type")
    return pages.note(speech.say("%(days)s · %(takes)s", days=days, takes=takes), language)
