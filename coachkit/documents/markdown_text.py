"""Client text as Markdown that means nothing but itself.

A value may stand in a heading, a list item, a table cell, the text of a link or between the stars
of emphasis, and comes out as it was typed: every sign that Markdown could read something into has
a backslash before it. Line breaks travel as signs that no text can have (Unicode's noncharacters)
and become line breaks again in the filter of ``templates/documents/shared/filter.lua``, where a
line of Markdown has long ended.
"""

import re
import unicodedata
from typing import Final
from urllib.parse import quote, urlsplit

from markupsafe import Markup

LINE: Final = "\ufdd0"
"""Stands for a line break inside a value."""
PARAGRAPH: Final = "\ufdd1"
"""Stands for an empty line inside a value."""
EDGE: Final = "\ufdd2"
"""Stands at both ends of a value: emphasis around a value that begins with a space still is one."""

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"
_LINE_ENDS: Final = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028]")
_PARAGRAPH_ENDS: Final = re.compile("[ \t]*(?:\n[ \t]*){2,}|\u2029")
_SPACES: Final = re.compile("[ \t]+")
_SPACED_LINES: Final = re.compile("[ \t]*\n[ \t]*")
_SIGNS: Final = re.compile(r"([!-/:-@\[-`{-~])")
_PLAIN: Final = re.compile(r"[^\W_]+(?: [^\W_]+)*")
_OPENING: Final = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"}
_ISOLATING: Final = {"\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_BIDIRECTIONAL: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_SCHEMES: Final = frozenset({"http", "https", "mailto"})
_LONGEST_ADDRESS: Final = 2_000
_KEPT_IN_ADDRESSES: Final = "-._~:/?#@!$&'()*+,;=%"


def clean(text: str) -> str:
    """The text without what no file may hold, and nothing lost silently.

    A control character becomes its picture (NUL is ``␀``); half a surrogate pair or a
    noncharacter becomes ``�``; what turns the writing direction is turned back at the end, so
    that it cannot reach the neighbours' text. Every line end is a line feed.
    """
    lines = _LINE_ENDS.sub("\n", text)
    return _turned_back("".join(map(_visible, lines)))


def _visible(letter: str) -> str:
    code = ord(letter)
    if letter in "\n\t" or 0x20 <= code < 0x7F:
        return letter
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    if code < 0xA0 or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return _REPLACEMENT
    return _REPLACEMENT if unicodedata.category(letter) == "Cs" else letter


def _turned_back(text: str) -> str:
    if not _BIDIRECTIONAL.search(text):
        return text
    return "\n".join(line + _closers(line) for line in text.split("\n"))


def _closers(line: str) -> str:
    waiting: list[str] = []
    for letter in _BIDIRECTIONAL.findall(line):
        closer = _OPENING.get(letter) or _ISOLATING.get(letter)
        if closer is not None:
            waiting.append(closer)
        elif letter in waiting:
            # An isolate's end ends every embedding inside it too.
            while waiting.pop() != letter:
                pass
    return "".join(reversed(waiting))


def written(text: str) -> Markup:
    """The text as Markdown that stands for it, wherever it stands.

    Line breaks are kept, an empty line divides paragraphs, runs of spaces are one space.
    """
    if _PLAIN.fullmatch(text):
        return _as_is(text)
    lined = _PARAGRAPH_ENDS.sub(PARAGRAPH, clean(text).strip("\n"))
    lined = _SPACED_LINES.sub(LINE, lined)
    return _as_is(EDGE + _escaped(_SPACES.sub(" ", lined)) + EDGE)


def attribute(text: str) -> str:
    """The text for between the quotation marks of an attribute, in one line."""
    return _escaped(one_line(text))


def one_line(text: str) -> str:
    """The text without what no file may hold, in one line."""
    return " ".join(clean(text).split())


def address(url: str) -> str | None:
    """The address of a link, or ``None`` if it is none that a document may lead to.

    Only http, https and mailto, without user names (``https://bank.example@elsewhere.example``).
    """
    if len(url) > _LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme not in _SCHEMES or "@" in parts.netloc:
        return None
    if not (parts.path if parts.scheme == "mailto" else parts.hostname):
        return None
    return quote(parts.geturl(), safe=_KEPT_IN_ADDRESSES)


def link(text: str, url: str) -> Markup:
    """A link with that text, or the text alone if the address is none to lead to."""
    leads_to = address(url)
    if leads_to is None:
        return written(text)
    return _as_is(f"[{written(text)}](<{_escaped(leads_to)}>)")


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


def _as_is(markdown: str) -> Markup:
    """Markdown of ours: not to be escaped once more."""
    return Markup(markdown)  # noqa: S704 - every sign of the text has its backslash
