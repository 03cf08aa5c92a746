"""When something was last kept, as the pill in a page's head says it."""

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from coachkit.language.speech import speak
from coachkit.model.languages import Language
from coachkit.sessions.opening import now


def when_saved(moment: datetime | None, time_zone: str, language: Language) -> str:
    """The time of today, else the day; empty where nothing was kept yet.

    ``time_zone``: the client's; empty for the one of the coach's machine.
    """
    if moment is None:
        return ""
    zone: tzinfo | None = ZoneInfo(time_zone) if time_zone else None
    there, today = moment.astimezone(zone), now().astimezone(zone).date()
    if there.date() == today:
        return f"{there:%H:%M}"
    return speak(language).short_day(there.date(), year=there.year != today.year)
