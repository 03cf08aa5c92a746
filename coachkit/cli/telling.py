"""What a terminal is told of files: what became of them, or what would."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from coachkit.cli import terminal
from coachkit.cli.terminal import DONE, PARTLY, UNUSABLE, tell_refusal

if TYPE_CHECKING:
    from coachkit.documents.incoming import Preview
    from coachkit.sessions.importing import Imported


def tell_of(client: str, imported: "Sequence[Imported]") -> None:
    """What became of files that were to be imported."""
    from coachkit.language.explaining import explain_warning

    speech = terminal.SPEECH
    stored = [one for one in imported if one.refused is None and not one.already_there]
    click.echo(
        speech.count(
            "%(client)s: %(n)s new file, %(rows)s.",
            "%(client)s: %(n)s new files, %(rows)s.",
            len(stored),
            client=client,
            rows=speech.count("%(n)s row", "%(n)s rows", sum(one.rows for one in stored)),
        )
    )
    known = sum(one.already_there for one in imported)
    if known:
        click.echo(
            speech.count(
                "%(n)s file was there already: nothing changed.",
                "%(n)s files were there already: nothing changed.",
                known,
            )
        )
    if len(stored) == 1:
        for table in stored[0].tables:
            for warning in table.warnings:
                click.echo(f"  {explain_warning(warning, terminal.LANGUAGE)}")
    for one in imported:
        if one.refused is not None:
            tell_refusal(one.refused)


def tell_previews(previews: "Sequence[Preview]") -> None:
    """What files are and what storing them would change; nothing has been stored."""
    from coachkit.documents import incoming_words as words

    speech = terminal.SPEECH
    head = words.headline(previews, speech)
    click.echo(head.text if not head.detail else f"{head.text} {head.detail}")
    for preview in previews:
        if preview.refused is not None:
            tell_refusal(preview.refused)
            continue
        click.echo(f"{words.title(preview, speech)}: {words.about(preview, speech)}")
        for line in words.lines(preview, speech):
            click.echo(f"  {line.text}")
            if line.detail:
                click.echo(f"    {line.detail}")
        for ask in preview.asks:
            click.echo(f"  {words.question(ask, preview, speech)}")
        for note in words.notes(preview, speech):
            click.echo(f"  {note}")


def as_data(imported: "Imported") -> dict[str, Any]:
    """What became of a file, for a machine."""
    return {
        "file": str(imported.file),
        "shown": imported.shown,
        "stored": imported.refused is None,
        "already_there": imported.already_there,
        "rows": imported.rows,
        "refused": _refused(imported.refused),
    }


def previewed(preview: "Preview") -> dict[str, Any]:
    """What a file is and would change, for a machine."""
    from coachkit.platforms.inspection import described

    return {
        "shown": preview.name,
        "already_there": preview.already_there,
        "asks": [ask.value for ask in preview.asks],
        "tables": [
            {
                **described(table.source, _explained),
                "change": None
                if table.change is None
                else {
                    "new": table.change.new,
                    "known": table.change.known,
                    "changed": table.change.changed,
                    "parts": table.change.parts,
                    "sums": {
                        name: {"before": before, "after": after}
                        for name, before, after in table.change.sums
                    },
                },
            }
            for table in preview.tables
        ],
        "refused": _refused(preview.refused),
    }


def _explained(warning: Any) -> str:
    from coachkit.language.explaining import explain_warning

    return explain_warning(warning, terminal.LANGUAGE)


def _refused(refused: Any) -> dict[str, Any] | None:
    from coachkit.language.explaining import explain

    if refused is None:
        return None
    return {
        "code": refused.code,
        "message": explain(refused, terminal.LANGUAGE),
        **refused.details,
    }


def exit_code(refusals: Sequence[object]) -> int:
    """Done, partly done or unusable: ``refusals`` has one for each file, ``None`` for none."""
    refused = sum(one is not None for one in refusals)
    if not refused:
        return DONE
    return UNUSABLE if refused == len(refusals) else PARTLY
