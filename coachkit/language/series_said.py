"""What a series is, in words: the platform's own name of what it counts, and of which days."""

from collections.abc import Sequence

from coachkit.language.speech import Speech
from coachkit.language.terms import metric_name, platform_name
from coachkit.model.goals import Kpi
from coachkit.model.observations import Granularity


def series_definition(
    kpi: Kpi, names: Sequence[str], granularity: Granularity, speech: Speech
) -> str:
    """“Facebook, “Reactions”: what happened each day” or what the posts of each day gathered."""
    said = {"platform": platform_name(kpi.platform, speech), "names": ", ".join(names)}
    if granularity is Granularity.DAY:
        text = speech.say("%(platform)s, “%(names)s”: what happened on each day", **said)
    else:
        text = speech.say(
            "%(platform)s, “%(names)s”: all that the posts published on a day have gathered since",
            **said,
        )
    if kpi.part is None:
        return text
    return speech.say("%(text)s; only of “%(part)s”", text=text, part=kpi.part.label)


def control_name(kpi: Kpi, speech: Speech) -> str:
    """“Website: sessions” of a series that something is compared with, “(Norway)” of a part."""
    said = speech.say(
        "%(platform)s: %(metric)s",
        platform=platform_name(kpi.platform, speech),
        metric=metric_name(kpi.metric, speech),
    )
    return said if kpi.part is None else f"{said} ({kpi.part.label})"
