"""The forms of an evaluation session: which fields of its record are asked for, and as what."""

from collections.abc import Iterable
from typing import Final

from coachkit.language.evaluation_words import (
    answerable_name,
    doing_name,
    fault_name,
    ours_name,
    stake_name,
)
from coachkit.language.living_words import decision_called
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import learning_name, point_name
from coachkit.language.terms import metric_name, platform_name
from coachkit.model.chain import Stake
from coachkit.model.deciding import Decision, LearningKind
from coachkit.model.evaluation_record import Answerable, Fault, Ours
from coachkit.model.goals import Kpi
from coachkit.model.keep_stop_start import Doing
from coachkit.model.observations import Platform
from coachkit.model.strategy import Point
from coachkit.widgets.form_hints import As, Choices, Hint, Hints
from coachkit.widgets.strategy_forms import PEOPLE, codes

DEPARTMENTS: Final = "departments"
"""Under what a form knows the names of departments."""
PAYS: Final[Hints] = {
    "who_asks": Hint(As.LINE, lambda s: s.say_in("field", "Who asks whether it pays")),
    "enough": Hint(As.LINE, lambda s: s.say_in("field", "What would be enough for them")),
    "if_no": Hint(As.LINE, lambda s: s.say_in("field", "What we'd do differently if it were no")),
    "stake": Hint(
        As.CHOICE,
        lambda s: s.say_in("field", "What hangs on the answer"),
        options=codes(Stake, stake_name),
    ),
}
"""Of a :class:`~coachkit.model.evaluation_record.Pays`; the tier is chosen beside it."""

PERIOD: Final[Hints] = {
    "first": Hint(As.DAY, lambda s: s.say_in("field", "Evaluated from")),
    "last": Hint(As.DAY, lambda s: s.say_in("field", "Evaluated until")),
}
"""Of an :class:`~coachkit.model.evaluation_record.Evaluation`."""

HEALTH: Final[Hints] = {
    "may_answer": Hint(
        As.SEVERAL,
        lambda s: s.say_in("field", "These questions may be answered today"),
        options=codes(Answerable, answerable_name),
    ),
    "reason": Hint(As.LINE, lambda s: s.say_in("field", "Why not the others")),
}
"""What today's figures may answer; of a DataHealth."""

REMEMBERED: Final[Hints] = {
    "notes": Hint(
        As.TABLE,
        lambda s: s.say_in("field", "What happened on those days"),
        add=lambda s: s.say("Add a day"),
        stem="note",
        within={
            "on": Hint(As.DAY, lambda s: s.say_in("field", "Day")),
            "platform": Hint(
                As.CHOICE,
                lambda s: s.say_in("field", "Platform"),
                options=codes(Platform, platform_name),
            ),
            "text": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "What we remember"), wide=3),
        },
    )
}
"""What people remember; of the same."""

DONE: Final[Hints] = {
    "longer": Hint(As.LINE, lambda s: s.say_in("field", "What took longer every time")),
    "in_the_way": Hint(
        As.LINE,
        lambda s: s.say_in("field", "What got in the way"),
        help=lambda s: s.say("Without names and without blame."),
    ),
    "fault": Hint(
        As.CHOICE,
        lambda s: s.say_in("field", "Is it the plan that is wrong, or the weeks?"),
        options=codes(Fault, fault_name),
    ),
}
"""Of a DoneNotes."""

RHYTHM: Final[Hints] = {
    "since": Hint(As.DAY, lambda s: s.say_in("field", "We have published more, or less, since")),
}
"""Of the same; what it was to bring is chosen beside it."""

SURPRISES: Final[Hints] = {
    "surprises": Hint(
        As.TABLE,
        lambda s: s.say_in("field", "What surprised us"),
        add=lambda s: s.say("Add a surprise"),
        stem="surprise",
        within={
            "text": Hint(As.LINE, lambda s: s.say_in("field", "What surprised us"), wide=3),
            "why": Hint(As.LINE, lambda s: s.say_in("field", "What it may come from"), wide=3),
        },
    )
}
"""Of an Evaluation."""

SAID_OF_CAMPAIGN: Final[Hints] = {
    "happened": Hint(
        As.PARAGRAPH, lambda s: s.say_in("field", "What else happened at the same time")
    ),
    "sentence": Hint(
        As.PARAGRAPH,
        lambda s: s.say_in("field", "The finding in one sentence, doubt included"),
        help=lambda s: s.say("Say it so that it is still true if somebody checks."),
    ),
    "lacking": Hint(As.LINE, lambda s: s.say_in("field", "What we'd need to tell next time")),
}
"""Of a CampaignEffect; its verdict is chosen beside it."""

CAMPAIGN: Final[Hints] = {
    "name": Hint(As.LINE, lambda s: s.say_in("field", "Campaign")),
    "first": Hint(As.DAY, lambda s: s.say_in("field", "First day")),
    "last": Hint(As.DAY, lambda s: s.say_in("field", "Last day")),
}
"""Which days; of the same. What was to move is chosen beside it."""

OUTCOMES: Final[Hints] = {
    "outcomes": Hint(
        As.CARDS,
        lambda s: s.say_in("field", "What they noticed"),
        help=lambda s: s.say("One voice from each department that is here."),
        add=lambda s: s.say("Add a voice"),
        stem="outcome",
        within={
            "department": Hint(
                As.LINE, lambda s: s.say_in("field", "Department"), suggest=DEPARTMENTS
            ),
            "text": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "What they noticed")),
            "figure": Hint(As.LINE, lambda s: s.say_in("field", "A figure, where there is one")),
            "ours": Hint(
                As.CHOICE,
                lambda s: s.say_in("field", "Can it be our doing?"),
                options=codes(Ours, ours_name),
            ),
            "voice": Hint(
                As.LINE,
                lambda s: s.say_in("field", "Told by (a role)"),
                folded=True,
            ),
            "source": Hint(
                As.LINE, lambda s: s.say_in("field", "Where the figure stands"), folded=True
            ),
            "anyway": Hint(
                As.LINE,
                lambda s: s.say_in("field", "What would have happened anyway"),
                folded=True,
            ),
        },
    )
}
"""Of an Evaluation."""

REPLIES: Final[Hints] = {
    "within": Hint(As.NUMBER, lambda s: s.say_in("field", "We answer within (hours)"), step=1),
    "owner": Hint(As.LINE, lambda s: s.say_in("field", "Who sees to it"), suggest=PEOPLE),
    "stand_in": Hint(
        As.LINE, lambda s: s.say_in("field", "Who stands in during the holidays"), suggest=PEOPLE
    ),
}
"""What is decided of answers; of a ReplyNotes."""

THEMES: Final[Hints] = {
    "themes": Hint(
        As.LINES,
        lambda s: s.say_in("field", "What comes up again and again"),
        add=lambda s: s.say("Add a theme"),
    ),
    "could_be_post": Hint(As.LINE, lambda s: s.say_in("field", "The answer that could be a post")),
}
"""What people talk about; of the same."""

WINS: Final[Hints] = {
    "wins": Hint(
        As.CARDS,
        lambda s: s.say_in("field", "Wins"),
        help=lambda s: s.say("Teams first. A person is only named after a yes."),
        add=lambda s: s.say("Add a win"),
        stem="win",
        within={
            "what": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "What went well")),
            "why": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "Why it worked")),
            "thanks_to": Hint(
                As.LINE,
                lambda s: s.say_in("field", "Whose doing (a team)"),
                suggest=DEPARTMENTS,
            ),
            "how_thanked": Hint(As.LINE, lambda s: s.say_in("field", "How we thank them")),
            "shown": Hint(As.TICK, lambda s: s.say_in("field", "May be shown to everybody")),
            "consents": Hint(
                As.TICK, lambda s: s.say_in("field", "A person says yes to a name"), folded=True
            ),
            "person": Hint(
                As.LINE, lambda s: s.say_in("field", "Person"), suggest=PEOPLE, folded=True
            ),
        },
    )
}
"""Of an Evaluation."""

FAILURE: Final[Hints] = {
    "what": Hint(As.LINE, lambda s: s.say_in("field", "One thing that didn't work")),
    "learned": Hint(As.LINE, lambda s: s.say_in("field", "What it taught us")),
}
"""Without blame; of a Failure."""

HOURS: Final[Hints] = {
    "hours_a_week": Hint(
        As.NUMBER, lambda s: s.say_in("field", "Hours a week until next time"), step=0.5
    ),
    "owner": Hint(As.LINE, lambda s: s.say_in("field", "Who answers for it"), suggest=PEOPLE),
    "reason": Hint(As.LINE, lambda s: s.say_in("field", "Why so many")),
    "goes_first": Hint(As.LINE, lambda s: s.say_in("field", "With four fewer, this goes first")),
}
"""Of a NewHours."""

NEWS: Final[Hints] = {
    "news": Hint(
        As.TABLE,
        lambda s: s.say_in("field", "What has changed in the platforms"),
        add=lambda s: s.say("Add something new"),
        stem="news",
        within={
            "platform": Hint(
                As.CHOICE,
                lambda s: s.say_in("field", "Platform"),
                options=codes(Platform, platform_name),
                wide=1.9,
            ),
            "text": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "What is new"), wide=3),
            "source": Hint(As.PARAGRAPH, lambda s: s.say_in("field", "Known from"), wide=2),
            "checked": Hint(As.DAY, lambda s: s.say_in("field", "Looked at on"), wide=2.3),
        },
    )
}
"""Of an Evaluation."""

EXPERIMENT: Final[Hints] = {
    "idea": Hint(As.LINE, lambda s: s.say_in("field", "What we want to know")),
    "changes": Hint(As.LINE, lambda s: s.say_in("field", "The one thing we change")),
    "stays": Hint(As.LINE, lambda s: s.say_in("field", "What stays as it was")),
    "weeks": Hint(As.WHOLE, lambda s: s.say_in("field", "For how many weeks")),
    "starts": Hint(As.DAY, lambda s: s.say_in("field", "From")),
    "owner": Hint(As.LINE, lambda s: s.say_in("field", "Who sees to it"), suggest=PEOPLE),
}
"""Of an Experiment; what is measured and what is hoped for are chosen beside it."""

INVITED: Final[Hints] = {
    "invitees": Hint(
        As.TABLE,
        lambda s: s.say_in("field", "Asked to the monthly meeting"),
        help=lambda s: s.say("Others than those who work with social media, too."),
        add=lambda s: s.say("Ask somebody"),
        stem="invitee",
        within={
            "role": Hint(As.LINE, lambda s: s.say_in("field", "Role"), wide=2.6),
            "department": Hint(
                As.LINE, lambda s: s.say_in("field", "Department"), suggest=DEPARTMENTS, wide=2.6
            ),
            "social": Hint(
                As.TICK, lambda s: s.say_in("field", "Works with social media"), wide=1.4
            ),
            "consents": Hint(As.TICK, lambda s: s.say_in("field", "Yes to a name"), wide=1.1),
            "name": Hint(As.LINE, lambda s: s.say_in("field", "Name"), suggest=PEOPLE, wide=2),
        },
    )
}
"""Of a MonthlyMeeting."""

MEETING_DAY: Final[Hints] = {
    "on": Hint(As.DAY, lambda s: s.say_in("field", "The monthly meeting is on")),
}
"""Of the same."""

ANSWER: Final[Hints] = {
    "answer": Hint(
        As.PARAGRAPH,
        lambda s: s.say_in("field", "What we say when somebody asks whether it pays"),
        help=lambda s: s.say("One sentence with a figure and its doubt."),
    )
}
"""Of an Evaluation."""


def edit_hints(decisions: Iterable[Decision]) -> Hints:
    """Keep, stop and start, of an Evaluation; each about one of those sentences."""
    return {
        "edits": Hint(
            As.CARDS,
            lambda s: s.say_in("field", "Keep, stop, start"),
            add=lambda s: s.say("Add a change"),
            stem="edit",
            within={
                "doing": Hint(
                    As.CHOICE,
                    lambda s: s.say_in("field", "Keep, stop or start?"),
                    options=codes(Doing, doing_name),
                ),
                "about": Hint(
                    As.CHOICE,
                    lambda s: s.say_in("field", "Which sentence of the strategy"),
                    options=_called(tuple(decisions)),
                ),
                "text": Hint(
                    As.PARAGRAPH,
                    lambda s: s.say_in("field", "What we do from now on"),
                ),
                "point": Hint(
                    As.CHOICE,
                    lambda s: s.say_in("field", "A new sentence belongs to"),
                    options=codes(Point, point_name),
                    folded=True,
                ),
                "kind": Hint(
                    As.CHOICE,
                    lambda s: s.say_in("field", "What taught us"),
                    options=codes(LearningKind, learning_name),
                ),
                "learned": Hint(
                    As.LINE,
                    lambda s: s.say_in("field", "What we learned"),
                    help=lambda s: s.say("The figure, what happened, or the words that were said."),
                ),
                "source": Hint(As.LINE, lambda s: s.say_in("field", "Known from"), folded=True),
                "who": Hint(As.LINE, lambda s: s.say_in("field", "Who changes it"), suggest=PEOPLE),
            },
        )
    }


def kpi_name(kpi: Kpi, speech: Speech) -> str:
    """A measure, where it is counted and of what: “Sessions · Website”, “… · Norway”."""
    part = () if kpi.part is None else (kpi.part.label,)
    return " · ".join((metric_name(kpi.metric, speech), platform_name(kpi.platform, speech), *part))


def _called(decisions: tuple[Decision, ...]) -> Choices:
    return lambda speech: [(one.key, decision_called(one, speech)) for one in decisions]
