"""What items really took: planned beside done, a row for each item of a month."""

from collections.abc import Callable
from datetime import date
from functools import partial

from coachkit.documents import planning_calendar as calendar
from coachkit.documents import planning_pages as pages
from coachkit.documents import planning_results as results
from coachkit.language.plan_words import hours_said
from coachkit.language.speech import Speech
from coachkit.model.actuals import Actual, Actuals, LearnedEffort
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.plans import Plan, PlannedItem
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.plan_fields import Form

Learn = Callable[[Actuals], tuple[LearnedEffort, ...]]


class ActualsForm(Form):
    """Actuals being written down; ``value``: the last that were right.

    ``learn``: what they teach of effort; ``adopt``: take a learned effort as the new default.
    """

    def __init__(  # noqa: PLR0913 - what is entered, and what hears of it
        self,
        value: Actuals,
        plan: Plan,
        *,
        today: date,
        language: Language,
        changed: Callable[[Actuals], None],
        learn: Learn,
        adopt: Callable[[LearnedEffort], None],
    ) -> None:
        super().__init__(language)
        self.value, self.plan = value, plan
        self._changed, self._learn, self._adopt = changed, learn, adopt
        self.said, self.learned = Panel(), Panel()
        self.month = self.worded(
            fields.choice(self._months(self.speech), self._first_month(today)),
            self._months,
            "options",
        )
        self.worded(self.month, lambda s: s.say("Month"))
        self.heard(self.month, lambda _: self._lay_out())
        self.rows: list[ActualRow] = []
        self.looks: fields.Looks = {}
        self.list, self.offers = Stack([]), Stack([])
        self.children = (
            fields.band(self.month),
            self.list,
            self.said,
            self.learned,
            self.offers,
        )
        self._lay_out()
        self._teach()

    def put(self, item: PlannedItem, done: float | None, *, said: bool) -> None:
        """What an item took; ``done`` ``None``: it was never made; ``said`` ``False``: unknown."""
        others = [one for one in self.value.actuals if one.key != item.key]
        try:
            if said:
                others.append(
                    Actual(
                        key=item.key,
                        day=item.day,
                        content_type=item.content_type,
                        owner=item.owner,
                        planned=item.hours,
                        done=done,
                    )
                )
            value = Actuals(actuals=tuple(others))
        except CoachkitError as error:
            self.said.value = pages.refused(error, self.language)
            return
        self.said.value = ""
        if value != self.value:
            self.value = value
            self._changed(value)
            self._teach()

    def refuse(self, sentence: str) -> None:
        """Say why an entry is not taken."""
        self.said.value = pages.said(sentence, self.language, warning=True)

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        for row in self.rows:
            row.speak(language)
        self.said.value = ""
        self._teach()

    def _lay_out(self) -> None:
        known = {one.key: one for one in self.value.actuals}
        month = self.month.value
        self.rows = [
            ActualRow(item, known.get(item.key), self.language, self)
            for item in sorted(self.plan.items, key=lambda one: (one.day, one.key))
            if calendar.month_of(item.day) == month
        ]
        self.list.children = tuple(self.rows)

    def _teach(self) -> None:
        efforts = self._learn(self.value)
        self.learned.value = results.learned(efforts, self.language)
        offers = []
        for one in efforts:
            if one.sure and round(one.hours, 2) != round(one.default, 2):
                offer = fields.button(partial(self._adopt, one))
                offer.description = self.speech.say(
                    "Plan with %(hours)s for “%(content_type)s” from now on",
                    hours=hours_said(one.hours, self.speech),
                    content_type=one.content_type,
                )
                offers.append(offer)
        self.offers.children = (fields.band(*offers),) if offers else ()

    def _months(self, speech: Speech) -> list[tuple[str, date]]:
        return [(speech.month(one).capitalize(), one) for one in calendar.months(self.plan)]

    def _first_month(self, today: date) -> date | None:
        """The latest month with something that should be out by now, else the first."""
        out = [calendar.month_of(item.day) for item in self.plan.items if item.day <= today]
        return max(out, default=None)


class ActualRow(Form):
    """One item: what was planned, what it took, or that it was never made."""

    def __init__(
        self, item: PlannedItem, known: Actual | None, language: Language, of: ActualsForm
    ) -> None:
        super().__init__(language, of.looks)
        self._item, self._of = item, of
        self.called = self.worded(
            fields.alike(Panel, of.looks), lambda s: pages.planned(item, s.language), "value"
        )
        done = "" if known is None or known.done is None else self.speech.number(known.done, 2)
        self.took = self.worded(
            fields.text(done, kind="ck-number", looks=of.looks),
            lambda s: s.say("Hours it took: %(item)s", item=calendar.item_words(item, s)),
        )
        self.not_made = self.worded(
            fields.tick(value=known is not None and known.done is None, looks=of.looks),
            lambda s: s.say("was not made"),
        )
        self.heard(self.took, lambda _: self._say_it())
        self.heard(self.not_made, lambda _: self._say_it())
        self.children = (self.called, self.took, self.not_made)
        self.add_class("ck-row")
        self.add_class("ck-actual-row")

    def _say_it(self) -> None:
        written = self.took.value.strip()
        self.took.disabled = self.not_made.value
        if self.not_made.value:
            self._of.put(self._item, None, said=True)
        elif not written:
            self._of.put(self._item, None, said=False)
        else:
            hours = _hours(written)
            if hours is None:
                self._of.refuse(
                    self.speech.say("“%(written)s” is no number of hours.", written=written)
                )
            else:
                self._of.put(self._item, hours, said=True)


def _hours(written: str) -> float | None:
    """Hours as a person writes them, with a comma or a point; ``None`` where it is no number."""
    bare = written.replace(",", ".")
    return float(bare) if bare.replace(".", "", 1).isdecimal() else None
