"""The last screen of an evaluation: read back, one sentence, the monthly meeting, the files."""

from coachkit.documents import evaluation_blocks as blocks
from coachkit.documents import session_read_back as pages
from coachkit.language.evaluation_read_back import evaluation_read_back
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech
from coachkit.model.actions import ActionPlan
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.people import Team
from coachkit.sessions.known_names import known_names
from coachkit.sessions.screen_read_back import (
    ALOUD,
    ANSWER,
    FEEDBACK,
    FILES,
    SAID,
    ReadBackScreen,
)
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.evaluation_forms import (
    ANSWER as ONE_SENTENCE,
)
from coachkit.widgets.evaluation_forms import DEPARTMENTS, INVITED, MEETING_DAY
from coachkit.widgets.form import Form
from coachkit.widgets.form_schema import Known
from coachkit.widgets.panel import Panel, Stack


class EvaluationReadBackScreen(ReadBackScreen):
    """As after a strategy session; what was said to a draft makes room for who is asked next."""

    def redraw(self) -> None:
        """As it is now, without what only a strategy session asks."""
        super().redraw()
        for one in (self.acknowledged, self.authors, self.all_here):
            fields.shown(one, there=False)

    def answer_form(self) -> Form:
        """The one sentence."""
        return self.form("answer", Evaluation, lambda: ONE_SENTENCE)

    def said_part(self) -> Stack:
        """The monthly meeting: when, and who is asked besides those who were here."""
        self.meeting_day = self.part_form(
            "meeting day",
            Evaluation,
            lambda: MEETING_DAY,
            lambda record: record.meeting,
            lambda record, new: record.changed(meeting=new),
        )
        # A name that nobody has agreed to must not be kept, not even half filled in.
        self.invited = self.part_form(
            "invited",
            Evaluation,
            lambda: INVITED,
            lambda record: record.meeting,
            lambda record, new: record.changed(meeting=new),
            known=self._known,
            keeps_half=False,
        )
        self.beyond = Panel()
        return Stack([self.meeting_day, self.beyond, self.invited])

    def step_names(self, speech: Speech) -> dict[str, str]:
        """What the parts of the screen are called."""
        return {
            ALOUD: speech.say("Read aloud"),
            ANSWER: speech.say("One sentence and next date"),
            SAID: speech.say_in("step", "Monthly meeting"),
            FILES: speech.say_in("step", "Files"),
            FEEDBACK: speech.say("Two questions"),
        }

    def read_aloud(self) -> str:
        """What was found and changed."""
        record, plan = self.desk.the(Evaluation), self.desk.the(ActionPlan)
        return pages.sentences(evaluation_read_back(record, plan, self.speech), self.language)

    def answer(self) -> Finding | None:
        """The one sentence, and how much is still open."""
        given, left = self.desk.the(Evaluation).answer, len(self.desk.undecided())
        if not given:
            return None
        return Finding(
            text=given,
            detail=self.speech.count(
                "%(n)s decision is still open.", "%(n)s decisions are still open.", left
            )
            if left
            else "",
        )

    def say_inputs(self, speech: Speech) -> None:
        """Whether anybody is asked whose work social media is not."""
        meeting = self.desk.the(Evaluation).meeting
        beyond = len(meeting.beyond_social)
        said = (
            speech.count(
                "%(n)s of those asked works with something else than social media.",
                "%(n)s of those asked work with something else than social media.",
                beyond,
            )
            if beyond
            else speech.say("Ask somebody whose work isn't social media: sales, care, the board.")
        )
        self.beyond.value = blocks.lines("", [said], self.language, quiet=bool(beyond))

    def _known(self) -> Known:
        departments = tuple(one.name for one in self.desk.the(Team).departments)
        return {**known_names(self.desk), DEPARTMENTS: departments}
