"""The hours of a campaign: the people grid of the reality check, decided until the launch."""

from coachkit.sessions.screen_hours import HoursScreen


class CampaignHoursScreen(HoursScreen):
    """Hours in, posts out, as in the strategy session; what is decided is the capacity."""

    decision_key = "capacity"
