"""Which screen shows which block of the strategy session."""

from collections.abc import Mapping
from typing import Final

from coachkit.sessions.screen_actions import ActionsScreen
from coachkit.sessions.screen_audit import AuditScreen
from coachkit.sessions.screen_channels import ChannelsScreen
from coachkit.sessions.screen_cuts import CutsScreen
from coachkit.sessions.screen_goals import GoalsScreen
from coachkit.sessions.screen_hours import HoursScreen
from coachkit.sessions.screen_inside import InsideScreen
from coachkit.sessions.screen_points import AnsweringScreen, MessagesScreen, RhythmScreen
from coachkit.sessions.screen_policies import PoliciesScreen
from coachkit.sessions.screen_profiles import ProfilesScreen
from coachkit.sessions.screen_question import QuestionScreen
from coachkit.sessions.screen_read_back import ReadBackScreen
from coachkit.sessions.session_screens import Screen

SCREENS: Final[Mapping[str, type[Screen]]] = {
    "question_picker": QuestionScreen,
    "audit": AuditScreen,
    "inside_view": InsideScreen,
    "profiles": ProfilesScreen,
    "goal_tree": GoalsScreen,
    "channel_board": ChannelsScreen,
    "statements": MessagesScreen,
    "duty_ladder": AnsweringScreen,
    "hours": HoursScreen,
    "rhythm": RhythmScreen,
    "policies": PoliciesScreen,
    "cuts": CutsScreen,
    "actions": ActionsScreen,
    "read_back": ReadBackScreen,
}
"""By the form that a block of ``templates/run_sheets/strategy.toml`` names."""
