"""The links to a client's pages, as the coach's desk makes, lists and takes them back."""

from zoneinfo import ZoneInfo

from coachkit.language.desk_words import link_said
from coachkit.language.speech import speak
from coachkit.model.client import Client
from coachkit.model.languages import Language
from coachkit.model.visiting import VIEWER
from coachkit.sessions.opening import now
from coachkit.store.doors import PAGES_FOR, Doors
from coachkit.store.workspace import Workspace
from coachkit.widgets.door_links import LinkShown, LinkWanted

OPEN = "/open/"
"""What the path of a link's address begins with; its token follows."""


def make_link(workspace: Workspace, slug: str, wanted: LinkWanted) -> str:
    """A new link; the path of its address, which nobody can find out a second time."""
    page = wanted.page if wanted.role == VIEWER else PAGES_FOR[wanted.role][0]
    token, _ = Doors(workspace.path).make(
        slug,
        days=wanted.days,
        role=wanted.role,
        page=page,
        now=now(),
        name=wanted.name,
    )
    return f"{OPEN}{token}"


def links_shown(workspace: Workspace, client: Client, language: Language) -> tuple[LinkShown, ...]:
    """The links that open a page of that client now, the newest first."""
    moment, speech, zone = now(), speak(language), ZoneInfo(client.time_zone)
    there = [one for one in Doors(workspace.path).links(client.slug) if one.opens(moment)]
    return tuple(
        LinkShown(
            one.number,
            link_said(
                one.role,
                one.page,
                one.name or one.identity,
                None if one.expires_at is None else one.expires_at.astimezone(zone).date(),
                speech,
            ),
        )
        for one in sorted(there, key=lambda one: one.made_at, reverse=True)
    )


def take_back(workspace: Workspace, number: str) -> None:
    """That link opens nothing any more; a page that it opened closes within moments."""
    Doors(workspace.path).revoke(number, now())
