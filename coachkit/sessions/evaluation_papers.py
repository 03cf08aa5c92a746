"""All that the evaluation's documents are made from, read from the store once."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from zoneinfo import ZoneInfo

from coachkit.documents.evaluation_papers import EvaluationPapers
from coachkit.documents.imprint import Imprint
from coachkit.documents.meeting_document import ActionRead
from coachkit.evaluation.chain import OF_THE_ORGANISATION, chain, tier
from coachkit.language.speech import Speech
from coachkit.model.chain import AtHand, Chain, TierChoice
from coachkit.model.courses import GoalAhead
from coachkit.model.errors import StoreError
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.results import MetricResults, PlatformResults
from coachkit.model.session_record import NEXT_DATE
from coachkit.model.sessions import Session
from coachkit.sessions.evaluated import evaluated
from coachkit.sessions.evaluation_figures import forecasts
from coachkit.sessions.meeting_papers import (
    ClientValues,
    channels_of,
    client_values,
    goals_of,
    hours_of,
    last_month,
    win_told,
)
from coachkit.sessions.named_with_a_yes import named_actions, named_record
from coachkit.sessions.reading import ClientData
from coachkit.store.client_store import ClientStore

SHEET: Final = "evaluation"
"""The key of the run sheet of an evaluation session."""

POSTS: Final = "posts_published"
"""Stands on the link of activity where the posts themselves are known."""

_WEEKS_A_MONTH: Final = 52 / 12


@dataclass(frozen=True)
class Evaluated:
    """What was evaluated, in no language yet; the papers are said in one."""

    values: ClientValues
    data: ClientData
    period: Period
    imprint: Imprint
    session: Session | None
    ahead: tuple[GoalAhead, ...]


def read_evaluated(store: ClientStore, data: ClientData, imprint: Imprint) -> Evaluated:
    """The last evaluation. Raises :class:`StoreError` ``no_evaluation`` where there is none."""
    saved = store.load(Evaluation)
    if saved is None:
        raise StoreError("no_evaluation", client=store.client.slug)
    values = client_values(store)
    day = saved.saved_at.astimezone(ZoneInfo(store.client.time_zone)).date()
    return Evaluated(
        values=values,
        data=data,
        period=evaluated(values.evaluation, data) or last_month(data),
        imprint=replace(imprint, day=max(imprint.day, day)),
        session=_its_session(store, values),
        ahead=forecasts(data, others=values.evaluation.effect.days, refined=True),
    )


def evaluation_papers(found: Evaluated, speech: Speech) -> EvaluationPapers:
    """What the report and the wins page tell of, in a language."""
    values, data, period = found.values, found.data, found.period
    record = named_record(values.evaluation, values.team, speech)
    results = {platform: data.results(platform, period) for platform in data.platforms()}
    month = last_month(data, period)
    monthly = {platform: data.results(platform, month) for platform in data.platforms()}
    known = _chain(values, results)
    open_ = sorted(values.actions.open, key=lambda one: (one.when, one.key))
    actions = named_actions(open_, values.team, speech)
    seams = (one for one in data.seams if one.platform in results and one.day in period)
    return EvaluationPapers(
        record=record,
        period=period,
        chain=known,
        question=found.session.question if found.session else "",
        tier=_tier(values, data, known),
        results=results,
        metrics={one.platform: one for one in _metrics(values, data, results, period)},
        goals=goals_of(data, monthly, month),
        ahead=found.ahead,
        channels=tuple(channels_of(values, results, period, speech)),
        hours=hours_of(values.actuals, period),
        wins=tuple(win_told(one, values.team) for one in record.shown_wins),
        seams=tuple(seams),
        strategy=values.strategy,
        actions=tuple(ActionRead(one, one.late(data.today)) for one in actions),
        next_date=_next_date(found.session),
    )


def _its_session(store: ClientStore, values: ClientValues) -> Session | None:
    """The session in which it was evaluated, as it was saved last."""
    number = values.evaluation.session
    if values.session is not None and number in {None, values.session.number}:
        return values.session if values.session.sheet == SHEET else None
    held = (one.value for one in reversed(store.history(Session)))
    return next((one for one in held if one.number == number and one.sheet == SHEET), None)


def _next_date(session: Session | None) -> str:
    if session is None:
        return ""
    return next((one.text for one in reversed(session.decisions) if one.key == NEXT_DATE), "")


def _chain(values: ClientValues, results: dict[Platform, PlatformResults]) -> Chain:
    """What each platform's exports say anything of, beside the goals."""
    told = {
        platform: [
            total.metric
            for total in found.totals
            if total.value is not None or total.at_least is not None
        ]
        + ([POSTS] if found.cadence.posts else [])
        for platform, found in results.items()
    }
    effect = values.evaluation.effect.found
    beside = effect is not None and effect.control is not None and effect.control.used
    compared = {effect.metric} & OF_THE_ORGANISATION if effect is not None and beside else ()
    hours = values.strategy.hours.hours_a_week is not None or bool(values.actuals.actuals)
    return chain(told, values.goals.goals, hours_known=hours, compared=compared)


def _tier(values: ClientValues, data: ClientData, known: Chain) -> TierChoice | None:
    """How far one can evaluate; ``None`` before it was said what hangs on it."""
    stake = values.evaluation.tier.stake
    if stake is None:
        return None
    hours = values.request.protected.analysis * _WEEKS_A_MONTH if values.request else 0.0
    at_hand = AtHand(
        stake=stake,
        weeks=int(len(data.months()) * _WEEKS_A_MONTH),
        hours=hours,
        control=values.evaluation.effect.control is not None,
    )
    return tier(known, at_hand)


def _metrics(
    values: ClientValues,
    data: ClientData,
    results: dict[Platform, PlatformResults],
    period: Period,
) -> Iterable[MetricResults]:
    """Of each platform the metric that was spoken of, else its first goal's, else its first."""
    said = {one.platform: one.metric for one in values.evaluation.out_takes if one.metric}
    for platform, found in results.items():
        goals = (one.kpi.metric for one in values.goals.goals if one.kpi.platform is platform)
        wanted = (*filter(None, [said.get(platform)]), *goals, *found.metrics)
        name = next((one for one in wanted if one in found.metrics), None)
        metric = None if name is None else data.metric(platform, name, period)
        if metric is not None:
            yield metric
