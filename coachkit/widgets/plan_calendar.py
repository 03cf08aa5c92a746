"""A hand in the plan: items chosen, moved, swapped, fixed and given, by drag, by keys, by buttons.

The page's script writes what a hand did into :attr:`CalendarForm.hand`; the buttons do the same
where there is no script. Either way the form hands over an edit and is given the plan after it.
"""

import json
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from coachkit.documents import planning_calendar as calendar
from coachkit.documents import planning_pages as pages
from coachkit.language.speech import Speech
from coachkit.model.languages import Language
from coachkit.model.plans import Plan, PlannedItem
from coachkit.model.rehearsals import (
    Edit,
    GiveItem,
    LockItem,
    MoveItem,
    SwapOwners,
    UnlockItem,
)
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_fields import Form

_WEEK = 7
_NOBODY = ""


class View(StrEnum):
    """How the calendar is looked at."""

    MONTH = "month"
    WEEK = "week"
    PERSON = "person"


class CalendarForm(Form):
    """The calendar, and what can be done with the chosen item.

    ``edited`` is called with each edit and with whose key stays chosen; ``undo`` takes the last
    one back.
    """

    def __init__(
        self,
        plan: Plan,
        *,
        language: Language,
        edited: Callable[[Edit], None],
        undo: Callable[[], None],
    ) -> None:
        super().__init__(language)
        self.plan = plan
        self._edited = edited
        self.chosen = _NOBODY
        self.panel = Panel()
        self.hand = fields.text(kind="ck-hand")
        self.hand.continuous_update = True
        self.worded(self.hand, lambda s: s.say("What a hand did"))
        self.hand.observe(lambda change: self._listen(change["new"]), "value")
        self.view = self.worded(
            fields.either([(str(one), one) for one in View], View.MONTH), _views, "options"
        )
        self.heard(self.view, lambda _: self._look_elsewhere())
        self.where = self.worded(fields.choice(self._places(self.speech)), self._places, "options")
        self.worded(self.where, lambda s: s.say("Shown"))
        self.heard(self.where, lambda _: self.draw())
        self.item = self.worded(fields.choice(self._items(self.speech)), self._items, "options")
        self.worded(self.item, lambda s: s.say("Item"))
        self.heard(self.item, self.choose)
        self.days = [
            self._move(-_WEEK, lambda s: s.say("A week earlier")),
            self._move(-1, lambda s: s.say("A day earlier")),
            self._move(1, lambda s: s.say("A day later")),
            self._move(_WEEK, lambda s: s.say("A week later")),
        ]
        self.fix = self.worded(fields.button(self.fix_or_let_go), self._fixing)
        self.owner = self.worded(fields.choice(self._owners(self.speech)), self._owners, "options")
        self.worded(self.owner, lambda s: s.say("To"))
        self.give = self.worded(fields.button(self._give), lambda s: s.say("Give it away"))
        self.other = self.worded(fields.choice(self._items(self.speech)), self._items, "options")
        self.worded(self.other, lambda s: s.say("With"))
        self.swap = self.worded(fields.button(self._swap), lambda s: s.say("Swap owners"))
        self.back = self.worded(
            fields.button(undo, quiet=True), lambda s: s.say("Take the last change back")
        )
        self.how = self.worded(Panel(), lambda s: pages.keys(s.language), "value")
        self.going_back = fields.band(self.back)
        self.with_item = [
            fields.band(*self.days, self.fix),
            fields.band(self.owner, self.give, self.other, self.swap),
        ]
        self.children = (
            fields.looking(self.view, self.where, self.item),
            *self.with_item,
            self.going_back,
            self.panel,
            self.how,
            self.hand,
        )
        self.may_undo(there=False)
        self.draw()

    def may_undo(self, *, there: bool) -> None:
        """Whether there is a change to take back."""
        fields.shown(self.going_back, there=there)

    def show(self, plan: Plan) -> None:
        """Another plan; what is looked at and chosen stays, where it is still there."""
        self.plan = plan
        for widget, trait, said in self._words:
            if trait == "options" and widget is not self.view:
                self._say(widget, trait, said)
        if self.chosen not in {one.key for one in plan.items}:
            self.chosen = _NOBODY
        self.draw()

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        self.draw()

    def draw(self) -> None:
        """The calendar as it is looked at now."""
        where = self.where.value
        if self.view.value is View.MONTH:
            html = calendar.month(self.plan, where, self.chosen, self.language)
        elif self.view.value is View.WEEK:
            html = calendar.week(self.plan, where, self.chosen, self.language)
        else:
            html = calendar.person(self.plan, where or "", self.chosen, self.language)
        self.panel.value = html
        self._show_item()

    def choose(self, key: str) -> None:
        """Choose an item, and look where it is."""
        self.chosen = key or _NOBODY
        item = self._item()
        if item is not None and self.view.value is not View.PERSON:
            place = calendar.month_of(item.day) if self.view.value is View.MONTH else item.week
            self._quietly(self.where, place)
        self._quietly(self.item, self.chosen)
        self.draw()

    def move(self, key: str, day: date) -> None:
        """Publish an item on another day."""
        self._keep(key, MoveItem(key=key, day=day))

    def fix_or_let_go(self) -> None:
        """Fix the chosen item as it is, or let it be planned again."""
        item = self._item()
        if item is not None:
            edit = UnlockItem(key=item.key) if item.locked else LockItem(key=item.key)
            self._keep(item.key, edit)

    def _keep(self, key: str, edit: Edit) -> None:
        self.chosen = key
        self._edited(edit)

    def _give(self) -> None:
        item = self._item()
        if item is not None and self.owner.value and self.owner.value != item.owner:
            self._keep(item.key, GiveItem(key=item.key, owner=self.owner.value))

    def _swap(self) -> None:
        item, other = self._item(), self.other.value
        if item is not None and other and other != item.key:
            self._keep(item.key, SwapOwners(first=item.key, second=other))

    def _move(self, days: int, said: Callable[[Speech], str]) -> Any:
        return self.worded(fields.button(lambda: self.move_by(days)), said)

    def move_by(self, days: int) -> None:
        """Move the chosen item so many days, on to a working day of the plan."""
        item = self._item()
        if item is None:
            return
        open_ = [
            day
            for day in self.plan.working_days
            if (day >= item.day + timedelta(days=days))
            if days > 0
        ] or [day for day in self.plan.working_days if day <= item.day + timedelta(days=days)]
        if open_:
            self.move(item.key, open_[0] if days > 0 else open_[-1])

    def _listen(self, written: str) -> None:
        """What the page's script says that a hand did; what it cannot mean is left alone."""
        try:
            told = json.loads(written)
            act, key = told["do"], str(told["key"])
        except (ValueError, TypeError, KeyError):
            return
        if key not in {item.key for item in self.plan.items}:
            return
        if act == "choose":
            self.choose(key)
        elif act == "fix":
            self.chosen = key
            self.fix_or_let_go()
        elif act == "by" and isinstance(told.get("days"), int):
            self.chosen = key
            self.move_by(told["days"])
        elif act == "swap":
            self._keep(key, SwapOwners(first=key, second=str(told.get("with", ""))))
        elif act == "drop":
            self._drop(key, str(told.get("day", "")), str(told.get("who", "")))

    def _drop(self, key: str, written: str, who: str) -> None:
        """An item was let go over a day, in a row of somebody or of nobody."""
        item = self.plan.item(key)
        try:
            day = date.fromisoformat(written)
        except ValueError:
            return
        if day != item.day:
            self.move(key, day)
        if who and who != item.owner:
            self._keep(key, GiveItem(key=key, owner=who))

    def _item(self) -> PlannedItem | None:
        return next((one for one in self.plan.items if one.key == self.chosen), None)

    def _show_item(self) -> None:
        for row in self.with_item:
            fields.shown(row, there=self._item() is not None)
        self.fix.description = self._fixing(self.speech)

    def _fixing(self, speech: Speech) -> str:
        item = self._item() if self.chosen else None
        if item is not None and item.locked:
            return speech.say("Let it be planned again")
        return speech.say("Fix it here")

    def _look_elsewhere(self) -> None:
        """Another view: its months, weeks or people to choose from, near where one was."""
        item = self._item()
        for widget, trait, said in self._words:
            if widget is self.where and trait == "options":
                self._say(widget, trait, said)
        if item is not None:
            near = {
                View.MONTH: calendar.month_of(item.day),
                View.WEEK: item.week,
                View.PERSON: item.owner,
            }
            self._quietly(self.where, near[self.view.value])
        self.draw()

    def _quietly(self, widget: Any, value: Any) -> None:
        self.deaf = True
        try:
            if value in [option[1] for option in widget.options]:
                widget.value = value
        finally:
            self.deaf = False

    def _places(self, speech: Speech) -> list[tuple[str, Any]]:
        plan = self.plan
        mondays = [plan.starts + timedelta(days=_WEEK * n) for n in range(plan.weeks)]
        if self.view.value is View.WEEK:
            return [(speech.week(monday).capitalize(), monday) for monday in mondays]
        if self.view.value is View.PERSON:
            return [(one.who, one.who) for one in plan.loads] or [("–", "")]
        return [(speech.month(one).capitalize(), one) for one in calendar.months(plan)]

    def _items(self, speech: Speech) -> list[tuple[str, str]]:
        chosen = [(speech.say("None chosen"), _NOBODY)]
        return chosen + [
            (calendar.item_words(one, speech), one.key)
            for one in sorted(self.plan.items, key=lambda item: (item.day, item.key))
        ]

    def _owners(self, _: Speech) -> list[tuple[str, str]]:
        return [(one.who, one.who) for one in self.plan.loads] or [("–", "")]


def _views(speech: Speech) -> list[tuple[str, View]]:
    return [
        (speech.say("Month"), View.MONTH),
        (speech.say("Week"), View.WEEK),
        (speech.say_in("view of the calendar", "Person"), View.PERSON),
    ]
