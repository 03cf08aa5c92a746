"""A list of measures to choose from, each with where it is counted."""

from collections.abc import Sequence
from typing import Any

from coachkit.language.speech import Speech
from coachkit.model.goals import Kpi
from coachkit.widgets.evaluation_forms import kpi_name


def offer(
    choice: Any, nothing: str, known: Sequence[Kpi], chosen: Kpi | None, speech: Speech
) -> None:
    """Put these into the list, after the words for none, and choose that one."""
    there = dict.fromkeys(known if chosen is None else (*known, chosen))
    # For ipywidgets a value of None is nothing chosen at all, and shows no words.
    options = ((nothing, ""), *((kpi_name(one, speech), one) for one in there))
    if choice.options != options:
        choice.options = options
    choice.value = chosen or ""
