"""The demo clients' first strategy session, held again as it was held: minute by minute.

What each block filled in is kept at its minute, so that minutes, replay and follow-ups are those of
a session; what was promised is done or not by now, and what was learned since follows it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any, Final

from coachkit.model import session_record, session_time
from coachkit.model.actions import ActionPlan, ActionState
from coachkit.model.audit import Audit
from coachkit.model.inside_view import InsideView
from coachkit.model.intake import Intake
from coachkit.model.languages import valid_language
from coachkit.model.policies import Policies
from coachkit.model.sessions import Attendee, Session
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import POINTS, Strategy
from coachkit.model.values import Value
from coachkit.sessions.demo_strategy import (
    FIRST,
    SECOND,
    demo_changes,
    demo_revisions,
    demo_strategy,
    demo_value,
    read_demo,
)
from coachkit.store.client_store import ClientStore

BEFORE: Final = timedelta(days=4)
"""As long before the session the client's folder was made."""

_NUMBER: Final = 1
_AFTERNOON: Final = time(14, tzinfo=UTC)
_HALF: Final = 0.5

Wait = Callable[[datetime], None]
"""Sets the clock of the store that is being written."""


def demo_began(slug: str) -> datetime:
    """When the demo's session began."""
    began = read_demo(slug, "session.toml")["began"]
    if not isinstance(began, datetime):
        raise TypeError(began)
    return began


def keep_demo_session(store: ClientStore, slug: str, wait: Wait) -> None:
    """The session and what followed, version by version; what of it is there already stays."""
    session = _Replayed(store, slug, wait)
    session.hold()
    wait(demo_began(slug) + timedelta(hours=2))
    store.freeze(FIRST, because="")
    for (strategy, because), day in zip(demo_changes(slug), demo_revisions(slug), strict=True):
        wait(datetime.combine(day, _AFTERNOON))
        _next(store, strategy, because)
    session.look_after()
    store.freeze(SECOND, because="")


def demo_promises(slug: str) -> ActionPlan:
    """What was promised in the session, with what has become of it since."""
    plan = demo_value(slug, ActionPlan)
    return plan.changed(actions=tuple(one.changed(session=_NUMBER) for one in plan.actions))


@dataclass(frozen=True)
class _Noted:
    """Something written down in the session: a decision, or a question for later."""

    minute: int
    write: Callable[[Session, datetime], Session]


class _Replayed:
    """The session, being held once more."""

    def __init__(self, store: ClientStore, slug: str, wait: Wait) -> None:
        self._store, self._slug, self._wait = store, slug, wait
        self._told = read_demo(slug, "session.toml")
        self._began = demo_began(slug)
        self._sheet = shipped_sheet("strategy")
        self._there = {kind for kind in _KINDS if store.load(kind) is not None}
        self._revisions: dict[type[Value], int] = {}
        language = valid_language(self._told["language"])
        self._session = session_time.new_session(self._sheet, number=_NUMBER, language=language)

    def hold(self) -> None:
        """From the intake to the two questions at the end."""
        self._wait(self._began - BEFORE + timedelta(hours=10))
        intake = demo_value(self._slug, Intake)
        self._keep(intake, because="intake")
        self._change(0, session_time.start, "start")
        people = tuple(
            Attendee(name=one.name, role=one.role, consent=True) for one in intake.attending
        )
        self._change(0.1, lambda one, _: session_record.attend(one, people), "attendees")
        self._change(0.2, self._begun, "question")
        first, filled = 0, self._filled()
        for block, last in zip(self._sheet.blocks, self._told["ends"], strict=True):
            self._block(block.key, first, last, filled.get(block.key, ()))
            first = last
        self._change(first, session_time.end, "end")

    def look_after(self) -> None:
        """What has become of the promises by now."""
        self._keep(demo_promises(self._slug), because="promises")

    def _block(self, key: str, first: int, last: int, filled: tuple[Value, ...]) -> None:
        for noted in self._noted():
            if first <= noted.minute < last:
                self._change(noted.minute, noted.write, "noted")
        for place, value in enumerate(filled):
            self._at(last - _HALF + place / 10)
            self._keep(value, because=key, minute=last - _HALF + place / 10)
        if last != self._told["ends"][-1]:
            self._change(last, session_time.next_block, "next")
            return
        marks = {name: self._told[name] for name in ("useful", "clear_next_step")}
        self._change(last - 0.1, lambda one, _: session_record.give_feedback(one, **marks), "ended")

    def _begun(self, session: Session, _: datetime) -> Session:
        asked = session_record.ask(session, demo_strategy(self._slug).question.words)
        return session_record.note(asked, str(self._told["notes"]).strip())

    def _noted(self) -> Iterator[_Noted]:
        for one in self._told["decisions"]:
            said = {name: one[name] for name in ("owner", "reason", "key") if name in one}
            yield _Noted(one["minute"], _decided(one["text"], said))
        for one in self._told["parked"]:
            yield _Noted(one["minute"], _parked(one))

    def _change(
        self, minute: float, act: Callable[[Session, datetime], Session], because: str
    ) -> None:
        self._session = act(self._session, self._at(minute))
        self._keep(self._session, because=because, minute=minute)

    def _at(self, minute: float) -> datetime:
        moment = self._began + timedelta(minutes=minute)
        self._wait(moment)
        return moment

    def _keep(self, value: Value, *, because: str, minute: float | None = None) -> None:
        kind = type(value)
        if kind in self._there:
            return
        # A minute is one of a session: none of ours where the client has sessions of its own.
        within = None if Session in self._there else minute
        saved = self._store.save(
            value, based_on=self._revisions.get(kind), because=because, minute=within
        )
        self._revisions[kind] = saved.revision

    def _filled(self) -> Mapping[str, tuple[Value, ...]]:
        """By block: what it left."""
        whole = demo_strategy(self._slug)
        grown, so_far = {}, Strategy()
        for key, part in _parts(whole):
            so_far = so_far.changed(**part)
            grown[key] = (so_far,)
        promised = demo_promises(self._slug)
        open_yet = tuple(
            one.changed(state=ActionState.OPEN, closed_on=None, why="") for one in promised.actions
        )
        return {
            **grown,
            "outside_view": (demo_value(self._slug, Audit),),
            "inside_view": (demo_value(self._slug, InsideView),),
            "tone_and_image": (demo_value(self._slug, Policies),),
            "action_plan": (promised.changed(actions=open_yet),),
        }


_KINDS: Final[tuple[type[Value], ...]] = (Intake, Audit, InsideView, Policies, ActionPlan, Session)


def _parts(whole: Strategy) -> Iterator[tuple[str, dict[str, Any]]]:
    """The strategy in the order of the talk, by block; the last gives all that is left."""
    yield (
        "our_question",
        {
            "question": whole.question.changed(answer=""),
            "authors": whole.authors,
        },
    )
    yield "customer_profile", {"profiles": whole.profiles}
    yield (
        "goals",
        {
            "business_goals": whole.business_goals,
            "communication_goals": whole.communication_goals,
        },
    )
    yield "channels", {"channels": whole.channels}
    yield "messages", _said_until(whole, 3)
    yield "listen_and_answer", _said_until(whole, 5)
    yield "reality_check", {"hours": whole.hours}
    yield "routine", _said_until(whole, len(POINTS))
    yield "minus_four_hours", {"cuts": whole.cuts}
    yield "read_back", {"question": whole.question, "inputs": whole.inputs}


def _said_until(whole: Strategy, n: int) -> dict[str, Any]:
    points = POINTS[:n]
    return {"statements": tuple(one for one in whole.statements if one.point in points)}


def _decided(text: str, said: dict[str, Any]) -> Callable[[Session, datetime], Session]:
    return lambda session, at: session_record.decide(session, text, at, **said)


def _parked(one: dict[str, Any]) -> Callable[[Session, datetime], Session]:
    def write(session: Session, at: datetime) -> Session:
        asked = session_record.park(session, one["text"], at, who=one.get("who", ""))
        if "answer" not in one:
            return asked
        return session_record.answer(asked, asked.parked[-1].key, one["answer"])

    return write


def _next(store: ClientStore, strategy: Strategy, because: str) -> None:
    last = store.load(Strategy)
    store.save(strategy, based_on=None if last is None else last.revision, because=because)
