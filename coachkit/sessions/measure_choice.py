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
    options = ((nothing, ""), *((kpi_name(one, speech), _code(one)) for one in known))
    if choice.options != options:
        choice.options = options
    code = "" if chosen is None else _code(chosen)
    if code in {value for _, value in options}:
        choice.value = code


def kpi_of(code: str) -> Kpi | None:
    """What was chosen; ``None`` for none."""
    platform, _, metric = code.partition("/")
    return Kpi.model_validate({"platform": platform, "metric": metric}) if metric else None


def _code(kpi: Kpi) -> str:
    return f"{kpi.platform.value}/{kpi.metric}"
