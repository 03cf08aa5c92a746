"""What is said of the files for schedulers: which items are not in them, and what to know."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from coachkit.language.speech import Speech, later
from coachkit.language.terms import platform_name


class WhyLeftOut(StrEnum):
    """Why an item is in no file: the tool would refuse it."""

    NO_TEXT = "no_text"
    """Nobody has written its text yet."""
    NO_NETWORK = "no_network"
    """Its channel is on no network, or on none that is known."""
    OTHER_NETWORK = "other_network"
    """The tool's import does not take the channel's network."""
    PAST = "past"
    """Its moment has passed."""
    TOO_SOON = "too_soon"
    """Fewer than ``limit`` minutes are left."""
    TOO_LONG = "too_long"
    """The text has ``amount`` characters, at most ``limit`` may be."""
    TOO_MANY_PICTURES = "too_many_pictures"
    """It has ``amount`` pictures, the file has room for ``limit``."""
    TORN = "torn"
    """A link, address or alt text has ``about`` in it, which the tool takes for its end."""
    TOO_CLOSE = "too_close"
    """It is ``amount`` minutes after another; at least ``limit`` must lie between."""
    NO_ROOM = "no_room"
    """The tool takes ``limit`` rows at a time, and these are taken."""


class ToKnow(StrEnum):
    """What to know before a file is given to its tool."""

    TIME_ZONE = "time_zone"
    """Times are those of the client's clock."""
    TEMPLATE = "template"
    """The tool's template may have other columns by now."""
    SPREADSHEET = "spreadsheet"
    """Texts begin with a character that a spreadsheet would take for a formula."""
    PICTURES = "pictures"
    """The layout has no place for pictures."""


@dataclass(frozen=True)
class LeftOut:
    """An item that is in no file, and why."""

    key: str
    item: str
    day: date
    why: WhyLeftOut
    platform: str | None = None
    amount: int | None = None
    limit: int | None = None
    about: str = ""


@dataclass(frozen=True)
class Remark:
    """Something to know of a file. ``about``: the time zone or the tool; ``n``: how many items."""

    what: ToKnow
    about: str = ""
    n: int = 0


_LEFT_OUT: Final = {
    WhyLeftOut.NO_TEXT: later("“%(item)s” (%(day)s) is left out: it has no text yet."),
    WhyLeftOut.NO_NETWORK: later(
        "“%(item)s” (%(day)s) is left out: its channel is on no network that is known."
    ),
    WhyLeftOut.OTHER_NETWORK: later(
        "“%(item)s” (%(day)s) is left out: the tool's import does not take %(platform)s."
    ),
    WhyLeftOut.PAST: later("“%(item)s” (%(day)s) is left out: its time has passed."),
    WhyLeftOut.TOO_SOON: later(
        "“%(item)s” (%(day)s) is left out: the tool wants it at least %(limit)s minutes ahead."
    ),
    WhyLeftOut.TOO_LONG: later(
        "“%(item)s” (%(day)s) is left out: its text has %(amount)s characters, and %(platform)s "
        "takes %(limit)s."
    ),
    WhyLeftOut.TOO_MANY_PICTURES: later(
        "“%(item)s” (%(day)s) is left out: it has %(amount)s pictures, and the file has room for "
        "%(limit)s."
    ),
    WhyLeftOut.TORN: later(
        "“%(item)s” (%(day)s) is left out: its link, or the address or alt text of a picture, has "
        "“%(about)s” in it, which the tool takes for the end of it."
    ),
    WhyLeftOut.TOO_CLOSE: later(
        "“%(item)s” (%(day)s) is left out: it comes %(amount)s minutes after another, and the "
        "tool wants %(limit)s between them."
    ),
    WhyLeftOut.NO_ROOM: later(
        "“%(item)s” (%(day)s) is left out: the tool has room for %(limit)s posts now."
    ),
}


def files_sentence(tool: str, posts: int, files: int, left_out: int, speech: Speech) -> str:
    """How much goes into a tool, in how many files, and how much does not."""
    if not files:
        return speech.say("Nothing can go to %(tool)s yet; the reasons are below.", tool=tool)
    into = speech.count("%(n)s file", "%(n)s files", files)
    said = speech.count(
        "%(n)s post for %(tool)s, in %(files)s.",
        "%(n)s posts for %(tool)s, in %(files)s.",
        posts,
        tool=tool,
        files=into,
    )
    if not left_out:
        return said
    left = speech.count(
        "%(n)s item is left out; why stands below.",
        "%(n)s items are left out; why stands below.",
        left_out,
    )
    return f"{said} {left}"


def left_out_sentence(left: LeftOut, speech: Speech) -> str:
    """Why an item is in no file."""
    return speech.say(
        _LEFT_OUT[left.why],
        item=left.item,
        day=speech.short_day(left.day),
        platform=platform_name(left.platform, speech) if left.platform else "",
        amount=speech.number(left.amount),
        limit=speech.number(left.limit),
        about=left.about,
    )


def remark_sentence(remark: Remark, speech: Speech) -> str:
    """What to know before a file is given to its tool."""
    if remark.what is ToKnow.TIME_ZONE:
        return speech.say(
            "Times are of the time zone %(zone)s: the tool has to be set to the same.",
            zone=remark.about,
        )
    if remark.what is ToKnow.TEMPLATE:
        return speech.say(
            "The template of %(tool)s may have other columns by now: compare before you upload.",
            tool=remark.about,
        )
    if remark.what is ToKnow.PICTURES:
        return speech.count(
            "%(tool)s takes no pictures from such a file: add them to %(n)s post there.",
            "%(tool)s takes no pictures from such a file: add them to %(n)s posts there.",
            remark.n,
            tool=remark.about,
        )
    return speech.count(
        "%(n)s text begins with a character that a spreadsheet takes for a formula. Upload the "
        "file as it is; do not open it in one.",
        "%(n)s texts begin with a character that a spreadsheet takes for a formula. Upload the "
        "file as it is; do not open it in one.",
        remark.n,
    )
