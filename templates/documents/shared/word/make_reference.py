"""Make ``reference.docx``: what pandoc takes a Word file's page, heads and styles from.

    python templates/documents/shared/word/make_reference.py

It is pandoc's own, with the parts that coachkit fills anew for each document. Opened in Word it
shows the styles and their names. The same templates give the same bytes.
"""

import subprocess
import sys
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[3]))

from coachkit.documents import pandoc  # noqa: E402 - after the path to it
from coachkit.documents.house_look import HouseLook  # noqa: E402
from coachkit.documents.markdown_document import MarkdownDocument  # noqa: E402
from coachkit.documents.word_file import packed  # noqa: E402
from coachkit.documents.word_parts import word_parts  # noqa: E402

WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
ADDED = {
    "rId11": ("header", "header1.xml"),
    "rId12": ("header", "header2.xml"),
    "rId13": ("footer", "footer1.xml"),
    "rId14": ("footer", "footer2.xml"),
}


def reference() -> bytes:
    """The file's bytes."""
    written = subprocess.run(  # noqa: S603 - pandoc, with arguments of our own
        [pandoc.program(), "--print-default-data-file", "reference.docx"],
        check=True,
        capture_output=True,
    ).stdout
    with zipfile.ZipFile(BytesIO(written)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    types = "".join(
        f'<Override PartName="/word/{file}" ContentType="{WORDS}.{kind}+xml" />'
        for kind, file in ADDED.values()
    )
    links = "".join(
        f'<Relationship Type="{LINKS}/{kind}" Id="{name}" Target="{file}" />'
        for name, (kind, file) in ADDED.items()
    )
    _add(parts, "[Content_Types].xml", "</Types>", types)
    _add(parts, "word/_rels/document.xml.rels", "</Relationships>", links)
    parts["word/document.xml"] = (HERE / "document.xml").read_bytes()
    empty = MarkdownDocument("reference", "en", "Title", "", "Client", "Draft", date(2026, 1, 1))
    return packed({**parts, **word_parts(empty, HouseLook())})


def _add(parts: dict[str, bytes], name: str, end: str, what: str) -> None:
    parts[name] = parts[name].replace(end.encode(), (what + end).encode())


if __name__ == "__main__":
    (HERE / "reference.docx").write_bytes(reference())
    print("reference.docx written")
