"""What was decided on the channels, in a sentence, and what a card of the board says."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from coachkit.language.decisions_lacking import still_missing
from coachkit.language.findings import Finding
from coachkit.language.speech import Counted, Speech, later_count
from coachkit.language.usage_said import usage_caveats, usage_sentence
from coachkit.model.audit import Account, Verdict
from coachkit.model.strategy import Strategy
from coachkit.model.strategy_gaps import Part, strategy_gaps
from coachkit.model.usage import Usage, UsageOf

_MILLION: Final = 1_000_000

_COUNTED: Final[Mapping[Verdict | None, Counted]] = {
    Verdict.KEEP: later_count("keep %(n)s", "keep %(n)s", "n"),
    Verdict.PAUSE: later_count("pause %(n)s", "pause %(n)s", "n"),
    Verdict.CLOSE: later_count("close %(n)s", "close %(n)s", "n"),
    None: later_count("%(n)s to decide", "%(n)s to decide", "n"),
}


def channels_finding(
    verdicts: Sequence[Verdict | None], strategy: Strategy, today: date, speech: Speech
) -> Finding | None:
    """“Keep 3, pause 1, close 1, 1 to decide.”; ``None`` where there is no channel."""
    if not verdicts:
        return None
    counted = Counter(verdicts)
    parts = [
        speech.count(words.one, words.many, counted[verdict])
        for verdict, words in _COUNTED.items()
        if counted[verdict]
    ]
    said = ", ".join(parts)
    gaps = [gap for gap in strategy_gaps(strategy, today) if gap.part is Part.CHANNELS]
    return Finding(
        text=f"{said[:1].upper()}{said[1:]}.",
        detail=still_missing(gaps, speech, but=["no_verdict"]),
    )


def usage_short(usage: Usage, speech: Speech) -> str:
    """The figure with its year for a card; what it is a part of stands below the board."""
    if usage.of.counts_people:
        millions = speech.number(usage.default.value / _MILLION, 2)
        return speech.say("%(millions)s M weekly, %(year)s", millions=millions, year=usage.year)
    share = speech.percent(usage.default.value)
    if usage.of is UsageOf.INTERNET_USERS_8_DAILY:
        return speech.say("%(share)s daily, %(year)s", share=share, year=usage.year)
    return speech.say("%(share)s ever, %(year)s", share=share, year=usage.year)


def card_note(
    figures: Sequence[Usage], accounts: Iterable[Account], owner: str, speech: Speech
) -> str:
    """A line each: how many use it here, when we posted last, whose it is."""
    posted = [one.last_post for one in accounts if one.last_post]
    lines = [usage_short(one, speech) for one in figures[:1]]
    if posted:
        lines.append(speech.say("last post %(day)s", day=speech.short_day(max(posted))))
    return "\n".join(filter(None, [*lines, owner]))


def figures_said(
    figures: Sequence[Usage], today: date, speech: Speech
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Every figure with its whole, year and source; then why they may not hold, each once."""
    caveats = (caveat for one in figures for caveat in usage_caveats(one, today, speech))
    return tuple(usage_sentence(one, speech) for one in figures), tuple(dict.fromkeys(caveats))
