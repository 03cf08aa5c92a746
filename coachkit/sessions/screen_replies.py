"""Conversation: how long people waited, what comes up again, and the time that is decided."""

from functools import partial
from pathlib import Path
from typing import Any, Final

from ipywidgets import FileUpload

from coachkit.documents import evaluation_pages as parts
from coachkit.documents.session_first import guide
from coachkit.language.findings import Finding
from coachkit.language.plan_words import hours_said
from coachkit.model.languages import Language
from coachkit.sessions import evaluation_figures as figures
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.opening import now
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.evaluation_forms import REPLIES, THEMES
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

PROMISED: Final = 24.0
"""Hours to measure against before anything was decided."""

_LINE: Final = 240
_THEMES: Final = 5


class RepliesScreen(EvaluationScreen):
    """An inbox export is read and forgotten: what people wrote is kept nowhere, the times are."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.found, self.asks, self.asked_about = Panel(), Panel(), Panel()
        self.inbox = FileUpload(accept=".csv,.xlsx", multiple=False)
        self.inbox.observe(self._brought, "value")
        self.themes = self.of_part("replies", "themes", THEMES)
        self.decided = self.of_part("replies", "decided", REPLIES)
        self.steps = SubSteps(
            {
                "look": Stack([self.asks, fields.band(self.inbox), self.found]),
                "themes": Stack([self.asked_about, self.themes]),
                "decide": Stack([self.decided]),
            }
        )
        self.body.children = (self.outcome, self.steps)
        self.redraw()

    def answer(self) -> Finding | None:
        """Within what time one answers from now on."""
        said, speech = self.record.replies, self.speech
        if said.within is None:
            return None
        return Finding(
            text=speech.say(
                "From now on we answer within %(hours)s.", hours=hours_said(said.within, speech)
            ),
            detail="" if said.owner else speech.say("Who sees to it?"),
        )

    def redraw(self) -> None:
        """The reply times of the export, once there is one."""
        speech, found = self.speech, self.record.replies.found
        self.steps.named(
            {
                "look": speech.say_in("step", "Reply times"),
                "themes": speech.say_in("step", "What comes up"),
                "decide": speech.say_in("step", "Our time"),
            }
        )
        self.inbox.description = speech.say("Bring the inbox export")
        fields.shown(self.inbox, there=not self.desk.read_only)
        if found is None or not found.themes:
            self.asked_about.value = ""
        else:
            self.draw(self.asked_about, found, lambda: parts.themes_page(found, self.language))
        if found is None:
            said = speech.say(
                "A table with when each question came and when it was answered is enough. Times "
                "and themes are kept, nothing of what was written."
            )
            self.asks.value = guide(said, self.language)
            self.found.value = ""
            return
        self.asks.value = ""
        self.draw(
            self.found, found, lambda: parts.replies_page(found, self.language, question=False)
        )

    def read(self, content: bytes, name: str) -> None:
        """Take the times and the themes out of an export; nothing else of it is kept."""
        said = self.record.replies
        with self.desk.room() as room:
            path = room / f"inbox{Path(name).suffix.lower()}"
            path.write_bytes(content)
            found, table = figures.reply_times(
                self.data, path, said.within or PROMISED, opened_at=now()
            )
        themes = said.themes or tuple(name[:_LINE] for name, _ in table.themes())[:_THEMES]
        self.put("replies", replies=said.changed(found=found, themes=themes))

    def _brought(self, change: Any) -> None:
        for file in change["new"]:
            content, name = bytes(file["content"]), str(file["name"])
            self.act(partial(self.read, content, name))
        if change["new"]:
            # The same file may come again, once it is mended.
            self.inbox.value = ()
