"""Finds text that readers would see and no catalogue knows.

It is a heuristic that would rather miss a word than cry wolf: in templates, the words between
tags and in the attributes that are read aloud; in Python, what is handed to a widget or a chart as
a label, and what looks like a sentence. A line that says ``not for people: <reason>`` is let be.
"""

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from coachkit.language.extraction import Fault, files_in
from coachkit.model.languages import LANGUAGES

SEEN = ("charts", "documents", "serving", "sessions", "widgets")
"""The packages whose strings readers may come to see."""

_LET_BE = "not for people:"
_OUR_NAME = "coachkit"
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE = re.compile(r"[^\W\d_]{2,}(?:,? [^\W\d_]+){2,}")
_LIKE_CODE = re.compile(r"[{}=;\\_<>$|]|https?:")
_BETWEEN_TAGS = re.compile(r">([^<>]*)<")
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_MARKUP = re.compile(r"<[^>]*>|\]\([^)]*\)|\{[^}]*\}|`[^`]*`|^\s*:::.*$", re.MULTILINE)

_READ_ALOUD = {"alt", "aria-label", "aria-description", "placeholder", "title"}
_SILENT_TAGS = {"code", "script", "style"}
_LABELS = {
    "alt",
    "caption",
    "description",
    "heading",
    "label",
    "placeholder",
    "suptitle",
    "title",
    "tooltip",
    "xlabel",
    "ylabel",
}
_DRAWING = {"annotate", "set_title", "set_xlabel", "set_ylabel", "suptitle"}
_TALKING = {"count", "gettext", "later", "later_count", "later_in", "say", "say_in"}
_LOGGING = {"critical", "debug", "error", "exception", "info", "warning"}


def bare_text_in(root: Path) -> list[Fault]:
    """Every text in the repository at ``root`` that no catalogue knows."""
    faults: list[Fault] = []
    for path in files_in(root):
        file = path.relative_to(root)
        if path.suffix == ".j2":
            found = set() if _of_one_language(file) else _in_template(path)
        elif path.suffix == ".py" and file.parts[1] in SEEN:
            found = _in_python(path.read_text(encoding="utf-8"))
        else:
            continue
        lines = path.read_text(encoding="utf-8").splitlines()
        faults += [
            Fault(file.as_posix(), line, f"“{text}” is in no catalogue")
            for line, text in sorted(found)
            if _LET_BE not in lines[line - 1]
        ]
    return faults


def _of_one_language(file: Path) -> bool:
    """Whether a template is written out in its language: a document has one for each."""
    return file.name.endswith(".md.j2") and file.name.split(".")[0] in LANGUAGES


def _in_template(path: Path) -> set[tuple[int, str]]:
    kind = path.suffixes[-2] if len(path.suffixes) > 1 else ""
    source = _JINJA.sub(_only_newlines, path.read_text(encoding="utf-8"))
    if kind == ".html":
        return _in_html(source)
    if kind in {".md", ".txt"}:
        plain = _MARKUP.sub(_only_newlines, source)
        return {
            (number, line.strip())
            for number, line in enumerate(plain.splitlines(), start=1)
            if _is_text(line)
        }
    return set()


def _only_newlines(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _is_text(text: str) -> bool:
    return bool(_WORD.search(text.replace(_OUR_NAME, "")))


def _in_html(source: str) -> set[tuple[int, str]]:
    reader = _Reader()
    reader.feed(source)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[int, str]] = set()
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in _SILENT_TAGS
        for name, value in attrs:
            if name in _READ_ALOUD and value:
                self._see(value)

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in _SILENT_TAGS

    def handle_data(self, data: str) -> None:
        if not self._silent:
            for ahead, line in enumerate(data.splitlines()):
                self._see(line, ahead)

    def _see(self, text: str, ahead: int = 0) -> None:
        if _is_text(text):
            self.found.add((self.getpos()[0] + ahead, text.strip()))


def _in_python(source: str) -> set[tuple[int, str]]:
    tree = ast.parse(source)
    let_be = set(_unseen(tree))
    found: set[tuple[int, str]] = set()
    for node in ast.walk(tree):
        if id(node) in let_be:
            continue
        if isinstance(node, ast.Call):
            found |= {(node.lineno, text) for text in _labels(node)}
        elif isinstance(node, ast.Constant):
            found |= {(node.lineno, text) for text in _prose(_string(node))}
    return found


def _unseen(tree: ast.AST) -> Iterator[int]:
    """The nodes that are said through a catalogue, or that no reader of a page ever meets."""
    for node in ast.walk(tree):
        quiet: list[ast.AST] = []
        if isinstance(node, ast.Expr) and _string(node.value):
            quiet = [node.value]
        elif isinstance(node, ast.Raise) or _is_talk(node):
            quiet = [node]
        for part in quiet:
            yield from (id(below) for below in ast.walk(part))


def _is_talk(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    return name in _TALKING or (isinstance(node.func, ast.Attribute) and name in _LOGGING)


def _string(node: ast.AST) -> str:
    literal = node.value if isinstance(node, ast.Constant) else None
    return literal if isinstance(literal, str) else ""


def _labels(call: ast.Call) -> Iterator[str]:
    handed = [keyword.value for keyword in call.keywords if keyword.arg in _LABELS]
    if getattr(call.func, "attr", "") in _DRAWING:
        handed += call.args
    for argument in handed:
        parts = argument.values if isinstance(argument, ast.JoinedStr) else [argument]
        yield from (text for text in map(_string, parts) if _is_text(text))


def _prose(text: str) -> Iterator[str]:
    if "<" in text and ">" in text:
        yield from (found for found in _BETWEEN_TAGS.findall(text) if _is_text(found))
    elif _SENTENCE.search(text) and not _LIKE_CODE.search(text):
        yield text
