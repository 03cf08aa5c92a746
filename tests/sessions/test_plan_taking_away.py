"""The planning page's last screen without a browser: files out, texts back, a scheduler's files."""

import csv
import re
from datetime import UTC, date, datetime
from io import StringIO

import pytest

from coachkit.documents.planning_words import Step
from coachkit.language.speech import speak
from coachkit.model.content import Channel, ContentType, Message
from coachkit.model.observations import Platform
from coachkit.model.people import Part, Person, Skill, Team
from coachkit.model.plan_requests import PlanRequest, ProtectedLines
from coachkit.model.post_texts import PostTexts
from coachkit.sessions import plan, plan_taking_away, uploading
from tests.sessions.typed_tables import TEXT, saved_as, table

TEXTS = (Skill(name="Text", level=2),)
CHANNELS = (
    Channel(name="Facebook", platform=Platform.FACEBOOK, target_a_week=5),
    Channel(name="Instagram", platform=Platform.INSTAGRAM, target_a_week=3),
)

REQUEST = PlanRequest(
    starts=date(2026, 11, 30),
    weeks=4,
    today=date(2026, 11, 23),
    team=Team(
        people=(
            Person(name="Ada", hours_a_week=8, opted_in=True, part=Part.CORE, skills=TEXTS),
            Person(name="Bo", hours_a_week=6, opted_in=True, part=Part.CORE, skills=TEXTS),
        )
    ),
    content=(ContentType(name="Advice", hours=2, needs=("Text",)),),
    channels=CHANNELS,
    messages=(Message(audience="Hikers", message="It is easy to go out."),),
    protected=ProtectedLines(presence_minutes=15),
)


@pytest.fixture(autouse=True)
def a_quiet_page(monkeypatch):
    """It is the day before the plan begins."""
    moment = datetime(2026, 11, 29, 9, tzinfo=UTC)
    monkeypatch.setattr(plan_taking_away, "now", lambda: moment)


@pytest.fixture
def screen(store, workspace):
    """The page and its last screen, in any language."""
    store.save(REQUEST, based_on=None, because="hours")

    def opened(language="en"):
        page = plan.open_page(
            {"client": "shop", "workspace": str(workspace.path), "language": language}
        )
        page.go(Step.TAKE_AWAY)
        return page, page.body.children[0]

    return opened


def files_named(said):
    return re.findall(r"<li>(?:<a[^>]*>)?([^<]+\.\w+)<", said.value)


def upload(form, path):
    """Bring a file back as the page does."""
    form.table.value = (
        {
            "name": path.name,
            "type": "",
            "size": path.stat().st_size,
            "content": memoryview(path.read_bytes()),
            "last_modified": datetime(2026, 11, 29, tzinfo=UTC),
        },
    )


def with_texts(form, store, *texts):
    """Write the table, fill in the first rows, bring it back."""
    form.write_texts.click()
    path = store.documents / files_named(form.texts_said)[0]
    cells = table(path)
    for row, text in zip(cells[1:], texts, strict=False):
        row[TEXT] = text
    upload(form, saved_as(store.folder / "Texter från Åsa.xlsx", cells))


def test_the_plan_is_written_and_said_where(screen, store):
    page, form = screen()
    form.write_plan.click()
    named = files_named(form.plan_said)
    assert named[:2] == ["plan-en.html", "plan-en.xlsx"]
    assert all((store.documents / name).is_file() for name in named)
    assert f"{len(named)} files lie in {store.documents}." in form.plan_said.value
    assert "<a " not in form.plan_said.value
    assert page.working.value == ""


def test_each_file_is_told_while_it_is_written(screen):
    page, form = screen()
    told = []
    page.working.observe(lambda change: told.append(change["new"]), "value")
    form.write_plan.click()
    written = [re.search(r"Writing ([^<…]+)…", one)[1] for one in told if "Writing" in one]
    assert written[:2] == ["plan-en.html", "plan-en.xlsx"]
    assert len(written) == len(files_named(form.plan_said))


def test_where_documents_can_be_fetched_each_file_is_a_link(screen, monkeypatch):
    monkeypatch.setenv(uploading.VARIABLE, "100000000")
    _, form = screen("sv")
    form.write_plan.click()
    assert re.findall(r'<a href="([^"]+)" download>', form.plan_said.value)[:2] == [
        "/clients/shop/documents/plan-sv.html",
        "/clients/shop/documents/plan-sv.xlsx",
    ]


def test_texts_come_back_and_are_counted_at_once(screen, store):
    page, form = screen()
    assert "0 of" in page.asked.value
    with_texts(form, store, "@shop: one", "two")
    assert "2 texts are new." in form.texts_said.value
    assert sorted(one.text for one in store.load(PostTexts).value.texts.values()) == [
        "@shop: one",
        "two",
    ]
    assert "2 of" in page.asked.value
    assert form.table.value == ()


def test_a_table_that_cannot_be_trusted_is_refused_place_by_place(screen, store):
    _, form = screen()
    form.write_texts.click()
    path = store.documents / files_named(form.texts_said)[0]
    cells = table(path)
    cells[1][0], cells[2][TEXT] = "Facebook-1", 5
    upload(form, saved_as(store.folder / "<b>x.xlsx", cells))
    assert "Nothing of this table was taken in." in form.texts_said.value
    first, second = re.findall(r"<li>(.*?)</li>", form.texts_said.value)
    where = "_b_x.xlsx, sheet “Blad1”, row"
    assert first == (
        f"{where} 2, column “Key”: No item has the key “Facebook-1”. Write only into rows that "
        "were there."
    )
    assert second == (
        f"{where} 3, column “Text”: “5” is a number, a day or a time. Format the cell as text, "
        "write it anew."
    )
    assert store.load(PostTexts) is None


def test_a_scheduler_gets_what_has_a_text_and_the_rest_is_listed(screen, store):
    page, form = screen()
    with_texts(form, store, "@shop: one", "two")
    form.tool.value = "publer"
    form.write_scheduler.click()
    named = [name for name in files_named(form.scheduler_said) if name.endswith(".csv")]
    rows = [
        row
        for name in named
        for row in csv.reader(StringIO((store.documents / name).read_text(encoding="utf-8")))
    ]
    assert sorted(row[1] for row in rows if row[1] != "Text") == ["@shop: one", "two"]
    notes = (store.documents / "schedulers/publer/shop-publer.txt").read_text("utf-8-sig")
    told = re.findall(r"<li>([^<]*\.)</li>", form.scheduler_said.value)
    assert notes.splitlines() == told
    assert told[0].startswith("2 posts for Publer, in ")
    assert sum("it has no text yet" in line for line in told) == len(page.plan.items) - 2


def test_which_comes_first_in_a_day_has_to_be_said(screen):
    _, form = screen()
    form.tool.value = "hootsuite"
    form.write_scheduler.click()
    assert "This has to be filled in." in form.scheduler_said.value
    form.dates.value = "dmy"
    form.write_scheduler.click()
    assert "Nothing can go to Hootsuite yet" in form.scheduler_said.value


def test_only_what_matters_for_a_tool_is_asked(screen):
    _, form = screen()
    asked = {}
    for tool in ("hootsuite", "sprout", "publer", "metricool"):
        form.tool.value = tool
        fields = {"dates": form.dates, "scheduled": form.scheduled, "trial": form.trial}
        asked[tool] = [name for name, field in fields.items() if field.layout.display != "none"]
    assert asked == {
        "hootsuite": ["dates", "scheduled"],
        "sprout": ["dates", "trial"],
        "publer": [],
        "metricool": [],
    }


def test_days_in_the_wrong_order_are_refused_in_words(screen):
    _, form = screen()
    form.tool.value = "metricool"
    form.first.value, form.last.value = form.last.value, form.first.value
    form.write_scheduler.click()
    assert "comes before the first" in form.scheduler_said.value


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_the_screen_speaks_the_language_of_the_page(screen, language):
    page, form = screen(language)
    speech = speak(language)
    assert form.write_plan.description == speech.say("Write the plan")
    assert speech.say("What leaves the house?") in page.asked.value
    form.write_plan.click()
    page.languages.value = "en"
    assert (form.write_plan.description, form.plan_said.value) == ("Write the plan", "")
    assert "ready as files." in page.asked.value
