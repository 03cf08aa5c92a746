"""Where the hours do not reach, in one sentence with amounts and ways out of it."""

from collections.abc import Sequence

from coachkit.language.plan_words import hours_said, in_weeks, joined_with_or, week_said
from coachkit.language.speech import Speech
from coachkit.model.shortfalls import (
    FindHours,
    LetRest,
    Mend,
    MoveCampaign,
    Shortfall,
    ShortWindow,
    TakeChannel,
)


def shortfall_sentence(shortfall: Shortfall, speech: Speech) -> str:
    """“6.5 hours short in weeks 7–8: find them, or take Instagram from 5 to 3, or …”."""
    only = shortfall.windows[0] if len(shortfall.windows) == 1 else None
    short = _short(shortfall, only, speech)
    if not shortfall.ways:
        return speech.say("%(short)s: no single change mends it.", short=short)
    ways = [way_said(way, speech, within=only) for way in shortfall.ways]
    return speech.say("%(short)s: %(ways)s.", short=short, ways=joined_with_or(ways, speech))


def way_said(way: Sequence[Mend], speech: Speech, *, within: ShortWindow | None = None) -> str:
    """All changes of one way out, as a clause: “take X from 5 to 3 and let week 8 rest”."""
    return speech.list([mend_said(mend, speech, within=within) for mend in way])


def mend_said(mend: Mend, speech: Speech, *, within: ShortWindow | None = None) -> str:
    """One change as a clause. ``within``: the weeks that were named before it, if any were."""
    if isinstance(mend, FindHours):
        return _find(mend, within, speech)
    if isinstance(mend, LetRest):
        return speech.say("let %(week)s rest", week=week_said(mend.week, speech))
    if isinstance(mend, MoveCampaign):
        return speech.say(
            "let what the campaign “%(campaign)s” has %(when)s wait, or go",
            campaign=mend.campaign,
            when=in_weeks(mend.first_week, mend.last_week, speech),
        )
    said = {"channel": mend.channel, "before": str(mend.before), "after": str(mend.after)}
    if _is(mend, within):
        return speech.say("take %(channel)s from %(before)s to %(after)s", **said)
    return speech.say(
        "take %(channel)s from %(before)s to %(after)s %(when)s",
        when=in_weeks(mend.first_week, mend.last_week, speech),
        **said,
    )


def _find(mend: FindHours, within: ShortWindow | None, speech: Speech) -> str:
    if within is not None and _is(mend, within) and _all_of(mend, within, speech):
        return speech.say("find them")
    said = {
        "hours": hours_said(mend.hours, speech),
        "when": in_weeks(mend.first_week, mend.last_week, speech),
    }
    if not mend.skills:
        return speech.say("find %(hours)s %(when)s", **said)
    return speech.say(
        "find %(hours)s %(when)s (%(skills)s)", skills=speech.list(mend.skills), **said
    )


def _all_of(mend: FindHours, window: ShortWindow, speech: Speech) -> bool:
    same = hours_said(mend.hours, speech) == hours_said(window.hours, speech)
    return same and mend.skills == window.skills


def _is(mend: FindHours | TakeChannel, window: ShortWindow | None) -> bool:
    if window is None:
        return False
    return (mend.first_week, mend.last_week) == (window.first_week, window.last_week)


def _short(shortfall: Shortfall, only: ShortWindow | None, speech: Speech) -> str:
    if only is None:
        return speech.say(
            "%(hours)s short, %(windows)s",
            hours=hours_said(shortfall.hours, speech),
            windows=speech.list([_window(window, speech) for window in shortfall.windows]),
        )
    said = {
        "hours": hours_said(only.hours, speech),
        "when": in_weeks(only.first_week, only.last_week, speech),
    }
    if not only.skills:
        return speech.say("%(hours)s short %(when)s", **said)
    return speech.say(
        "%(hours)s short %(when)s (%(skills)s)", skills=speech.list(only.skills), **said
    )


def _window(window: ShortWindow, speech: Speech) -> str:
    said = {
        "hours": hours_said(window.hours, speech),
        "when": in_weeks(window.first_week, window.last_week, speech),
    }
    if not window.skills:
        return speech.say("%(hours)s %(when)s", **said)
    return speech.say("%(hours)s %(when)s (%(skills)s)", skills=speech.list(window.skills), **said)
