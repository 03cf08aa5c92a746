"""Whether an evaluation session has decided what its run sheet asks for."""

from collections.abc import Callable, Mapping
from typing import Final

from coachkit.model.evaluation_record import Evaluation

Decided = Callable[[Evaluation], bool]


def _surprise(record: Evaluation) -> bool:
    return any(one.text for one in record.surprises)


def _verdict(record: Evaluation) -> bool:
    return record.effect.verdict is not None and bool(record.effect.sentence)


def _thanks(record: Evaluation) -> bool:
    return any(one.whole and one.how_thanked for one in record.wins)


def _changes(record: Evaluation) -> bool:
    return any(one.written_on is not None for one in record.edits)


def _hours(record: Evaluation) -> bool:
    return record.hours.hours_a_week is not None and bool(record.hours.owner)


def _experiment(record: Evaluation) -> bool:
    return record.experiment.none or record.experiment.whole


DECIDED: Final[Mapping[str, Decided]] = {
    "tier": lambda record: record.tier.tier is not None,
    "data_good_enough": lambda record: record.data.decided,
    "surprise": _surprise,
    "verdict": _verdict,
    "reply_time": lambda record: record.replies.within is not None,
    "thanks": _thanks,
    "what_changes": _changes,
    "new_hours": _hours,
    "one_experiment": _experiment,
}
"""By the key of the decision in ``templates/run_sheets/evaluation.toml``."""
