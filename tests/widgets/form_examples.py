"""Forms of the real values, each with every kind of field that it has."""

from coachkit.model.actions import Action, ActionPlan, ActionState
from coachkit.model.audit import Account, Audit, LinkState, Mention, SiteLink, Tone, Verdict
from coachkit.model.policies import GoodExample, ImagePair, Policies, Rewrite
from coachkit.model.strategy import (
    Basis,
    BusinessGoal,
    ChannelChoice,
    HoursDecision,
    OurQuestion,
    Point,
    Profile,
    ProfileLine,
    Statement,
    Strategy,
    Worry,
)
from coachkit.widgets.form_hints import As, Hint


def said(english, swedish="", finnish=""):
    """Words in three languages that need no catalogue."""
    words = {"en": english, "sv": swedish or english, "fi": finnish or english}
    return lambda speech: words[speech.language]


def codes(enum):
    return lambda _: [(one.value, one.value.title()) for one in enum]


def lines(**names):
    return {name: Hint(As.LINE, said(label)) for name, label in names.items()}


ACCOUNTS = Hint(
    As.TABLE,
    said("Our accounts", "Våra konton", "Tilimme"),
    help=said("Also those that sleep.", "Också de som sover.", "Myös nukkuvat."),
    add=said("Add an account", "Lägg till ett konto", "Lisää tili"),
    stem="account",
    within={
        "channel": Hint(As.LINE, said("Channel", "Kanal", "Kanava"), suggest="channels"),
        "owner": Hint(As.LINE, said("Owner", "Ägare", "Omistaja")),
        "last_post": Hint(As.DAY, said("Last post", "Senaste inlägget", "Viimeisin julkaisu")),
        "followers": Hint(As.WHOLE, said("Followers", "Följare", "Seuraajat")),
        "verdict": Hint(
            As.CHOICE,
            said("Keep, pause or close?", "Behålla, pausa eller stänga?", "Jatkaako?"),
            options=codes(Verdict),
        ),
    },
)

AUDIT = {
    "on": Hint(As.DAY, said("Looked at on", "Granskat den", "Tarkasteltu")),
    "accounts": ACCOUNTS,
    "mentions": Hint(
        As.CARDS,
        said("Mentions"),
        stem="mention",
        within={
            **lines(where="Where", who="Who", source="Known from"),
            "how": Hint(As.CHOICE, said("How"), options=codes(Tone)),
            "says": Hint(As.PARAGRAPH, said("What is said")),
        },
    ),
    "links": Hint(
        As.TABLE,
        said("Site and channels"),
        stem="link",
        within={
            **lines(place="Place", channel="Channel"),
            "to_channel": Hint(As.CHOICE, said("There"), options=codes(LinkState)),
        },
    ),
    "summary": Hint(As.PARAGRAPH, said("Summary", "Sammanfattning", "Yhteenveto")),
}

STRATEGY = {
    "question": Hint(
        As.GROUP,
        said("Our question", "Vår fråga", "Kysymyksemme"),
        within={
            "worry": Hint(As.CHOICE, said("Which of these is yours?"), options=codes(Worry)),
            **lines(words="In your own words"),
        },
    ),
    "authors": Hint(As.LINES, said("Written by", "Skriven av", "Kirjoittajat"), suggest="people"),
    "profiles": Hint(
        As.CARDS,
        said("Profiles"),
        stem="profile",
        within={
            **lines(name="What we call them"),
            "lines": Hint(
                As.TABLE,
                said("What we know"),
                within={
                    "aspect": Hint(
                        As.CHOICE,
                        said("About"),
                        options=lambda _: [("who", "Who"), ("need", "Need")],
                    ),
                    **lines(text="What"),
                    "basis": Hint(As.CHOICE, said("Data or guess?"), options=codes(Basis)),
                },
            ),
        },
    ),
    "business_goals": Hint(As.TABLE, said("Goals"), stem="goal", within=lines(text="Goal")),
    "channels": Hint(
        As.TABLE,
        said("Channels"),
        stem="channel",
        within={
            **lines(channel="Channel", owner="Owner"),
            "review_on": Hint(As.DAY, said("Looked at again on")),
        },
    ),
    "statements": Hint(
        As.TABLE,
        said("Message"),
        stem="statement",
        given={"point": Point.MESSAGE},
        within={"text": Hint(As.PARAGRAPH, said("What we decide")), **lines(owner="Owner")},
    ),
    "hours": Hint(
        As.GROUP,
        said("Hours", "Timmar", "Tunnit"),
        within={
            "hours_a_week": Hint(
                As.NUMBER, said("Hours a week", "Timmar i veckan", "Tunteja viikossa"), step=0.5
            ),
            "honest": Hint(
                As.LINES,
                said("Honest questions"),
                each=lambda _: ("Who promised?", "How much last year?", "And in a bad week?"),
            ),
        },
    ),
}

POLICIES = {
    "tone": Hint(
        As.GROUP,
        said("Tone"),
        within={
            "words": Hint(As.LINES, said("We sound")),
            "rewrites": Hint(
                As.CARDS, said("Replies"), stem="rewrite", within=lines(before="Before", why="Why")
            ),
        },
    ),
    "images": Hint(
        As.GROUP,
        said("Images"),
        within={
            "pairs": Hint(
                As.TABLE,
                said("Pairs"),
                stem="pair",
                within=lines(do="We show", dont="Not", alt="Alt"),
            )
        },
    ),
    "guideline": Hint(
        As.GROUP,
        said("Guideline"),
        within={
            "dos": Hint(As.LINES, said("Do")),
            "examples": Hint(
                As.TABLE, said("Examples"), stem="example", within=lines(text="Post", why="Why")
            ),
        },
    ),
}

ACTIONS = {
    "actions": Hint(
        As.TABLE,
        said("Actions", "Att göra", "Tehtävät"),
        stem="action",
        within={
            **lines(what="What", who="Who"),
            "when": Hint(As.DAY, said("When")),
            **lines(first_step="First step", done_sign="Done when"),
        },
    )
}

EXAMPLES = {
    "audit": (
        Audit(
            accounts=(
                Account(key="account-2", channel="Facebook", followers=1500, handle="@f"),
                Account(
                    key="account-5", channel="X", verdict=Verdict.PAUSE, last_post="2026-01-02"
                ),
            ),
            mentions=(Mention(key="mention-1", where="Forum", how=Tone.WARM, count=4),),
            links=(SiteLink(key="link-1", place="Footer", to_channel=LinkState.BROKEN),),
            summary="Quiet, on the whole.",
        ),
        AUDIT,
    ),
    "strategy": (
        Strategy(
            question=OurQuestion(worry=Worry.TIME, words="Is it worth it?"),
            authors=("Aino", "Björn"),
            profiles=(
                Profile(
                    key="profile-1",
                    name="The beginner",
                    lines=(
                        ProfileLine(aspect="who", text="New here", source="Desk"),
                        ProfileLine(aspect="need", text="A map", basis=Basis.DATA),
                    ),
                ),
            ),
            business_goals=(BusinessGoal(key="goal-1", text="More members", owner="Aino"),),
            channels=(ChannelChoice(key="channel-1", channel="Facebook", verdict=Verdict.KEEP),),
            statements=(
                Statement(key="statement-1", point=Point.ROUTINE, text="Every Monday."),
                Statement(
                    key="statement-2", point=Point.MESSAGE, text="We are near.", reason="So."
                ),
                Statement(key="statement-3", point=Point.LISTENING, text="We listen."),
            ),
            hours=HoursDecision(key="hours", hours_a_week=2.5, honest=("Aino", "", "We stop.")),
        ),
        STRATEGY,
    ),
    "policies": (
        Policies().changed(
            tone={
                "words": ("warm", "short"),
                "rewrites": (Rewrite(key="rewrite-3", before="No."),),
            },
            images={"pairs": (ImagePair(key="pair-1", do="Faces", dont="Stock"),)},
            guideline={"dos": ("Ask",), "examples": (GoodExample(key="example-1", text="Hi"),)},
        ),
        POLICIES,
    ),
    "actions": (
        ActionPlan(
            actions=(
                Action(
                    key="action-4",
                    what="Collect ten questions",
                    who="Aino",
                    when="2026-12-01",
                    first_step="Ask the desk",
                    done_sign="They hang on the wall",
                    state=ActionState.DONE,
                    session=2,
                ),
            )
        ),
        ACTIONS,
    ),
}
