"""Keep, stop and start become changes of the living strategy, each with what taught it."""

from datetime import date, timedelta
from typing import Any, Final

from coachkit.model.audit import Verdict
from coachkit.model.change_reasons import decided_anew
from coachkit.model.deciding import REVIEW_WITHIN, Decision, next_key
from coachkit.model.errors import InvalidValue
from coachkit.model.keep_stop_start import Doing, StrategyEdit
from coachkit.model.strategy import ChannelChoice, HoursDecision, Statement, Strategy
from coachkit.model.strategy_changes import revise, withdraw

_REVIEW: Final = timedelta(days=REVIEW_WITHIN)


def written_into(strategy: Strategy, edit: StrategyEdit, today: date) -> Strategy:
    """The strategy with that change, and in its log what it goes back to.

    What is kept gets another day to be looked at again, and other words if there are any. What is
    stopped is taken out; a channel that is stopped stays as one that is closed. Raises
    :class:`InvalidValue`: ``missing`` while something is unsaid; ``not_allowed`` at ``about`` for a
    sentence that is not there, and for the hours, which are decided as hours.
    """
    if edit.missing:
        raise InvalidValue("missing", edit.missing[0])
    if edit.about is None:
        return _revised(strategy, _new(strategy, edit, today), edit, today)
    before = next((one for one in strategy.decisions if one.key == edit.about), None)
    if before is None or isinstance(before, HoursDecision):
        raise InvalidValue("not_allowed", "about", value=edit.about)
    if edit.doing is Doing.STOP and not isinstance(before, ChannelChoice):
        return withdraw(strategy, before.key, on=today, who=edit.who, learning=edit.learning)
    after = before.changed(review_on=today + _REVIEW, **_otherwise(before, edit))
    return _revised(strategy, decided_anew(before, after, today), edit, today)


def _otherwise(before: Decision, edit: StrategyEdit) -> dict[str, Any]:
    if isinstance(before, ChannelChoice):
        verdict = Verdict.CLOSE if edit.doing is Doing.STOP else Verdict.KEEP
        return {"verdict": verdict, **({"reason": edit.text} if edit.text else {})}
    return {"text": edit.text} if edit.text else {}


def _new(strategy: Strategy, edit: StrategyEdit, today: date) -> Statement:
    if edit.point is None:
        raise InvalidValue("missing", "point")
    return Statement(
        key=next_key("statement", (one.key for one in strategy.decisions)),
        point=edit.point,
        text=edit.text,
        owner=edit.who,
        reason=edit.learned,
        decided_on=today,
        review_on=today + _REVIEW,
    )


def _revised(strategy: Strategy, decision: Decision, edit: StrategyEdit, today: date) -> Strategy:
    return revise(strategy, decision, on=today, who=edit.who, learning=edit.learning)
