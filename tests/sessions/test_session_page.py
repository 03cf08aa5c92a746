"""A session's page: what is pressed, typed and said; what is there again; a minute of the past."""

from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from coachkit.model import session_time
from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.sessions import Session
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import OurQuestion, Strategy, Worry
from coachkit.sessions import past_desk, session_desk, session_page
from coachkit.sessions.past_desk import PastDesk
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_page import SessionPage
from coachkit.sessions.session_screens import Screen
from coachkit.store.workspace import Workspace
from coachkit.widgets.agenda import Press, Pressed
from coachkit.widgets.strategy_forms import QUESTION, only, strategy_form

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
SHEET = shipped_sheet("strategy")


class Asked(Screen):
    """A screen with the question as a part and the profiles as a whole."""

    def __init__(self, *told):
        super().__init__(*told)
        self.question = self.part_form(
            "question",
            Strategy,
            lambda: QUESTION,
            lambda whole: whole.question,
            lambda whole, part: whole.changed(question=part),
        )
        self.profiles = self.form(
            "profiles",
            Strategy,
            lambda: only(strategy_form(self.desk.the(Strategy)), "profiles"),
        )
        self.body.children = (self.question, self.profiles)


SCREENS = {block.form: Asked for block in SHEET.blocks}


class Clock:
    def __init__(self):
        self.moment = NINE

    def __call__(self):
        return self.moment

    def later(self, minutes):
        self.moment += timedelta(minutes=minutes)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    for module in (session_desk, session_page):
        monkeypatch.setattr(module, "now", clock)
    return clock


@pytest.fixture
def workspace(tmp_path: Path, clock: Clock) -> Workspace:
    workspace = Workspace.create(tmp_path / "w")
    client = Client(slug="sund", name="Sund", languages=("sv",))
    workspace.new_client(client, now=clock, who="coach").close()
    return workspace


def opened(workspace, language="sv", **more):
    desk_of = partial(SessionDesk, "sund", str(workspace.path), SHEET, language)
    return SessionPage(desk_of, SCREENS, language, **more)


def press(page, what, **more):
    page.press(Press(what, **more))


def kept(workspace, clock, kind):
    with workspace.open_client("sund", now=clock, who="coach", read_only=True) as store:
        saved = store.load(kind)
    return None if saved is None else saved.value


def test_before_it_begins_the_first_question_is_there_to_be_seen(workspace):
    page = opened(workspace)
    assert "Vad ska vi veta om nittio minuter" in page.asked.value
    assert page.body.children == (page.screen("our_question").body,)
    assert (page.block, page.desk.session.started) == ("our_question", False)


def test_the_agenda_moves_the_session_and_the_screen(workspace, clock):
    page = opened(workspace)
    press(page, Pressed.START)
    clock.later(4)
    press(page, Pressed.NEXT)
    assert page.block == "outside_view"
    assert "Vad ser någon" in page.asked.value
    press(page, Pressed.EXTEND, minutes=5)
    assert page.desk.session.block("outside_view").allotted == 11 * 60
    press(page, Pressed.GO, block="goals")
    press(page, Pressed.BACK)
    assert page.block == "customer_profile"
    assert kept(workspace, clock, Session).current == "customer_profile"


def test_what_cannot_be_done_is_said_at_the_agenda(workspace):
    page = opened(workspace)
    press(page, Pressed.NEXT)
    assert isinstance(page.agenda.problem, InvalidValue)
    assert page.agenda.problem.code == "not_begun"


def test_what_is_typed_is_kept_and_there_again(workspace, clock):
    page = opened(workspace)
    press(page, Pressed.START)
    page.screen("our_question").question.value = OurQuestion(worry=Worry.PAYS, words="Lönar det?")
    page.notes.value = "Lov vecka 44"
    again = opened(workspace)
    assert again.screen("our_question").question.value.words == "Lönar det?"
    assert again.notes.value == "Lov vecka 44"
    assert kept(workspace, clock, Strategy).question.worry is Worry.PAYS


def test_half_a_row_is_there_again_after_the_page_is_gone(workspace):
    page = opened(workspace)
    press(page, Pressed.START)
    form = page.screen("our_question").profiles
    form.entries = {
        "profiles": [{"name": "Vandraren", "lines": [{"aspect": "", "text": "går ut i regn"}]}]
    }
    assert form.errors
    again = opened(workspace).screen("our_question").profiles
    assert again.entries["profiles"][0]["lines"][0]["text"] == "går ut i regn"
    assert again.errors == form.errors
    row = {**again.entries["profiles"][0], "lines": [{"aspect": "need", "text": "torra fötter"}]}
    again.entries = {"profiles": [row]}
    assert again.errors == {}
    assert opened(workspace).desk.the(Strategy).profiles[0].lines[0].text == "torra fötter"


def test_one_form_leaves_alone_what_is_half_typed_in_another(workspace):
    screen = opened(workspace).screen("our_question")
    half = {"profiles": [{"name": "Vandraren", "lines": [{"aspect": "", "text": "regn"}]}]}
    screen.profiles.entries = half
    screen.question.value = OurQuestion(worry=Worry.TIME)
    assert screen.profiles.entries == half
    assert screen.profiles.value.question.worry is Worry.TIME


def test_another_language_keeps_every_entry_and_the_next_page_speaks_it(workspace):
    page = opened(workspace)
    press(page, Pressed.START)
    page.screen("our_question").question.value = OurQuestion(worry=Worry.PAYS, words="Lönar det?")
    page.languages.value = "fi"
    assert "Mitä" in page.asked.value
    assert page.screen("our_question").question.entries["words"] == "Lönar det?"
    assert opened(workspace, "sv").language == "fi"


def test_what_somebody_else_kept_is_told_and_shown(workspace):
    mine, theirs = opened(workspace), opened(workspace)
    theirs.screen("our_question").question.value = OurQuestion(worry=Worry.PAYS)
    mine.screen("our_question").question.value = OurQuestion(worry=Worry.TIME)
    (asks,) = mine.beside.children
    assert "ck-conflict" in asks.children[1].said.value
    assert mine.screen("our_question").question.value.worry is Worry.TIME
    asks.children[1].theirs.click()
    assert mine.screen("our_question").question.value.worry is Worry.PAYS


def test_practice_leaves_nothing_and_leads_back(workspace, clock):
    page = opened(workspace)
    page.practise.click()
    assert page.desk.session.practice
    press(page, Pressed.START)
    page.screen("our_question").question.value = OurQuestion(worry=Worry.PAYS)
    page.practise.click()
    assert page.desk.the(Strategy).question.worry is None
    assert kept(workspace, clock, Strategy) is None


def test_after_the_end_the_last_screen_stays_and_the_next_session_can_begin(workspace, clock):
    page = opened(workspace)
    press(page, Pressed.START)
    clock.later(90)
    press(page, Pressed.END)
    assert page.block == "read_back"
    page.another.click()
    assert (page.desk.session.number, page.block) == (2, "our_question")


def test_a_page_that_was_left_for_days_says_that_its_clock_stood_still(workspace, clock):
    page = opened(workspace)
    press(page, Pressed.START)
    clock.later(3 * 24 * 60)
    told = "Det senaste skrevs in 23 november 2026 kl. 10:00. Sedan dess har klockan stått stilla."
    assert told in opened(workspace).outcome.value
    page.clock._handle_custom_msg({"ask": "now", "sent": 7}, [])
    assert told in page.outcome.value
    assert page.clock.session.second(clock()) == 0
    press(page, Pressed.NEXT)
    assert (told in page.outcome.value, page.block) == (True, "outside_view")
    press(page, Pressed.END)
    assert (page.outcome.value, page.agenda.problem, page.desk.session.over) == ("", None, True)


def test_a_page_that_was_left_open_for_days_takes_the_next_press(workspace, clock):
    page = opened(workspace)
    press(page, Pressed.START)
    clock.later(3 * 24 * 60)
    press(page, Pressed.END)
    assert (page.agenda.problem, page.desk.session.over) == (None, True)
    assert "Sedan dess har klockan stått stilla." in page.outcome.value
    assert page.desk.session.second(clock()) == 0


def test_a_minute_of_the_past_is_as_it_was_and_stays_so(workspace, clock, monkeypatch):
    page = opened(workspace)
    press(page, Pressed.START)
    clock.later(2)
    page.screen("our_question").question.value = OurQuestion(worry=Worry.PAYS)
    clock.later(10)
    press(page, Pressed.NEXT)
    page.screen("our_question").question.value = OurQuestion(worry=Worry.TIME)
    past = PastDesk("sund", str(workspace.path), SHEET, 3)
    looked = SessionPage(lambda **_: past, SCREENS, "sv")
    assert looked.block == "our_question"
    assert looked.screen("our_question").question.value.worry is Worry.PAYS
    assert looked.screen("our_question").question.read_only
    assert session_time.clock(looked.desk.session, NINE).left == 87 * 60
    looked.notes.value = "nej"
    assert opened(workspace).notes.value == ""


def test_a_past_that_never_was_is_refused(workspace):
    with pytest.raises(StoreError) as refused:
        PastDesk("sund", str(workspace.path), SHEET, 3)
    assert refused.value.code == "no_session"
    assert past_desk.PastDesk.read_only


def test_the_next_screen_is_made_ready_after_a_press_and_not_while_the_page_is_opened(
    workspace, monkeypatch
):
    later = []

    class Loop:
        def call_later(self, _, act, *told):
            later.append((act, told))
            return self

        def cancel(self):
            pass

    monkeypatch.setattr("coachkit.sessions.autosave.running_loop", Loop)
    page = opened(workspace)
    assert later == []
    press(page, Pressed.START)
    made = list(page._made)
    for act, told in later:
        act(*told)
    assert made == ["our_question"]
    assert list(page._made) == ["our_question", "outside_view"]
