"""Which screen shows which block of the campaign session."""

from collections.abc import Mapping
from typing import Final

from coachkit.sessions.screen_actions import ActionsScreen
from coachkit.sessions.screen_campaign_hours import CampaignHoursScreen
from coachkit.sessions.screen_campaign_read_back import CampaignReadBackScreen
from coachkit.sessions.screen_can_we_see_it import CanWeSeeItScreen
from coachkit.sessions.screen_cases import CasesScreen
from coachkit.sessions.screen_chain import ChainScreen
from coachkit.sessions.screen_drafts import DraftsScreen
from coachkit.sessions.screen_duty import DutyScreen
from coachkit.sessions.screen_house import HouseScreen
from coachkit.sessions.screen_ideas import IdeasScreen
from coachkit.sessions.screen_launch import LaunchScreen
from coachkit.sessions.screen_planner import PlannerScreen
from coachkit.sessions.screen_tracks import TracksScreen
from coachkit.sessions.screen_what_if import WhatIfScreen
from coachkit.sessions.session_screens import Screen

SCREENS: Final[Mapping[str, type[Screen]]] = {
    "promises": LaunchScreen,
    "chain": ChainScreen,
    "tracks": TracksScreen,
    "message_house": HouseScreen,
    "detectability": CanWeSeeItScreen,
    "hours": CampaignHoursScreen,
    "idea_board": IdeasScreen,
    "planner": PlannerScreen,
    "duty_calendar": DutyScreen,
    "cases": CasesScreen,
    "rehearsal": WhatIfScreen,
    "drafts": DraftsScreen,
    "actions": ActionsScreen,
    "read_back": CampaignReadBackScreen,
}
"""By the form that a block of ``templates/run_sheets/campaign.toml`` names."""
