"""What an evaluation report tells, part by part: figures in words, and what was said of them."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from coachkit.documents.drawing import first_words
from coachkit.documents.evaluation_papers import EvaluationPapers
from coachkit.documents.meeting_document import hours_noted
from coachkit.language.chain_said import link_name, tier_finding
from coachkit.language.content_said import replies_finding
from coachkit.language.evaluation_words import (
    campaign_verdict_name,
    doing_name,
    ours_name,
)
from coachkit.language.findings import (
    Finding,
    amount,
    change_sentence,
    measure,
    posts_sentence,
    seam_sentence,
    total_note,
    total_value,
    typical_sentence,
)
from coachkit.language.forecasts_said import forecast_finding
from coachkit.language.plan_words import hours_said
from coachkit.language.promises_said import promised_and_found
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import decision_name, shortened
from coachkit.language.terms import metric_name, platform_name
from coachkit.model.ballots import Ballot
from coachkit.model.chain import Link
from coachkit.model.courses import GoalAhead
from coachkit.model.evaluation_record import Evaluation, OutcomeNote, OutTake
from coachkit.model.keep_stop_start import Doing, StrategyEdit
from coachkit.model.metrics import METRICS, Level
from coachkit.model.people_said import PULSE_AT_LEAST, PulseAnswer
from coachkit.model.results import Basis, MetricResults, PlatformResults, Total
from coachkit.model.strategy import Strategy

_FIGURES: Final = 2
_LINE: Final = 160
_TELLING: Final = (
    *("interactions", "engagements", "comments", "saves", "shares", "link_clicks", "clicks"),
    *("reach", "impressions", "views"),
)
"""Metrics in the order in which they tell most, where no goal names one."""

_LEVELS: Final = {
    Link.OUTPUTS: Level.OUTPUT,
    Link.OUT_TAKES: Level.OUT_TAKE,
    Link.OUTCOMES: Level.OUTCOME,
}


class FigureRead(NamedTuple):
    """A total: on which platform, of what, how much, of posts or of days, and what it is not."""

    platform: str
    measure: str
    value: str
    basis: str
    n: str
    note: str


class LineRead(NamedTuple):
    """A sentence, and what it is about; may be empty."""

    about: str
    text: str


class LinkRead(NamedTuple):
    """A link of the chain: sentences first, then figures; neither where nothing is known."""

    name: str
    lines: tuple[LineRead, ...]
    figures: tuple[FigureRead, ...]


class ChannelRead(NamedTuple):
    """How a channel was received beside its own usual, and the sentence that was said of it."""

    platform: str
    change: str
    typical: str
    seam: str
    said: str


class EditRead(NamedTuple):
    """Something that is kept, stopped or started, and why. ``kind``: what taught it."""

    doing: str
    kept: bool
    text: str
    kind: str
    learned: str
    source: str
    who: str
    written: bool


class AheadRead(NamedTuple):
    """What a goal will come to if everything goes on as it does, and what that rests on."""

    goal: str
    text: str
    detail: str


class OutcomeRead(NamedTuple):
    """What a department noticed. ``known``: whether its figure says where it stands."""

    department: str
    text: str
    figure: str
    source: str
    ours: str
    anyway: str
    known: bool


class GuessRead(NamedTuple):
    """What most thought would do best, what did, and the figures of both."""

    guessed: str
    guessed_figure: str
    best: str
    best_figure: str
    measure: str
    votes: str
    right: bool


class PulseRead(NamedTuple):
    """How sure people feel, from 1 to 5: the middle answer, of how many."""

    skill: str
    confidence: str
    n: str


def pulse_read(pulse: Sequence[PulseAnswer], speech: Speech) -> PulseRead | None:
    """The middle answers; ``None`` where so few answered that one could guess whose they are."""
    skill = sorted(one.skill for one in pulse if one.skill is not None)
    confidence = sorted(one.confidence for one in pulse if one.confidence is not None)
    n = min(len(skill), len(confidence))
    if n < PULSE_AT_LEAST:
        return None
    return PulseRead(
        speech.number(skill[len(skill) // 2]),
        speech.number(confidence[len(confidence) // 2]),
        speech.number(n),
    )


# ── The effect ──────────────────────────────────────────────────────────────────────────────────


def verdict_said(record: Evaluation, speech: Speech) -> str:
    """The verdict that was taken, never stronger than the figures; empty before it was taken."""
    return (
        ""
        if record.effect.verdict is None
        else campaign_verdict_name(record.effect.verdict, speech)
    )


def campaign_days(record: Evaluation, speech: Speech) -> str:
    """The days of the campaign; empty before both are known."""
    window = record.effect.window
    return "" if window is None else speech.span(window.first, window.last)


def promise_said(record: Evaluation, speech: Speech) -> str:
    """What was said before the launch beside what was found; empty where nothing was."""
    promise = record.effect.promise
    return "" if promise is None else promised_and_found(promise, record.effect.found, speech)


# ── The chain ───────────────────────────────────────────────────────────────────────────────────


def tier_said(papers: EvaluationPapers, speech: Speech) -> Finding | None:
    """How far one can evaluate with what there is, and what more would take."""
    return None if papers.tier is None else tier_finding(papers.tier, speech)


def link_read(link: Link, papers: EvaluationPapers, speech: Speech) -> LinkRead:
    """A link of the chain with what is known of it."""
    figures: tuple[FigureRead, ...] = ()
    if link in _LEVELS:
        figures = tuple(
            figure
            for results in papers.results.values()
            for figure in _figures(results, _LEVELS[link], _goals(results, papers), speech)
        )
    return LinkRead(link_name(link, speech), tuple(_lines(link, papers, speech)), figures)


def _lines(link: Link, papers: EvaluationPapers, speech: Speech) -> Iterator[LineRead]:
    if link is Link.INPUTS:
        given = papers.strategy.hours.hours_a_week
        if given is not None:
            said = speech.say("We give %(hours)s a week.", hours=hours_said(given, speech))
            yield LineRead("", said)
        if noted := hours_noted(papers.hours, speech):
            yield LineRead("", noted)
    elif link is Link.ACTIVITY:
        for platform, results in papers.results.items():
            if results.cadence.posts:
                yield LineRead(platform_name(platform, speech), posts_sentence(results, speech))


def _figures(
    results: PlatformResults, level: Level, goals: Sequence[str], speech: Speech
) -> Iterator[FigureRead]:
    """The most telling totals of a platform on that level, those of its ``goals`` first."""
    known: dict[str, Total] = {}
    for total in results.totals:
        if METRICS[total.metric].level is level and _told(total):
            known.setdefault(total.metric, total)
    order = {name: place for place, name in reversed(list(enumerate((*goals, *_TELLING))))}
    telling = sorted(known.values(), key=lambda one: order.get(one.metric, len(order)))
    for total in telling[:_FIGURES]:
        yield FigureRead(
            platform_name(results.platform, speech),
            metric_name(total.metric, speech),
            total_value(total, speech),
            str(total.basis if total.basis is Basis.DAYS else Basis.POSTS),
            speech.number(total.n),
            total_note(total, speech),
        )


def _goals(results: PlatformResults, papers: EvaluationPapers) -> list[str]:
    kpis = (one.result.goal.kpi for one in papers.goals)
    return [kpi.metric for kpi in kpis if kpi.platform is results.platform]


def _told(total: Total) -> bool:
    """Whether anything can be said of it; advertising that nobody bought need not be."""
    return bool(total.value) or total.at_least is not None


# ── What was seen and said ──────────────────────────────────────────────────────────────────────


def received_read(metric: MetricResults, papers: EvaluationPapers, speech: Speech) -> ChannelRead:
    """How a channel was received, and what was said of it."""
    said = [one.text for one in papers.record.out_takes if _about(one, metric)]
    return ChannelRead(
        platform_name(metric.platform, speech),
        change_sentence(metric, speech),
        typical_sentence(metric, speech),
        seam_sentence(metric, speech),
        said[0] if said else "",
    )


def _about(said: OutTake, metric: MetricResults) -> bool:
    return said.platform is metric.platform and bool(said.text)


def guess_read(ballot: Ballot, speech: Speech) -> GuessRead | None:
    """The vote beside what the figures say; ``None`` before they were shown."""
    if ballot.best is None or not ballot.for_best or ballot.metric not in METRICS:
        return None
    guessed, votes = ballot.for_best[0]
    return GuessRead(
        _named(ballot, guessed),
        _gathered(ballot, guessed, speech),
        _named(ballot, ballot.best),
        _gathered(ballot, ballot.best, speech),
        measure(ballot.metric, speech),
        speech.count("%(n)s vote", "%(n)s votes", votes),
        guessed == ballot.best,
    )


def _named(ballot: Ballot, item: str) -> str:
    text = next((one.text for one in ballot.candidates if one.item == item), "")
    return first_words(text) or item


def _gathered(ballot: Ballot, item: str, speech: Speech) -> str:
    value = ballot.value(item)
    return speech.say("no value") if value is None else amount(ballot.metric, value, speech)


def ahead_read(found: GoalAhead, speech: Speech) -> AheadRead:
    """A goal's forecast with its doubt."""
    said = forecast_finding(found.forecast, speech)
    return AheadRead(found.goal.name, said.text, said.detail)


def outcome_read(note: OutcomeNote, speech: Speech) -> OutcomeRead:
    """What was noticed outside the channels; a figure without a source is hearsay."""
    return OutcomeRead(
        note.department or note.voice,
        note.text,
        note.figure,
        note.source,
        "" if note.ours is None else ours_name(note.ours, speech),
        note.anyway,
        bool(note.source),
    )


def replies_told(record: Evaluation, speech: Speech) -> Finding | None:
    """Reply times as they were on the screen."""
    found = record.replies.found
    return None if found is None else replies_finding(found, speech)


# ── What changes ────────────────────────────────────────────────────────────────────────────────


def edit_read(edit: StrategyEdit, strategy: Strategy, speech: Speech) -> EditRead:
    """What becomes of something; where it has no words of its own, those of the strategy."""
    about = next((one for one in strategy.decisions if one.key == edit.about), None)
    text = edit.text or (decision_name(about, speech) if about is not None else "")
    return EditRead(
        doing_name(edit.doing, speech),
        edit.doing is Doing.KEEP,
        shortened(text, _LINE),
        str(edit.kind) if edit.kind else "",
        edit.learned,
        edit.source,
        edit.who,
        edit.written_on is not None,
    )


def new_hours_said(record: Evaluation, speech: Speech) -> str:
    """The hours until next time; empty before they are decided."""
    given = record.hours.hours_a_week
    if given is None:
        return ""
    return speech.say("We give %(hours)s a week.", hours=hours_said(given, speech))


def tried_read(record: Evaluation, speech: Speech) -> dict[str, str] | None:
    """The experiment's figures in words; ``None`` where nothing is tried."""
    tried = record.experiment
    if tried.none or not tried.idea:
        return None
    smallest = tried.smallest
    return {
        "measure": "" if tried.measure is None else measure(tried.measure.metric, speech),
        "platform": "" if tried.measure is None else platform_name(tried.measure.platform, speech),
        "weeks": speech.count("%(n)s week", "%(n)s weeks", tried.weeks),
        "hoped": "" if tried.hoped is None else speech.percent(tried.hoped),
        "smallest": "" if smallest is None else speech.percent(smallest.lift),
        "chance": "" if smallest is None else speech.percent(smallest.chance),
        "seen": {True: "yes", False: "no", None: "open"}[tried.could_be_seen],
    }
