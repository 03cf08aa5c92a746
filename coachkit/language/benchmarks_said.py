"""Figures of others beside the client's own, each with its passport, or the reason why not."""

from collections.abc import Iterable, Iterator

from coachkit.language.evaluation_refusals import AGGREGATIONS
from coachkit.language.findings import Finding, measure
from coachkit.language.speech import Speech
from coachkit.language.terms import platform_name
from coachkit.model.benchmarks import Benchmark, BesideOthers, Fitted, Mismatch, Statistic
from coachkit.model.metrics import METRICS


def others_finding(found: BesideOthers, speech: Speech) -> Finding:
    """The client's own figure, and whether any of the others may stand beside it."""
    own = found.own
    text = speech.say(
        "Your typical post on %(platform)s: %(value)s (%(above)s divided by %(below)s).",
        platform=platform_name(own.platform, speech),
        value=speech.percent(found.value, 1),
        above=measure(own.numerator, speech),
        below=measure(own.denominator, speech),
    )
    fitting = sum(one.fits for one in found.others)
    if not found.others:
        said = speech.say("No figure of others is at hand.")
    elif not fitting:
        said = speech.count(
            "%(n)s figure of others was looked at, and it does not fit yours.",
            "%(n)s figures of others were looked at, and none fits yours.",
            len(found.others),
        )
    else:
        said = speech.count(
            "%(n)s figure of others fits yours.", "%(n)s figures of others fit yours.", fitting
        )
    return Finding(text=text, detail=said)


def others_rows(others: Iterable[Fitted], speech: Speech) -> tuple[tuple[str, str, str], ...]:
    """Whose figure, what exactly it is, and its value or why it is not shown."""
    return tuple(
        (one.benchmark.source, _passport(one.benchmark, speech), _shown(one, speech))
        for one in others
    )


def _passport(one: Benchmark, speech: Speech) -> str:
    told = one.passport
    said = [told.definition]
    if told.n:
        said.append(f"n = {speech.number(told.n)}")
    if told.year is not None:
        said.append(str(told.year))
    return "; ".join(filter(None, said))


def _shown(one: Fitted, speech: Speech) -> str:
    if not one.fits:
        return " ".join(filter(None, (*_reasons(one, speech), _needed(one, speech))))
    theirs = speech.percent(one.benchmark.value, 2)
    if one.yours is None:
        said = f"{theirs}."
    else:
        said = speech.count(
            "%(theirs)s. Yours, reckoned in the same way: %(yours)s (%(n)s post).",
            "%(theirs)s. Yours, reckoned in the same way: %(yours)s (%(n)s posts).",
            one.n,
            theirs=theirs,
            yours=speech.percent(one.yours, 2),
        )
    return f"{said} {one.benchmark.caveat}".strip()


def _reasons(one: Fitted, speech: Speech) -> Iterator[str]:
    for mismatch in one.mismatches:
        if mismatch is Mismatch.NO_PASSPORT:
            lacking = [_lacking(name, speech) for name in one.benchmark.passport.lacking]
            yield speech.say("Not said: %(lacking)s.", lacking=speech.list(lacking))
        else:
            sentence = AGGREGATIONS[f"benchmark_mismatch:{mismatch}"][-1]
            yield speech.say(sentence) if isinstance(sentence, str) else ""


def _needed(one: Fitted, speech: Speech) -> str:
    """What the exports would have to tell, where that is all that is missing."""
    told = one.benchmark.passport
    parts = {Mismatch.NUMERATOR: told.numerator, Mismatch.DENOMINATOR: told.denominator}
    if not set(one.mismatches) & set(parts) or one.yours is not None:
        return ""
    if not set(parts.values()) <= set(METRICS):
        return ""
    names = speech.list([measure(name, speech) for name in parts.values()])
    return speech.say("To compare, your exports would have to tell of %(names)s.", names=names)


def _lacking(name: str, speech: Speech) -> str:
    said = {
        "definition": speech.say_in("passport", "what exactly it is"),
        "numerator": speech.say_in("passport", "what was counted"),
        "denominator": speech.say_in("passport", "what it was divided by"),
        "statistic": speech.say_in("passport", "whether it is an average or a median"),
        "n": speech.say_in("passport", "of how many"),
        "year": speech.say_in("passport", "of which year"),
        "sector": speech.say_in("passport", "of which sector"),
    }
    return said[name]


def statistic_name(statistic: Statistic, speech: Speech) -> str:
    """What was made of many posts."""
    said = {
        Statistic.MEDIAN: speech.say_in("statistic", "The typical post (median)"),
        Statistic.MEAN: speech.say_in("statistic", "The average of all posts"),
        Statistic.RATE: speech.say_in("statistic", "All of it by all of it"),
    }
    return said[statistic]
