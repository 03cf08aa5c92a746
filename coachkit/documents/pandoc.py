"""pandoc, started for one piece of work at a time: Markdown of ours in, a format out.

It reads no more Markdown than the templates write: no HTML, no TeX, no mathematics, no citations,
no metadata in the text, no addresses that become links by themselves.
"""

import subprocess
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Final

import pypandoc

from coachkit.model.errors import DocumentFailed
from coachkit.model.shipped import shipped

_READ: Final = (
    "all_symbols_escapable",
    "blank_before_header",
    "bracketed_spans",
    "fenced_divs",
    "implicit_figures",
    "intraword_underscores",
    "link_attributes",
    "lists_without_preceding_blankline",
    "pipe_tables",
    "space_in_atx_header",
    "startnum",
    "table_captions",
    "task_lists",
)
_NOT_READ: Final = ("raw_html", "shortcut_reference_links", "spaced_reference_links")
READS: Final = "+".join(("-".join(("markdown_strict", *_NOT_READ)), *_READ))
"""What of Markdown is read: everything that is not named is text."""

FILTER: Final = shipped("templates", "documents", "shared", "filter.lua")
"""What divs, spans and pictures become in each format."""

_LONGEST: Final = 60
"""Seconds; the longest documents take one."""
_REASON: Final = 500


@cache
def program() -> str:
    """Where pandoc is."""
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as missing:
        raise DocumentFailed("pandoc_missing") from missing


def run(markdown: str, to: str, arguments: Sequence[str], folder: Path) -> bytes:
    """What pandoc makes of Markdown, with ``folder`` as its working folder.

    :class:`DocumentFailed` with ``pandoc_missing``, ``timed_out`` or ``pandoc_failed`` and its
    ``reason``.
    """
    command = [
        program(),
        f"--from={READS}",
        f"--to={to}",
        "--wrap=none",
        # Every table is as wide as the text, and its columns as the dashes under their headings.
        "--columns=1",
        # Whatever templates a person keeps for pandoc are not for our documents.
        f"--data-dir={folder}",
        *arguments,
    ]
    try:
        done = subprocess.run(  # noqa: S603 - the program and its arguments are ours
            command,
            input=markdown.encode(),
            capture_output=True,
            cwd=folder,
            timeout=_LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise DocumentFailed("timed_out", seconds=_LONGEST) from late
    except OSError as missing:
        raise DocumentFailed("pandoc_missing") from missing
    if done.returncode:
        reason = done.stderr.decode(errors="replace").strip()[:_REASON]
        raise DocumentFailed("pandoc_failed", reason=reason)
    return done.stdout
