"""The planning page's last screen: the plan as files, its texts, and what a scheduler is given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from ipywidgets import FileUpload

from coachkit.documents import planning_files as files
from coachkit.documents import planning_pages as pages
from coachkit.documents.planning_files import ForScheduler, HandedOut
from coachkit.language.plan_texts import TextsTaken, taken_sentence
from coachkit.language.speech import Speech
from coachkit.model.errors import CoachkitError, InvalidValue
from coachkit.model.languages import Language
from coachkit.model.plans import Plan
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.plan_fields import Form

_MOST_SCHEDULED: Final = 10_000


@dataclass(frozen=True)
class WaysOut:
    """What happens when something is to leave the house, or to come back."""

    plan: Callable[[], HandedOut]
    texts: Callable[[], HandedOut]
    take: Callable[[bytes, str], TextsTaken]
    scheduler: Callable[[ForScheduler], HandedOut]


class TakeAwayForm(Form):
    """Three ways out, one below the other: to read, texts to write, and for a scheduler.

    ``plan``: what is taken away. ``first``, ``last``: the days that are proposed for a scheduler.
    """

    def __init__(
        self, ways: WaysOut, plan: Plan, *, first: date, last: date, language: Language
    ) -> None:
        super().__init__(language)
        self._ways, self.plan = ways, plan
        self.plan_said, self.texts_said, self.scheduler_said = Panel(), Panel(), Panel()
        self.write_plan = self.worded(
            fields.button(partial(self._out, self.plan_said, ways.plan), primary=True),
            lambda s: s.say("Write the plan"),
        )
        self.write_texts = self.worded(
            fields.button(partial(self._out, self.texts_said, ways.texts)),
            lambda s: s.say("Write the table of texts"),
        )
        self.table = self.worded(
            FileUpload(accept=".xlsx,.csv", multiple=False),
            lambda s: s.say("Bring the table back"),
        )
        self.heard(self.table, self._take)
        self._scheduler_fields(first, last)
        self.children = (
            self._way(_READ, fields.band(self.write_plan), self.plan_said),
            self._way(_TEXTS, fields.band(self.write_texts, self.table), self.texts_said),
            self._way(_SCHEDULE, self.asked, self.scheduler_said),
        )
        self.add_class("ck-take-away")
        self._ask()

    @property
    def value(self) -> ForScheduler:
        """What goes to which scheduler."""
        layout = files.layout_of(self.tool.value)
        return ForScheduler(
            tool=layout.tool,
            first=self.first.value,
            last=self.last.value,
            dates=self.dates.value if layout.asks_for_dates else None,
            scheduled=self.scheduled.value if layout.limits.less_those_scheduled else 0,
            on_trial=self.trial.value and layout.limits.rows_on_trial is not None,
        )

    def speak(self, language: Language) -> None:
        """Say everything in another language; what was written is no longer news."""
        super().speak(language)
        for said in (self.plan_said, self.texts_said, self.scheduler_said):
            said.value = ""

    def _scheduler_fields(self, first: date, last: date) -> None:
        self.tool = self.worded(
            fields.choice(list(files.tools(self.speech))), files.tools, "options"
        )
        self.worded(self.tool, lambda s: s.say("Scheduler"))
        self.heard(self.tool, lambda _: self._ask())
        self.first = self.worded(fields.day(first), lambda s: s.say_in("field", "First day"))
        self.last = self.worded(fields.day(last), lambda s: s.say_in("field", "Last day"))
        # None is chosen for anybody: whoever gets it wrong publishes on another day.
        self.dates = self.worded(fields.choice([("–", None)]), _orders, "options")
        self.worded(self.dates, lambda s: s.say("The tool writes days"))
        self.scheduled = self.worded(
            fields.whole(0, most=_MOST_SCHEDULED), lambda s: s.say("Posts that wait in it already")
        )
        self.trial = self.worded(
            fields.tick(value=False), lambda s: s.say("The account is on trial")
        )
        self.write_scheduler = self.worded(
            fields.button(self._out_to_scheduler), lambda s: s.say("Write the scheduler's files")
        )
        self.asked = fields.band(
            *(self.tool, self.dates, self.first, self.last, self.scheduled, self.trial),
            self.write_scheduler,
        )

    def _ask(self) -> None:
        """Ask only what matters for the chosen tool."""
        layout = files.layout_of(self.tool.value)
        fields.shown(self.dates, there=layout.asks_for_dates)
        fields.shown(self.scheduled, there=layout.limits.less_those_scheduled)
        fields.shown(self.trial, there=layout.limits.rows_on_trial is not None)
        self.scheduler_said.value = ""

    def _way(self, words: "tuple[Said, Said]", *below: Any) -> Stack:
        title, explained = words
        head = self.worded(
            Panel(), lambda s: files.heading(title(s), explained(s), s.language), "value"
        )
        return Stack([head, *below])

    def _out_to_scheduler(self) -> None:
        self._out(self.scheduler_said, lambda: self._ways.scheduler(self._decided()))

    def _decided(self) -> ForScheduler:
        asked = self.value
        if asked.dates is None and files.layout_of(asked.tool).asks_for_dates:
            raise InvalidValue("missing", "dates")
        return asked

    def _out(self, said: Panel, act: Callable[[], HandedOut]) -> None:
        try:
            said.value = files.handed_out(act(), self.language)
        except CoachkitError as error:
            said.value = pages.refused(error, self.language)

    def _take(self, sent: Any) -> None:
        for file in sent:
            try:
                taken = self._ways.take(bytes(file["content"]), file["name"])
            except CoachkitError as error:
                self.texts_said.value = files.table_refused(error, self.language)
            else:
                sentence = taken_sentence(taken, self.speech)
                self.texts_said.value = pages.said(sentence, self.language)
        if sent:
            # The same file may come again, once it is mended.
            self.table.value = ()


Said = Callable[[Speech], str]

_READ: Final[tuple[Said, Said]] = (
    lambda s: s.say("To read, and for calendars"),
    lambda s: s.say(
        "One page that opens anywhere, a workbook, and a calendar for each person: brought in "
        "again later, it moves what has moved."
    ),
)
_TEXTS: Final[tuple[Said, Said]] = (
    lambda s: s.say("Texts"),
    lambda s: s.say(
        "A table with a row for each item. Write texts, links and pictures into it, as far as you "
        "have come, and bring it back. Texts stay with their item when the plan changes."
    ),
)
_SCHEDULE: Final[tuple[Said, Said]] = (
    lambda s: s.say("For a scheduler"),
    lambda s: s.say(
        "Only items with a text go out, each checked against the tool's limits; what is left out, "
        "and why, is listed."
    ),
)


def _orders(speech: Speech) -> list[tuple[str, Any]]:
    return [("–", None), *files.day_orders(speech)]
