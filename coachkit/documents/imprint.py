"""Whose a document is, which version it tells of, and as of which day."""

from dataclasses import dataclass
from datetime import date

from coachkit.documents.markdown_document import Colophon
from coachkit.language.speech import Speech
from coachkit.model.client import Client


@dataclass(frozen=True)
class Imprint:
    """What stands around every document of a session.

    ``version``: the last name that was given, empty before there is one. ``since``: whether
    something was changed after that. ``day``: when what it tells was last changed; ``today``:
    against which reviews and promises are held.
    """

    client: Client
    version: str
    day: date
    today: date
    since: bool = False

    def colophon(self, speech: Speech, authors: tuple[str, ...] = ()) -> Colophon:
        """The same for the engine, in the language."""
        return Colophon(
            client=self.client.name,
            status=draft_said(self.version, speech, since=self.since),
            day=self.day,
            authors=authors,
        )

    def of_month(self, month: date, speech: Speech) -> Colophon:
        """The same for what is about a month and is no draft of the strategy."""
        status = speech.month(month).capitalize()
        return Colophon(client=self.client.name, status=status, day=self.day)


def draft_said(version: str, speech: Speech, *, since: bool = False) -> str:
    """The badge: whatever lives is a draft (003-33), with its version."""
    if not version:
        return speech.say_in("badge of a document", "Draft")
    if since:
        return speech.say_in("badge of a document", "Draft after %(version)s", version=version)
    return speech.say_in("badge of a document", "Draft %(version)s", version=version)
