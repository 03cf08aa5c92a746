"""What a client's figures can be asked at all, and what is missing of them."""

from coachkit.language.coverage_sentences import missing_times
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech
from coachkit.language.terms import platform_name
from coachkit.model.data_seen import DataSeen, PlatformSeen
from coachkit.model.seams import Confidence, Seam

_SPANS = 3


def data_finding(seen: DataSeen, speech: Speech) -> Finding:
    """Where every day is known, and where days are missing: those are no zeros."""
    span = speech.span(seen.period.first, seen.period.last)
    if not seen.platforms:
        return Finding(text=speech.say("No export has been imported yet."))
    whole = speech.list([platform_name(one, speech) for one in seen.whole])
    holed = speech.list([platform_name(one, speech) for one in seen.holed])
    missing = speech.say("Missing is not zero: nothing is made up for these days.")
    if not seen.holed:
        return Finding(
            text=speech.say("Every day of %(span)s is known: %(places)s.", span=span, places=whole)
        )
    if not seen.whole:
        return Finding(
            text=speech.say("Days of %(span)s are missing: %(places)s.", span=span, places=holed),
            detail=missing,
        )
    return Finding(
        text=speech.say(
            "Days of %(span)s are missing: %(holed)s. Every day is known: %(whole)s.",
            span=span,
            holed=holed,
            whole=whole,
        ),
        detail=missing,
    )


def data_rows(seen: DataSeen, speech: Speech) -> tuple[tuple[str, str, str, str], ...]:
    """Platform, which days are known, what stands in the exports, where it breaks."""
    return tuple(
        (
            platform_name(one.platform, speech),
            _days(one, speech),
            _kinds(one, speech),
            " ".join(_seam(seam, speech) for seam in one.seams) or speech.say("none known"),
        )
        for one in seen.platforms
    )


def _days(one: PlatformSeen, speech: Speech) -> str:
    known = speech.say(
        "%(covered)s of %(days)s days",
        covered=speech.number(one.coverage.covered),
        days=speech.number(one.coverage.period.days),
    )
    if one.coverage.complete:
        return known
    spans = missing_times(one.coverage, speech)
    said = speech.list(spans[:_SPANS])
    if len(spans) > _SPANS:
        said = speech.say("%(days)s and more", days=", ".join(spans[:_SPANS]))
    return speech.say("%(known)s; missing: %(days)s", known=known, days=said)


def _kinds(one: PlatformSeen, speech: Speech) -> str:
    said = []
    if one.by_post:
        said.append(speech.count("%(n)s post", "%(n)s posts", one.posts))
    if one.young:
        said.append(
            speech.count("%(n)s of them still growing", "%(n)s of them still growing", one.young)
        )
    if one.by_day:
        said.append(speech.say("a row for each day"))
    if one.known is not None:
        since = speech.span(one.known.first, one.known.last)
        said.append(speech.say("known: %(span)s", span=since))
    return "; ".join(said)


def _seam(seam: Seam, speech: Speech) -> str:
    day, change = speech.day(seam.day), seam.label(speech.language).rstrip(".")
    if seam.confidence is Confidence.ABOUT:
        return speech.say("Around %(day)s: %(change)s.", day=day, change=change)
    return speech.say("From %(day)s: %(change)s.", day=day, change=change)
