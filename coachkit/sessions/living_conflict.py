"""Two people keep the living strategy at once: what is asked where they have changed the same."""

from collections.abc import Callable, Sequence
from typing import Any

from coachkit.language import side_by_side as words
from coachkit.language.speech import speak
from coachkit.model.languages import Language
from coachkit.model.strategy import Strategy
from coachkit.sessions.conflicts import places_apart
from coachkit.sessions.following import Following, News
from coachkit.sessions.news import NewsSaid
from coachkit.store.changes import Saved
from coachkit.store.client_store import ClientStore
from coachkit.widgets.conflict_panel import ConflictPanel
from coachkit.widgets.panel import Stack


class LivingConflict:
    """``shown``: what others have changed, and the question whose change counts.

    ``newer`` is called with news of a newer strategy, ``theirs`` once theirs was chosen.
    """

    def __init__(
        self,
        opened: Callable[..., ClientStore],
        newer: Callable[[int], bool],
        theirs: Callable[[], None],
        *,
        language: Callable[[], Language],
        time_zone: str,
    ) -> None:
        self._newer, self._theirs, self._language = newer, theirs, language
        self.news = NewsSaid(language, time_zone)
        self.panel = ConflictPanel(self._keep_mine, self._take_theirs)
        self.shown = Stack([self.news.panel, self.panel])
        self._keep: Callable[[], object] | None = None
        self._asked: tuple[Saved[Strategy], Any, Any] | None = None
        self.following = Following(opened, (Strategy,), self._heard)

    @property
    def is_asking(self) -> bool:
        """Whether somebody has to choose."""
        return self._keep is not None

    def ask(
        self, saved: Saved[Strategy], mine: Any, theirs: Any, keep: Callable[[], object]
    ) -> None:
        """Ask whose counts; ``theirs`` is ``None`` where they have taken it out.

        ``keep`` keeps mine on top of theirs; a change of a strategy has its reason already.
        """
        self._keep, self._asked = keep, (saved, mine, theirs)
        self.news.clear()
        self.draw()

    def draw(self) -> None:
        """Everything in the page's language."""
        self.news.draw()
        if self._asked is None:
            self.panel.clear()
            return
        saved, mine, theirs = self._asked
        language = self._language()
        speech = speak(language)
        sentence = words.collided(
            self.news.name(saved.who),
            self.news.time(saved.saved_at),
            words.kinds_said([Strategy], speech),
            speech,
        )
        places = [] if theirs is None else places_apart(mine, theirs, speech)
        self.panel.show(sentence, places, language)

    def _heard(self, news: Sequence[News]) -> None:
        if any(self._newer(one.revision) for one in news):
            self.news.tell(news)

    def _keep_mine(self) -> None:
        keep = self._keep
        self._settled()
        if keep is not None:
            keep()

    def _take_theirs(self) -> None:
        self._settled()
        self._theirs()

    def _settled(self) -> None:
        self._keep = self._asked = None
        self.draw()
