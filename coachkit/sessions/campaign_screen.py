"""What screens of a campaign session have in common: its campaign and the client's exports."""

from typing import Any

from coachkit.model.campaign import Campaign
from coachkit.sessions.known_names import known_names
from coachkit.sessions.told_screen import ToldScreen
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import Hints
from coachkit.widgets.form_schema import Known


class CampaignScreen(ToldScreen):
    """A screen over the campaign of the session that is on."""

    @property
    def record(self) -> Campaign:
        """What was said so far."""
        return self.desk.the(Campaign)

    def put(self, because: str, **parts: Any) -> None:
        """Keep these parts of the campaign."""
        self.desk.put(self.record.changed(**parts), because)

    def of_record(self, name: str, hints: Hints) -> Form:
        """A form over fields of the campaign itself."""
        return self.form(name, Campaign, lambda: hints, known=self.known)

    def of_part(self, part: str, name: str, hints: Hints) -> Form:
        """A form over one part of the campaign: ``of_part("outcome", "chain", CHAIN)``."""
        return self.part_form(
            name,
            Campaign,
            lambda: hints,
            lambda record: getattr(record, part),
            lambda record, new: record.changed(**{part: new}),
            known=self.known,
        )

    def known(self) -> Known:
        """The names that may be picked while writing."""
        return known_names(self.desk)
