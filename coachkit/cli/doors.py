"""Links for clients, and the coach's password."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import click

from coachkit.cli import terminal
from coachkit.cli.terminal import workspace_option
from coachkit.model.errors import InvalidValue

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from coachkit.store.doors import Doors, Link

ALL = "all"
_DAYS = 30
_LOCAL = "http://127.0.0.1:8866"


@dataclass(frozen=True)
class LinkAsked:
    """What was typed for a new link: empty, or ``None``, where nothing was."""

    days: int | None
    notebook: str
    role: str
    name: str
    base: str
    identity: str
    coach: bool


@click.command(
    help=terminal.SPEECH.say("Give a client a link to its page; list links, or revoke them.")
)
@click.argument("client", required=False, default="")
@click.option(
    "--days",
    type=int,
    help=terminal.SPEECH.say("For how many days it opens: 1 to 366; else 30."),
)
@click.option(
    "--notebook",
    default="dashboard",
    show_default=True,
    help=terminal.SPEECH.say("The page that it leads to."),
)
@click.option(
    "--role",
    type=click.Choice(["viewer", "manager"]),
    default="viewer",
    show_default=True,
    help=terminal.SPEECH.say("A viewer looks at that page; a manager works on the client's own."),
)
@click.option(
    "--name",
    default="",
    help=terminal.SPEECH.say("Who gets it, such as “Anna at Nordlykta”; stands in the record."),
)
@click.option(
    "--base",
    default=_LOCAL,
    show_default=True,
    metavar="URL",
    help=terminal.SPEECH.say("Where your pages are served."),
)
@click.option(
    "--for",
    "identity",
    default="",
    metavar="IDENTITY",
    help=terminal.SPEECH.say("No link: let in whom the proxy in front knows by this name."),
)
@click.option(
    "--coach", is_flag=True, help=terminal.SPEECH.say("With --for: let in a coach, everywhere.")
)
@click.option(
    "--list", "listing", is_flag=True, help=terminal.SPEECH.say("Show all links, or a client's.")
)
@click.option(
    "--revoke",
    default="",
    metavar="ID|all",
    help=terminal.SPEECH.say("Let nobody in by this link any more, or by any of the client's."),
)
@workspace_option
def link(client: str, workspace: str, *, listing: bool, revoke: str, **asked: Any) -> None:
    """A key is made, looked up or taken back."""
    from coachkit.sessions.opening import now, open_workspace, whoever
    from coachkit.store.doors import Doors

    opened = open_workspace(workspace)
    if client:
        # an unknown client is refused with the names of those there are
        opened.open_client(client, now=now, who=whoever(), read_only=True).close()
    doors = Doors(opened.path)
    if listing:
        _tell_all(doors.links(client or None), now())
    elif revoke:
        _revoke(doors, client, revoke, now())
    else:
        _make(doors, client, LinkAsked(**asked), now())


@click.command(
    help=terminal.SPEECH.say("Set the coach's password, which every page then asks for.")
)
@click.option(
    "--remove",
    is_flag=True,
    help=terminal.SPEECH.say("Ask for none any more; this machine alone can then open pages."),
)
@workspace_option
def password(workspace: str, *, remove: bool) -> None:
    """Whoever was logged in has to log in anew."""
    from coachkit.serving.keys import Password
    from coachkit.sessions.opening import open_workspace
    from coachkit.store.doors import Doors

    kept = Password(Doors(open_workspace(workspace).path))
    if remove:
        kept.remove()
        click.echo(terminal.SPEECH.say("No password is asked for any more."))
        return
    typed = _hidden(terminal.SPEECH.say("New password"))
    kept.check_length(typed)
    if _hidden(terminal.SPEECH.say("Once more")) != typed:
        raise InvalidValue("passwords_differ", "password")
    kept.keep(typed)
    click.echo(terminal.SPEECH.say("The password is set. Whoever was logged in logs in anew."))


def _make(doors: "Doors", client: str, asked: LinkAsked, now: "datetime") -> None:
    if asked.coach and not asked.identity:
        raise InvalidValue("coach_by_word", "identity")
    if not client and not asked.coach:
        raise InvalidValue("no_client_said", "client")
    if asked.identity:
        granted = doors.grant(
            asked.identity,
            client="" if asked.coach else client,
            days=asked.days,
            role="coach" if asked.coach else asked.role,
            page=asked.notebook,
            now=now,
            name=asked.name,
        )
        click.echo(
            terminal.SPEECH.say(
                "%(identity)s is let in, by what the proxy says. Number: %(number)s",
                identity=granted.identity,
                number=granted.number,
            )
        )
        return
    base = _base(asked.base)
    days = _DAYS if asked.days is None else asked.days
    token, made = doors.make(
        client, days=days, role=asked.role, page=asked.notebook, now=now, name=asked.name
    )
    click.echo(f"{base}/open/{token}")
    click.echo(
        terminal.SPEECH.say(
            "Shown this once. It opens until %(day)s. Number: %(number)s",
            day=_day(made),
            number=made.number,
        ),
        err=True,
    )


def _revoke(doors: "Doors", client: str, number: str, now: "datetime") -> None:
    if number != ALL:
        revoked = [doors.revoke(number, now)]
    elif client:
        revoked = list(doors.revoke_all(client, now))
    else:
        raise InvalidValue("no_link_number", "client")
    click.echo(
        terminal.SPEECH.count("%(n)s link is revoked.", "%(n)s links are revoked.", len(revoked))
    )


def _tell_all(links: "Sequence[Link]", now: "datetime") -> None:
    say = terminal.SPEECH.say
    if not links:
        click.echo(say("No link was given to anybody."))
        return
    head = (
        *(say("Number"), say("Client"), say("Role"), say("Page")),
        *(say("Until"), say("Who"), say("State")),
    )
    rows = [head, *(_row(link, now) for link in links)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        click.echo("  ".join(cells).rstrip())


def _row(link: "Link", now: "datetime") -> tuple[str, ...]:
    say = terminal.SPEECH.say
    roles = {"viewer": say("viewer"), "manager": say("manager"), "coach": say("coach")}
    say_in = terminal.SPEECH.say_in
    ended = say_in("link", "revoked") if link.revoked_at else say_in("link", "over")
    state = say_in("link", "opens") if link.opens(now) else ended
    page = "" if link.role == "coach" else link.page
    who = " · ".join(word for word in (link.name, link.identity) if word)
    return (link.number, link.client, roles[link.role], page, _day(link), who, state)


def _day(link: "Link") -> str:
    return "" if link.expires_at is None else f"{link.expires_at:%Y-%m-%d}"


def _base(base: str) -> str:
    parts = urlsplit(base)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path not in {"", "/"}:
        raise InvalidValue("not_a_base", "base", value=base[:80])
    return f"{parts.scheme}://{parts.netloc}"


def _hidden(asked: str) -> str:
    return str(click.prompt(asked, hide_input=True, default="", show_default=False))
