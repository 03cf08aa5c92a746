"""What is still lacking, and what should have been looked at."""

from datetime import timedelta

import pytest

from coachkit.model.audit import Account, Audit, Mention, Verdict
from coachkit.model.deciding import REVIEW_WITHIN
from coachkit.model.inside_view import InsideQuestion, InsideView
from coachkit.model.policies import (
    EmployeePolicy,
    Guideline,
    HardSituation,
    ImagePair,
    ImagePolicy,
    Policies,
    TonePolicy,
)
from coachkit.model.strategy import (
    Aspect,
    Basis,
    ChannelChoice,
    Cut,
    HoursDecision,
    OurQuestion,
    Profile,
    ProfileLine,
    Strategy,
    WorkshopInput,
    Worry,
)
from coachkit.model.strategy_gaps import (
    Gap,
    Part,
    audit_gaps,
    inside_gaps,
    policy_gaps,
    stale,
    strategy_gaps,
)
from tests.model.strategies import (
    DECIDED,
    REVIEW,
    TODAY,
    a_strategy,
    an_audit,
    an_inside_view,
    the_policies,
)

WHOLE = a_strategy()
LATEST = TODAY + timedelta(days=REVIEW_WITHIN)


def gaps(**changed):
    return strategy_gaps(a_strategy(**changed), TODAY)


def goal(**changed):
    return {"business_goals": (WHOLE.business_goals[0].changed(**changed),)}


def test_what_is_whole_lacks_nothing():
    assert strategy_gaps(WHOLE, TODAY) == ()
    assert audit_gaps(an_audit()) == ()
    assert inside_gaps(an_inside_view()) == ()
    assert policy_gaps(the_policies()) == ()


def test_what_is_empty_lacks_every_part():
    lacking = strategy_gaps(Strategy(), TODAY)
    assert [(one.part, one.code) for one in lacking] == [
        (Part.QUESTION, "unchosen"),
        (Part.PROFILES, "none"),
        (Part.GOALS, "none"),
        (Part.CHANNELS, "none"),
        *[(Part.POINTS, "none")] * 7,
        (Part.HOURS, "no_hours"),
        (Part.CUTS, "none"),
        (Part.AUTHORS, "no_authors"),
    ]


@pytest.mark.parametrize(
    ("changed", "gap"),
    [
        ({"question": OurQuestion(worry=Worry.TIME)}, Gap(Part.QUESTION, "unanswered")),
        ({"question": OurQuestion(worry=Worry.OWN, answer="x")}, Gap(Part.QUESTION, "no_text")),
        (
            {"profiles": (Profile(key="a", lines=(ProfileLine(aspect=Aspect.WHO, text="Asks"),)),)},
            Gap(Part.PROFILES, "unnamed", "a"),
        ),
        ({"profiles": (Profile(key="a", name="A"),)}, Gap(Part.PROFILES, "no_lines", "A")),
        (
            {
                "profiles": (
                    Profile(
                        key="a",
                        name="A",
                        lines=(ProfileLine(aspect=Aspect.WHO, text="Asks", basis=Basis.DATA),),
                    ),
                )
            },
            Gap(Part.PROFILES, "no_source", "Asks"),
        ),
        (goal(text=""), Gap(Part.GOALS, "no_text", "hire")),
        (goal(owner=""), Gap(Part.GOALS, "no_owner", "More rentals")),
        (goal(reason=""), Gap(Part.GOALS, "no_reason", "More rentals")),
        (goal(measure=""), Gap(Part.GOALS, "no_measure", "More rentals")),
        (goal(review_on=None), Gap(Part.GOALS, "no_review", "More rentals")),
        (
            goal(review_on=LATEST + timedelta(days=1)),
            Gap(Part.GOALS, "review_late", "More rentals"),
        ),
        (
            {"communication_goals": (WHOLE.communication_goals[0].changed(serves="elsewhere"),)},
            Gap(Part.GOALS, "serves_nothing", "People ask us first"),
        ),
        (
            {"channels": (ChannelChoice(key="f", channel="Facebook", **DECIDED),)},
            Gap(Part.CHANNELS, "no_verdict", "Facebook"),
        ),
        (
            {
                "channels": (
                    ChannelChoice(key="f", channel="Facebook", verdict=Verdict.KEEP, **DECIDED),
                )
            },
            Gap(Part.CHANNELS, "serves_nothing", "Facebook"),
        ),
        (
            {"hours": WHOLE.hours.changed(realistic=None)},
            Gap(Part.HOURS, "not_checked"),
        ),
        (
            {"hours": WHOLE.hours.changed(honest=("Yes", "", "No"))},
            Gap(Part.HOURS, "not_examined", n=2, of=3),
        ),
        ({"hours": WHOLE.hours.changed(owner="")}, Gap(Part.HOURS, "no_owner", "hours")),
        ({"hours": HoursDecision(key="hours")}, Gap(Part.HOURS, "no_hours")),
        ({"cuts": (Cut(key="cut-1"),)}, Gap(Part.CUTS, "none")),
        ({"authors": ("Bo",)}, Gap(Part.AUTHORS, "owner_not_author", "Aino")),
        ({"authors": ()}, Gap(Part.AUTHORS, "no_authors")),
        (
            {"inputs": (WorkshopInput(key="i", text="Why?"),)},
            Gap(Part.AUTHORS, "input_open", "Why?"),
        ),
    ],
)
def test_one_thing_that_is_lacking_is_told_and_nothing_else(changed, gap):
    assert gaps(**changed) == (gap,)


def test_a_point_without_words_is_told_by_its_name():
    without = tuple(one for one in WHOLE.statements if one.key != "listening-1")
    assert gaps(statements=without) == (Gap(Part.POINTS, "none", "listening"),)


def test_an_open_input_is_told_also_where_nobody_has_signed():
    lacking = gaps(authors=(), inputs=(WorkshopInput(key="i", text="Why?"),))
    assert [one.code for one in lacking] == ["no_authors", "input_open"]


def test_a_review_on_the_last_day_of_the_third_month_is_in_time():
    assert gaps(**goal(review_on=LATEST)) == ()


def test_a_decision_that_was_looked_at_and_kept_may_wait_three_more_months():
    later = TODAY + timedelta(days=80)
    looked_at = a_strategy(**goal(review_on=later + timedelta(days=REVIEW_WITHIN)))
    assert strategy_gaps(looked_at, later) == ()


def test_a_channel_that_is_closed_serves_nothing_and_needs_no_goal():
    assert WHOLE.channels[1].serves is None
    assert gaps() == ()


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({"on": None}, [Gap(Part.AUDIT, "no_date")]),
        ({"accounts": ()}, [Gap(Part.AUDIT, "none")]),
        (
            {"accounts": (Account(key="a", channel="X"),)},
            [Gap(Part.AUDIT, "no_owner", "X"), Gap(Part.AUDIT, "no_verdict", "X")],
        ),
        (
            {"mentions": (Mention(key="a", where="A blog"),)},
            [Gap(Part.AUDIT, "incomplete", "A blog")],
        ),
    ],
)
def test_what_an_audit_lacks(changed, found):
    assert list(audit_gaps(an_audit(**changed))) == found


def test_nobody_is_made_to_be_mentioned():
    assert audit_gaps(an_audit(mentions=())) == ()
    assert audit_gaps(Audit()) == (Gap(Part.AUDIT, "no_date"), Gap(Part.AUDIT, "none"))


def test_every_question_that_nobody_answered_is_told():
    assert [one.about for one in inside_gaps(InsideView())] == list(InsideQuestion)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({"tone": TonePolicy()}, ["too_few", "no_brand_owner"]),
        ({"images": ImagePolicy()}, ["no_pairs", "no_alt_rule", "no_consent_rule"]),
        (
            {
                "images": ImagePolicy(
                    pairs=(ImagePair(key="a", do="Hands", dont="Stock"),),
                    alt_text_rule="Always",
                    consent_rule="Ask",
                )
            },
            ["no_alt"],
        ),
        ({"employees": EmployeePolicy()}, ["no_encouragement", "no_rights", "no_opt_in"]),
        ({"guideline": Guideline()}, ["too_few_examples", "too_few_situations", "no_dos"]),
    ],
)
def test_what_policies_lack(changed, codes):
    assert [one.code for one in policy_gaps(the_policies(**changed))] == codes


def test_a_guideline_encourages_at_least_as_often_as_it_warns():
    guideline = the_policies().guideline
    even = guideline.changed(dos=("a", "b"), donts=("c", "d"))
    more = guideline.changed(dos=("a", ""), donts=("c", "d"))
    assert policy_gaps(the_policies(guideline=even)) == ()
    assert policy_gaps(the_policies(guideline=more)) == (
        Gap(Part.GUIDELINE, "more_donts", n=1, of=2),
    )


def test_a_hard_situation_says_whom_to_call_and_in_what_time():
    guideline = the_policies().guideline
    case = HardSituation(key="case-9", situation="A storm", call="Bo")
    lacking = policy_gaps(
        the_policies(guideline=guideline.changed(situations=(*guideline.situations, case)))
    )
    assert lacking == (Gap(Part.GUIDELINE, "no_call", "A storm"),)
    assert {one.part for one in policy_gaps(Policies())} == {
        Part.TONE,
        Part.IMAGES,
        Part.EMPLOYEES,
        Part.GUIDELINE,
    }


def test_the_longest_overdue_decision_is_the_first_and_today_is_not_yet_overdue():
    strategy = a_strategy(
        cuts=(
            Cut(key="b", review_on=TODAY - timedelta(days=3)),
            Cut(key="a", review_on=TODAY - timedelta(days=9)),
            Cut(key="c", review_on=TODAY),
            Cut(key="d"),
        )
    )
    assert [one.key for one in stale(strategy, TODAY)] == ["a", "b"]
    assert stale(WHOLE, REVIEW) == ()
    assert len(stale(WHOLE, REVIEW + timedelta(days=1))) == len(WHOLE.decisions) - 2
