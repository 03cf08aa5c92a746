"""A Markdown document as a file: Word, PDF, one HTML page, or Markdown. The format comes last."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final, Literal, NamedTuple

from coachkit.documents.house_look import HouseLook
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.documents.markdown_page import page
from coachkit.documents.plain_markdown import plain_markdown
from coachkit.documents.print_file import print_file
from coachkit.documents.word_file import word_file

Format = Literal["docx", "pdf", "html", "md"]

_WRITERS: Final[dict[Format, Callable[[MarkdownDocument, HouseLook], bytes]]] = {
    "docx": word_file,
    "pdf": print_file,
    "html": page,
    "md": plain_markdown,
}
_AT_ONCE: Final = min(4, os.cpu_count() or 1)
"""The work is done by programs of their own: threads only wait for them."""


class Rendered(NamedTuple):
    """One file of many: which document, in which format, and its bytes."""

    document: MarkdownDocument
    format: Format
    content: bytes


def render(document: MarkdownDocument, to: Format, look: HouseLook) -> bytes:
    """The document as a file. The same document and look give the same bytes.

    :class:`~coachkit.model.errors.DocumentFailed` if a program that it takes is missing or fails.
    """
    return _WRITERS[to](document, look)


def render_all(
    documents: Iterable[MarkdownDocument],
    formats: Iterable[Format],
    look: HouseLook,
    progress: Callable[[int, int], None] | None = None,
) -> list[Rendered]:
    """Every document in every format, several at once, in the order that was asked for.

    ``progress`` is told how many of how many are done, from the thread that called. The first
    failure ends it: what has begun is waited for, what has not is never begun.
    """
    wanted = [(document, to) for document in documents for to in formats]
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="documents") as pool:
        waiting = [pool.submit(render, document, to, look) for document, to in wanted]
        try:
            contents = list(_told((job.result() for job in waiting), len(wanted), progress))
        finally:
            for job in waiting:
                job.cancel()
    return [
        Rendered(document, to, content)
        for (document, to), content in zip(wanted, contents, strict=True)
    ]


def _told(
    contents: Iterator[bytes], total: int, progress: Callable[[int, int], None] | None
) -> Iterator[bytes]:
    for done, content in enumerate(contents, start=1):
        if progress is not None:
            progress(done, total)
        yield content
