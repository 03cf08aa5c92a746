"""What is known of schedulers' import files, as data: one TOML file per tool in data/schedulers.

A layout says its columns and what each holds, its limits, where all that was read, and how sure
it is. A new tool means new data, never code.
"""

import re
import tomllib
import unicodedata
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.observations import Platform
from coachkit.model.shipped import shipped
from coachkit.model.values import Value

Text = Annotated[str, Field(min_length=1, max_length=600)]
_ADDRESS: Final = re.compile(r"https?://\S+")
_PICTURE = "[\u2600-\u27bf\U0001f300-\U0001faff]"
_SHADES = "[\ufe0f\U0001f3fb-\U0001f3ff]*"
_EMOJI: Final = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|{_PICTURE}{_SHADES}(?:\u200d{_PICTURE}{_SHADES})*"
)
"""A flag, or pictures with their shades that are joined into one."""

Count = Annotated[int, Field(ge=1)]
DayLayout = Annotated[str, Field(pattern=r"^(?:%[dmY][/-]){2}%[dmY]$")]


class Holds(StrEnum):
    """What a column holds."""

    NOTHING = "nothing"
    MOMENT = "moment"
    """Day and time, in the day's layout and the column's ``time``."""
    DAY = "day"
    TIME = "time"
    TEXT = "text"
    TEXT_AND_LINK = "text_and_link"
    """The text, and the link on a line of its own: the layout has no column for links."""
    LINK = "link"
    """One; ``between``: what the tool would take for the end of it."""
    PICTURES = "pictures"
    """All addresses of pictures, with ``between`` between them."""
    ALT_TEXTS = "alt_texts"
    PICTURE = "picture"
    """The address of the picture with that ``number``, the first is 1."""
    ALT_TEXT = "alt_text"
    NETWORK = "network"
    """Yes where the post goes to ``network``, otherwise no."""
    NO = "no"


_NEEDED = {
    Holds.MOMENT: "time",
    Holds.TIME: "time",
    Holds.PICTURES: "between",
    Holds.ALT_TEXTS: "between",
    Holds.PICTURE: "number",
    Holds.ALT_TEXT: "number",
    Holds.NETWORK: "network",
}


class LayoutColumn(Value):
    """A column of a layout, by the name in the header if there is one."""

    name: Annotated[str, Field(max_length=120)] = ""
    holds: Holds = Holds.NOTHING
    time: Annotated[str, Field(pattern=r"^(?:%H:%M|%H:%M:%S)$")] | None = None
    between: Annotated[str, Field(max_length=4)] | None = None
    number: Count | None = None
    network: Platform | None = None

    @model_validator(mode="after")
    def _says_how(self) -> Self:
        needed = _NEEDED.get(self.holds)
        if needed is not None and getattr(self, needed) is None:
            raise InvalidValue("missing", needed, value=self.name)
        return self


class Limits(Value):
    """What a tool refuses. ``None``: no limit was found.

    ``rows``: posts in one import; ``less_those_scheduled``: posts that are scheduled already take
    their places. ``minutes_apart`` between posts, ``minutes_ahead`` of the upload.
    """

    rows: Count | None = None
    rows_on_trial: Count | None = None
    less_those_scheduled: bool = False
    minutes_apart: Count | None = None
    minutes_ahead: Count | None = None


class SchedulerLayout(Value):
    """The layout of one tool's import file.

    ``dates``: layouts of a day, as strftime has them; with more than one the tool asks, and so do
    we. ``complete``: whether these are known to be all columns. ``confidence`` in the source.
    """

    tool: Annotated[str, Field(pattern=r"^[a-z]+$")]
    name: Text
    confidence: Annotated[str, Field(pattern=r"^(?:high|medium-high|medium|low)$")]
    source: Text
    caveat: Annotated[str, Field(max_length=600)] = ""
    header: bool
    complete: bool = True
    one_network_per_file: bool = False
    networks: Annotated[tuple[Platform, ...], Field(min_length=1)]
    dates: Annotated[tuple[DayLayout, ...], Field(min_length=1)]
    yes: str = ""
    no: str = ""
    column: Annotated[tuple[LayoutColumn, ...], Field(min_length=1)]
    limits: Limits

    @model_validator(mode="after")
    def _can_be_written(self) -> Self:
        names = [column.name for column in self.column]
        if self.header and len(set(names)) != len(names):
            raise InvalidValue("repeated", "column", value=self.tool)
        held = {column.holds for column in self.column}
        if not held & {Holds.TEXT, Holds.TEXT_AND_LINK} or not held & {Holds.MOMENT, Holds.DAY}:
            raise InvalidValue("missing", "column", value=self.tool)
        told = {column.network for column in self.column if column.network}
        if not self.one_network_per_file and told != set(self.networks):
            raise InvalidValue("not_allowed", "networks", value=self.tool)
        return self

    @property
    def asks_for_dates(self) -> bool:
        """Whether somebody has to say which layout of a day the tool is set to."""
        return len(self.dates) > 1

    @property
    def takes_pictures(self) -> bool:
        """Whether addresses of pictures have a column."""
        return any(column.holds in (Holds.PICTURES, Holds.PICTURE) for column in self.column)

    @property
    def most_pictures(self) -> int | None:
        """How many pictures have a column of their own; ``None`` where all of them share one."""
        return sum(column.holds is Holds.PICTURE for column in self.column) or None


class TextLengths(Value):
    """How many characters a post may have, by network; one that is not there has no known limit.

    ``weighed``: networks on which a character outside ``light`` (first and last of each stretch)
    counts as two, an emoji too, and an address as ``address``, however long it is.
    """

    source: Text
    confidence: Annotated[str, Field(pattern=r"^(?:high|medium-high|medium|low)$")]
    longest: dict[Platform, Count]
    weighed: tuple[Platform, ...] = ()
    light: tuple[tuple[int, int], ...] = ()
    address: Count = 23

    def length(self, text: str, platform: Platform) -> int:
        """How long a text is where it is published."""
        if platform not in self.weighed:
            return len(text)
        plain, addresses = _ADDRESS.subn("", unicodedata.normalize("NFC", text))
        rest, emoji = _EMOJI.subn("", plain)
        heavy = sum(not any(low <= ord(c) <= high for low, high in self.light) for c in rest)
        return len(rest) + heavy + 2 * emoji + self.address * addresses


@cache
def scheduler_layouts() -> dict[str, SchedulerLayout]:
    """All layouts that ship with coachkit, by tool."""
    paths = sorted(shipped("data", "schedulers").glob("*.toml"))
    layouts = [SchedulerLayout.model_validate(_read(path)) for path in paths]
    return {layout.tool: layout for layout in layouts}


@cache
def text_lengths() -> TextLengths:
    """The networks' own limits, whatever the tool."""
    return TextLengths.model_validate(_read(shipped("data", "schedulers", "limits", "texts.toml")))


def _read(path: Path) -> dict[str, object]:
    return tomllib.loads(path.read_text(encoding="utf-8"))
