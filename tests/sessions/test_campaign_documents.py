"""What a campaign session leaves behind as files, and what of it can be asked for alone."""

from datetime import date, timedelta

import pytest

from coachkit.model.actions import ActionPlan
from coachkit.model.audit import Audit, Tool
from coachkit.model.campaign import Campaign
from coachkit.model.content import ContentType
from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.people import Department, Team
from coachkit.model.plan_requests import PlanRequest
from coachkit.model.policies import Policies
from coachkit.model.session_record import NEXT_DATE, decide
from coachkit.model.session_time import end, new_session, start
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.sessions.campaign_documents import DOCUMENTS, write_campaign
from coachkit.sessions.evaluation_documents import packed_last_session
from coachkit.sessions.opening import now
from coachkit.sessions.session_files import PackAsked, make_pack, pack_made
from coachkit.sessions.strategy_documents import Wanted
from tests.documents.campaigns import a_campaign, a_guideline
from tests.documents.campaigns import a_plan as a_campaigns_plan
from tests.documents.evaluations import a_promise
from tests.documents.plans import CHANNELS, STARTS, a_plan

PLAIN = Wanted(("en",), ("md",))
PLANNED = {
    "starts": STARTS,
    "weeks": 2,
    "today": STARTS,
    "country": "SE",
    "channels": CHANNELS,
    "team": Team(departments=(Department(name="The workshop", hours_a_week=3),)),
    "content": (ContentType(name="Post", hours=1),),
}


def save(store, *values):
    for value in values:
        last = store.load(type(value))
        store.save(value, based_on=last and last.revision, because="test")


def a_session(began):
    session = start(new_session(shipped_sheet("campaign"), number=2), began)
    session = decide(session, "On 4 December.", began + timedelta(minutes=89), key=NEXT_DATE)
    return end(session, began + timedelta(minutes=90))


@pytest.fixture
def sheets(tmp_path):
    """No run sheets of the coach's own."""
    return tmp_path / "run_sheets"


@pytest.fixture
def held(store):
    """A client after a campaign session."""
    save(
        store,
        a_campaign(),
        Policies(guideline=a_guideline()),
        ActionPlan(actions=(a_promise(),)),
        a_session(now() - timedelta(minutes=95)),
    )
    return store


def told(store, what, language="en"):
    written = write_campaign(store, what, Wanted((language,), ("md",)))
    return written.paths[0].read_text(encoding="utf-8")


def test_the_pack_of_a_campaign_session_has_what_it_leaves(held, sheets):
    packed = packed_last_session(held, sheets, Wanted(("en", "sv"), ("md", "xlsx")))
    names = {name.removeprefix("sv/") for name in packed.files if name.startswith("sv/")}
    assert names >= {
        *("campaign-sv.md", "measurement-sv.md", "ladder-sv.md", "monday-sv.md"),
        *("guideline-sv.md", "action-plan-sv.md", "decision-log-sv.md", "minutes-sv.md"),
        *("follow-ups-sv.ics", "actions-sv.xlsx", "decisions-sv.xlsx"),
    }
    assert not [name for name in packed.files if "evaluation" in name or "strategy" in name]
    assert "On 4 December." in packed.files["en/campaign-en.md"].decode()
    again = packed_last_session(held, sheets, Wanted(("en", "sv"), ("md", "xlsx")))
    assert again.files == packed.files


def test_the_pack_is_called_by_its_session_and_says_how_many_documents(held, sheets):
    planned = []
    packed_last_session(held, sheets, PLAIN, planned=planned.append)
    assert planned == [8]
    made = make_pack(held, sheets, PackAsked(("en",), ("html",)), lambda *_: None)
    assert made.pack.name.endswith("-campaign.zip")
    assert pack_made(held).files
    assert (held.documents / "en" / "campaign-en.html").is_file()


def test_the_plan_goes_into_the_schedulers_that_the_client_uses(held, sheets):
    save(held, PlanRequest(**PLANNED), a_plan(), Audit(tools=(Tool(key="t", name="Publer"),)))
    launch = STARTS + timedelta(days=7)
    save(held, a_campaign(launch=launch, moved_from=()))
    packed = packed_last_session(held, sheets, PLAIN)
    tools = {name.split("/")[2] for name in packed.files if "/schedulers/" in name}
    assert tools == {"publer"}
    assert {"en/plan-en.html", "en/plan-en.xlsx"} <= set(packed.files)
    over = a_campaign(launch=date(2025, 1, 7), moved_from=())
    save(held, over)
    packed = packed_last_session(held, sheets, PLAIN)
    assert not [name for name in packed.files if "/schedulers/" in name]


@pytest.mark.parametrize("what", DOCUMENTS)
def test_each_can_be_had_alone_in_each_language(held, what):
    texts = {told(held, what, language) for language in ("en", "sv", "fi")}
    assert len(texts) == 3


def test_the_cards_need_no_campaign_and_the_others_say_that_there_is_none(store):
    save(store, Policies(guideline=a_guideline()), a_campaigns_plan())
    assert "Argue about the body" in told(store, "ladder")
    assert "A morning at the office" in told(store, "monday")
    for what in ("campaign", "measurement"):
        with pytest.raises(StoreError) as refused:
            write_campaign(store, what, PLAIN)
        assert refused.value.code == "no_campaign"


def test_there_is_no_other_document_and_no_workbook(held):
    with pytest.raises(InvalidValue):
        write_campaign(held, "strategy", PLAIN)
    with pytest.raises(InvalidValue):
        write_campaign(held, "campaign", Wanted(("en",), ("xlsx",)))


def test_an_empty_campaign_still_gives_its_pack(store, sheets):
    save(store, Campaign(), a_session(now() - timedelta(minutes=95)))
    packed = packed_last_session(store, sheets, PLAIN)
    assert "has not been decided" in packed.files["en/campaign-en.md"].decode()
