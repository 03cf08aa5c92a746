"""Says on a page what others have just changed: who, when and what, in one sentence."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from coachkit.documents import planning_pages as pages
from coachkit.language import side_by_side as words
from coachkit.language.speech import speak
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.sessions.following import News
from coachkit.sessions.opening import whoever
from coachkit.widgets.panel import Panel


class NewsSaid:
    """``panel``: the sentence, read aloud where somebody listens; empty until there is news."""

    def __init__(self, language: Callable[[], Language], time_zone: str) -> None:
        self._language, self._zone = language, ZoneInfo(time_zone)
        self._news: tuple[News, ...] = ()
        self.panel = Panel()
        self.draw()

    def tell(self, news: Sequence[News]) -> None:
        """Say that; what is not worth a word leaves the last sentence where it is."""
        told = tuple(one for one in news if words.is_told(one.kind))
        if told:
            self._news = told
            self.draw()

    def clear(self) -> None:
        """What was told has been read."""
        self._news = ()
        self.draw()

    def refuse(self, error: CoachkitError) -> None:
        """Say why something could not be done instead."""
        self.panel.value = pages.refused(error, self._language())

    def draw(self) -> None:
        """Say it in the page's language, whichever that is now."""
        html = pages.said(self._sentence(), self._language())
        if self.panel.value != html:
            self.panel.value = html

    def name(self, who: str) -> str:
        """Somebody's name; empty for whoever uses this page, too: a name would tell nothing."""
        return "" if who == whoever() else who

    def time(self, moment: datetime) -> str:
        """The time of day where the client is."""
        return f"{moment.astimezone(self._zone):%H:%M}"

    def _sentence(self) -> str:
        if not self._news:
            return ""
        speech = speak(self._language())
        last = max(self._news, key=lambda one: one.at)
        what = words.kinds_said([one.kind for one in self._news], speech)
        return words.changed_by(self.name(last.who), self.time(last.at), what, speech)
