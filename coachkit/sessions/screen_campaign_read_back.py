"""The last screen of a campaign session: what Monday starts with, read back; then the files."""

from coachkit.documents import campaign_pages
from coachkit.documents import session_read_back as pages
from coachkit.language.campaign_read_back import campaign_read_back, monday_said, monday_sentences
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech
from coachkit.model.actions import ActionPlan
from coachkit.model.campaign import Campaign
from coachkit.model.policies import Policies
from coachkit.sessions.screen_read_back import (
    ALOUD,
    ANSWER,
    FEEDBACK,
    FILES,
    SAID,
    ReadBackScreen,
)
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.campaign_read_back_forms import NOTES
from coachkit.widgets.form import Form
from coachkit.widgets.panel import Panel, Stack


class CampaignReadBackScreen(ReadBackScreen):
    """Monday first; what was decided is read aloud after it."""

    def redraw(self) -> None:
        """As it is now, without what only a strategy session asks."""
        super().redraw()
        for one in (self.acknowledged, self.authors, self.all_here):
            fields.shown(one, there=False)

    def answer_form(self) -> Form:
        """What else is to be remembered."""
        return self.form("notes", Campaign, lambda: NOTES)

    def said_part(self) -> Stack:
        """What was decided."""
        self.decided = Panel()
        return Stack([self.decided])

    def step_names(self, speech: Speech) -> dict[str, str]:
        """What the parts of the screen are called."""
        return {
            ALOUD: speech.say_in("step", "Monday"),
            SAID: speech.say("Read aloud"),
            ANSWER: speech.say_in("step", "Next date"),
            FILES: speech.say_in("step", "Files"),
            FEEDBACK: speech.say("Two questions"),
        }

    def read_aloud(self) -> str:
        """What Monday starts with: first items with owner and hours, then promises."""
        lines = monday_sentences(self.desk.plan, self.desk.the(ActionPlan), self.speech)
        return campaign_pages.monday(lines, self.language)

    def answer(self) -> Finding | None:
        """The very first thing, and how much is still open."""
        first = monday_said(self.desk.plan, self.desk.the(ActionPlan), self.speech)
        left = len(self.desk.undecided())
        if not first:
            return None
        return Finding(
            text=first,
            detail=self.speech.count(
                "%(n)s decision is still open.", "%(n)s decisions are still open.", left
            )
            if left
            else "",
        )

    def say_inputs(self, speech: Speech) -> None:
        """What was decided, in sentences to be read aloud."""
        guideline = self.desk.the(Policies).guideline
        told = campaign_read_back(self.desk.the(Campaign), guideline, speech)
        self.decided.value = pages.sentences(told, self.language)
