"""How channels were received, each against its own past: no channel is said to beat another."""

from collections.abc import Mapping, Sequence
from typing import Final

from coachkit.language.findings import Finding, change_sentence, typical_sentence
from coachkit.language.speech import Speech, later
from coachkit.language.terms import metric_name, platform_name
from coachkit.model.results import MetricResults, Verdict

_CHANNELS: Final[Mapping[Verdict, str]] = {
    Verdict.SHOWN_UP: later("Better than before: %(channels)s."),
    Verdict.SHOWN_DOWN: later("Worse than before: %(channels)s."),
    Verdict.NOT_SHOWN: later("No change is shown: %(channels)s."),
    Verdict.CANNOT_TELL: later("Too few posts to tell: %(channels)s."),
}


def receptions_finding(results: Sequence[MetricResults], speech: Speech) -> Finding:
    """In which channels the typical post did better or worse, and where nothing can be said."""
    if not results:
        return Finding(text=speech.say("No export has posts of this period."))
    said = [
        speech.say(sentence, channels=_named(results, verdict, speech))
        for verdict, sentence in _CHANNELS.items()
        if any(one.verdict is verdict for one in results)
    ]
    return Finding(
        text=" ".join(said),
        detail=speech.say(
            "Each channel is compared with its own past. Channels count differently and are not "
            "compared with each other."
        ),
    )


def _named(results: Sequence[MetricResults], verdict: Verdict, speech: Speech) -> str:
    chosen = [one for one in results if one.verdict is verdict]
    return speech.list([platform_name(one.platform, speech) for one in chosen])


def reception_rows(
    results: Sequence[MetricResults], speech: Speech
) -> tuple[tuple[str, str, str], ...]:
    """Channel and measure, the finding, and the medians with intervals and n that it rests on."""
    return tuple(
        (
            speech.say(
                "%(platform)s: %(metric)s",
                platform=platform_name(one.platform, speech),
                metric=metric_name(one.metric, speech),
            ),
            change_sentence(one, speech),
            typical_sentence(one, speech),
        )
        for one in results
    )
