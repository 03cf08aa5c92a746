"""The form before the first session: what is typed is kept, whatever happens to the page."""

from datetime import UTC, datetime

import pytest

from coachkit.documents import intake_pages
from coachkit.language.intake_words import Step
from coachkit.model.audit import Account
from coachkit.model.drafts import Drafts
from coachkit.model.intake import Attending, Intake
from coachkit.model.languages import LANGUAGES
from coachkit.sessions import intake, intake_page, uploading, when_saved
from tests.documents.hostile import CHOSEN

TODAY = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def late_in_the_evening(monkeypatch):
    for module in (intake_page, when_saved):
        monkeypatch.setattr(module, "now", lambda: TODAY)


@pytest.fixture
def opened(workspace):
    """Opens the client's page."""

    def open_page(language="en"):
        return intake.open_page(
            {"client": "shop", "workspace": str(workspace.path), "language": language}
        )

    return open_page


def kept(store, kind=Intake):
    return store.load(kind).value


def typed(page, step, **entries):
    form = page.forms[step]
    form.entries = {**form.entries, **entries}


def row(page, step, field, /, **entries):
    """Type into the first row of a list."""
    first, *others = page.forms[step].entries[field]
    typed(page, step, **{field: [{**first, **entries}, *others]})


def test_what_is_typed_is_kept_at_once_and_there_after_a_reload(opened, store):
    page = opened()
    typed(page, Step.WORRY, worry="time", own_words="Is it worth it?")
    row(page, Step.ACCOUNTS, "accounts", channel="TikTok")
    typed(page, Step.HOURS, hours_a_week="12.5")
    saved = kept(store)
    assert (saved.worry, saved.own_words, saved.hours_a_week) == ("time", "Is it worth it?", 12.5)
    assert saved.accounts == (Account(key="account-1", channel="TikTok"),)
    assert f"{saved.filled_on}" == "2026-11-23"  # it is past midnight where the client is
    assert "Saved 00:30" in page.saved.value
    again = opened()
    assert again.forms[Step.HOURS].entries["hours_a_week"] == "12.5"
    assert again.forms[Step.ACCOUNTS].value.accounts == saved.accounts
    assert "Saved 00:30" in again.saved.value


def test_opening_the_page_keeps_nothing(opened, store):
    page = opened()
    for step in Step:
        page.go(step)
    assert (store.load(Intake), store.load(Drafts)) == (None, None)


def test_another_language_keeps_every_entry(opened, store):
    page = opened("en")
    typed(page, Step.HOURS, hours_a_week="12.5")
    row(page, Step.PEOPLE, "attending", name="Bo", role="Shop")
    typed(page, Step.ELSE, anything_else="half a sent")
    page.languages.value = "sv"
    assert page.forms[Step.HOURS].entries["hours_a_week"] == "12,5"
    assert page.forms[Step.PEOPLE].entries["attending"][0]["name"] == "Bo"
    assert page.forms[Step.ELSE].entries["anything_else"] == "half a sent"
    assert {form.language for form in page.forms.values()} == {"sv"}
    assert 'lang="sv"' in page.asked.value
    assert kept(store).hours_a_week == 12.5


def test_what_is_half_typed_is_there_after_a_reload_until_it_is_right(opened, store):
    page = opened()
    typed(page, Step.HOURS, hours_a_week="about ten")
    typed(page, Step.ELSE, anything_else="We close at four.")
    assert kept(store).hours_a_week is None
    again = opened()
    assert again.forms[Step.HOURS].entries["hours_a_week"] == "about ten"
    assert set(again.forms[Step.HOURS].errors) == {"hours_a_week"}
    assert again.intake.anything_else == "We close at four."
    typed(again, Step.HOURS, hours_a_week="10")
    assert kept(store).hours_a_week == 10
    assert kept(store, Drafts).entries == {}


def test_a_name_is_kept_once_its_owner_consents(opened, store):
    page = opened()
    row(page, Step.PEOPLE, "attending", name="Bo Ek", role="Shop")
    assert kept(store).attending == (Attending(role="Shop"),)
    assert page.forms[Step.PEOPLE].entries["attending"][0]["name"] == "Bo Ek"
    page.go(Step.PEOPLE)
    assert "1 name is not kept yet" in page.asked.value
    page.go(Step.DONE)
    assert "Bo Ek" not in page._seen.value
    assert opened().forms[Step.PEOPLE].entries["attending"][0]["name"] == ""
    row(page, Step.PEOPLE, "attending", consents=True)
    assert kept(store).attending == (Attending(name="Bo Ek", role="Shop", consents=True),)
    page.go(Step.DONE)
    assert "Bo Ek · Shop" in page._seen.value


def test_no_version_and_no_draft_ever_had_a_name_without_consent(opened, store):
    page = opened()
    row(page, Step.PEOPLE, "attending", name="Bo Ek", role="x" * 300)
    row(page, Step.PEOPLE, "attending", name="Bo Ek", role="Shop")
    versions = [*store.history(Intake), *store.history(Drafts)]
    assert len(versions) == 3
    assert not any("Bo Ek" in one.value.model_dump_json() for one in versions)


def test_what_the_coach_changed_meanwhile_stands_beside_what_is_typed(opened, store):
    page = opened()
    typed(page, Step.ELSE, anything_else="first")
    saved = store.load(Intake)
    theirs = saved.value.changed(anything_else="the coach's")
    store.save(theirs, based_on=saved.revision, because="coach")
    typed(page, Step.GOAL, business_goal="More")
    assert (kept(store).anything_else, kept(store).business_goal) == ("the coach's", "More")
    assert page.forms[Step.ELSE].entries["anything_else"] == "the coach's"
    assert "the answers before the session" in page.beside.news.panel.value
    assert page.beside.conflict is None


def test_drafts_of_other_pages_stay(opened, store):
    page = opened()
    typed(page, Step.HOURS, hours_a_week="about")
    saved = store.load(Drafts)
    both = saved.value.with_draft("audit.accounts", {"accounts": []})
    store.save(both, based_on=saved.revision, because="session")
    typed(page, Step.HOURS, hours_a_week="about ten")
    entries = kept(store, Drafts).entries
    assert set(entries) == {"intake.hours", "audit.accounts"}
    assert entries["intake.hours"]["hours_a_week"] == "about ten"


def test_one_goes_through_it_with_two_buttons(opened):
    page = opened()
    assert page.back.layout.display == "none"
    seen = [page.step]
    while page.on.layout.display != "none":
        page.on.click()
        seen.append(page.step)
    assert seen == list(Step)
    page.back.click()
    assert page.step is Step.ELSE


def test_files_and_hours_have_pages_of_their_own_where_these_are_served(opened, monkeypatch):
    page = opened()
    page.go(Step.FILES)
    assert "<a " not in page._way.value
    monkeypatch.setenv(uploading.VARIABLE, "1000")
    page.go(Step.FILES)
    assert 'href="/clients/shop/exports"' in page._way.value
    page.go(Step.HOURS)
    assert 'href="/clients/shop/plan"' in page._way.value
    page.go(Step.WORRY)
    assert page._way.value == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_whole_of_it_can_be_read(opened, store, language):
    empty = intake.whole(opened(language)).value
    assert f'lang="{language}"' in empty
    assert empty.count("<li>") == 0


@pytest.mark.parametrize("text", CHOSEN[:30])
def test_whatever_a_client_writes_is_data(text):
    written = Intake(
        own_words=text[:2000],
        business_goal=text[:240],
        accounts=(Account(key="a", channel=text[:240], handle=text[:240], owner=text[:80]),),
        attending=(Attending(name=text[:80], role=text[:240], consents=True),),
    )
    page = intake_pages.seen(written, "en")
    assert "<script" not in page
    assert "<img" not in page


def test_a_client_that_is_not_there_is_refused_in_a_sentence(workspace, monkeypatch):
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5")
    refused = intake.open_page({"client": "nobody", "workspace": str(workspace.path)})
    assert "nobody" in intake.header(refused).value
    for part in (intake.steps, intake.question, intake.body):
        assert part(refused).children == ()
    assert intake.whole(refused).value == ""
