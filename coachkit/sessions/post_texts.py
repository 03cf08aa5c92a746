"""Posts' texts go out as a table and come back: kept with the client by the key of each item."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from coachkit.documents.text_tables import text_csv, text_headings, text_workbook
from coachkit.language.plan_texts import TextsTaken
from coachkit.model.errors import InvalidValue, StoreError
from coachkit.model.languages import Language
from coachkit.model.plans import Plan
from coachkit.model.post_texts import PostText, PostTexts
from coachkit.platforms.text_tables import read_texts
from coachkit.sessions.writing import write_whole
from coachkit.store.client_store import ClientStore

KINDS = ("xlsx", "csv")
"""As which the table can be written; the first is the one to take."""


def kept_texts(store: ClientStore) -> PostTexts:
    """All texts of the client."""
    saved = store.load(PostTexts)
    return PostTexts() if saved is None else saved.value


def texts_written(plan: Plan, texts: PostTexts) -> int:
    """How many of the plan's items have a text."""
    return sum(bool(texts.texts.get(item.key, PostText()).text) for item in plan.items)


def write_texts(store: ClientStore, language: Language, *, kind: str = "xlsx") -> Path:
    """Write the table of the last plan's items into the client's documents, with kept texts.

    Raises :class:`StoreError` ``no_plan``, :class:`InvalidValue` at ``kind``,
    :class:`~coachkit.model.errors.NotWritable`.
    """
    if kind not in KINDS:
        raise InvalidValue("not_allowed", "kind", value=kind[:80], known=KINDS)
    plan, texts = last_plan(store), kept_texts(store)
    if kind == "csv":
        content = text_csv(plan, texts, language)
    else:
        content = text_workbook(plan, texts, store.client, language)
    return write_whole(store.documents / f"texts-{language}.{kind}", content)


def take_texts(store: ClientStore, path: Path, *, opened_at: datetime) -> TextsTaken:
    """Keep what is written in the table, all of it or nothing.

    What the table has no row for stays as it is. Raises :class:`StoreError` ``no_plan``, whatever
    :func:`~coachkit.platforms.text_tables.read_texts` refuses, and what saving refuses.
    """
    plan = last_plan(store)
    keys = frozenset(item.key for item in plan.items)
    written = read_texts(path, opened_at=opened_at, headings=text_headings(), keys=keys)
    saved = store.load(PostTexts)
    before = PostTexts() if saved is None else saved.value
    after = before.with_those(written)
    if after != before:
        based_on = None if saved is None else saved.revision
        store.save(after, based_on=based_on, because=path.name)
    return _taken(plan, keys, before.texts, after)


def last_plan(store: ClientStore) -> Plan:
    """The plan that holds, or :class:`StoreError` ``no_plan``."""
    saved = store.load(Plan)
    if saved is None:
        raise StoreError("no_plan", client=store.client.slug)
    return saved.value


def _taken(
    plan: Plan, keys: frozenset[str], before: Mapping[str, PostText], after: PostTexts
) -> TextsTaken:
    new = after.texts.keys() - before.keys()
    both = after.texts.keys() & before.keys()
    changed = [key for key in both if after.texts[key] != before[key]]
    return TextsTaken(
        new=len(new),
        changed=len(changed),
        taken_away=len(before.keys() - after.texts.keys()),
        not_planned=len([key for key in (*new, *changed) if key not in keys]),
        written=texts_written(plan, after),
        items=len(plan.items),
    )
