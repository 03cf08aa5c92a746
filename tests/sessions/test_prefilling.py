"""A session begins with what the client wrote and what its exports know."""

import os
import subprocess
import sys

import pytest

from coachkit.model.audit import Account, Audit, HowOften, Mention
from coachkit.model.intake import Attending, Intake
from coachkit.model.sessions import Attendee
from coachkit.model.strategy import BusinessGoal, OurQuestion, Strategy, Worry
from coachkit.sessions.importing import import_file
from coachkit.sessions.prefilling import (
    attendees_from_intake,
    intake_question,
    prefilled_audit,
    strategy_from_intake,
)
from tests.exports.listening import twins
from tests.sessions.conftest import OCTOBER, posts

INTAKE = Intake(
    worry=Worry.TIME,
    own_words="  Is it\nworth it? ",
    business_goal="More rentals",
    accounts=(Account(key="a", channel="facebook", handle="@PAGE", owner="Elsa"),),
    mentions=(Mention(key="m", where="Reddit.com/r/norrland", who="hikers"),),
    hours_a_week=20,
)


@pytest.fixture
def written(store):
    store.save(INTAKE, based_on=None, because="client")
    return store


@pytest.fixture
def imported(store, tmp_path):
    """The store, with a month of posts and an export of mentions in it."""
    mentions = next(twin for twin in twins() if twin.name.endswith("meltwater.xlsx"))
    for name, content in ((OCTOBER, posts(1, 2)), ("mentions.xlsx", mentions.content)):
        file = tmp_path / name
        file.write_bytes(content)
        import_file(store, file)
    return store


def test_nothing_known_is_an_empty_audit(store):
    assert prefilled_audit(store) == Audit()


def test_the_intake_alone_begins_the_audit(written):
    audit = prefilled_audit(written)
    assert [(one.channel, one.handle) for one in audit.accounts] == [("facebook", "@PAGE")]
    assert [one.where for one in audit.mentions] == ["Reddit.com/r/norrland"]


def test_imported_mentions_come_with_how_often_and_from_which_file(imported):
    audit = prefilled_audit(imported)
    heard = {one.where: (one.count, one.how_often, one.source) for one in audit.mentions}
    assert heard["reddit.com/r/norrland"] == (2, HowOften.DAILY, "mentions.xlsx")
    assert len(heard) == 4


def test_posts_tell_which_accounts_there_are(imported):
    (account,) = prefilled_audit(imported).accounts
    assert (account.channel, account.handle) == ("Facebook", "Page")
    assert f"{account.last_post}" == "2026-10-03"


def test_what_the_client_wrote_stands_and_the_exports_complete_it(imported, written):
    audit = prefilled_audit(imported)
    (account,) = audit.accounts
    assert (account.channel, account.handle, account.owner) == ("facebook", "@PAGE", "Elsa")
    assert f"{account.last_post}" == "2026-10-03"
    reddit = audit.mentions[0]
    assert (reddit.where, reddit.who, reddit.count) == ("Reddit.com/r/norrland", "hikers", 2)
    assert len(audit.mentions) == 4


def test_once_kept_it_is_filled_in_no_second_time(imported, written):
    audit = prefilled_audit(imported)
    imported.save(audit, based_on=None, because="session")
    assert prefilled_audit(imported) == audit


def test_without_imports_nothing_that_reads_tables_is_loaded(workspace, written):
    script = (
        "import sys\n"
        "from coachkit.sessions.opening import now, open_workspace\n"
        "from coachkit.sessions.prefilling import prefilled_audit\n"
        "with open_workspace(sys.argv[1]).open_client('shop', now=now, who='x') as store:\n"
        "    print(len(prefilled_audit(store).accounts), 'pandas' in sys.modules)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(workspace.path)],
        env=dict(os.environ),
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.split() == ["1", "False"]


def test_the_question_is_the_clients_in_the_clients_words():
    assert intake_question(INTAKE) == OurQuestion(worry=Worry.TIME, words="Is it worth it?")
    assert intake_question(Intake()) == OurQuestion()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("One. Two! " + "x" * 300, "One. Two!"),
        ("word " * 100, "word " * 47 + "word…"),
        ("x" * 300, "x" * 239 + "…"),
        ("x" * 240, "x" * 240),
        ("x" * 239 + ". More", "x" * 239 + "."),
    ],
)
def test_of_many_words_the_first_sentences_are_the_question(words, said):
    assert intake_question(Intake(own_words=words)).words == said


def test_an_empty_strategy_begins_with_question_and_goal():
    strategy = strategy_from_intake(Strategy(), INTAKE)
    assert strategy.question == OurQuestion(worry=Worry.TIME, words="Is it worth it?")
    assert strategy.business_goals == (BusinessGoal(key="business-goal-1", text="More rentals"),)
    assert strategy.hours.hours_a_week is None


def test_what_the_strategy_has_stands():
    strategy = Strategy(
        question=OurQuestion(words="Ours", answer="Yes"),
        business_goals=(BusinessGoal(key="business-goal-4", text="Fewer rentals"),),
    )
    begun = strategy_from_intake(strategy, INTAKE)
    assert begun.question == OurQuestion(worry=Worry.TIME, words="Ours", answer="Yes")
    assert begun.business_goals == strategy.business_goals
    assert strategy_from_intake(begun, INTAKE) is begun
    assert strategy_from_intake(Strategy(), Intake()) == Strategy()


def test_by_name_come_only_those_who_consent():
    attending = (
        Attending(name="Elsa", role="Marketing", consents=True),
        Attending(name="Bo", role="Shop"),
        Attending(name=""),
    )
    assert attendees_from_intake(Intake(attending=attending)) == (
        Attendee(name="Elsa", role="Marketing", consent=True),
        Attendee(role="Shop"),
    )
