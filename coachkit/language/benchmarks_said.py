"""Figures of others beside the client's own, each with its passport, or the reason why not."""

from coachkit.language.evaluation_refusals import AGGREGATIONS
from coachkit.language.findings import Finding, measure
from coachkit.language.speech import Speech
from coachkit.language.terms import platform_name
from coachkit.model.benchmarks import Benchmark, BesideOthers, Fitted, Mismatch


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


def others_rows(found: BesideOthers, speech: Speech) -> tuple[tuple[str, str, str], ...]:
    """Whose figure, what exactly it is, and its value or why it is not shown."""
    return tuple(
        (one.benchmark.source, _passport(one.benchmark, speech), _shown(one, speech))
        for one in found.others
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
    if one.fits:
        value = speech.percent(one.benchmark.value, 2)
        return f"{value}. {one.benchmark.caveat}".strip()
    return " ".join(_reason(mismatch, speech) for mismatch in one.mismatches)


def _reason(mismatch: Mismatch, speech: Speech) -> str:
    code = "no_passport" if mismatch is Mismatch.NO_PASSPORT else f"benchmark_mismatch:{mismatch}"
    sentence = AGGREGATIONS[code][-1]
    return speech.say(sentence) if isinstance(sentence, str) else ""
