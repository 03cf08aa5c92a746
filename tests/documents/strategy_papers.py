"""Everything that a strategy session leaves, and every document made of it in a language."""

import random
from datetime import UTC, date, datetime, timedelta

from coachkit.documents.action_documents import (
    action_plan_document,
    decision_log_document,
    minutes_document,
)
from coachkit.documents.audit_document import audit_document, inside_document
from coachkit.documents.briefing_document import briefing_document
from coachkit.documents.imprint import Imprint
from coachkit.documents.letter_document import letter_document
from coachkit.documents.policy_documents import guideline_document, policy_documents
from coachkit.documents.strategy_document import StrategyPapers, strategy_document
from coachkit.documents.training_document import training_document
from coachkit.language.speech import speak
from coachkit.model.actions import Action, ActionPlan, ActionState
from coachkit.model.minutes import minutes_of
from coachkit.model.session_record import answer, ask, attend, decide, note, park
from coachkit.model.session_time import end, go_to, new_session, next_block, start
from coachkit.model.sessions import Attendee
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import Strategy
from coachkit.model.strategy_changes import compare
from coachkit.planning.follow_ups import follow_ups
from coachkit.planning.usage import usage_of_channel

TODAY = date(2026, 11, 23)
DAY = date(2026, 11, 17)
NINE = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)
SHEET = shipped_sheet("strategy")
_KEPT_FIELDS = {
    *("key", "aspect", "basis", "point", "question", "serves", "for_profile", "state", "kind"),
}
"""What a thinned value keeps: without it there would be no value."""


def imprint(client, version="v0.2", **changed) -> Imprint:
    """As of the day that the demo is shown."""
    return Imprint(client, version, **{"day": DAY, "today": TODAY, **changed})


def papers(strategy, audit, inside, policies, country, earlier=()) -> StrategyPapers:
    """With the national figures of its channels."""
    usage = tuple(
        figure for one in strategy.channels for figure in usage_of_channel(country, one.channel)
    )
    return StrategyPapers(strategy, audit, inside, policies, usage, tuple(earlier))


def a_session():
    """A session with everything that may be written into one."""
    session = ask(start(new_session(SHEET, label="Autumn"), NINE), "Is it worth the time?")
    session = decide(
        session, "Sales before followers", _at(3), owner="Aino", reason="The till says so"
    )
    session = next_block(session, _at(6))
    session = park(session, "Who has the password?", _at(8), who="Bo")
    session = answer(session, "question-1", "Cecilia keeps it")
    session = park(session, "And what about TikTok?", _at(9))
    session = note(session, "The shop closes early on Fridays")
    people = (Attendee(name="Aino", role="Owner of the shop", consent=True), Attendee(role="x"))
    return end(go_to(attend(session, people), "goals", _at(12)), _at(91))


def an_action_plan() -> ActionPlan:
    """One thing to do, one late, one done and one let go."""
    said = {"first_step": "Open the list", "done_sign": "The list is empty", "session": 1}
    return ActionPlan(
        actions=(
            Action(key="a", what="Count returns", who="Jonas", when=date(2026, 12, 10), **said),
            Action(key="b", what="Mend the links", who="Amir", when=date(2026, 11, 2), **said),
            Action(
                key="c",
                what="Ask the guides",
                who="Elsa",
                when=date(2026, 10, 23),
                state=ActionState.DONE,
                why="They said yes",
                closed_on=date(2026, 10, 22),
                **said,
            ),
            Action(
                key="d",
                what="Try a podcast",
                who="Sara",
                when=date(2026, 10, 30),
                state=ActionState.DROPPED,
                why="Nobody asked for one",
                **said,
            ),
        )
    )


def every_document(told: StrategyPapers, client, language, *, plan=None, session=None) -> list:
    """All thirteen, from these values."""
    speech, about = speak(language), imprint(client)
    plan = an_action_plan() if plan is None else plan
    session = a_session() if session is None else session
    older = told.earlier[0] if told.earlier else Strategy()
    minutes = minutes_of(session, SHEET, plan, (), _at(200))
    return [
        strategy_document(told, about, speech),
        audit_document(told.audit, about, speech),
        inside_document(told.inside, about, speech),
        *policy_documents(told.policies, about, speech),
        guideline_document(told.policies.guideline, about, speech),
        action_plan_document(plan, follow_ups(DAY, client.country), about, speech),
        minutes_document(minutes, SHEET, about, speech),
        decision_log_document(told.strategy, session.decisions, told.earlier, about, speech),
        letter_document(compare(older, told.strategy), ("v0.1", "v0.2"), about, speech),
        briefing_document(told, about, speech),
        training_document(told.policies, about, speech),
    ]


def thinned(value, seed):
    """The value with a share of everything left out, as a session leaves it half way."""
    chance = random.Random(seed)
    share = chance.random()
    return type(value).model_validate(_thinned(value.model_dump(), chance, share))


def _thinned(plain, chance, share):
    if isinstance(plain, dict):
        return {
            name: held
            if name in _KEPT_FIELDS or name == "acknowledged"
            else _thinned(held, chance, share)
            for name, held in plain.items()
            if name != "revisions"
        }
    if isinstance(plain, list | tuple):
        kept = [one for one in plain if chance.random() < share]
        return [_thinned(one, chance, share) for one in kept]
    if chance.random() < share:
        return plain
    return "" if type(plain) is str else None


def texts(value) -> set[str]:
    """Everything that somebody has written in a value."""
    found: set[str] = set()
    _gather(value.model_dump(), found)
    return found


def _gather(plain, found):
    if isinstance(plain, dict):
        for name, held in plain.items():
            if name not in _KEPT_FIELDS and name != "about":
                _gather(held, found)
    elif isinstance(plain, list | tuple):
        for one in plain:
            _gather(one, found)
    elif type(plain) is str and plain:
        found.add(plain)


def _at(minutes):
    return NINE + timedelta(minutes=minutes)


def filled_with(value, said):
    """The value with every text replaced by the next of ``said``, cut to what its field holds."""
    return type(value).model_validate(_filled(value.model_dump(), said))


def _filled(plain, said):
    if isinstance(plain, dict):
        return {
            name: held if name in _KEPT_FIELDS or name == "about" else _filled(held, said)
            for name, held in plain.items()
        }
    if isinstance(plain, list | tuple):
        return [_filled(one, said) for one in plain]
    if type(plain) is str and plain:
        return f"{next(said)[:60]}."
    return plain
