"""Two versions compared: every decision that differs is told once, with what was learned."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.model.deciding import Decision, Learning, LearningKind
from coachkit.model.strategy import (
    Cut,
    HoursDecision,
    Point,
    Revision,
    Statement,
    Strategy,
)
from coachkit.model.strategy_changes import (
    FieldChange,
    How,
    Where,
    compare,
    revise,
    where,
    withdraw,
)
from tests.model.refusing import refused
from tests.model.strategies import TODAY, a_strategy

OLDER = a_strategy()
LEARNED = Learning(kind=LearningKind.FIGURE, text="Nine of ten ask in the evening", source="Inbox")


def revised(decision, strategy=OLDER, learning=LEARNED):
    return revise(strategy, decision, on=TODAY, who="Aino", learning=learning)


def told(older, newer):
    return [(one.key, one.where, one.how) for one in compare(older, newer).changes]


def test_two_equal_versions_have_nothing_to_tell():
    diff = compare(OLDER, OLDER)
    assert not diff
    assert (diff.changes, diff.unchanged) == ((), len(OLDER.decisions))


def test_new_words_for_a_decision_are_a_change_and_not_two():
    newer = revised(OLDER.statements[4].changed(text="We answer in the evening"))
    assert told(OLDER, newer) == [("answering-1", Where.POINT, How.CHANGED)]
    change = compare(OLDER, newer).changes[0]
    assert change.fields == (
        FieldChange("text", "We begin with answering", "We answer in the evening"),
    )
    assert [one.learning for one in change.because] == [LEARNED]


def test_a_new_decision_joins_its_part_and_one_that_is_withdrawn_leaves_it():
    added = revised(Cut(key="cut-3", text="Newsletters"))
    assert [one.key for one in added.cuts] == ["cut-1", "cut-2", "cut-3"]
    assert told(OLDER, added) == [("cut-3", Where.CUT, How.NEW)]
    gone = withdraw(added, "cut-1", on=TODAY, who="Bo", learning=LEARNED)
    assert told(added, gone) == [("cut-1", Where.CUT, How.GONE)]
    assert told(OLDER, gone) == [("cut-3", Where.CUT, How.NEW), ("cut-1", Where.CUT, How.GONE)]


def test_the_hours_are_always_decided():
    more = revised(OLDER.hours.changed(hours_a_week=10))
    assert compare(OLDER, more).changes[0].fields == (FieldChange("hours_a_week", 8, 10),)
    assert refused(lambda: withdraw(OLDER, "hours", on=TODAY, who="Bo", learning=LEARNED)) == (
        "not_allowed",
        "key",
    )
    assert refused(lambda: revised(HoursDecision(key="other-hours"))) == ("not_allowed", "key")


def test_what_is_not_there_cannot_be_withdrawn_and_a_key_stays_in_its_part():
    assert refused(lambda: withdraw(OLDER, "none", on=TODAY, who="Bo", learning=LEARNED)) == (
        "not_allowed",
        "key",
    )
    assert refused(lambda: revised(Cut(key="facebook", text="x"))) == ("not_allowed", "key")


def test_only_what_was_learned_since_the_older_version_is_told():
    once = revised(OLDER.cuts[0].changed(text="Long films"))
    again = Learning(kind=LearningKind.COMMENT, text="Nobody misses them", source="Bo")
    twice = revised(once.cuts[0].changed(text="All films"), once, again)
    assert [one.learning for one in compare(once, twice).changes[0].because] == [again]
    assert [one.learning for one in compare(OLDER, twice).changes[0].because] == [LEARNED, again]
    assert compare(twice, OLDER).changes[0].because == ()


def test_what_goes_first_may_change_though_no_cut_does():
    turned = OLDER.changed(cuts=tuple(reversed(OLDER.cuts)))
    diff = compare(OLDER, turned)
    assert (bool(diff), diff.changes, diff.cuts_reordered) == (True, (), True)
    added = compare(OLDER, revised(Cut(key="cut-3")))
    assert added.cuts_reordered is False


def test_question_profiles_and_authors_are_told_beside_the_decisions():
    diff = compare(OLDER, OLDER.changed(profiles=(), authors=("Aino",)))
    assert (diff.question_changed, diff.profiles_changed, diff.authors_changed) == (
        False,
        True,
        True,
    )
    assert bool(replace(diff, profiles_changed=False)) is True
    turned = compare(OLDER, OLDER.changed(authors=("Bo", "Aino")))
    assert bool(turned) is False


def test_every_decision_knows_its_part():
    assert {where(one) for one in OLDER.decisions} == set(Where)
    with pytest.raises(KeyError):
        where(Decision(key="bare"))


# ── Random edits ────────────────────────────────────────────────────────────────────────────────

texts = st.sampled_from(["", "One", "Two", "Three"])


@st.composite
def strategies(draw):
    """Some of the decisions, some of their words, in any order of the cuts."""
    statements = tuple(
        Statement(key=f"s{n}", point=draw(st.sampled_from(list(Point))), text=draw(texts))
        for n in draw(st.sets(st.integers(0, 5)))
    )
    numbers = draw(st.permutations(sorted(draw(st.sets(st.integers(0, 4))))))
    cuts = tuple(Cut(key=f"c{n}", text=draw(texts), owner=draw(texts)) for n in numbers)
    hours = HoursDecision(key="hours", hours_a_week=draw(st.sampled_from([None, 4.0, 8.0])))
    log = tuple(
        Revision(on=TODAY, about=key, who="Bo", learning=LEARNED)
        for key in draw(st.lists(st.sampled_from(["s1", "c1", "hours"]), max_size=3))
    )
    return Strategy(statements=statements, cuts=cuts, hours=hours, revisions=log)


@given(strategies(), strategies())
def test_every_key_that_differs_is_told_exactly_once(older, newer):
    before = {one.key: one for one in older.decisions}
    after = {one.key: one for one in newer.decisions}
    diff = compare(older, newer)
    keys = [one.key for one in diff.changes]
    wanted = {key for key in {*before, *after} if before.get(key) != after.get(key)}
    assert sorted(keys) == sorted(wanted)
    assert diff.unchanged == len({*before} & {*after} - wanted)
    for change in diff.changes:
        assert (change.before, change.after) == (before.get(change.key), after.get(change.key))
        assert bool(change.fields) is (change.how is How.CHANGED)


@given(strategies(), strategies())
def test_there_and_back_are_mirrors(older, newer):
    mirrored = {How.NEW: How.GONE, How.GONE: How.NEW, How.CHANGED: How.CHANGED}
    there = {(one.key, one.how) for one in compare(older, newer).changes}
    back = {(one.key, mirrored[one.how]) for one in compare(newer, older).changes}
    assert there == back


@given(strategies(), st.data())
def test_what_is_revised_is_told_with_exactly_its_learning(strategy, data):
    decision = data.draw(
        st.builds(Cut, key=st.sampled_from(["c0", "c1", "new"]), text=st.text(max_size=20))
        | st.builds(
            HoursDecision, key=st.just("hours"), hours_a_week=st.floats(min_value=0, max_value=99)
        )
    )
    learning = data.draw(
        st.builds(
            Learning,
            kind=st.sampled_from(list(LearningKind)),
            text=st.text(min_size=1, max_size=40).filter(str.strip),
        )
    )
    newer = revised(decision, strategy, learning)
    held = {one.key: one for one in newer.decisions}
    assert held[decision.key] == decision
    changes = compare(strategy, newer).changes
    if changes:
        assert [(one.key, [r.learning for r in one.because]) for one in changes] == [
            (decision.key, [learning])
        ]
    else:
        assert decision in strategy.decisions
    assert newer.revisions[:-1] == strategy.revisions
    assert Strategy.model_validate_json(newer.model_dump_json()) == newer
