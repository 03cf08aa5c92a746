"""Saving against what one saw, and looking back."""

from datetime import UTC, datetime, timedelta

import pytest

from coachkit.model.audit import Audit
from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue, NotWritable, StaleRevision, StoreError
from coachkit.model.goals import Goal, Goals, Kpi
from coachkit.model.inside_view import InsideView
from coachkit.model.intake import Intake
from coachkit.model.observations import Platform
from coachkit.model.policies import Policies
from coachkit.model.strategy import Strategy
from coachkit.store.changes import Change, differences
from coachkit.store.kinds import KINDS

NINE = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


def test_what_was_saved_is_what_is_loaded(store, goals, reopened):
    saved = store.save(goals("More visits"), based_on=None, because="we agreed", minute=12.5)
    store.close()
    with reopened() as again:
        assert again.load(Goals) == saved
    assert (saved.revision, saved.who, saved.because, saved.minute) == (
        1,
        "Anna",
        "we agreed",
        12.5,
    )
    assert saved.value == goals("More visits")


def test_nothing_was_saved_yet(store):
    assert store.load(Goals) is None
    assert store.history(Goals) == ()


def test_a_stale_base_is_refused_and_nothing_of_it_is_kept(store, goals, reopened):
    store.save(goals("first"), based_on=None, because="")
    with reopened(who="Bo") as bo:
        bo.save(goals("second"), based_on=1, because="")
    before = store.events()
    with pytest.raises(StaleRevision) as refused:
        store.save(goals("mine"), based_on=1, because="")
    assert (refused.value.code, refused.value.field) == ("stale_revision", "goals")
    assert refused.value.details == {"based_on": 1, "current": 2, "who": "Bo"}
    assert store.load(Goals).value == goals("second")
    assert store.events() == before


def test_a_first_version_needs_a_clean_slate(store, goals):
    with pytest.raises(StaleRevision) as refused:
        store.save(goals("a"), based_on=3, because="")
    assert refused.value.details == {"based_on": 3, "current": None, "who": None}
    store.save(goals("a"), based_on=None, because="")
    with pytest.raises(StaleRevision):
        store.save(goals("b"), based_on=None, because="")


def test_kinds_count_their_revisions_apart(store, goals, big_green):
    store.save(goals("a"), based_on=None, because="")
    saved = store.save(big_green.changed(sector="sport"), based_on=1, because="")
    assert (saved.revision, store.load(Goals).revision) == (2, 1)
    assert store.client.sector == "sport"


def test_history_has_every_version_with_who_when_and_why(store, goals):
    for number, name in enumerate("abc"):
        store.save(goals(name), based_on=number or None, because=f"because {name}")
    history = store.history(Goals)
    assert [version.value.goals[0].name for version in history] == ["a", "b", "c"]
    assert [version.because for version in history] == ["because a", "because b", "because c"]
    times = [version.saved_at for version in history]
    assert times == [times[0], times[0] + timedelta(minutes=1), times[0] + timedelta(minutes=2)]
    assert times[0].tzinfo is UTC


def test_a_difference_names_the_field_before_and_after(store, goals):
    store.save(goals("visits", "likes"), based_on=None, because="")
    changed = goals("visits", "likes").goals
    store.save(
        Goals(goals=(changed[0].changed(monthly_target=80), changed[1])), based_on=1, because=""
    )
    change = Change(("goals", "visits", "monthly_target"), 100.0, 80.0)
    assert store.diff(Goals, 1, 2) == (change,)
    assert change.field == "goals.visits.monthly_target"
    assert store.diff(Goals, 2, 2) == ()


def test_a_goal_put_in_front_changes_no_other():
    kpi = Kpi(platform=Platform.X, metric="likes")
    old, new = (Goal(name=name, kpi=kpi, monthly_target=1) for name in ("old", "new"))
    changes = differences(Goals(goals=(old,)), Goals(goals=(new, old)))
    assert changes == (Change(("goals", "new"), None, new.model_dump(mode="json")),)


def test_a_new_order_is_a_change():
    kpi = Kpi(platform=Platform.X, metric="likes")
    one, two = (Goal(name=name, kpi=kpi, monthly_target=1) for name in ("one", "two"))
    changes = differences(Goals(goals=(one, two)), Goals(goals=(two, one)))
    assert changes == (Change(("goals",), ["one", "two"], ["two", "one"]),)


def test_nameless_items_differ_by_position(big_green):
    changes = differences(big_green, big_green.changed(languages=("sv", "fi", "en")))
    assert changes == (
        Change(("languages", 1), "en", "fi"),
        Change(("languages", 2), None, "en"),
    )


def test_an_unknown_revision_is_refused(store, goals):
    store.save(goals("a"), based_on=None, because="")
    with pytest.raises(StoreError) as refused:
        store.diff(Goals, 1, 2)
    assert (refused.value.code, refused.value.details) == ("unknown_revision", {"revision": 2})


def test_a_frozen_name_keeps_how_everything_stood(store, goals):
    store.save(goals("before"), based_on=None, because="")
    frozen = store.freeze("v1.0", because="signed")
    store.save(goals("after"), based_on=1, because="")
    assert frozen == store.frozen("v1.0")
    assert (frozen.who, frozen.because) == ("Anna", "signed")
    assert frozen.revisions == {"client": 1, "goals": 1}
    assert store.load_frozen(Goals, "v1.0").value == goals("before")
    assert [version.names for version in store.history(Goals)] == [("v1.0",), ()]


def test_one_revision_may_have_several_names(store):
    store.freeze("draft", because="")
    store.freeze("final", because="")
    assert store.load(Client).names == ("draft", "final")
    assert [given.name for given in store.frozen_names()] == ["draft", "final"]


def test_what_did_not_exist_was_not_frozen(store, goals):
    store.freeze("v0", because="")
    store.save(goals("a"), based_on=None, because="")
    assert store.load_frozen(Goals, "v0") is None


def test_a_name_is_given_once(store):
    store.freeze("v1.0", because="")
    with pytest.raises(StoreError) as refused:
        store.freeze("v1.0", because="")
    assert (refused.value.code, refused.value.details) == ("name_taken", {"name": "v1.0"})


@pytest.mark.parametrize(("name", "code"), [(" ", "missing"), ("v" * 81, "too_long")])
def test_a_name_has_1_to_80_characters(store, name, code):
    with pytest.raises(InvalidValue) as refused:
        store.freeze(name, because="")
    assert (refused.value.code, refused.value.field) == (code, "name")


def test_an_unknown_name_is_refused_with_those_that_are_known(store):
    store.freeze("v1.0", because="")
    with pytest.raises(StoreError) as refused:
        store.frozen("v2.0")
    assert refused.value.code == "unknown_name"
    assert refused.value.details == {"name": "v2.0", "known": ("v1.0",)}


def test_events_tell_what_happened_in_order(store, goals):
    store.save(goals("a"), based_on=None, because="", minute=3)
    store.record("clock_started", minute=4, block="goals", seconds=90)
    store.freeze("v1.0", because="")
    told = [(event.event, event.kind, event.revision, event.minute) for event in store.events()]
    assert told == [
        ("created", None, None, None),
        ("saved", "client", 1, None),
        ("saved", "goals", 1, 3.0),
        ("clock_started", None, None, 4.0),
        ("frozen", None, None, None),
    ]
    assert store.events()[3].details == {"block": "goals", "seconds": 90}
    assert store.events()[3].who == "Anna"


def test_later_events_can_be_asked_for_alone(store):
    last = store.events()[-1].number
    store.record("joined")
    assert [event.event for event in store.events(after=last)] == ["joined"]


def test_an_event_of_unwritable_details_is_refused_and_not_kept(store):
    before = store.events()
    with pytest.raises(InvalidValue) as refused:
        store.record("odd", thing=object())
    assert (refused.value.code, refused.value.field) == ("wrong_type", "details")
    assert store.events() == before


def test_only_kinds_that_are_known_are_kept(store):
    kpi = Kpi(platform=Platform.X, metric="likes")
    with pytest.raises(InvalidValue) as refused:
        store.save(kpi, based_on=None, because="")
    assert (refused.value.code, refused.value.field) == ("not_allowed", "kind")


@pytest.mark.parametrize("value", [Audit(), InsideView(), Strategy(), Policies(), Intake()])
def test_what_a_session_decides_is_kept_and_comes_back(store, value):
    saved = store.save(value, based_on=None, because="the session", minute=30.0)
    assert store.load(type(value)) == saved
    assert saved.value == value


def test_the_name_of_a_kind_is_never_another():
    """It is written into every client's store."""
    kept = {kind: KINDS[kind].__name__ for kind in ("audit", "inside_view", "strategy", "intake")}
    assert kept == {
        "audit": "Audit",
        "inside_view": "InsideView",
        "strategy": "Strategy",
        "intake": "Intake",
    }
    assert KINDS["policies"] is Policies


def test_a_client_cannot_become_another(store, big_green):
    with pytest.raises(InvalidValue) as refused:
        store.save(big_green.changed(slug="big-blue"), based_on=1, because="")
    assert (refused.value.code, refused.value.field) == ("not_allowed", "slug")


def test_who_only_reads_cannot_save(store, goals, reopened):
    store.save(goals("a"), based_on=None, because="")
    with reopened(read_only=True) as reader:
        assert reader.load(Goals).value == goals("a")
        with pytest.raises(NotWritable) as refused:
            reader.save(goals("b"), based_on=1, because="")
    assert refused.value.code == "not_permitted"
    assert store.load(Goals).revision == 1


def test_a_reader_sees_what_is_saved_meanwhile(store, goals, reopened):
    with reopened(read_only=True) as reader:
        assert reader.load(Goals) is None
        store.save(goals("a"), based_on=None, because="")
        assert reader.load(Goals).value == goals("a")


def test_times_come_back_in_utc_whatever_zone_the_clock_has(workspace, store):
    stockholm = datetime.fromisoformat("2026-11-02T10:00:00+01:00")
    with workspace.open_client("big-green", now=stockholm, who="Bo") as opened:
        opened.record("joined")
    assert store.events()[-1].happened_at == NINE


def test_a_clock_without_a_zone_is_refused(workspace, store):
    naive = NINE.replace(tzinfo=None)
    with (
        workspace.open_client("big-green", now=naive, who="Bo") as opened,
        pytest.raises(InvalidValue) as refused,
    ):
        opened.record("joined")
    assert (refused.value.code, refused.value.field) == ("unknown_time_zone", "now")


def test_text_of_any_language_comes_back_unchanged(store, big_green):
    name = "Ågren & Öst – “Ä” 🌲 %(x)s ' \" \\ ; DROP TABLE versions"
    store.save(big_green.changed(name=name), based_on=1, because=name)
    saved = store.load(Client)
    assert (saved.value.name, saved.because) == (name, name)
