"""What coachkit says when a table of conversations cannot be trusted."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later

INBOXES: Final[Mapping[str, Sentences]] = {
    "not_an_inbox": (
        later(
            "“%(file)s” is not a table of conversations. It needs one table with a column "
            "“received” and a column “replied”."
        ),
        later(
            "This is not a table of conversations. It needs one table with a column “received” "
            "and a column “replied”."
        ),
    ),
    "not_a_moment": (
        later("“%(value)s” is no day with its time. Write it like “%(expected)s”."),
        later("This is no day with its time."),
    ),
    "no_question_time": (
        later("It is not said when the question came. Take the row away, or write it."),
    ),
    "answered_before_asked": (
        later("The answer of “%(value)s” would have come before the question."),
        later("The answer would have come before the question."),
    ),
    "not_yet": (
        later("“%(value)s” is still to come. Is it the right day, and the right time zone?"),
        later("This is still to come. Is it the right day, and the right time zone?"),
    ),
}
"""Why a table of conversations was refused, by code; places and counts are said around it."""
