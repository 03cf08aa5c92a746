"""What is asked at the end of a campaign session."""

from typing import Final

from coachkit.widgets.form_hints import As, Hint, Hints

NOTES: Final[Hints] = {
    "notes": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "What else we must not forget")),
}
"""Of a Campaign."""
