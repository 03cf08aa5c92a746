"""Whatever is lacking is said in a sentence that says what to do."""

from datetime import timedelta

import pytest

from coachkit.language.speech import speak
from coachkit.language.strategy_gaps_said import SAID, gap_sentence, gap_sentences, gaps_together
from coachkit.model.audit import Account, Audit, Mention, Verdict
from coachkit.model.inside_view import InsideQuestion, InsideView
from coachkit.model.languages import LANGUAGES
from coachkit.model.policies import (
    Guideline,
    HardSituation,
    ImagePair,
    ImagePolicy,
    Policies,
)
from coachkit.model.strategy import (
    POINTS,
    Aspect,
    Basis,
    BusinessGoal,
    ChannelChoice,
    CommunicationGoal,
    HoursDecision,
    OurQuestion,
    Profile,
    ProfileLine,
    Statement,
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
    strategy_gaps,
)
from tests.model.strategies import TODAY

EN = speak("en")
LATE = TODAY + timedelta(days=200)


def everything_wrong():
    """Every gap there is: bare decisions, late ones, blank ones, none at all."""
    statements = (
        Statement(key="bare", point=POINTS[0], text="Bare"),
        Statement(key="blank", point=POINTS[0], review_on=LATE),
    )
    goals = (BusinessGoal(key="g1", text="Goal"), BusinessGoal(key="g2", review_on=LATE))
    wrong = Strategy(
        question=OurQuestion(worry=Worry.OWN),
        authors=("Bo",),
        profiles=(
            Profile(key="p1"),
            Profile(
                key="p2",
                name="P",
                lines=(ProfileLine(aspect=Aspect.WHO, text="Said", basis=Basis.DATA),),
            ),
        ),
        business_goals=goals,
        communication_goals=(CommunicationGoal(key="g3", text="Goal"),),
        channels=(
            ChannelChoice(key="c1", verdict=Verdict.KEEP),
            ChannelChoice(key="c2", channel="X", owner="Aino", review_on=LATE),
        ),
        statements=statements,
        hours=HoursDecision(key="hours", hours_a_week=3),
        inputs=(WorkshopInput(key="i", text="Why?"),),
    )
    late = wrong.changed(
        question=OurQuestion(worry=Worry.PAYS),
        hours=HoursDecision(key="hours", hours_a_week=3, review_on=LATE),
    )
    accounts = (Account(key="a", channel="X"),)
    guideline = Guideline(
        dos=("a",), donts=("b", "c"), situations=(HardSituation(key="h", situation="Storm"),)
    )
    images = ImagePolicy(pairs=(ImagePair(key="p", do="Hands"),))
    return (
        *strategy_gaps(Strategy(), TODAY),
        *strategy_gaps(wrong, TODAY),
        *strategy_gaps(late, TODAY),
        *audit_gaps(Audit()),
        *audit_gaps(Audit(accounts=accounts, mentions=(Mention(key="m", where="A blog"),))),
        *inside_gaps(InsideView()),
        *policy_gaps(Policies()),
        *policy_gaps(Policies(guideline=guideline, images=images)),
    )


def test_every_gap_that_the_model_finds_has_a_sentence_and_no_sentence_is_idle():
    assert {(gap.part, gap.code) for gap in everything_wrong()} == set(SAID)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_gap_has_a_sentence_of_its_own_without_holes(language):
    speech = speak(language)
    said = {key: gap_sentence(_full(*key), speech) for key in SAID}
    assert len(set(said.values())) == len(SAID)
    wrong = [one for one in said.values() if "%(" in one or one[-1] not in ".?"]
    assert wrong == []


def _full(part, code):
    about = {"unanswered": InsideQuestion.CULTURE} if part is Part.INSIDE else {"none": POINTS[0]}
    return Gap(part, code, about.get(code, "Tea"), n=1, of=5)


def test_a_gap_says_what_to_do_and_with_what():
    said = [
        gap_sentence(gap, EN)
        for gap in (
            Gap(Part.CHANNELS, "no_verdict", "Facebook"),
            Gap(Part.POINTS, "none", "listening"),
            Gap(Part.INSIDE, "unanswered", "roles"),
            Gap(Part.TONE, "too_few", n=2, of=5),
        )
    ]
    assert said == [
        "Decide on Facebook: keep, pause or close.",
        "Decide one thing under “Listening to what is said”.",
        (
            "Ask “Who takes part in their work, and who ought to?”, and write down the answer with "
            "the name of who said it."
        ),
        "Rewrite at least 5 replies; so far: 2.",
    ]


def test_what_has_no_name_yet_is_not_quoted_as_nothing():
    said = [
        gap_sentence(Gap(Part.AUDIT, code), EN) for code in ("no_owner", "no_verdict", "incomplete")
    ]
    assert [one for one in said if "“" in one] == []


def test_a_long_decision_is_shortened_and_what_is_said_twice_is_said_once():
    long = Gap(Part.POINTS, "no_owner", "Word " * 60)
    assert gap_sentences((long, long), EN) == (gap_sentence(long, EN),)
    assert len(gap_sentence(long, EN)) < 120


def test_a_decision_that_lacks_several_things_is_said_once():
    gaps = [
        Gap(Part.POINTS, "no_owner", "Vi svarar"),
        Gap(Part.GOALS, "no_measure", "Fler ringer"),
        Gap(Part.POINTS, "no_measure", "Vi svarar"),
    ]
    assert gaps_together(gaps, speak("sv")) == (
        "”Vi svarar” saknar ännu en ansvarig och ett mått.",
        gap_sentence(gaps[1], speak("sv")),
    )
