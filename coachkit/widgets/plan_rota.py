"""The rota: turns, daily presence, how full the weeks are, everybody's receipt."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from coachkit.documents import planning_results as results
from coachkit.language.speech import Speech
from coachkit.model.languages import Language
from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import Plan
from coachkit.model.rehearsals import Edit, GiveDuty, GiveWeek
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_fields import Form


class Side(StrEnum):
    """What of the rota is looked at."""

    TURNS = "turns"
    PRESENCE = "presence"
    LOAD = "load"
    RECEIPTS = "receipts"


class RotaForm(Form):
    """One side of the rota at a time. ``edited`` is called when a duty or a week is given."""

    def __init__(
        self, plan: Plan, *, language: Language, narrow: bool, edited: Callable[[Edit], None]
    ) -> None:
        super().__init__(language)
        self.plan, self.narrow = plan, narrow
        self._edited = edited
        self.panel = Panel()
        self.side = self.worded(
            fields.either([(str(one), one) for one in Side], Side.TURNS), _sides, "options"
        )
        self.heard(self.side, lambda _: self.draw())
        self.day = self.worded(fields.choice(self._days(self.speech)), self._days, "options")
        self.worded(self.day, lambda s: s.say("Day"))
        self.week = self.worded(fields.choice(self._weeks(self.speech)), self._weeks, "options")
        self.worded(self.week, lambda s: s.say("Week"))
        self.who = self.worded(fields.choice(self._people(self.speech)), self._people, "options")
        self.worded(self.who, lambda s: s.say("To"))
        self.give_day = self.worded(
            fields.button(self._give_day), lambda s: s.say("Give the day's presence")
        )
        self.give_week = self.worded(
            fields.button(self._give_week), lambda s: s.say("Give the week")
        )
        self.giving = fields.band(self.day, self.week, self.who, self.give_day, self.give_week)
        self.children = (fields.looking(self.side), self.panel, self.giving)
        self.draw()

    def show(self, plan: Plan, *, narrow: bool) -> None:
        """Another plan, or another width; what is looked at stays."""
        self.plan, self.narrow = plan, narrow
        for widget, trait, said in self._words:
            if trait == "options" and widget is not self.side:
                self._say(widget, trait, said)
        self.draw()

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        self.draw()

    def draw(self) -> None:
        """The side that is looked at."""
        side, plan, language = self.side.value, self.plan, self.language
        if side is Side.TURNS:
            self.panel.value = results.turns(plan, language)
        elif side is Side.PRESENCE:
            self.panel.value = results.presence(plan, language)
        elif side is Side.LOAD:
            self.panel.value = results.load(plan, language, narrow=self.narrow)
        else:
            self.panel.value = results.receipts(plan, language)
        owns = side is Side.TURNS and plan.mode is RotaMode.WEEK_OWNERS
        present = side is Side.PRESENCE
        for widget in (self.day, self.give_day):
            fields.shown(widget, there=present)
        for widget in (self.week, self.give_week):
            fields.shown(widget, there=owns)
        fields.shown(self.giving, there=present or owns)

    def _give_day(self) -> None:
        if self.day.value is not None and self.who.value:
            self._edited(GiveDuty(day=self.day.value, who=self.who.value))

    def _give_week(self) -> None:
        if self.week.value is not None and self.who.value:
            self._edited(GiveWeek(week=self.week.value, owner=self.who.value))

    def _days(self, speech: Speech) -> list[tuple[str, Any]]:
        return [
            (f"{speech.short_weekday(day.weekday())} {speech.short_day(day)}", day)
            for day in self.plan.working_days
        ] or [("–", None)]

    def _weeks(self, speech: Speech) -> list[tuple[str, date]]:
        mondays = [self.plan.starts + timedelta(days=7 * n) for n in range(self.plan.weeks)]
        return [(speech.week(monday).capitalize(), monday) for monday in mondays]

    def _people(self, _: Speech) -> list[tuple[str, str]]:
        return [(one.who, one.who) for one in self.plan.loads] or [("–", "")]


def _sides(speech: Speech) -> list[tuple[str, Side]]:
    return [
        (speech.say("Turns"), Side.TURNS),
        (speech.say("Daily presence"), Side.PRESENCE),
        (speech.say("Load"), Side.LOAD),
        (speech.say("Receipts"), Side.RECEIPTS),
    ]
