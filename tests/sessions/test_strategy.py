"""The strategy in a client's store: what it lacks, its names, two versions of it."""

import pytest

from coachkit.model.audit import Audit
from coachkit.model.errors import StoreError
from coachkit.model.inside_view import InsideView
from coachkit.model.policies import Policies
from coachkit.model.strategy import Cut, Strategy
from coachkit.model.strategy_gaps import Part
from coachkit.sessions.strategy import (
    freeze_strategy,
    is_draft,
    standing,
    version_called,
    version_name,
)
from tests.model.strategies import (
    TODAY,
    a_strategy,
    an_audit,
    an_inside_view,
    the_policies,
)


def refused(make):
    with pytest.raises(StoreError) as error:
        make()
    return error.value.code, error.value.field, error.value.details


def freeze(store, name):
    return freeze_strategy(store, name, because="we read it aloud", today=TODAY)


@pytest.fixture
def whole(store):
    """A client whose strategy lacks nothing."""
    for value in (a_strategy(), an_audit(), an_inside_view(), the_policies()):
        store.save(value, based_on=None, because="the session")
    return store


def test_a_client_without_a_strategy_is_told_so(store):
    assert refused(lambda: standing(store)) == ("no_strategy", None, {"client": "shop"})
    assert refused(lambda: version_called(store, "")) == ("no_strategy", None, {"client": "shop"})
    assert refused(lambda: freeze(store, "v0.1"))[0] == "no_strategy"


def test_what_is_not_there_yet_lacks_everything(store):
    store.save(Strategy(), based_on=None, because="begun")
    stands = standing(store)
    assert (stands.audit, stands.inside, stands.policies) == (Audit(), InsideView(), Policies())
    parts = [gap.part for gap in stands.gaps(TODAY)]
    assert set(parts) == set(Part)
    assert parts == sorted(parts, key=list(Part).index)


def test_a_whole_strategy_gets_any_name(whole):
    assert standing(whole).gaps(TODAY) == ()
    frozen = freeze(whole, "autumn 2026")
    assert (frozen.name, frozen.because) == ("autumn 2026", "we read it aloud")
    assert whole.load_frozen(Strategy, "autumn 2026").value == a_strategy()


def test_while_something_is_lacking_only_a_draft_gets_a_name(whole):
    whole.save(a_strategy(cuts=(), authors=()), based_on=1, because="taken out")
    assert refused(lambda: freeze(whole, "v1.0")) == (
        "unfinished",
        "name",
        {"name": "v1.0", "n": 2},
    )
    assert freeze(whole, "v0.1").name == "v0.1"


def test_nothing_gets_a_name_before_somebody_looked_at_the_present_state(whole):
    whole.save(an_audit(on=None), based_on=1, because="not yet")
    for name in ("v0.1", "v1.0"):
        assert refused(lambda name=name: freeze(whole, name)) == (
            "no_audit_date",
            "audit",
            {"name": name},
        )
    assert whole.frozen_names() == ()


def test_a_name_is_given_once(whole):
    freeze(whole, "v0.1")
    assert refused(lambda: freeze(whole, "v0.1"))[0] == "name_taken"


def test_drafts_are_known_by_their_names():
    assert [is_draft(name) for name in ("v0.1", "v0.12", "v1.0", "draft", "0.1")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_a_version_is_found_by_its_name_by_its_number_or_as_the_last(whole):
    freeze(whole, "v0.1")
    later = a_strategy(cuts=(Cut(key="cut-1", text="All films"),))
    whole.save(later, based_on=1, because="learned")
    found = [version_called(whole, asked) for asked in ("v0.1", "1", "2", "")]
    assert [one.revision for one in found] == [1, 1, 2, 2]
    assert [version_name(one, "") for one in found] == ["v0.1", "v0.1", "2", "2"]
    assert version_name(found[1], "1") == "1"


def test_a_version_that_is_not_there_is_refused(whole):
    freeze(whole, "v0.1")
    assert refused(lambda: version_called(whole, "v9"))[0] == "unknown_name"
    assert refused(lambda: version_called(whole, "7"))[0] == "unknown_revision"


def test_a_name_from_before_the_strategy_has_none(store):
    store.freeze("early", because="goals only")
    store.save(a_strategy(), based_on=None, because="begun")
    assert refused(lambda: version_called(store, "early"))[0] == "no_strategy"
