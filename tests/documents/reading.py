"""Reads documents back: what somebody sees in them, and what they are made of."""

import io
import re
import zipfile
from collections import Counter
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pypdf

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MM = 72 / 25.4
_SPACES = re.compile(r"[\s\u200b\ufeff]+")


def bare(text: str) -> str:
    """Without what no reader sees: spaces, and where a word may break."""
    return _SPACES.sub("", text)


class PageReader(HTMLParser):
    """The words inside ``main``, the elements, the addresses."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.said: list[str] = []
        self.elements: Counter[str] = Counter()
        self.addresses: set[str] = set()
        self.attributes: set[str] = set()
        self._inside = False
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self._inside = self._inside or tag == "main"
        self.elements[tag] += 1
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src", "action"}:
                self.addresses.add(value)

    def handle_endtag(self, tag):
        if tag == "main":
            self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.said.append(data)

    @property
    def text(self) -> str:
        return "".join(self.said)


class WordReader:
    """The words of a DOCX's body, its paragraphs' styles, its links, its parts."""

    def __init__(self, content: bytes) -> None:
        self.parts = self.parts_of(content)
        self.body = self.xml("word/document.xml")

    @staticmethod
    def parts_of(content: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def xml(self, part: str) -> ET.Element:
        return ET.fromstring(self.parts[part])

    @property
    def text(self) -> str:
        signs = {f"{W}softHyphen": "\xad", f"{W}noBreakHyphen": "\u2011"}
        return "".join(
            (node.text or "") if node.tag == f"{W}t" else signs.get(node.tag, "")
            for node in self.body.iter()
        )

    @property
    def styles(self) -> Counter[str]:
        return Counter(node.get(f"{W}val") for node in self.body.iter(f"{W}pStyle"))

    @property
    def addresses(self) -> set[str]:
        links = self.xml("word/_rels/document.xml.rels")
        return {link.get("Target") for link in links if link.get("TargetMode") == "External"}


def print_text(content: bytes) -> str:
    """The words between a PDF's running head and its footer."""
    said = []

    def between(text, moved, placed, _font, _size):
        up = placed[4] * moved[1] + placed[5] * moved[3] + moved[5]
        if 22 * _MM < up < (297 - 24) * _MM:
            said.append(text)

    for page in pypdf.PdfReader(io.BytesIO(content)).pages:
        page.extract_text(visitor_text=between)
    return "".join(said)
