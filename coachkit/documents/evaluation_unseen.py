"""What an evaluation could not see: gaps, seams, questions without figures; and its sources."""

from collections.abc import Iterator

from coachkit.documents.evaluation_papers import EvaluationPapers
from coachkit.language.chain_said import link_name
from coachkit.language.coverage_sentences import missing_times
from coachkit.language.effects_said import reason_sentence
from coachkit.language.evaluation_words import answerable_name
from coachkit.language.findings import difference_sentence
from coachkit.language.speech import NOTHING, Speech
from coachkit.language.terms import platform_name
from coachkit.model.evaluation_record import Answerable, Evaluation
from coachkit.model.results import SourceFile
from coachkit.model.seams import Confidence, Seam


def unseen_said(papers: EvaluationPapers, speech: Speech) -> Iterator[str]:
    """What the figures cannot say, the weightiest first."""
    found = papers.record.effect.found
    if found is not None and found.why is not None:
        yield reason_sentence(found.why, speech)
    missing = [link_name(link, speech) for link in papers.chain.missing]
    if missing:
        yield speech.say("Nothing is known of: %(links)s.", links=speech.list(missing))
    yield from gaps_said(papers, speech)
    yield from (seam_said(seam, speech) for seam in papers.seams)
    yield from (answerable_name(one, speech) for one in unanswerable(papers.record))


def seam_said(seam: Seam, speech: Speech) -> str:
    """From which day on a platform counts something else."""
    said = {
        "platform": platform_name(seam.platform, speech),
        "day": speech.day(seam.day),
        "change": seam.label(speech.language).rstrip("."),
    }
    if seam.confidence is Confidence.ABOUT:
        return speech.say(
            "Around %(day)s %(platform)s changed how it counts (%(change)s): nothing before that "
            "is compared.",
            **said,
        )
    return speech.say(
        "On %(day)s %(platform)s changed how it counts (%(change)s): nothing before that is "
        "compared.",
        **said,
    )


def unanswerable(record: Evaluation) -> tuple[Answerable, ...]:
    """The questions that the figures may not answer; none before it was decided."""
    if not record.data.decided:
        return ()
    return tuple(one for one in Answerable if one not in record.data.may_answer)


def gaps_said(papers: EvaluationPapers, speech: Speech) -> Iterator[str]:
    """Days that no export speaks of."""
    for platform, results in papers.results.items():
        if not results.coverage.complete:
            days = speech.list(missing_times(results.coverage, speech))
            yield speech.say(
                "%(platform)s: no export covers %(days)s",
                platform=platform_name(platform, speech),
                days=days,
            )


def differences_said(papers: EvaluationPapers, speech: Speech) -> Iterator[str]:
    """Where a platform's own total is not the sum of its rows."""
    for results in papers.results.values():
        for file in results.sources:
            for one in file.differences:
                yield difference_sentence(file.platform, one, file.file, speech)


def file_row(file: SourceFile, speech: Speech) -> tuple[str, ...]:
    """A file that numbers came from: its name, platform, days, day of export, rows."""
    covers = NOTHING
    if file.first is not None and file.last is not None:
        covers = speech.span(file.first, file.last)
    return (
        file.file,
        platform_name(file.platform, speech),
        covers,
        speech.short_day(file.exported, year=True),
        speech.number(file.rows),
    )
