"""What an evaluation session leaves behind as files, made from the client's own store."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from icalendar import Calendar

from coachkit.model.actions import Action, ActionPlan
from coachkit.model.actuals import Actual, Actuals
from coachkit.model.content import ContentType
from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.languages import LANGUAGES
from coachkit.model.people import Department, Person, Team
from coachkit.model.people_said import Win
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.session_record import NEXT_DATE, ask, decide, note
from coachkit.model.session_time import end, new_session, start
from coachkit.model.sessions import Session
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.model.strategy import Strategy
from coachkit.sessions import session_files
from coachkit.sessions.evaluation_documents import (
    DOCUMENTS,
    Asked,
    packed_last_session,
    write_evaluation,
)
from coachkit.sessions.opening import now
from coachkit.sessions.session_files import PackAsked, make_pack, pack_made
from coachkit.sessions.strategy_documents import Wanted
from coachkit.store.workspace import Workspace
from tests.documents.evaluations import an_evaluation
from tests.documents.plans import CHANNELS, STARTS, a_plan
from tests.model.strategies import a_strategy

PLANNED = {
    "starts": STARTS,
    "weeks": 2,
    "today": STARTS,
    "country": "SE",
    "channels": CHANNELS,
    "team": Team(departments=(Department(name="The workshop", hours_a_week=3),)),
    "content": (ContentType(name="Post", hours=1),),
}
PLAIN = Wanted(("en",), ("md",))


def save(store, *values):
    for value in values:
        last = store.load(type(value))
        store.save(value, based_on=last and last.revision, because="test")


def a_session(began, number=2):
    session = ask(start(new_session(shipped_sheet("evaluation"), number=number), began), "Pays?")
    session = decide(session, "On 4 December.", began + timedelta(minutes=89), key=NEXT_DATE)
    return end(session, began + timedelta(minutes=90))


@pytest.fixture
def sheets(tmp_path):
    """No run sheets of the coach's own."""
    return tmp_path / "run_sheets"


@pytest.fixture
def evaluated(store):
    """A client after an evaluation session in which one sentence of the strategy was changed."""
    save(store, a_strategy())
    before = store.load(Strategy).saved_at
    first, *others = a_strategy().business_goals
    goal = first.changed(text="More rentals, also to families")
    save(store, a_strategy().changed(business_goals=(goal, *others)))
    save(store, an_evaluation(), a_session(before + timedelta(microseconds=1)))
    return store


@pytest.fixture
def surveyed(demo):
    """The demo's outdoor shop, evaluated: with a year of exports and a plan."""
    with Workspace.open(demo).open_client("nordlykta", now=now, who="test") as store:
        save(store, an_evaluation(), a_session(now() - timedelta(minutes=95)))
        yield store


def told(store, sheets, what, *, asked=None, language="en"):
    wanted = Wanted((language,), ("md",))
    written = write_evaluation(store, sheets, what, wanted, asked=asked or Asked())
    return next(path for path in written.paths if path.suffix == ".md").read_text(encoding="utf-8")


def test_the_pack_of_an_evaluation_session_has_what_it_leaves(surveyed, sheets):
    packed = packed_last_session(surveyed, sheets, Wanted(("sv",), ("md", "xlsx")))
    names = {name.removeprefix("sv/") for name in packed.files}
    assert names >= {
        *("evaluation-sv.md", "wins-sv.md", "letter-sv.md", "meeting-sv.md", "minutes-sv.md"),
        *("meeting-sv.ics", "meeting-every-month-sv.ics", "follow-ups-sv.ics"),
        *("action-plan-sv.md", "decision-log-sv.md", "actions-sv.xlsx", "decisions-sv.xlsx"),
    }
    assert "strategy-sv.md" not in names
    report = packed.files["sv/evaluation-sv.md"].decode()
    for part in ("Pays?", "Fler samtal på Facebook: 487", "(n = 47", "On 4 December."):
        assert part in report
    assert "90\N{NO-BREAK SPACE}% konfidensintervall" in report


def test_the_report_has_figures_of_each_channel_with_their_sources(surveyed, sheets):
    report = told(surveyed, sheets, "evaluation", language="sv")
    for part in (
        "Facebook: 47 inlägg",
        "Räckvidd",
        "Oct-01-2026_Oct-31-2026_9469532226744025",
    ):
        assert part in report
    # Each goal has its forecast, over three months.
    assert report.count("750") == 1
    # People reached are not added up over posts.
    assert "kan vara samma personer: summeras inte" in report


def test_the_letter_tells_what_changed_since_the_session_began(evaluated, sheets):
    packed = packed_last_session(evaluated, sheets, PLAIN)
    letter = packed.files["en/letter-en.md"].decode()
    assert "More rentals, also to families" in letter
    assert a_strategy().business_goals[0].text in letter


def test_the_new_rota_goes_with_it_and_its_month_stands_beside_what_was_done(evaluated, sheets):
    plan = a_plan()
    item = plan.items[0]
    done = Actual(
        key=item.key,
        day=item.day,
        content_type=item.content_type,
        owner=item.owner,
        planned=item.hours,
        done=item.hours + 1,
    )
    save(evaluated, plan, PlanRequest(**PLANNED), Actuals(actuals=(done,)))
    packed = packed_last_session(evaluated, sheets, PLAIN)
    assert {"en/plan-en.html", "en/plan-en.xlsx"} <= set(packed.files)
    meeting = told(evaluated, sheets, "meeting", asked=Asked(f"{item.day:%Y-%m}"))
    planned = sum(
        one.channel == "LinkedIn" and one.day.month == item.day.month for one in plan.items
    )
    assert f"| LinkedIn | {planned} | – |" in meeting
    assert "1 item with its hours noted" in meeting


def test_the_files_of_the_read_back_are_those_of_the_last_session(evaluated, sheets):
    made = make_pack(evaluated, sheets, PackAsked(("en",), ("html",)), lambda *_: None)
    assert made.pack.name == "shop-evaluation.zip"
    with zipfile.ZipFile(made.pack) as pack:
        inside = {name.rsplit("/", 1)[1] for name in pack.namelist()}
    assert inside >= {"evaluation-en.html", "wins-en.html", "meeting-en.html", "letter-en.html"}
    assert pack_made(evaluated) == made
    assert session_files.PACK_FORMATS == ("docx", "pdf", "html")


def test_the_same_client_gives_the_same_pack(evaluated, sheets):
    wanted = Wanted(("fi",), ("pdf",))
    one, other = (packed_last_session(evaluated, sheets, wanted).zipped("shop") for _ in range(2))
    assert one == other
    names = zipfile.ZipFile(io.BytesIO(one)).namelist()
    assert "shop/fi/wins-fi.pdf" in names


def test_what_was_jotted_down_in_the_session_stays_in_its_minutes(evaluated, sheets):
    session = evaluated.load(Session).value
    save(evaluated, note(session, "The boss left early"))
    files = packed_last_session(evaluated, sheets, PLAIN).files
    told_in = {name for name, content in files.items() if b"The boss left early" in content}
    assert told_in == {"en/minutes-en.md"}


def test_nobody_is_named_who_has_not_said_yes(evaluated, sheets):
    team = Team(
        people=(Person(name="Quiet Quinn", hours_a_week=2),),
        departments=(Department(name="The workshop", hours_a_week=3),),
    )
    wins = (
        Win(key="a", what="One", why="Two", thanks_to="Quiet Quinn", shown=True),
        Win(key="b", what="Three", why="Four", thanks_to="The workshop", shown=True),
    )
    meeting = an_evaluation().meeting
    asked = tuple(one.changed(role="Quiet Quinn, sales") for one in meeting.invitees[:1])
    save(
        evaluated,
        team,
        an_evaluation(wins=wins, meeting=meeting.changed(invitees=(*asked, *meeting.invitees[1:]))),
    )
    packed = packed_last_session(evaluated, sheets, PLAIN)
    for name in ("evaluation-en.md", "wins-en.md", "meeting-en.md", "meeting-en.ics"):
        content = packed.files[f"en/{name}"].decode()
        assert "Quinn" not in content, name
    assert "The workshop" in packed.files["en/wins-en.md"].decode()


def test_a_meeting_needs_no_evaluation_and_no_strategy(store, sheets):
    text = told(store, sheets, "meeting", asked=Asked("2026-10", date(2026, 12, 3)))
    assert "Thursday 3 December 2026" in text
    assert "No goal has a number yet." in text
    with pytest.raises(InvalidValue) as refused:
        told(store, sheets, "meeting", asked=Asked("October"))
    assert refused.value.code == "not_a_month"


def test_a_report_needs_an_evaluation(store, sheets):
    for what in DOCUMENTS[:2]:
        with pytest.raises(StoreError) as refused:
            write_evaluation(store, sheets, what, PLAIN)
        assert refused.value.code == "no_evaluation"
    for what, formats in (("letter", ("md",)), ("wins", ("xlsx",))):
        with pytest.raises(InvalidValue) as wrong:
            write_evaluation(store, sheets, what, Wanted(("en",), formats))
        assert wrong.value.code == "not_allowed"
        assert wrong.value.details["known"] in (DOCUMENTS, ("docx", "pdf", "html", "md"))


def test_the_meeting_is_about_its_month_alone(surveyed, sheets):
    noted = an_evaluation().meeting.changed(note="Bring the till roll")
    save(surveyed, an_evaluation(meeting=noted))
    text = told(surveyed, sheets, "meeting", asked=Asked("2026-10"))
    for part in (
        "Bring the till roll",
        "The sleeping bag film",
        "The quiz nobody took",
        "Head of the workshop",
        "487",
    ):
        assert part in text
    # What was said of the autumn is no win of the winter before it.
    earlier = told(surveyed, sheets, "meeting", asked=Asked("2026-02"))
    assert "The sleeping bag film" not in earlier
    assert "The quiz nobody took" not in earlier


def test_a_meeting_that_is_moved_stays_the_meeting_of_its_month(evaluated, sheets):
    session = a_session(now() - timedelta(days=1), number=3)
    save(evaluated, session, an_evaluation(meeting=an_evaluation().meeting.changed(on=None)))
    usual, moved = (_invited(evaluated, sheets, on) for on in (None, "later"))
    assert usual["uid"] == moved["uid"]
    assert usual["dtstart"].dt != moved["dtstart"].dt


def _invited(store, sheets, on):
    written = write_evaluation(store, sheets, "meeting", PLAIN, asked=Asked())
    path = next(one for one in written.paths if one.name == "meeting-en.ics")
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    if on is None:
        return event
    day = event["dtstart"].dt.date()
    other = day - timedelta(days=1) if day.day > 1 else day + timedelta(days=1)
    written = write_evaluation(store, sheets, "meeting", PLAIN, asked=Asked(on=other))
    path = next(one for one in written.paths if one.name == "meeting-en.ics")
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    return event


def test_an_earlier_evaluation_has_its_own_session(evaluated, sheets):
    save(evaluated, a_session(now(), number=3).changed(question="Another question"))
    report = told(evaluated, sheets, "evaluation")
    assert "Pays?" in report
    assert "Another question" not in report
    assert evaluated.load(Evaluation).value.session == 2


# ── Names ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_who_has_not_said_yes_is_named_in_the_report_or_the_meetings_pack(
    store, sheets, language
):
    silent, unsaid = "Quintilla Ohlsson", "Ragnhild Aho"
    people = (
        Person(name=silent, department="Customer care", hours_a_week=2),
        Person(name=unsaid, hours_a_week=2),
        Person(name="Siv Yesberg", hours_a_week=2, opted_in=True),
    )
    record = an_evaluation()
    record = record.changed(
        replies=record.replies.changed(owner=silent, stand_in=unsaid, within=4),
        hours=record.hours.changed(hours_a_week=10, owner=unsaid),
        experiment=record.experiment.changed(owner=silent),
        edits=tuple(one.changed(who=f"{silent} and {unsaid}") for one in record.edits),
        outcomes=tuple(one.changed(voice=unsaid) for one in record.outcomes),
    )
    promised = [
        Action(
            key=f"action-{number}",
            what="Mend the links",
            who=who,
            when=date(2026, 12, 4),
            first_step="Look",
            done_sign="They work",
        )
        for number, who in enumerate((silent, unsaid, "Siv Yesberg"), 1)
    ]
    save(store, Team(people=people), record, ActionPlan(actions=tuple(promised)))
    for what in ("evaluation", "meeting"):
        text = told(store, sheets, what, language=language)
        assert [name for name in (silent, unsaid) if name in text] == []
        assert "Siv Yesberg" in text
        assert "Customer care" in text
