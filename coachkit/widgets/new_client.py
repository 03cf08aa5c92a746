"""A form for a new client: a name and a country are enough; what is refused is said at its field.

>>> form = NewClientForm(make, language="sv")
>>> form.name.value = "Blå Hallen"
>>> form.short_name
'bla-hallen'
"""

from collections.abc import Callable, Collection
from typing import Any, Final

from coachkit.documents import planning_pages as pages
from coachkit.language.countries import countries_by_name, time_zones
from coachkit.language.explaining import explain
from coachkit.language.speech import Speech
from coachkit.language.terms import client_kind_name, language_name
from coachkit.model.client import Client, ClientKind, slug_of
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import LANGUAGES, Language
from coachkit.planning.countries import holiday_countries
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.panel import Panel
from coachkit.widgets.plan_fields import Form

_SPOKEN: Final = {"SE": "sv", "FI": "fi", "AX": "sv"}
"""What is spoken where; elsewhere English."""

Made = Callable[[Client], None]
"""Makes the client, or raises a :class:`CoachkitError`."""


class NewClientForm(Form):
    """A client being written down. ``make`` is called with it when it is to be made.

    ``taken``: short names that there are already. ``country``: proposed at first.
    """

    def __init__(self, make: Made, *, language: Language, country: str = "SE") -> None:
        super().__init__(language)
        self._make = make
        self.taken: Collection[str] = ()
        self._country = country
        self.wrong = {name: Panel() for name in ("name", "languages", "sector", "slug", "said")}
        self.name = self.worded(fields.text(kind="ck-wide"), lambda s: s.say("Name"))
        self.heard(self.name, lambda _: self._propose_short_name())
        self.country = self.worded(
            fields.choice(self._countries(self.speech), country), self._countries, "options"
        )
        self.worded(self.country, lambda s: s.say("Country"))
        self.heard(self.country, lambda _: self._elsewhere())
        self.zone = self.worded(fields.choice([("–", "")]), self._zones, "options")
        self.worded(self.zone, lambda s: s.say("Time zone"))
        self.first = self.worded(
            fields.choice(_spoken(self.speech), _SPOKEN.get(country, "en")), _spoken, "options"
        )
        self.worded(self.first, lambda s: s.say("Main language"))
        self.heard(self.first, lambda _: self._others())
        self.also = {one: self.worded(fields.tick(value=False), _also(one)) for one in LANGUAGES}
        self.sector = self.worded(fields.text(kind="ck-wide"), lambda s: s.say("Sector"))
        self.kind = self.worded(
            fields.choice(_kinds(self.speech), ClientKind.BUSINESS), _kinds, "options"
        )
        self.worded(self.kind, lambda s: s.say("Kind of organisation"))
        self.slug = self.worded(fields.text(kind="ck-wide"), lambda s: s.say("Short name"))
        self.hint = self.worded(
            Panel(),
            lambda s: pages.said(
                s.say(
                    "It stands in addresses and names the folder: small letters, digits and "
                    "hyphens. Left empty, it is made from the name."
                ),
                s.language,
            ),
            "value",
        )
        self.create = self.worded(
            fields.button(self.make, primary=True), lambda s: s.say("Make the client")
        )
        for field in (self.name, self.sector, self.slug):
            fields.entered(field, self.make)
        self.add_class("ck-new-client")
        self.children = (
            fields.band(self.name),
            self.wrong["name"],
            fields.band(self.country, self.zone),
            fields.band(self.first, *self.also.values()),
            self.wrong["languages"],
            fields.band(self.sector),
            self.wrong["sector"],
            fields.band(self.kind),
            fields.band(self.slug),
            self.hint,
            self.wrong["slug"],
            fields.band(self.create),
            self.wrong["said"],
        )
        self._elsewhere()

    def propose(self, country: str) -> None:
        """Propose that country from now on."""
        self._country = country

    def begin(self) -> None:
        """Empty again, for somebody else."""
        self.deaf = True
        try:
            self.name.value = self.sector.value = self.slug.value = ""
            self.country.value = self._country
            self.kind.value = ClientKind.BUSINESS
            for tick in self.also.values():
                tick.value = False
        finally:
            self.deaf = False
        self._propose_short_name()
        self._refuse(None)
        self._elsewhere()

    @property
    def short_name(self) -> str:
        """What was entered, or what the name makes."""
        return str(self.slug.value.strip() or self.slug.placeholder)

    def make(self) -> None:
        """Make the client, or say at its field why it cannot be made."""
        self._refuse(None)
        also = (one for one, tick in self.also.items() if tick.value and one != self.first.value)
        try:
            self._make(
                Client(
                    slug=self.short_name,
                    name=self.name.value,
                    languages=(self.first.value, *also),
                    country=self.country.value,
                    time_zone=self.zone.value or "Europe/Stockholm",
                    sector=self.sector.value,
                    kind=self.kind.value,
                )
            )
        except CoachkitError as error:
            self._refuse(error)

    def speak(self, language: Language) -> None:
        """Say everything in another language; no entry changes."""
        super().speak(language)
        self._refuse(None)

    def _refuse(self, error: CoachkitError | None) -> None:
        for panel in self.wrong.values():
            panel.value = ""
        if error is None:
            return
        # without a name there is no short name either: the name is what is missing
        field = "name" if not self.name.value.strip() else str(error.field).partition(".")[0]
        self.wrong.get(field, self.wrong["said"]).value = pages.at_field(
            explain(error, self.language), self.language
        )

    def _propose_short_name(self) -> None:
        # beside what is entered, never in its place: a line may be slower than a hand
        self.slug.placeholder = slug_of(self.name.value, self.taken)

    def _elsewhere(self) -> None:
        """Another country: its time zones, and what is spoken there."""
        self._say(self.zone, "options", self._zones)
        fields.shown(self.zone, there=len(time_zones(self.country.value)) > 1)
        self.first.value = _SPOKEN.get(self.country.value, "en")
        self._others()

    def _others(self) -> None:
        for one, tick in self.also.items():
            fields.shown(tick, there=one != self.first.value)

    def _countries(self, speech: Speech) -> list[tuple[str, Any]]:
        return countries_by_name({*holiday_countries(), self._country}, speech)

    def _zones(self, _: Speech) -> list[tuple[str, Any]]:
        zones = time_zones(self.country.value)
        return [(zone.replace("_", " "), zone) for zone in zones] or [("Europe/Stockholm", "")]


def _spoken(speech: Speech) -> list[tuple[str, Any]]:
    return [(language_name(one, speech), one) for one in LANGUAGES]


def _also(language: str) -> Callable[[Speech], str]:
    return lambda s: s.say("also %(language)s", language=language_name(language, s))


def _kinds(speech: Speech) -> list[tuple[str, Any]]:
    return [(client_kind_name(one, speech), one) for one in ClientKind]
