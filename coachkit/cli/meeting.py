"""The monthly meeting: its agenda with the newest figures, and its invitations."""

from datetime import date
from pathlib import Path

import click

from coachkit.cli import terminal
from coachkit.cli.documents import DocumentsAsked, HouseAsked, export_documents
from coachkit.cli.terminal import workspace_option
from coachkit.model.errors import InvalidValue

_FORMATS = ("docx", "pdf", "html", "md")
_WRITTEN = ("docx", "pdf", "html")
"""What is written where nothing is said: to write in, to print, to open."""


@click.command(
    help=terminal.SPEECH.say(
        "Write the monthly meeting, 45 minutes on two pages with the newest figures, and its "
        "invitations for a calendar: to the next one, and to one each month."
    )
)
@click.argument("client")
@click.option(
    "--month",
    default="",
    metavar="YYYY-MM",
    help=terminal.SPEECH.say("The month it is about; else the last that is over."),
)
@click.option(
    "--on",
    default="",
    metavar="DAY",
    help=terminal.SPEECH.say("The day of the meeting; else the next that was agreed."),
)
@click.option(
    "--language",
    default="",
    help=terminal.SPEECH.say("en, sv or fi; else the client's own. Documents: or all of theirs."),
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(_FORMATS),
    multiple=True,
    help=terminal.SPEECH.say("Documents: in which formats; may be said several times."),
)
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    help=terminal.SPEECH.say("Where to write; else the client's documents."),
)
@workspace_option
def meeting(
    client: str,
    month: str,
    on: str,
    language: str,
    formats: tuple[str, ...],
    folder: Path | None,
    workspace: str,
) -> None:
    """Measure and share."""
    asked = DocumentsAsked(
        language,
        formats or _WRITTEN,
        "",
        "",
        HouseAsked("", None),
        folder,
        month,
        _day(on),
    )
    export_documents(client, "meeting", asked, workspace)


def _day(written: str) -> date | None:
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise InvalidValue("not_a_day", "on", value=written[:80]) from None
