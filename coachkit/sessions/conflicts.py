"""Several pages on one client: what others change is taken over, and told; nothing is swallowed.

Where a page has nothing of a kind that waits to be kept, the newer value is shown. Where both have
changed different places, both changes are kept. Where both have changed the same, the page asks
which counts; nothing is lost until somebody has said so.
"""

import logging
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel

from coachkit.documents.choices_said import choice_said
from coachkit.documents.conflict_pages import Differs
from coachkit.language import intake_fields
from coachkit.language import side_by_side as words
from coachkit.language.speech import Speech, speak
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.model.values import Value
from coachkit.sessions.autosave import Autosave, Conflict
from coachkit.sessions.following import Following, News
from coachkit.sessions.news import NewsSaid
from coachkit.store.changes import Change, Saved, differences
from coachkit.store.client_store import ClientStore
from coachkit.store.kinds import plain
from coachkit.store.merging import Prefer, names_on
from coachkit.widgets.conflict_panel import ConflictPanel
from coachkit.widgets.panel import Stack

_log = logging.getLogger(__name__)

Taken = Callable[[Sequence[type[Value]]], None]
"""Is told of which kinds a page goes by other values now; ``autosave.seen`` has them."""


class SideBySide:
    """A page's values beside those that other pages save.

    ``shown``: what was changed elsewhere, and the question where two changes collide; it belongs
    near the top of the page. ``imports`` is called where files came in.
    """

    def __init__(  # noqa: PLR0913 - a page, its store, and what it does with news
        self,
        autosave: Autosave,
        opened: Callable[..., ClientStore],
        kinds: Sequence[type[Value]],
        taken: Taken,
        *,
        language: Callable[[], Language],
        time_zone: str,
        unsettled: Callable[[], None] = lambda: None,
        imports: Callable[[], None] | None = None,
    ) -> None:
        self._autosave, self._taken, self._language = autosave, taken, language
        self._unsettled, self._imports = unsettled, imports
        self.news = NewsSaid(language, time_zone)
        self.panel = ConflictPanel(
            lambda: self._choose(Prefer.MINE), lambda: self._choose(Prefer.THEIRS)
        )
        self.shown = Stack([self.news.panel, self.panel])
        autosave.others = self
        self.following = Following(opened, kinds, self._heard, imports=imports is not None)

    @property
    def conflict(self) -> Conflict | None:
        """What the page asks about, ``None`` where it asks nothing."""
        return next(iter(self._autosave.conflicts), None)

    def speak(self) -> None:
        """Everything in the page's language, whichever that is now."""
        self._draw()

    def clear(self) -> None:
        """What was told has been read."""
        self.news.clear()
        self._draw()

    # ── What others do ──────────────────────────────────────────────────────────────────────────

    def _heard(self, news: Sequence[News]) -> None:
        # What waits is saved against what was seen, and so finds out by itself.
        self._autosave.flush()
        newer = [one for one in news if self._is_new(one)]
        kinds = [one.kind for one in newer if one.kind is not None]
        free = [kind for kind in kinds if not self._autosave.has_unkept(kind)]
        taken = [kind for kind in free if self._took(kind)]
        self.news.tell([one for one in newer if one.kind is None or one.kind in taken])
        if taken:
            self._taken(taken)
        if any(one.kind is None for one in newer) and self._imports is not None:
            self._imports()
        for kind in kinds:
            self._autosave.newer(kind)

    def _is_new(self, one: News) -> bool:
        return one.kind is None or self._autosave.is_news(one.kind, one.revision)

    def _took(self, kind: type[Value]) -> bool:
        """Whether the newer value says anything new."""
        before = self._autosave.seen(kind)
        after = self._autosave.read(kind)[kind]
        return after is not None and (before is None or before.value != after.value)

    def joined(self, saved: Saved[Any], theirs: Saved[Any]) -> None:
        """What was changed here and there stands together now: show it, and say whose it is."""
        kind = type(saved.value)
        self.news.tell([News(kind, theirs.revision, theirs.who, theirs.saved_at)])
        self._taken([kind])

    def collided(self) -> None:
        """The conflicts are others now."""
        self._unsettled()
        self._draw()

    # ── What is chosen ──────────────────────────────────────────────────────────────────────────

    def _choose(self, prefer: Prefer) -> None:
        conflict = self.conflict
        if conflict is None:
            self._draw()
            return
        because = conflict.because
        if prefer is Prefer.MINE:
            because = words.chosen_because(self.news.name(conflict.theirs.who), self._speech)
        try:
            stands = self._autosave.settle(conflict.kind, prefer, because)
        except CoachkitError as error:
            _log.warning("not chosen: %s", error.code)
            self.news.refuse(error)
            return
        self.news.clear()
        if stands is not None:
            self._taken([conflict.kind])
        self._unsettled()
        self._draw()

    # ── What is said ────────────────────────────────────────────────────────────────────────────

    @property
    def _speech(self) -> Speech:
        return speak(self._language())

    def _draw(self) -> None:
        language, speech, conflict = self._language(), self._speech, self.conflict
        self.news.draw()
        if conflict is None:
            self.panel.clear()
            return
        theirs = conflict.theirs
        sentence = words.collided(
            self.news.name(theirs.who),
            self.news.time(theirs.saved_at),
            words.kinds_said([conflict.kind], speech),
            speech,
        )
        self.panel.show(sentence, _places(conflict, speech), language)


def _places(conflict: Conflict, speech: Speech) -> list[Differs]:
    """Where the two versions differ; what only one of them has changed is no question."""
    mine, theirs = conflict.mine, conflict.theirs.value
    apart = differences(theirs, mine)
    collided = apart
    if conflict.base is not None:
        changed = (differences(conflict.base, mine), differences(conflict.base, theirs))
        sides = [{one.path for one in side} for side in changed]
        collided = tuple(one for one in apart if _touched(one.path, sides))
    return [_differs(one, mine, theirs, speech) for one in collided or apart]


def places_apart(mine: Value, theirs: Value, speech: Speech) -> list[Differs]:
    """Where two values of one kind differ, in words."""
    return [_differs(one, mine, theirs, speech) for one in differences(theirs, mine)]


def _touched(path: tuple[str | int, ...], sides: Sequence[set[tuple[str | int, ...]]]) -> bool:
    """Whether both have changed that place, or something it lies in."""
    return all(
        any(path[: len(one)] == one or one[: len(path)] == path for one in side) for side in sides
    )


def _differs(change: Change, mine: Value, theirs: Value, speech: Speech) -> Differs:
    names = names_on(change.path, plain(theirs))
    return Differs(
        place=_place(change.path, names, theirs, speech),
        mine=_gist(change.after, mine, change.path, speech),
        theirs=_gist(change.before, theirs, change.path, speech),
    )


def _gist(kept: Any, value: Value, path: tuple[str | int, ...], speech: Speech) -> str:
    """What stands at a place of a value, in a few words; ``kept``: the same as plain data."""
    here: Any = value
    for step in path:
        here = getattr(here, str(step), None) if isinstance(here, BaseModel) else _item(here, step)
    if isinstance(here, tuple):
        said = [choice_said(one, speech) for one in here]
        return speech.list(said) if said and all(said) else words.gist(kept, speech)
    return choice_said(here, speech) or words.gist(kept, speech)


def _place(path: tuple[str | int, ...], names: Sequence[str], value: Value, speech: Speech) -> str:
    field = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    place = words.place_said(names, "" if field in names else field, speech)
    own = _own_name(path, value, speech)
    if own and own not in place:
        place = words.place_said([*names, own], "", speech)
    return place or words.kinds_said([type(value)], speech)


def _own_name(path: tuple[str | int, ...], value: Any, speech: Speech) -> str:
    """What the forms call the field at that place, empty where no form does."""
    here, found = value, ""
    for step in path:
        if isinstance(here, BaseModel) and isinstance(step, str):
            try:
                found = intake_fields.field_name(type(here), step, speech)
            except LookupError:
                found = ""
            here = getattr(here, step, None)
        elif isinstance(here, tuple | list):
            here = _item(here, step)
        else:
            break
    return found


def _item(items: Any, step: str | int) -> Any:
    if not isinstance(items, tuple | list):
        return None
    if isinstance(step, int):
        return items[step] if step < len(items) else None
    return next((one for one in items if getattr(one, "name", None) == step), None)
