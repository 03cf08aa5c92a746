"""A Markdown document as Markdown that any other program reads: pandoc's own writing of it."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from coachkit.documents import pandoc
from coachkit.documents.document_facts import write_facts
from coachkit.documents.house_look import HouseLook
from coachkit.documents.markdown_document import MarkdownDocument

_WRITES: Final = "commonmark+pipe_tables+strikeout+task_lists-raw_html"


def plain_markdown(document: MarkdownDocument, look: HouseLook) -> bytes:
    """The document's text as CommonMark with tables, its title first. Pictures are their words."""
    with TemporaryDirectory(prefix="coachkit-") as name:
        folder = Path(name)
        write_facts(document, look, folder)
        return pandoc.run(document.body, _WRITES, [f"--lua-filter={pandoc.FILTER}"], folder)
