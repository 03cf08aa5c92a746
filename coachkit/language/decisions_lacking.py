"""What decisions still lack, counted: short enough to stand below a question in the room."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from coachkit.language.speech import Counted, Speech, later_count
from coachkit.model.strategy_gaps import Gap

_LACKING: Final[Mapping[str, Counted]] = {
    "no_text": later_count("%(n)s wording", "%(n)s wordings", "n"),
    "no_verdict": later_count("%(n)s verdict", "%(n)s verdicts", "n"),
    "no_owner": later_count("%(n)s owner", "%(n)s owners", "n"),
    "no_reason": later_count("%(n)s reason", "%(n)s reasons", "n"),
    "no_measure": later_count("%(n)s measure", "%(n)s measures", "n"),
    "serves_nothing": later_count("%(n)s tie to a goal", "%(n)s ties to a goal", "n"),
    "no_review": later_count("%(n)s review day", "%(n)s review days", "n"),
}
"""By the code of a gap, in the order in which it is asked for."""


def still_missing(gaps: Iterable[Gap], speech: Speech, *, but: Iterable[str] = ()) -> str:
    """“Still missing: 2 owners and 1 review day.”, and what lies too far ahead; empty for nothing.

    ``but``: codes that are told elsewhere.
    """
    counted = Counter(gap.code for gap in gaps)
    told = set(but)
    parts = [
        speech.count(words.one, words.many, counted[code])
        for code, words in _LACKING.items()
        if counted[code] and code not in told
    ]
    said = [speech.say("Still missing: %(what)s.", what=speech.list(parts))] if parts else []
    if counted["review_late"]:
        said.append(
            speech.count(
                "%(n)s review day is more than three months ahead.",
                "%(n)s review days are more than three months ahead.",
                counted["review_late"],
            )
        )
    return " ".join(said)
