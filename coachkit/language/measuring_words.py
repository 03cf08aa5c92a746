"""The words of how a campaign is seen: what is done about it, and what came out of asking."""

from collections.abc import Sequence
from typing import Final

from coachkit.language.effects_said import detectability_finding
from coachkit.language.findings import Finding
from coachkit.language.lifts_said import rounded_up
from coachkit.language.speech import Speech, later_in
from coachkit.language.terms import metric_name, platform_name
from coachkit.model.campaign_measuring import HowSeen, Measurement
from coachkit.model.effects import Detectability, Smallest
from coachkit.model.goals import Kpi

_HOW: Final = {
    HowSeen.AS_IT_IS: later_in("seen", "It can be seen as it is"),
    HowSeen.LONGER: later_in("seen", "We let it run longer"),
    HowSeen.CONTROL: later_in("seen", "We put something beside it"),
    HowSeen.OTHER_MEASURE: later_in("seen", "We judge it by another measure"),
    HowSeen.UNSEEN: later_in("seen", "We do it without ever knowing"),
}


def how_seen_name(how: HowSeen, speech: Speech) -> str:
    """What is done about what can be seen."""
    return speech.say_in(*_HOW[how])


def seen_said(
    found: Detectability, measurement: Measurement, weeks: int, speech: Speech
) -> Finding:
    """What could be seen, and whether what they hope for is among it."""
    known = detectability_finding(found, speech, weeks=weeks)
    asked = measurement.changed(found=found, weeks=weeks)
    said = hope_said(asked, speech)
    if asked.could_be_seen:
        return Finding(text=f"{known.text} {said}")
    return Finding(text=known.text, detail=f"{said} {known.detail}".strip())


def hope_said(measurement: Measurement, speech: Speech) -> str:
    """Whether what they hope for could be seen; empty as long as one of the two is open."""
    if measurement.hoped is None or measurement.could_be_seen is None:
        return ""
    hoped = speech.percent(measurement.hoped)
    if measurement.could_be_seen:
        return speech.say("You hope for %(hoped)s: that could be seen.", hoped=hoped)
    return speech.say("You hope for %(hoped)s: nobody could tell that from chance.", hoped=hoped)


def better_said(better: Sequence[tuple[Kpi, Smallest]], speech: Speech) -> tuple[str, ...]:
    """By which other measures a smaller lift would show."""
    return tuple(
        speech.say(
            "%(metric)s, %(platform)s: from %(lift)s on.",
            metric=metric_name(kpi.metric, speech),
            platform=platform_name(kpi.platform, speech),
            lift=rounded_up(smallest.lift, speech),
        )
        for kpi, smallest in better
    )


def another_region(speech: Speech) -> str:
    """How to get a series of another region, country or source to compare with."""
    return speech.say(
        "To compare with another region: an exploration in Google Analytics with Date and Country, "
        "Region or Session source as rows, with all rows shown, brings each of them as a "
        "series."
    )


def seen_decided(measurement: Measurement, speech: Speech) -> Finding | None:
    """What was decided of it, and by whom; ``None`` as long as nobody has."""
    if measurement.how is None:
        return None
    text = speech.say(
        "%(how)s, from %(lift)s on.",
        how=how_seen_name(measurement.how, speech),
        lift=_smallest(measurement, speech),
    )
    if measurement.how is HowSeen.UNSEEN or not _smallest(measurement, speech):
        text = f"{how_seen_name(measurement.how, speech)}."
    lacking = ""
    if measurement.how is HowSeen.UNSEEN and not measurement.reason:
        lacking = speech.say("Why is it worth doing all the same?")
    elif not measurement.owner:
        lacking = speech.say("Who answers for it?")
    return Finding(text=text, detail=lacking)


def _smallest(measurement: Measurement, speech: Speech) -> str:
    found = measurement.found
    if found is None or measurement.weeks is None:
        return ""
    beside = measurement.control is not None
    options = [found.smallest(measurement.weeks)]
    if beside:
        options.append(found.smallest(measurement.weeks, with_control=True))
    lifts = [one.lift for one in options if one is not None]
    return rounded_up(min(lifts), speech) if lifts else ""
