"""More of one person or department: channels, skills and will, absences."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from ipywidgets import FileUpload

from coachkit.documents import planning_pages as pages
from coachkit.language.speech import Speech
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.people import Absence, AbsenceReason, Department, Person, Skill
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_details import Details
from coachkit.widgets.plan_fields import Form
from coachkit.widgets.plan_person_more import PersonMore


class PersonForm(Form):
    """One contributor being written down. ``value``: the last that was right."""

    def __init__(  # noqa: PLR0913 - what is entered, and what hears of it
        self,
        value: Person | Department,
        *,
        channels: Sequence[str],
        skills: Sequence[str],
        language: Language,
        changed: Callable[[Any], None],
        renamed: Callable[[str, str], None],
        read_absences: Callable[[bytes, str], tuple[Absence, ...]],
    ) -> None:
        super().__init__(language)
        self.value = value
        self._changed, self._read_absences = changed, read_absences
        self.said = Panel()
        self.rare = PersonMore(
            value,
            language=language,
            put=self.put,
            rename=lambda name: renamed(self.value.name, name),
        )
        self.channels = self._channel_fields(channels)
        self.skills = [
            field
            for name in dict.fromkeys([*skills, *(s.name for s in value.skills)])
            for field in self._skill_fields(name)
        ]
        self.away = Panel()
        self.absence = _AbsenceFields(self)
        self.from_file = self.worded(
            FileUpload(accept=".ics", multiple=False),
            lambda s: s.say("Absences from a calendar file (ICS)"),
        )
        self.heard(self.from_file, self._take_file)
        self.back = fields.choice([("–", -1)])
        self.worded(self.back, self._absence_options, "options")
        self.worded(self.back, lambda s: s.say("An absence"))
        self.forget = self.worded(
            fields.button(self._forget, quiet=True), lambda s: s.say("Strike it out")
        )
        self.worded(self.away, lambda s: pages.absences(self.value, s.language), "value")
        groups = [fields.band(*self.channels)]
        if self.skills:
            about = self.worded(Panel(), lambda s: pages.skills_question(s.language), "value")
            groups += [about, fields.band(*self.skills, kind="ck-skills")]
        self.striking = fields.band(self.back, self.forget)
        self.folded = (
            Details(
                self._absences_named,
                (
                    self.away,
                    self.striking,
                    fields.band(*self.absence.fields, self.from_file),
                ),
                language,
            ),
            Details(lambda s: s.say("Workdays, duty and name"), (self.rare,), language),
        )
        self.children = (*groups, *self.folded, self.said)
        self.add_class("ck-more")
        self._show_absences()

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        for one in self.folded:
            one.speak(language)

    def put(self, **changes: Any) -> None:
        """Change something; a refusal is said and the last right value stays."""
        try:
            value = self.value.changed(**changes)
        except CoachkitError as error:
            self.said.value = pages.refused(error, self.language)
            return
        self.said.value = ""
        self.value = value
        self._changed(value)

    def _channel_fields(self, channels: Sequence[str]) -> list[Any]:
        named = [(name, name) for name in channels]
        wanted = self.worded(
            fields.several(named, self.value.wanted), lambda s: s.say("Would like")
        )
        never = self.worded(fields.several(named, self.value.never), lambda s: s.say("Never"))
        most = self.worded(
            fields.whole(self.value.most_channels, most=30, least=1),
            lambda s: s.say("At most so many channels"),
        )
        self.heard(wanted, lambda names: self.put(wanted=tuple(names)))
        self.heard(never, lambda names: self.put(never=tuple(names)))
        self.heard(most, lambda n: self.put(most_channels=n))
        found = [wanted, never, most]
        if isinstance(self.value, Person):
            beginner = self.worded(
                fields.tick(value=self.value.beginner), lambda s: s.say("Works with a buddy")
            )
            self.heard(beginner, lambda yes: self.put(beginner=yes))
            found.append(beginner)
        return found

    def _skill_fields(self, name: str) -> list[Any]:
        known = self.value.skill(name)
        level = self.worded(fields.choice(_numbered(4), known.level), _levels, "options")
        will = self.worded(fields.choice(_numbered(4), known.will), _wills, "options")
        self.worded(level, lambda s: s.say("%(skill)s: skill", skill=name))
        self.worded(will, lambda s: s.say("%(skill)s: will", skill=name))
        self.heard(level, lambda chosen: self._put_skill(name, level=chosen))
        self.heard(will, lambda chosen: self._put_skill(name, will=chosen))
        return [level, will]

    def _put_skill(self, name: str, **changes: int) -> None:
        skill: Skill = self.value.skill(name).changed(**changes)
        others = [one for one in self.value.skills if one.name != name]
        self.put(skills=(*others, skill))

    def add_absence(self, absence: Absence) -> None:
        """One more absence, typed."""
        self.put(absences=(*self.value.absences, absence))
        self._show_absences()

    def _take_file(self, files: Any) -> None:
        for file in files:
            try:
                found = self._read_absences(bytes(file["content"]), file["name"])
            except CoachkitError as error:
                self.said.value = pages.refused(error, self.language)
                return
            new = [one for one in found if one not in self.value.absences]
            self.put(absences=(*self.value.absences, *new))
            self.said.value = pages.said(
                self.speech.count("%(n)s absence was read.", "%(n)s absences were read.", len(new)),
                self.language,
            )
        self._show_absences()

    def _forget(self) -> None:
        number = self.back.value
        kept = [one for place, one in enumerate(self.value.absences) if place != number]
        self.put(absences=tuple(kept))
        self._show_absences()

    def _absence_options(self, speech: Speech) -> list[tuple[str, int]]:
        told = pages.absence_words(self.value, speech)
        return [(words, place) for place, words in enumerate(told)] or [("–", -1)]

    def _absences_named(self, speech: Speech) -> str:
        return speech.say("Absences (%(n)s)", n=len(self.value.absences))

    def _show_absences(self) -> None:
        self.speak_of(self.back, self.away)
        self.folded[0].say_again()
        fields.shown(self.striking, there=bool(self.value.absences))

    def speak_of(self, *widgets: Any) -> None:
        """Say anew what these say: what it is about has changed."""
        for widget, trait, said in self._words:
            if widget in widgets:
                self._say(widget, trait, said)


@dataclass
class _AbsenceFields:
    """First day, last day, why, and the button that adds them."""

    form: PersonForm

    def __post_init__(self) -> None:
        form = self.form
        self.first = form.worded(fields.day(), lambda s: s.say("Away from"))
        self.last = form.worded(fields.day(), lambda s: s.say("Until"))
        self.reason = form.worded(
            fields.choice([(str(one), one) for one in AbsenceReason]), _reasons, "options"
        )
        form.worded(self.reason, lambda s: s.say("Why"))
        self.part = form.worded(fields.percent(1, least=1), lambda s: s.say("Of the hours, %%"))
        self.add = form.worded(fields.button(self._add), lambda s: s.say("Add the absence"))
        self.fields = (self.first, self.last, self.reason, self.part, self.add)

    def _add(self) -> None:
        if self.first.value is None:
            return
        last = self.last.value or self.first.value
        try:
            absence = Absence(
                first=self.first.value,
                last=last,
                reason=self.reason.value,
                part=self.part.value,
            )
        except CoachkitError as error:
            self.form.said.value = pages.refused(error, self.form.language)
            return
        self.first.value = self.last.value = None
        self.part.value = 1
        self.form.add_absence(absence)


def _numbered(many: int) -> list[tuple[str, int]]:
    return [(str(n), n) for n in range(many)]


def _levels(speech: Speech) -> list[tuple[str, int]]:
    return [
        (speech.say("not yet"), 0),
        (speech.say("with help"), 1),
        (speech.say("on one's own"), 2),
        (speech.say("teaches others"), 3),
    ]


def _wills(speech: Speech) -> list[tuple[str, int]]:
    return [
        (speech.say("would rather not"), 0),
        (speech.say("if need be"), 1),
        (speech.say("gladly"), 2),
        (speech.say("with all one's heart"), 3),
    ]


def _reasons(speech: Speech) -> list[tuple[str, AbsenceReason]]:
    return [(pages.reason_words(one, speech), one) for one in AbsenceReason]
