"""What is made: content types, a row each, with what one takes and more when it is asked for."""

from typing import Any

from coachkit.documents import planning_inputs as inputs
from coachkit.documents import planning_pages as pages
from coachkit.language.speech import Speech
from coachkit.model.content import ContentType
from coachkit.model.languages import Language
from coachkit.model.plan_naming import Named, with_bucket, without_content_type
from coachkit.model.plan_requests import PlanRequest
from coachkit.planning.defaults import default_skills
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_details import mark_opener
from coachkit.widgets.plan_fields import Form
from coachkit.widgets.plan_request_form import Changed, Renamed, RequestForm
from coachkit.widgets.plan_type import TypeForm


class TypesForm(RequestForm):
    """Content types being written down; ``opened``: more of one of them."""

    def __init__(
        self, value: PlanRequest, *, language: Language, changed: Changed, renamed: Renamed
    ) -> None:
        super().__init__(value, language=language, changed=changed)
        self._renamed = renamed
        self.opened: TypeForm | None = None
        self.rows: dict[str, TypeRow] = {}
        self.head = self.worded(Panel(), lambda s: pages.effort_head(s.language), "value")
        self.name = self.worded(fields.text(), lambda s: s.say("Content type"))
        self.hours = self.worded(
            fields.number(2, most=80, least=0.05), lambda s: s.say("Hours for one")
        )
        self.add = self.worded(fields.button(self.take_in), lambda s: s.say("Add"))
        fields.entered(self.name, self.take_in)
        self.adding = fields.band(self.name, self.hours, self.add)
        self._lay_out()

    def take_in(self) -> None:
        """One more content type, that takes so many hours."""
        name = self.name.value.strip()
        if name and self.tried(lambda: {"content": (*self.value.content, self._new(name))}):
            self.name.value = ""
            self._lay_out()

    def put_of(self, name: str, **changes: Any) -> bool:
        """Change one content type; whether that was taken."""
        return self.tried(
            lambda: {
                "content": tuple(
                    one.changed(**changes) if one.name == name else one
                    for one in self.value.content
                )
            }
        )

    def put_bucket(self, name: str, bucket: str) -> None:
        """Put a content type into another part of the mix."""
        self.tried(lambda: _parts(with_bucket(self.value, name, bucket.strip())))

    def rename(self, old: str, new: str) -> None:
        """Another name for a content type, wherever it is spoken of."""
        new = new.strip()
        if new and new != old and self.done(lambda: self._renamed(Named.CONTENT_TYPE, old, new)):
            self.opened = None
            self._lay_out()
            self.open_or_close(new)

    def leave_out(self, name: str) -> None:
        """Make none of it any longer."""
        if self.tried(lambda: _parts(without_content_type(self.value, name))):
            if self.opened is not None and self.opened.name == name:
                self.opened = None
            self._lay_out()

    def open_or_close(self, name: str) -> None:
        """Show more of one content type, below its row; one at a time."""
        here = self.opened is not None and self.opened.name == name
        self.opened = None if here else TypeForm(name, self.language, self)
        self._lay_out()

    def use(self, request: PlanRequest) -> None:
        """The request as others have changed it; no entry changes."""
        if request.content != self.value.content:
            self.rows, self.opened = {}, None
        super().use(request)
        self._lay_out()

    def refresh(self) -> None:
        """Say the content types anew."""
        super().refresh()
        for row in self.rows.values():
            row.refresh()

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        for row in self.rows.values():
            row.speak(language)
        if self.opened is not None:
            self.opened.speak(language)

    def skills(self) -> tuple[str, ...]:
        """The skills that content can need: those that are asked about, had or needed."""
        team = self.value.team
        had = [skill.name for one in (*team.people, *team.departments) for skill in one.skills]
        needed = [name for one in self.value.content for name in one.needs]
        usual = [one.name for one in default_skills(self.language)] if not had else []
        return tuple(dict.fromkeys([*needed, *had, *usual]))

    def _new(self, name: str) -> ContentType:
        return ContentType(name=name, hours=self.hours.value)

    def _lay_out(self) -> None:
        here = {one.name for one in self.value.content}
        self.rows = {
            one.name: self.rows.get(one.name) or TypeRow(one, self.language, self)
            for one in self.value.content
        }
        if self.opened is not None and self.opened.name not in here:
            self.opened = None
        below: list[Form] = []
        for name, row in self.rows.items():
            opened = self.opened if self.opened and self.opened.name == name else None
            row.mark(opened=opened is not None)
            below += [row] if opened is None else [row, opened]
        self.children = (self.head, *below, self.said, self.adding)


class TypeRow(Form):
    """One content type: what it takes and where that is from, more, and off the list."""

    def __init__(self, one: ContentType, language: Language, of: TypesForm) -> None:
        super().__init__(language)
        self._of, self._name, self._opened = of, one.name, False
        name = one.name
        self.called = self.worded(
            Panel(), lambda s: inputs.content_type(self._now(), s.language), "value"
        )
        self.hours = self.worded(
            fields.number(one.hours, most=80, least=0.05),
            lambda s: s.say("Hours for one: %(content_type)s", content_type=name),
        )
        self.heard(self.hours, lambda hours: of.put_of(name, hours=hours, source=""))
        self.needs = self.worded(Panel(), lambda s: inputs.needs(self._now(), s.language), "value")
        self.more = self.worded(
            fields.button(lambda: of.open_or_close(name), quiet=True), self._more
        )
        self.worded(
            self.more,
            lambda s: s.say("Skills, lead time and mix: %(content_type)s", content_type=name),
            "tooltip",
        )
        self.off = self.worded(
            fields.button(lambda: of.leave_out(name), quiet=True), lambda s: s.say("Take off")
        )
        self.worded(self.off, lambda s: s.say("Take off the list: %(who)s", who=name), "tooltip")
        self.children = (self.called, self.hours, self.needs, self.more, self.off)
        self.add_class("ck-row")
        self.add_class("ck-effort-row")
        self.mark(opened=False)

    def refresh(self) -> None:
        """Say anew what it takes."""
        if any(one.name == self._name for one in self._of.value.content):
            for widget, trait, said in self._words:
                if widget in (self.called, self.needs):
                    self._say(widget, trait, said)

    def mark(self, *, opened: bool) -> None:
        """Say whether more is shown below."""
        self._opened = opened
        self.more.description = self._more(self.speech)
        mark_opener(self.more, opened=opened)

    def _more(self, speech: Speech) -> str:
        return speech.say("Less") if self._opened else speech.say("More")

    def _now(self) -> ContentType:
        return self._of.value.content_type(self._name)


def _parts(request: PlanRequest) -> dict[str, Any]:
    """What of a request content types have a say in."""
    return {"content": request.content, "channels": request.channels, "mix": request.mix}
