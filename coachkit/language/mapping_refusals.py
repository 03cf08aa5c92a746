"""Why the matching of a file's columns is refused, and what to do next."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later

MAPPINGS: Final[Mapping[str, Sentences]] = {
    "unknown_mapping": (
        later("No column matching is called “%(value)s”. There are: %(known)s."),
        later("No column matching is called “%(value)s”. None has been kept yet."),
        later("There is no column matching of that name."),
    ),
    "name_taken": (
        later("Another column matching is already called “%(value)s”. Choose another name."),
        later("Another column matching already has that name. Choose another one."),
    ),
    "unknown_layout": (
        later(
            "coachkit no longer has the layout “%(value)s”, or its columns cannot be matched. "
            "Match the columns again."
        ),
        later("coachkit no longer has that layout. Match the columns again."),
    ),
    "matched_twice": (
        later(
            "Several columns are matched to “%(value)s”: %(known)s. Choose one and leave the "
            "others out."
        ),
        later("Several columns are matched to the same thing. Choose one of them."),
    ),
    "chosen_twice": (
        later("You chose “%(value)s” twice. A column is only one thing."),
        later("One column was chosen twice. A column is only one thing."),
    ),
    "unanswered": (later("Answer every question here first."),),
    "not_matched": (
        later("No column is matched to “%(value)s”, without which the rows cannot be read."),
        later("A column is missing without which the rows cannot be read."),
    ),
    "no_measure": (later("No column is matched to a measure. Match at least one."),),
    "unknown_header": (
        later("The file has no column “%(value)s”. It has: %(known)s."),
        later("The file has no such column."),
    ),
    "undecided": (
        later("Say what each column is, or leave it out. Still to be decided: %(known)s."),
        later("Say what each column is, or leave it out."),
    ),
    "ambiguous_dates": (
        later(
            "The dates, such as “%(value)s”, can be read in more than one way: %(known)s. Say "
            "which is right."
        ),
        later("The dates can be read in more than one way. Say which is right."),
    ),
    "lifetime_unsaid": (
        later(
            "Say whether “%(value)s” means that the numbers cover each post's whole life. If not, "
            "export the file again with lifetime values."
        ),
        later("Say whether the numbers cover each post's whole life."),
    ),
    "tells_nothing_apart": (
        later(
            "The column “%(value)s” does not tell the posts apart: several posts have the same "
            "value in it. Choose another column."
        ),
        later("This column does not tell the posts apart. Choose another one."),
    ),
    "already_known": (
        later(
            "coachkit reads this file without any column matching (%(value)s). Import it as it is."
        ),
        later("coachkit reads this file without any column matching. Import it as it is."),
    ),
}
"""By code."""
