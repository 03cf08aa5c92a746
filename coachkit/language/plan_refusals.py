"""What coachkit says when a plan, or a calendar of absences, cannot be taken as it is."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later

PLAN_VALUES: Final[Mapping[str, Sentences]] = {
    "no_hours": (later("Nobody who may be named gives any hours yet. Decide the hours first."),),
    "not_a_monday": (
        later("“%(value)s” is not a Monday. A plan begins on one."),
        later("A plan begins on a Monday."),
    ),
    "above_target": (
        later("The minimum, %(value)s, is above the wish. Lower it or raise the wish."),
        later("The minimum is above the wish. Lower it or raise the wish."),
    ),
    "wanted_and_never": (
        later("“%(value)s” is both wanted and never wanted. Choose one."),
        later("The same channel is both wanted and never wanted. Choose one."),
    ),
    "unknown_channel": (
        later("The plan has no channel called “%(value)s”."),
        later("The plan has no such channel."),
    ),
    "unknown_content_type": (
        later("The plan has no content type called “%(value)s”."),
        later("The plan has no such content type."),
    ),
    "unknown_person": (
        later("The team has nobody called “%(value)s”."),
        later("The team has nobody of that name."),
    ),
    "unknown_bucket": (
        later("No content type belongs to “%(value)s” in the mix."),
        later("No content type belongs to that part of the mix."),
    ),
    "unknown_campaign": (
        later("The plan has no campaign called “%(value)s”."),
        later("The plan has no such campaign."),
    ),
    "unknown_item": (later("This item is no longer in the plan. Open the plan again."),),
    "not_opted_in": (
        later("This person has not said yes to being named in plans. Ask them first."),
    ),
    "already_past": (
        later("“%(value)s” is past. Only what lies ahead can be changed."),
        later("That is past. Only what lies ahead can be changed."),
    ),
    "outside_plan": (
        later("“%(value)s” lies outside the plan's weeks."),
        later("This day lies outside the plan's weeks."),
    ),
    "in_use": (
        later(
            "“%(value)s” is still used: by a launch, an item with a day of its own, a channel or a "
            "floor. Change that first."
        ),
        later("This is still used elsewhere in the plan. Change that first."),
    ),
}

CALENDARS: Final[Mapping[str, Sentences]] = {
    "not_a_calendar": (
        later("“%(file)s” is not a calendar file. Export the calendar as ICS."),
        later("This is not a calendar file. Export the calendar as ICS."),
    ),
    "too_many_entries": (
        later("“%(file)s” has too many entries. Export a calendar of absences alone."),
        later("The calendar has too many entries. Export a calendar of absences alone."),
    ),
}
