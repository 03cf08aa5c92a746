"""What no export covers: days, and hours of days that an export elsewhere has."""

from coachkit.language.speech import Speech
from coachkit.model.results import Coverage, MissingHours


def missing_times(coverage: Coverage, speech: Speech) -> list[str]:
    """What no export covers, in order: spans of days, and hours of those that are known in part."""
    said = [(gap.first, 1, speech.span(gap.first, gap.last)) for gap in coverage.gaps]
    said += [
        (missing.day, 0 if missing.first_hours else 2, _hours(missing, speech))
        for missing in coverage.hours
    ]
    return [words for *_, words in sorted(said)]


def _hours(missing: MissingHours, speech: Speech) -> str:
    day = speech.day(missing.day)
    if missing.first_hours:
        return speech.say("the first hours of %(day)s", day=day)
    if missing.last_hours:
        return speech.say("the last hours of %(day)s", day=day)
    return speech.say("some hours of %(day)s", day=day)


def hours_elsewhere(coverage: Coverage, speech: Speech) -> list[str]:
    """In which exports missing hours are: platforms elsewhere count them to another day."""
    return [_elsewhere(missing, speech) for missing in _counted_elsewhere(coverage)]


def _counted_elsewhere(coverage: Coverage) -> list[MissingHours]:
    return [missing for missing in coverage.hours if missing.there != missing.day]


def _there(missing: MissingHours, speech: Speech) -> str:
    """The month whose export has the hours, or the day where the month is the same."""
    same_month = missing.there.replace(day=1) == missing.day.replace(day=1)
    return speech.day(missing.there) if same_month else speech.month(missing.there)


def _elsewhere(missing: MissingHours, speech: Speech) -> str:
    said = {"day": speech.day(missing.day), "there": _there(missing, speech)}
    if missing.first_hours:
        return speech.say("the first hours of %(day)s are in the export of %(there)s", **said)
    if missing.last_hours:
        return speech.say("the last hours of %(day)s are in the export of %(there)s", **said)
    return speech.say("some hours of %(day)s are in the export of %(there)s", **said)


def exports_elsewhere(coverage: Coverage, speech: Speech) -> str:
    """The exports in which missing hours are, where these hours are all that is missing."""
    if coverage.gaps:
        return ""
    there = [_there(missing, speech) for missing in _counted_elsewhere(coverage)]
    if not there:
        return ""
    exports = speech.list(list(dict.fromkeys(there)))
    return speech.say("they are in the export of %(there)s", there=exports)
