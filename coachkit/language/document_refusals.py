"""What coachkit says when it cannot make a document, or is handed a look that cannot be used."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later

_FAILED: Final[Sentences] = (
    later("The document could not be made, and nothing was written: %(reason)s"),
    later("The document could not be made, and nothing was written."),
)

LOOKS: Final[Mapping[str, Sentences]] = {
    "not_a_colour": (
        later("“%(value)s” is not a colour. Write it as # and six digits or letters: #0b4f6c."),
        later("This is not a colour. Write it as # and six digits or letters: #0b4f6c."),
    ),
    "not_a_picture": (later("This is not a picture that can be read. Use a PNG or a JPEG."),),
    "picture_too_large": (
        later("The picture is too large. Use one of at most 8 megabytes and 40 megapixels."),
    ),
}

DOCUMENTS: Final[Mapping[str, Sentences]] = {
    "pandoc_missing": (
        later("The program pandoc, which writes documents, is missing. Set coachkit up anew."),
    ),
    "timed_out": (
        later(
            "The document took longer than %(seconds)s seconds, so it was given up. Nothing was "
            "written. Try again."
        ),
        later("The document took too long, so it was given up. Nothing was written. Try again."),
    ),
    "pandoc_failed": _FAILED,
    "typst_failed": _FAILED,
}
