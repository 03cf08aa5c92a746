"""Drafts of posts as they were brought, mended and let go. Remarks on them are never stored."""

from datetime import date
from typing import Annotated

from pydantic import Field

from coachkit.model.deciding import Key, Line, Who
from coachkit.model.languages import Language
from coachkit.model.observations import Platform
from coachkit.model.values import Value


class DraftPost(Value):
    """A draft. ``shows``: what its picture or film shows, ``alt``: the alt text for it.

    ``captions``: its film has captions. ``advertising``: it is for an own or a paid product, so
    that it has to be recognised as advertising. ``item``: the asset or idea it is for.
    ``released_by``: who lets it go.
    """

    key: Key
    platform: Platform | None = None
    written_in: Language | None = None
    track: Key | None = None
    text: Annotated[str, Field(max_length=8_000)] = ""
    shows: Line = ""
    alt: Annotated[str, Field(max_length=2_000)] = ""
    film: bool = False
    captions: bool = False
    advertising: bool = False
    item: Annotated[str, Field(max_length=200)] = ""
    released_by: Who = ""
    released_on: date | None = None
