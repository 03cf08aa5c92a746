"""A strategy, its audit, its inside view and its policies, with nothing lacking on ``TODAY``."""

from datetime import date

from coachkit.model.audit import Account, Audit, HowOften, Mention, Tone, Verdict
from coachkit.model.inside_view import InsideAnswer, InsideQuestion, InsideView
from coachkit.model.policies import (
    EmployeePolicy,
    GoodExample,
    Guideline,
    HardSituation,
    ImagePair,
    ImagePolicy,
    Policies,
    Rewrite,
    TonePolicy,
)
from coachkit.model.strategy import (
    POINTS,
    Aspect,
    Basis,
    BusinessGoal,
    ChannelChoice,
    CommunicationGoal,
    Cut,
    HoursDecision,
    InputVerdict,
    OurQuestion,
    Profile,
    ProfileLine,
    Statement,
    Strategy,
    WorkshopInput,
    Worry,
)

TODAY = date(2026, 10, 6)
REVIEW = date(2027, 1, 5)
DECIDED = {
    "owner": "Aino",
    "reason": "We tried it",
    "measure": "Replies a week",
    "decided_on": TODAY,
    "review_on": REVIEW,
}


def a_strategy(**changed) -> Strategy:
    """Nothing lacking; ``changed`` replaces whole parts."""
    parts = {
        "question": OurQuestion(worry=Worry.TIME, answer="Four hours a week are enough for two."),
        "authors": ("Aino", "Bo"),
        "profiles": (
            Profile(
                key="beginner",
                name="The beginner",
                lines=(
                    ProfileLine(aspect=Aspect.WHO, text="Asks first"),
                    ProfileLine(
                        aspect=Aspect.NEED, text="Advice", basis=Basis.DATA, source="The till"
                    ),
                ),
            ),
        ),
        "business_goals": (BusinessGoal(key="hire", text="More rentals", **DECIDED),),
        "communication_goals": (
            CommunicationGoal(key="ask", text="People ask us first", serves="hire", **DECIDED),
        ),
        "channels": (
            ChannelChoice(
                key="facebook", channel="Facebook", verdict=Verdict.KEEP, serves="ask", **DECIDED
            ),
            ChannelChoice(key="x", channel="X", verdict=Verdict.CLOSE, **DECIDED),
        ),
        "statements": tuple(
            Statement(
                key=f"{point}-1",
                point=point,
                text=f"We begin with {point}",
                serves="ask",
                **DECIDED,
            )
            for point in POINTS
        ),
        "hours": HoursDecision(
            key="hours",
            hours_a_week=8,
            wished=5,
            realistic=3.5,
            gap_hours=4,
            honest=("Yes", "No", "Perhaps"),
            **DECIDED,
        ),
        "cuts": (Cut(key="cut-1", text="Short films"), Cut(key="cut-2", text="Stories")),
        "inputs": (
            WorkshopInput(
                key="input-1",
                text="Show the workshop",
                who="Bo",
                verdict=InputVerdict.ACCEPTED,
                why="It is asked for",
            ),
        ),
    }
    return Strategy(**{**parts, **changed})


def an_audit(**changed) -> Audit:
    """One account and one mention, looked at."""
    parts = {
        "on": TODAY,
        "mentions": (
            Mention(
                key="mention-1",
                where="A forum",
                how=Tone.WARM,
                says="They help",
                how_often=HowOften.MONTHLY,
                who="Hikers",
            ),
        ),
        "accounts": (
            Account(
                key="account-1",
                channel="Facebook",
                handle="@shop",
                owner="Aino",
                verdict=Verdict.KEEP,
            ),
        ),
    }
    return Audit(**{**parts, **changed})


def an_inside_view() -> InsideView:
    """Six answers."""
    return InsideView(
        answers=tuple(
            InsideAnswer(question=question, text="So it is", said_by="Bo")
            for question in InsideQuestion
        )
    )


def the_policies(**changed) -> Policies:
    """Just enough of everything."""
    parts = {
        "tone": TonePolicy(
            brand_owner="Bo",
            rewrites=tuple(
                Rewrite(key=f"rewrite-{n}", before="No.", after="Not yet: here is how.")
                for n in range(1, 6)
            ),
        ),
        "images": ImagePolicy(
            pairs=(ImagePair(key="pair-1", do="Hands", dont="Stock", alt="Hands that mend"),),
            alt_text_rule="Always",
            consent_rule="Ask first",
        ),
        "employees": EmployeePolicy(
            encouragements=("Tell what you know",), rights=("To say no",), opt_in="You say so"
        ),
        "guideline": Guideline(
            dos=("Answer",),
            donts=("Argue",),
            examples=tuple(GoodExample(key=f"example-{n}", text="Like this") for n in range(3)),
            situations=tuple(
                HardSituation(key=f"case-{n}", situation=f"Case {n}", call="Bo", within="1 h")
                for n in range(5)
            ),
        ),
    }
    return Policies(**{**parts, **changed})
