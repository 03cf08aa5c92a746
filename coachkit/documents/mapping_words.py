"""What the mapping screen and its command call things: layouts, meanings, reasons, values."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from coachkit.language.findings import amount
from coachkit.language.speech import Speech, later, later_in
from coachkit.language.terms import language_name, metric_name, platform_name
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Granularity, MetricSource, Platform, TableSource, ValuesOf
from coachkit.platforms.formats import Format
from coachkit.platforms.mapping_proposal import Candidate, Suggestion, Why
from coachkit.platforms.mapping_shapes import ColumnSeen, Look, Reading

_ROLES: Final[Mapping[str, tuple[str, str]]] = {
    "part": later_in("column", "What tells rows of one item apart"),
    "hour": later_in("column", "Hour"),
    "account": later_in("column", "Account (its id)"),
    "account_name": later_in("column", "Account (its name)"),
    "published": later_in("column", "When it was published"),
    "time": later_in("column", "Time of day"),
    "format": later_in("column", "Kind of post"),
    "text": later_in("column", "Text or title"),
    "permalink": later_in("column", "Link to the post"),
    "campaign": later_in("column", "Campaign"),
    "span": later_in("column", "What the values cover (such as “Lifetime”)"),
    "period_first": later_in("column", "First day of the period"),
    "period_last": later_in("column", "Last day of the period"),
    "currency": later_in("column", "Currency"),
    "where": later_in("column", "Site or network"),
    "author": later_in("column", "Author"),
    "language": later_in("column", "Language"),
    "country": later_in("column", "Country"),
    "sentiment": later_in("column", "Sentiment"),
    "ignore": later_in("column", "Leave it out"),
}

_ITEMS: Final[Mapping[Granularity, tuple[str, str]]] = {
    Granularity.POST: later_in("column", "Post (its own id)"),
    Granularity.DAY: later_in("column", "Day"),
    Granularity.HOUR: later_in("column", "Day"),
    Granularity.AD: later_in("column", "Ad or campaign"),
    Granularity.MENTION: later_in("column", "Mention (its own id)"),
}
_NAMED_ITEM = later_in("column", "Name of the row")

_LANGUAGES: Final[Mapping[str, tuple[str, str]]] = {
    "da": later_in("language", "Danish"),
    "de": later_in("language", "German"),
    "es": later_in("language", "Spanish"),
    "et": later_in("language", "Estonian"),
    "fr": later_in("language", "French"),
    "it": later_in("language", "Italian"),
    "nb": later_in("language", "Norwegian"),
    "nl": later_in("language", "Dutch"),
    "pt": later_in("language", "Portuguese"),
}

_ROWS: Final[Mapping[Granularity, str]] = {
    Granularity.POST: later("%(platform)s: a row per post"),
    Granularity.DAY: later("%(platform)s: a row per day"),
    Granularity.HOUR: later("%(platform)s: a row per hour"),
    Granularity.POST_DAY: later("%(platform)s: a row per post and day"),
    Granularity.DAY_GROUP: later("%(platform)s: a row per day and group"),
    Granularity.AD: later("%(platform)s: a row per ad or campaign"),
    Granularity.MENTION: later("%(platform)s: a row per mention"),
    Granularity.BREAKDOWN: later("%(platform)s: a row per group"),
    Granularity.TOTAL: later("%(platform)s: one row for everything"),
}
_OTHERS: Final[Mapping[tuple[Granularity, ValuesOf], str]] = {
    (Granularity.POST, ValuesOf.LIFE): later(
        "Another tool: a row per post, with all that it gathered"
    ),
    (Granularity.POST, ValuesOf.PERIOD): later(
        "Another tool: a row per post, with what happened in a chosen period"
    ),
    (Granularity.DAY, ValuesOf.LIFE): later("Another tool: a row per day"),
}

_LOOKS: Final[Mapping[Look, tuple[str, str]]] = {
    Look.NOTHING: later_in("values", "empty in the first rows"),
    Look.DAYS: later_in("values", "days"),
    Look.LINKS: later_in("values", "links"),
    Look.IDS: later_in("values", "long ids"),
    Look.WHOLE_NUMBERS: later_in("values", "whole numbers"),
    Look.NUMBERS: later_in("values", "numbers"),
    Look.PERCENTAGES: later_in("values", "percentages"),
    Look.FEW_WORDS: later_in("values", "a few different words"),
    Look.WORDS: later_in("values", "words"),
}


def layout_name(base: Format, speech: Speech) -> str:
    """Whose table it is and what a row is about: "Facebook: a row per post"."""
    own = _OTHERS.get((base.granularity, base.values_of))
    if base.platform is Platform.OTHER and own is not None:
        return speech.say(own)
    platform = platform_name(base.platform, speech)
    return speech.say(_ROWS[base.granularity], platform=platform)


def layout_choice(base: Format, speech: Speech) -> str:
    """The same with the layout's own name, which tells two alike apart."""
    return speech.say("%(layout)s (%(name)s)", layout=layout_name(base, speech), name=base.format)


def meaning_name(meaning: str, base: Format, speech: Speech) -> str:
    """What a column can be, in words."""
    role, _, part = meaning.partition(":")
    if role in METRICS:
        return metric_name(role, speech)
    if role != "item":
        return speech.say_in(*_ROLES[role])
    if part:
        named = speech.say_in(*_NAMED_ITEM)
        return speech.say("%(what)s (%(part)s)", what=named, part=part.replace("_", " "))
    return speech.say_in(*_ITEMS.get(base.granularity, _NAMED_ITEM))


def header_language(code: str, speech: Speech) -> str:
    """What a language of headers is called; of one without a name here, its own label."""
    known = _LANGUAGES.get(code)
    return speech.say_in(*known) if known else language_name(code, speech)


def reason(suggestion: Suggestion, speech: Speech) -> str:
    """Why a match is suggested."""
    detail = suggestion.detail
    if suggestion.why is Why.KEPT:
        return speech.say("as in “%(name)s”", name=detail)
    if suggestion.why is Why.KNOWN_HEADER:
        return speech.say("its header in %(language)s", language=header_language(detail, speech))
    if suggestion.why is Why.WORD:
        language = header_language(detail, speech)
        return speech.say("a word for it in %(language)s", language=language)
    if suggestion.why is Why.TITLE:
        return speech.say("“%(word)s” stands in the title above", word=detail)
    if suggestion.why is Why.PART:
        return speech.say("“%(word)s” stands in the header", word=detail)
    return speech.say("its values look like it")


def suggested(suggestion: Suggestion, base: Format, speech: Speech) -> str:
    """A suggestion with its reason: "Suggested: Reach (a word for it in Finnish)"."""
    return speech.say(
        "Suggested: %(meaning)s (%(reason)s)",
        meaning=meaning_name(suggestion.meaning, base, speech),
        reason=reason(suggestion, speech),
    )


def likely(candidate: Candidate, speech: Speech) -> str:
    """Why a layout is proposed."""
    words = sum(one.why is not Why.VALUES for one in candidate.suggestions)
    familiar = speech.count(
        "%(n)s column has a familiar header", "%(n)s columns have familiar headers", words
    )
    if not candidate.site:
        return familiar
    return speech.say("%(columns)s, and the links lead there", columns=familiar)


def looks(column: ColumnSeen, speech: Speech) -> str:
    """What a column's values look like."""
    return speech.say_in(*_LOOKS[column.look])


def one_reading(reading: Reading, speech: Speech) -> str:
    """Which way round a date is, by an example of the file: ""03/04/2026" is 3 April 2026"."""
    return speech.say(
        "“%(written)s” is %(day)s", written=reading.written, day=speech.day(reading.example)
    )


def period(first: datetime, last: datetime, speech: Speech) -> str:
    """From the first day to the last."""
    return speech.span(first.date(), last.date())


def items(source: TableSource, speech: Speech) -> str:
    """How many posts, days or rows."""
    n = source.items
    if source.granularity is Granularity.POST:
        return speech.count("%(n)s post", "%(n)s posts", n)
    if source.granularity is Granularity.DAY:
        return speech.count("%(n)s day", "%(n)s days", n)
    return speech.count("%(n)s row", "%(n)s rows", n)


def trial_sentence(source: TableSource, base: Format, speech: Speech) -> str:
    """What the file says when it is read so."""
    layout, counted = layout_name(base, speech), items(source, speech)
    if source.first is None or source.last is None:
        return speech.say("%(layout)s. %(items)s, none with a date.", layout=layout, items=counted)
    days = speech.span(source.first, source.last)
    return speech.say("%(layout)s. %(items)s, %(days)s.", layout=layout, items=counted, days=days)


def total(metric: MetricSource, speech: Speech) -> str:
    """What the values of a measure add up to; nothing where adding would mislead."""
    if not metric.additive:
        return speech.say("not additive")
    if metric.total is None:
        return speech.say("no value")
    return amount(metric.metric, metric.total, speech)
