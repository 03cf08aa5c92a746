"""The panels of the coach's desk: who needs the coach, one client, its links and its pack."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from coachkit.documents import planning_pages
from coachkit.documents.templating import fill, shipped_text
from coachkit.language import desk_words as words
from coachkit.language.findings import Finding
from coachkit.language.speech import speak
from coachkit.model.at_a_glance import Glance
from coachkit.model.languages import Language


class PageShown(NamedTuple):
    """A page of a client: what it is called, and where it is."""

    name: str
    address: str


class PackShown(NamedTuple):
    """A ZIP that was made: its name, how many files it has, and where it is fetched.

    ``address``: empty where no server of ours hands it out; it lies at ``place`` then.
    """

    name: str
    files: int
    address: str
    place: str


def header(language: Language) -> str:
    """Whose desk."""
    when = speak(language).say("all clients")
    client = speak(language).say("Your desk")
    return fill("pages/header.html.j2", language, client=client, when=when, styles=styles())


def styles() -> Markup:
    """What the panels look like."""
    return planning_pages.styles() + shipped_text("pages", "home.css")


def asked(question: str, answer: Finding, language: Language) -> str:
    """A screen's question, and its answer as the biggest thing on it."""
    return fill(
        "pages/plan_question.html.j2", language, question=question, answer=answer, warning=False
    )


def client(seen: Glance, pages: Sequence[PageShown], language: Language) -> str:
    """What waits at a client, what comes next, and the way to its pages."""
    speech, today = speak(language), seen.today
    return fill(
        "pages/home_client.html.j2",
        language,
        pages=pages,
        meeting=words.meeting_said(seen.meeting, today, speech),
        stale=[words.stale_said(one, today, speech) for one in seen.stale],
        missing=[words.missing_said(one, today, speech) for one in seen.missing],
        actions=[(_due(one.when, today, language), one) for one in seen.open_actions],
        today=today,
        imported=words.imported_said(seen, speech),
        active=words.active_said(seen, speech),
    )


def _due(day: date, today: date, language: Language) -> str:
    return speak(language).short_day(day, year=day.year != today.year)


def part(title: str, language: Language) -> str:
    """The heading of a part of the screen."""
    return fill("pages/home_part.html.j2", language, title=title)


def links_head(n: int, language: Language) -> str:
    """How many links there are."""
    return fill("pages/home_links.html.j2", language, n=n)


def link(said: str, language: Language) -> str:
    """One link that was given away."""
    return fill("pages/home_link.html.j2", language, sentence=said)


def pack(shown: PackShown, language: Language) -> str:
    """The pack, to be fetched."""
    return fill("pages/home_pack.html.j2", language, pack=shown)
