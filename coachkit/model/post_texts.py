"""What is published: texts, links and pictures, kept by the key of the item that they are for.

An item's key stays the same from one plan to the next, so a text that is written once survives
whatever is planned anew around it.
"""

import hashlib
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from coachkit.model.errors import InvalidValue
from coachkit.model.values import Value

MOST_PICTURES = 35
"""As many as any network takes in one post."""

LONGEST_TEXT = 32_767
"""As many characters (as UTF-16 counts) as a spreadsheet keeps in a cell."""

Key = Annotated[str, Field(min_length=1, max_length=200)]
Address = Annotated[str, Field(max_length=2000)]


def is_address(text: str) -> bool:
    """Whether it is an address on the web, in one piece."""
    return text.startswith(("https://", "http://")) and len(text.split()) == 1


class TextColumn(StrEnum):
    """The columns of the table in which texts are written."""

    KEY = "key"
    DAY = "day"
    CHANNEL = "channel"
    TITLE = "title"
    TEXT = "text"
    LINK = "link"
    PICTURES = "pictures"
    ALT_TEXTS = "alt_texts"


class PostText(Value):
    """A post's text, link, addresses of pictures, and the pictures' alt texts in the same order.

    An empty text is none: the post is not ready. An alt text may be empty, its place may not.
    """

    text: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""
    link: Address = ""
    pictures: Annotated[tuple[Address, ...], Field(max_length=MOST_PICTURES)] = ()
    alt_texts: Annotated[tuple[Address, ...], Field(max_length=MOST_PICTURES)] = ()

    @field_validator("text")
    @classmethod
    def _fits_a_cell(cls, text: str) -> str:
        if len(text.encode("utf-16-le")) > 2 * LONGEST_TEXT:
            raise InvalidValue("too_long", "text", value=text[:80])
        return text

    @field_validator("link")
    @classmethod
    def _is_link(cls, link: str) -> str:
        if link and not is_address(link):
            raise InvalidValue("not_an_address", "link", value=link[:80])
        return link

    @model_validator(mode="after")
    def _pictures_are_addresses(self) -> Self:
        for picture in self.pictures:
            if not is_address(picture):
                raise InvalidValue("not_an_address", "pictures", value=picture[:80])
        if len(self.alt_texts) > len(self.pictures):
            raise InvalidValue("more_alt_texts", "alt_texts", value=str(len(self.alt_texts)))
        return self

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was written."""
        return not (self.text or self.link or self.pictures)


class PostTexts(Value):
    """All texts of a client, by item key; one that is empty is not kept."""

    texts: Annotated[Mapping[Key, PostText], Field(max_length=20_000)] = {}

    def with_those(self, written: Mapping[str, PostText]) -> "PostTexts":
        """These, with what is written in their place; whatever is written empty is taken away."""
        kept = {**self.texts, **written}
        return PostTexts(texts={key: one for key, one in kept.items() if not one.is_empty})


def shown_key(key: str) -> str:
    """A key as it stands in a cell: in one line, of visible characters."""
    visible = "".join(c if c.isprintable() else " " for c in key)
    return " ".join(visible.split())


def row_mark(key: str, day: date, channel: str, title: str) -> str:
    """Tells whether a row of the table is still the item that it was written for.

    Somebody who sorts one column alone, or types over a key, would otherwise publish one post's
    text in the place of another. Blanks count for nothing: spreadsheets trim them.
    """
    said = "\n".join(" ".join(part.split()) for part in (key, str(day), channel, title))
    return hashlib.sha256(said.encode("utf-8", errors="replace")).hexdigest()[:6]
