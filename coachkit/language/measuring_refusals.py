"""What coachkit says when a campaign's link or measurement cannot be as it is."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later

MEASURING: Final[Mapping[str, Sentences]] = {
    "not_https": (
        later("“%(value)s” is no address that leads anywhere safely. Begin it with https://"),
        later("That is no address that leads anywhere safely. Begin it with https://"),
    ),
    "mail_in_link": (
        later(
            "“%(value)s” has somebody's e-mail address in it. Links are read by many; take it out."
        ),
        later("There is somebody's e-mail address in the link. Take it out."),
    ),
    "has_other_parts": (
        later(
            "The address already says “%(value)s”. Take that out: otherwise the click is counted "
            "somewhere else."
        ),
        later("The address already says where it comes from. Take that out."),
    ),
    "link_repeated": (
        later("“%(value)s” has the very same link: nobody could tell the clicks apart."),
        later("Another item has the very same link: nobody could tell the clicks apart."),
    ),
}
