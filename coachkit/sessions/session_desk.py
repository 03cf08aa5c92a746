"""A session being held: what was entered, where it stands, and the way to the store.

Knows no widget: the page shows what this says and tells it what was pressed and typed.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

from coachkit.documents.planning_pages import Kept
from coachkit.model import session_time
from coachkit.model.actions import ActionPlan, Promises, promises
from coachkit.model.campaign import Campaign
from coachkit.model.drafts import Drafts
from coachkit.model.errors import CoachkitError, StoreError, UnknownClient
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.languages import Language
from coachkit.model.open_decisions import Known, Undecided, undecided
from coachkit.model.people import Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.plans import Plan
from coachkit.model.run_sheets import RunSheet
from coachkit.model.seams import Seam, Seams
from coachkit.model.sessions import Session
from coachkit.model.values import Value
from coachkit.sessions.autosave import Autosave
from coachkit.sessions.conflicts import SideBySide
from coachkit.sessions.opening import now, open_workspace, whoever
from coachkit.sessions.past_sessions import last_entry, own_sheets
from coachkit.sessions.practice_copy import copied
from coachkit.sessions.prefilling import prefilled_audit
from coachkit.sessions.reading import ClientData, client_data
from coachkit.sessions.room import room_in
from coachkit.sessions.session_files import PackAsked, PackMade, Told, make_pack, pack_made
from coachkit.sessions.session_values import ENTERED, READ
from coachkit.sessions.strategy import freeze_strategy
from coachkit.store.changes import Frozen
from coachkit.store.client_store import ClientStore

V = TypeVar("V", bound=Value)
T = TypeVar("T")

_BEFORE: Final = -1.0
"""A minute before any session's first."""


class SessionDesk:
    """The session of one client that is on: begun anew, or taken up where it was.

    ``changed`` is told which kinds of values are others now; ``refused`` hears what the store says
    no to. ``practice``: a run that leaves nothing with the client: its values are copied into the
    coach's own room.
    """

    read_only: bool = False
    """Whether it is only looked at."""

    def __init__(  # noqa: PLR0913 - a page is opened with all of this
        self,
        client: str,
        workspace: str,
        sheet: RunSheet,
        language: Language | None,
        *,
        practice: bool = False,
        label: str = "",
    ) -> None:
        self._slug, self._workspace, self._practice = client, workspace, practice
        self.sheet = sheet
        self.changed: Callable[[Sequence[type[Value]]], None] = lambda _: None
        self.refused: Callable[[CoachkitError], None] = lambda _: None
        self.saved: Callable[[datetime], None] = lambda _: None
        with self._opened(read_only=not practice) as store:
            self.client = store.client
        self._autosave = Autosave(
            self._opened, self._was_saved, lambda error, _: self.refused(error), self._minute
        )
        self._values: dict[type[Value], Value] = {}
        self._data: ClientData | None = None
        self.saved_at: datetime | None = None
        self.stood_still: datetime | None = None
        self._entered_at = now()
        self._ending = self._behind = False
        self.at_plan: set[str] = set()
        """The blocks that are working a plan out: there will be one in a moment."""
        self._take_over()
        self.unsettled: Callable[[], None] = lambda: None
        self._autosave.unsettled = self._unsettle
        spoken = language or self.client.language
        if Session not in self._values or self._another_one():
            self._values[Session] = session_time.new_session(
                sheet,
                number=self._number_of_next(),
                label=label,
                language=spoken,
                practice=practice,
            )
        if (last := self.looked_up(lambda store: last_entry(store, self.the(Session)))) is not None:
            self._entered_at = last
        self._begin_record()

    # ── What there is ───────────────────────────────────────────────────────────────────────────

    @property
    def session(self) -> Session:
        """Where the session stands; whoever takes it up after hours finds its clock as it was left.

        ``stood_still`` says since when it stood still, until the next entry.
        """
        left = self.the(Session)
        session = session_time.left_alone(left, self._entered_at, now())
        if session is not left:
            self._values[Session] = session
            self._entered_at, self.stood_still = now(), session.pauses[-1].since
        return session

    def the(self, kind: type[V]) -> V:
        """The value of that kind as it was entered, or an empty one."""
        found = self._values.get(kind)
        return found if isinstance(found, kind) else kind()

    @property
    def request(self) -> PlanRequest | None:
        """What the client's plan is made from, where there is one."""
        found = self._values.get(PlanRequest)
        return found if isinstance(found, PlanRequest) else None

    @property
    def plan(self) -> Plan | None:
        """The client's plan as it was made last, where there is one."""
        found = self._values.get(Plan)
        return found if isinstance(found, Plan) else None

    @property
    def plan_is_behind(self) -> bool:
        """Whether what the plan is made from was entered after it was made."""
        return self.plan is None or self._behind

    @property
    def kept(self) -> Kept:
        """How much of what was entered is kept."""
        return self._autosave.kept

    @property
    def today(self) -> date:
        """The day it is where the client is."""
        return now().astimezone(ZoneInfo(self.client.time_zone)).date()

    @property
    def held_on(self) -> date:
        """The day of the session where the client is; today as long as it has not begun."""
        began = self.session.started_at
        return (began or now()).astimezone(ZoneInfo(self.client.time_zone)).date()

    def undecided(self) -> tuple[Undecided, ...]:
        """What is still to be decided, in the order of the blocks."""
        return undecided(self.sheet, Known(self.session, tuple(self._values.values())))

    def promised(self) -> Promises:
        """What became of what was promised in the sessions before this one."""
        return promises(self.the(ActionPlan), range(1, self.session.number), self.today)

    def before(self, kind: type[V]) -> V:
        """The value of that kind as this session found it."""
        with self._opened(read_only=True) as store:
            try:
                found = store.replay(self.session.number, _BEFORE).the(kind)
            except StoreError:
                return self.the(kind)
        return kind() if found is None else found

    def data(self) -> ClientData:
        """The client's exports, read once; those of the client itself in a practice run, too."""
        if self._data is None:
            self._data = self._read_data()
        return self._data

    def looked_up(self, find: Callable[[ClientStore], T]) -> T:
        """What that finds in the client's store, which is open for reading as long."""
        with self._opened(read_only=True) as store:
            return find(store)

    def _read_data(self) -> ClientData:
        try:
            own = open_workspace(self._workspace).open_client(
                self._slug, now=now, who=whoever(), read_only=True
            )
        except UnknownClient:
            own = self._opened(read_only=True)
        with own as store:
            return client_data(store)

    @contextmanager
    def room(self) -> Iterator[Path]:
        """A folder of the client's own for a moment, for what was brought and is not kept."""
        with room_in(self.looked_up(lambda store: store.folder)) as room:
            yield room

    def pack_made(self) -> PackMade | None:
        """The files that were made last, ``None`` before there are any."""
        made = self.looked_up(pack_made)
        return None if made is None else self._within_reach(made)

    # ── What is done ────────────────────────────────────────────────────────────────────────────

    def put(self, value: Value, because: str) -> None:
        """Something was entered: kept once nothing more is typed."""
        if self._values.get(type(value)) == value:
            return
        session = self.session
        if self.stood_still is not None and not isinstance(value, Session):
            self._autosave.soon(session, "taken up")
        self._entered()
        self._values[type(value)] = value
        self._now_behind([type(value)])
        self._autosave.soon(value, because)
        self.changed([type(value)])

    def note_seam(self, seam: Seam) -> None:
        """From that day on the client's series break; what was read of them is read anew.

        :class:`InvalidValue` ``repeated`` where the client has noted that place already.
        """
        self.put(self.the(Seams).with_seam(seam), "seam")
        self.flush()
        self._files_came()

    def draft(self, form: str, entries: Mapping[str, Any] | None) -> None:
        """What stands in a form that is not right yet; ``None`` once it is."""
        self.put(self.the(Drafts).with_draft(form, entries), "half filled")

    def fill_in_audit(self) -> None:
        """Fill in of the audit what the intake and the exports know; what stands, stays."""
        self.flush()
        self.put(self.looked_up(prefilled_audit), "filled in")

    def move(self, step: Callable[[Session, datetime], Session], because: str) -> None:
        """The session goes on, back, rests or ends: kept at once, with what was typed before."""
        self._hold(step(self.session, now()), because)

    def write(self, session: Session, because: str) -> None:
        """A note, a decision, a question: kept once nothing more is typed."""
        self.put(session, because)

    def begin_another(self, language: Language) -> None:
        """A session after one that is over."""
        fresh = session_time.new_session(
            self.sheet,
            number=self.session.number + 1,
            language=language,
            practice=self._practice,
        )
        self._hold(fresh, "new session")
        self._begin_record()

    def name_version(self, name: str) -> Frozen:
        """Give everything as it is now a name.

        Raises what :func:`coachkit.sessions.strategy.freeze_strategy` does.
        """
        self.flush()
        with self._opened() as store:
            return freeze_strategy(store, name, because=self.session.label, today=self.today)

    def make_pack(self, asked: PackAsked, told: Told) -> PackMade:
        """Write the documents as a pack; in a practice run, into the coach's own room.

        It takes seconds and may be called in a thread of its own, once :meth:`flush` was called.
        """
        sheets = own_sheets(open_workspace(self._workspace))
        with self._opened() as store:
            return self._within_reach(make_pack(store, sheets, asked, told))

    def flush(self) -> None:
        """Keep what waits, now."""
        self._autosave.flush()

    def _hold(self, session: Session, because: str) -> None:
        before = self.session
        if session == before:
            return
        self._entered()
        # What is kept with the end belongs to the session, what is entered later does not.
        self._ending = session.over and not before.over
        self._values[Session] = session
        self._autosave.now(session, because)
        self._ending = False
        self.changed([Session])

    def _entered(self) -> None:
        self._entered_at, self.stood_still = now(), None

    # ── The store ───────────────────────────────────────────────────────────────────────────────

    def _opened(self, *, read_only: bool = False) -> ClientStore:
        workspace = open_workspace(self._workspace)
        if not self._practice:
            return workspace.open_client(self._slug, now=now, who=whoever(), read_only=read_only)
        room = workspace.practice_room()
        if room.folder(self._slug).is_dir():
            return room.open_client(self._slug, now=now, who=whoever())
        with workspace.open_client(self._slug, now=now, who=whoever(), read_only=True) as store:
            return copied(store, room, ENTERED)

    def _take_over(self) -> None:
        found = self._autosave.read(*READ)
        for kind, saved in found.items():
            if saved is None:
                self._values.pop(kind, None)
                continue
            self._values[kind] = saved.value
            if self.saved_at is None or saved.saved_at > self.saved_at:
                self.saved_at = saved.saved_at
        plan = found.get(Plan)
        made_from = (found.get(kind) for kind in (PlanRequest, Team))
        self._behind = plan is not None and any(
            one is not None and one.saved_at > plan.saved_at for one in made_from
        )
        self._choose_team()

    def _now_behind(self, kinds: Sequence[type[Value]]) -> None:
        if Plan in kinds:
            self._behind = False
        elif PlanRequest in kinds or Team in kinds:
            self._behind = True

    def _choose_team(self) -> None:
        """A plan carries its team: the one that was entered last is the team, as in planning."""
        team, request = self._autosave.current(Team), self._autosave.seen(PlanRequest)
        if request is not None and (team is None or team.saved_at <= request.saved_at):
            self._values[Team] = request.value.team

    def _begin_record(self) -> None:
        """What this kind of session leaves is its own; the last one's is in its versions."""
        number = self.session.number
        if self.sheet.key == "campaign":
            self._values[Campaign] = self.the(Campaign).of_session(number, self.held_on)
        else:
            self._values[Evaluation] = self.the(Evaluation).of_session(number)

    def _another_one(self) -> bool:
        """Whether the last session was one of another run sheet, which is over for this page."""
        return self.session.sheet != self.sheet.key

    def _number_of_next(self) -> int:
        return self.the(Session).number + 1 if Session in self._values else 1

    def _within_reach(self, made: PackMade) -> PackMade:
        """A practice run's files are handed out nowhere: that address is the client's."""
        return made._replace(address="") if self._practice else made

    def _minute(self) -> float | None:
        session = self.session
        within = session.started and (self._ending or not session.over)
        return session.minute(now()) if within else None

    def _unsettle(self) -> None:
        self.unsettled()

    def _was_saved(self, moment: datetime) -> None:
        self.saved_at = moment
        self.saved(moment)

    def side_by_side(self, language: Callable[[], Language]) -> SideBySide:
        """This session beside what other pages save; asked for once, by the page that shows it."""
        return SideBySide(
            self._autosave,
            self._opened,
            READ,
            self._taken,
            language=language,
            time_zone=self.client.time_zone,
            unsettled=self._unsettle,
            imports=self._files_came,
        )

    def _files_came(self) -> None:
        if self._data is not None:
            self._data = None
            self.changed([Evaluation])

    def _taken(self, kinds: Sequence[type[Value]]) -> None:
        """Somebody else has changed some of it."""
        self._entered()
        for kind in kinds:
            saved = self._autosave.seen(kind)
            if saved is not None and (kind is not Session or self._is_of_here(saved.value)):
                self._values[kind] = saved.value
        self._begin_record()
        self._now_behind(kinds)
        if PlanRequest in kinds or Team in kinds:
            self._choose_team()
        self.changed(kinds)

    def _is_of_here(self, session: Value) -> bool:
        return isinstance(session, Session) and session.sheet == self.sheet.key
