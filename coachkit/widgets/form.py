"""A form: a value of the model as labelled controls, in any language, one widget for all of it.

>>> form = Form(audit, hints, language="sv")
>>> form.observe(lambda change: store.save(change["new"]), "value")
"""

from collections.abc import Mapping
from itertools import count
from typing import Any, Final

import anywidget
import traitlets

from coachkit.language.explaining import explain
from coachkit.language.speech import speak
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import LANGUAGES
from coachkit.model.shipped import shipped
from coachkit.model.values import Value
from coachkit.widgets.form_entries import ID, blank, reworded, written
from coachkit.widgets.form_hints import Hints, inner
from coachkit.widgets.form_reading import read
from coachkit.widgets.form_schema import Known, schema
from coachkit.widgets.form_still import still_form

_PAGES: Final = shipped("templates", "pages")
_TOKENS: Final = shipped("templates", "look", "tokens.css")

_ROWS_BEGUN: Final = count()


class Form(anywidget.AnyWidget):
    """A value, and what a person is making of it.

    ``value``: the last that was right; set it, and the form shows it. ``entries``: what stands in
    the fields, right or wrong. ``errors``: what is wrong, a sentence by path (see
    :mod:`coachkit.widgets.form_reading`). ``language`` may change at any time and no entry is lost.
    ``read_only``: nothing can be changed by hand. ``known``: names that may be picked while
    writing.
    """

    _esm = (_PAGES / "form.js").read_text(encoding="utf-8")
    _css = "\n".join(path.read_text(encoding="utf-8") for path in (_TOKENS, _PAGES / "form.css"))

    value = traitlets.Instance(Value)
    language = traitlets.Enum(LANGUAGES, default_value="en").tag(sync=True)
    read_only = traitlets.Bool(default_value=False).tag(sync=True)
    schema = traitlets.Dict().tag(sync=True)
    entries = traitlets.Dict().tag(sync=True)
    errors = traitlets.Dict().tag(sync=True)

    def __init__(
        self, value: Value, hints: Hints, *, known: Known | None = None, **traits: Any
    ) -> None:
        self._hints = hints
        self._known: Known = known or {}
        self._rows: dict[str, Value] = {}
        self._refused: Mapping[str, InvalidValue] = {}
        self._writing = False
        self._made: Value | None = None
        self._spoken = traits.get("language", "en")
        super().__init__(value=value, **traits)
        self._describe()
        self._write()
        self.observe(self._take_value, "value")
        self.observe(self._read, "entries")
        self.observe(self._speak, "language")
        self.on_msg(self._hear)

    @property
    def hints(self) -> Hints:
        """Which fields are shown, and how. New ones keep what stands in the fields of the old."""
        return self._hints

    @hints.setter
    def hints(self, hints: Hints) -> None:
        self._hints = hints
        with self.hold_sync():
            fresh = written(self.value, hints, self.language)
            self._rows = {**fresh.rows, **self._rows}
            self._describe()
            self._put({**fresh.entries, **{k: v for k, v in self.entries.items() if k in hints}})
            self._read()

    @property
    def known(self) -> Known:
        """Names that may be picked while writing, by what they are names of."""
        return self._known

    @known.setter
    def known(self, known: Known) -> None:
        self._known = known
        self._describe()

    def begin_row(self, field: str) -> None:
        """An empty row to write in, where a list has none. It is no value until it is filled in."""
        if self.read_only or self.entries.get(field):
            return
        within = self._hints[field].within
        row = blank(inner(type(self.value), field), within, self.language)
        self.entries = {**self.entries, field: [{ID: f"first-{next(_ROWS_BEGUN)}", **row}]}

    @property
    def still(self) -> str:
        """The form as HTML, for a page that is read without a browser."""
        return still_form(self.schema, self.entries, self.errors, self.language)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        live, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        return {"text/html": self.still, **live}, metadata

    def _hear(self, _: Any, content: Any, __: Any) -> None:
        """What stands in the fields now: ``{"entries": …}``, which is not told back."""
        entries = content.get("entries") if isinstance(content, dict) else None
        if isinstance(entries, dict) and not self.read_only:
            with self._lock_property(entries=entries):
                self.entries = entries

    def _take_value(self, change: Any) -> None:
        # Whoever watches the value may set another one before the first is known to all.
        if change["new"] is not self._made and self._looks_otherwise(change["old"], change["new"]):
            self._write()

    def _looks_otherwise(self, old: Value, new: Value) -> bool:
        """Whether anything that is shown has changed: else what is half typed here stays."""
        was, now = (written(one, self._hints, self.language) for one in (old, new))
        self._rows = {**self._rows, **now.rows}
        return was.entries != now.entries

    def _write(self) -> None:
        """Put the value into the fields."""
        fresh = written(self.value, self._hints, self.language)
        self._rows = {**self._rows, **fresh.rows}
        with self.hold_sync():
            self._put(fresh.entries)
            self._tell({})

    def _read(self, _: Any = None) -> None:
        """Make what stands in the fields the value, if all of it is right."""
        if self._writing:
            return
        reading = read(self.entries, self.value, self._hints, self.language, self._rows)
        self._rows = dict(reading.rows)
        with self.hold_sync():
            self._tell(reading.errors)
        if reading.value is not None:
            self._made = reading.value
            self.value = reading.value

    def _speak(self, _: Any) -> None:
        was, self._spoken = self._spoken, self.language
        with self.hold_sync():
            self._describe()
            self._put(reworded(self.entries, self._hints, was, self.language))
            self._tell(self._refused)

    def _describe(self) -> None:
        self.schema = schema(type(self.value), self._hints, speak(self.language), self._known)

    def _tell(self, refused: Mapping[str, InvalidValue]) -> None:
        self._refused = refused
        self.errors = {path: explain(one, self.language) for path, one in refused.items()}

    def _put(self, entries: dict[str, Any]) -> None:
        """Entries of our own making, which are not read."""
        self._writing = True
        try:
            self.entries = entries
        finally:
            self._writing = False
