"""What is said of the table in which posts' texts are written: its headings, and what is wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from coachkit.language.speech import Sentences, Speech, later, later_in
from coachkit.model.post_texts import TextColumn

_HEADINGS: Final = {
    TextColumn.KEY: later_in("table of texts", "Key"),
    TextColumn.DAY: later_in("table of texts", "Day"),
    TextColumn.CHANNEL: later_in("table of texts", "Channel"),
    TextColumn.TITLE: later_in("table of texts", "Title"),
    TextColumn.TEXT: later_in("table of texts", "Text"),
    TextColumn.LINK: later_in("table of texts", "Link"),
    TextColumn.PICTURES: later_in("table of texts", "Pictures"),
    TextColumn.ALT_TEXTS: later_in("table of texts", "Alt texts"),
}

_EXPLAINED: Final = {
    TextColumn.KEY: later("Says which item the row is for. Leave it, and the grey cells, as is."),
    TextColumn.DAY: later("The day on which the item is published."),
    TextColumn.CHANNEL: later("Where it is published."),
    TextColumn.TITLE: later("What the plan calls it."),
    TextColumn.TEXT: later(
        "The post, just as it is to be published. Without a text it goes to no scheduler."
    ),
    TextColumn.LINK: later("One address, beginning with https://. May be left empty."),
    TextColumn.PICTURES: later(
        "The pictures' addresses on the web, one a line. May be left empty."
    ),
    TextColumn.ALT_TEXTS: later(
        "What each picture shows, one a line, in the pictures' order: for those who cannot see it."
    ),
}


@dataclass(frozen=True)
class TextsTaken:
    """What a table brought: items whose text is new, another one, or taken away.

    ``not_planned``: how many of its texts are for items that the plan has no longer; they are
    kept. ``written``: how many of the plan's ``items`` have a text now.
    """

    new: int
    changed: int
    taken_away: int
    not_planned: int
    written: int
    items: int


def heading(column: TextColumn, speech: Speech) -> str:
    """What a column of the table is called."""
    return speech.say_in(*_HEADINGS[column])


def explained(column: TextColumn, speech: Speech) -> str:
    """What belongs into a column."""
    return speech.say(_EXPLAINED[column])


def taken_sentence(taken: TextsTaken, speech: Speech) -> str:
    """What a table brought, and how many items have a text now."""
    return " ".join(
        (*_brought(taken, speech), written_sentence(taken.written, taken.items, speech))
    )


def _brought(taken: TextsTaken, speech: Speech) -> Iterator[str]:
    if taken.new:
        yield speech.count("%(n)s text is new.", "%(n)s texts are new.", taken.new)
    if taken.changed:
        yield speech.count(
            "%(n)s text is another one now.", "%(n)s texts are others now.", taken.changed
        )
    if taken.taken_away:
        yield speech.count(
            "%(n)s text was taken away.", "%(n)s texts were taken away.", taken.taken_away
        )
    if not (taken.new or taken.changed or taken.taken_away):
        yield speech.say("The table says nothing new.")
    if taken.not_planned:
        yield speech.count(
            "%(n)s of them is for an item that is no longer planned; it is kept.",
            "%(n)s of them are for items that are no longer planned; they are kept.",
            taken.not_planned,
        )


def written_sentence(written: int, items: int, speech: Speech) -> str:
    """How many of the plan's items have a text."""
    return speech.count(
        "%(written)s of %(n)s item has a text.",
        "%(written)s of %(n)s items have a text.",
        items,
        written=speech.number(written),
    )


_ADDRESS: Final = (
    later("“%(value)s” is no address. Write all of it, from https:// on, without blanks."),
    later("This is no address. Write all of it, from https:// on, without blanks."),
)
_MORE_ALT_TEXTS: Final = (
    later("There are more alt texts than pictures. Write one line for each picture."),
)

TEXT_VALUES: Final[Mapping[str, Sentences]] = {
    "not_an_address": _ADDRESS,
    "more_alt_texts": _MORE_ALT_TEXTS,
}

TEXT_TABLES: Final[Mapping[str, Sentences]] = {
    "not_texts": (
        later(
            "“%(file)s” is not the table of texts. Download it anew, write into it, and save it as "
            "XLSX or CSV."
        ),
        later(
            "This is not the table of texts. Download it anew, write into it, and save it as XLSX "
            "or CSV."
        ),
    ),
    "missing_heading": (
        later("The column “%(value)s” is missing. Leave all columns as they were."),
        later("A column is missing. Leave all columns as they were."),
    ),
    "unknown_heading": (
        later("The table has no column “%(value)s”. Take it away: nothing of it would be kept."),
        later("The table has no such column. Take it away: nothing of it would be kept."),
    ),
    "repeated_heading": (
        later("The column “%(value)s” is there twice. Take one away."),
        later("A column is there twice. Take one away."),
    ),
    "unknown_item": (
        later("No item has the key “%(value)s”. Write only into rows that were there."),
        later("The row has no key. Write only into rows that were there."),
    ),
    "repeated_item": (
        later("“%(value)s” stands in row %(other_row)s already. Keep one of the two."),
        later("The same item stands in an earlier row already. Keep one of the two."),
    ),
    "changed_item": (
        later(
            "The key “%(value)s” does not belong to this row's day, channel and title. Put those "
            "back, or download the table anew: the text might go to another post."
        ),
        later(
            "The key does not belong to this row's day, channel and title. Put those back, or "
            "download the table anew: the text might go to another post."
        ),
    ),
    "formula_typed": (later("The cell holds a formula. Write the text itself."),),
    "not_a_text": (
        later("“%(value)s” is a number, a day or a time. Format the cell as text, write it anew."),
        later("This is a number, a day or a time. Format the cell as text, write it anew."),
    ),
    "too_long": (later("This is too long. Shorten it."),),
    "not_an_address": _ADDRESS,
    "more_alt_texts": _MORE_ALT_TEXTS,
}
"""Why a table of texts was refused, by code; places and counts are said around it."""
