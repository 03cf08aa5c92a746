"""A Markdown document as one HTML file that needs nothing else: no network, no script."""

from pathlib import Path
from tempfile import TemporaryDirectory

from markupsafe import Markup

from coachkit.documents import pandoc
from coachkit.documents.document_facts import colours, data_uri, said, write_facts
from coachkit.documents.house_look import HouseLook
from coachkit.documents.html import fonts
from coachkit.documents.markdown_document import MarkdownDocument
from coachkit.documents.templating import fill, shipped_text


def page(document: MarkdownDocument, look: HouseLook) -> bytes:
    """The document as a page: typeface and pictures inside, ready to print."""
    with TemporaryDirectory(prefix="coachkit-") as name:
        folder = Path(name)
        write_facts(document, look, folder)
        body = pandoc.run(
            document.body,
            "html5",
            [f"--lua-filter={pandoc.FILTER}", "--shift-heading-level-by=1"],
            folder,
        ).decode()
    filled = fill(
        "documents/shared/page.html.j2",
        document.language,
        document=document,
        facts=said(document),
        logo=data_uri(look.logo) if look.logo else "",
        colours=colours(look),
        # pandoc escapes whatever is text; the rest comes from our template and filter.
        body=Markup(body),  # noqa: S704
        styles=(
            fonts(),
            shipped_text("look", "tokens.css"),
            shipped_text("documents", "shared", "page.css"),
        ),
    )
    return filled.encode()
