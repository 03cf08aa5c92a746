"""Which screen shows which block of the evaluation session."""

from collections.abc import Mapping
from typing import Final

from coachkit.sessions.screen_actions import ActionsScreen
from coachkit.sessions.screen_data_health import DataHealthScreen
from coachkit.sessions.screen_done import DoneScreen
from coachkit.sessions.screen_effect import EffectScreen
from coachkit.sessions.screen_evaluation_read_back import EvaluationReadBackScreen
from coachkit.sessions.screen_experiment import ExperimentScreen
from coachkit.sessions.screen_keep import KeepStopStartScreen
from coachkit.sessions.screen_new_plan import NewPlanScreen
from coachkit.sessions.screen_outcomes import OutcomesScreen
from coachkit.sessions.screen_people import PeopleScreen
from coachkit.sessions.screen_predict import PredictScreen
from coachkit.sessions.screen_reception import ReceptionScreen
from coachkit.sessions.screen_replies import RepliesScreen
from coachkit.sessions.screen_tier import TierScreen
from coachkit.sessions.session_screens import Screen

SCREENS: Final[Mapping[str, type[Screen]]] = {
    "tier": TierScreen,
    "data_health": DataHealthScreen,
    "actuals": DoneScreen,
    "predictions": PredictScreen,
    "reception": ReceptionScreen,
    "effect": EffectScreen,
    "outcomes": OutcomesScreen,
    "replies": RepliesScreen,
    "wins": PeopleScreen,
    "living_strategy": KeepStopStartScreen,
    "planner": NewPlanScreen,
    "experiment": ExperimentScreen,
    "actions": ActionsScreen,
    "read_back": EvaluationReadBackScreen,
}
"""By the form that a block of ``templates/run_sheets/evaluation.toml`` names."""
