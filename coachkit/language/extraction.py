"""Finds every text that coachkit says: in Python, in Jinja templates, in notebooks' cells.

A text is found where it is said, as a literal: ``say("…")``, ``count("…", "…", n)``,
``say_in("…", "…")``, or ``later("…")`` in a table; in templates ``{% trans %}`` too. Python and
Jinja are read as syntax trees: a text glued together from parts, or a field that nobody fills, is
a fault that only the tree can show.
"""

import ast
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

from coachkit.language.speech import FIELD

TREES = (("coachkit", ".py"), ("templates", ".j2"), ("notebooks", ".ipynb"))
"""Where texts are said: the folders of the repository and the ends of the files' names."""

_TEXTS = {
    "say": (None, 0, None),
    "gettext": (None, 0, None),
    "later": (None, 0, None),
    "count": (None, 0, 1),
    "later_count": (None, 0, 1),
    "ngettext": (None, 0, 1),
    "say_in": (0, 1, None),
    "later_in": (0, 1, None),
    "pgettext": (0, 1, None),
}
"""By the name of the call: which argument is the context, the text, the text for many."""

_FILLING = {"say": set[str](), "say_in": set[str](), "count": {"n"}}
"""The calls that fill fields, and the fields that they know by themselves."""

_PLURAL_ARGUMENTS = 3


@dataclass(frozen=True)
class Said:
    """A text as it stands in a file. ``many``: its form for several things."""

    context: str | None
    text: str
    many: str | None
    file: str


@dataclass(frozen=True)
class Fault:
    """Something that no catalogue could repair, and where it stands."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True)
class Call:
    """One call, whatever the language it was written in. A text that is no literal is ``None``."""

    name: str
    texts: tuple[str | None, ...]
    glued: tuple[bool, ...]
    filled: frozenset[str]
    filled_unseen: bool
    line: int


def said_in(root: Path) -> tuple[list[Said], list[Fault]]:
    """Every text in the repository at ``root``, and what is wrong with how they are said."""
    texts: list[Said] = []
    faults: list[Fault] = []
    for path in files_in(root):
        file = path.relative_to(root).as_posix()
        for call in calls(path):
            texts += _said(call, file)
            faults += [Fault(file, call.line, reason) for reason in _faults(call)]
    return texts, faults


def files_in(root: Path) -> Iterator[Path]:
    """The files that may say something, in a steady order."""
    for folder, ending in TREES:
        yield from sorted(
            path
            for path in (root / folder).rglob(f"*{ending}")
            if not any(part.startswith(".") for part in path.relative_to(root).parts)
        )


def calls(path: Path) -> Iterator[Call]:
    """Every call in the file that has the name of one that says something."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".j2":
        return _calls_of_template(source)
    if path.suffix == ".ipynb":
        return _calls_of_notebook(source)
    return _calls_of_python(ast.parse(source, str(path)))


def template_tree(source: str) -> nodes.Template:
    """A template as Jinja reads it."""
    return _environment().parse(source)


@cache
def _environment() -> Environment:
    # Only parsed here, never rendered: there is nothing to escape.
    environment = Environment(
        extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"],
        autoescape=True,
    )
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # the i18n extension adds it
    return environment


def _calls_of_python(tree: ast.AST) -> Iterator[Call]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = _name(node.func)
        if name in _TEXTS:
            yield Call(
                name=name,
                texts=tuple(_literal(argument) for argument in node.args),
                glued=tuple(
                    isinstance(argument, (ast.JoinedStr, ast.BinOp)) for argument in node.args
                ),
                filled=frozenset(keyword.arg for keyword in node.keywords if keyword.arg),
                filled_unseen=any(keyword.arg is None for keyword in node.keywords),
                line=node.lineno,
            )


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literal(argument: ast.expr) -> str | None:
    literal = isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    return argument.value if literal else None  # type: ignore[attr-defined]  # the line above


def _calls_of_notebook(source: str) -> Iterator[Call]:
    for cell in json.loads(source)["cells"]:
        if cell["cell_type"] == "code":
            lines = "".join(cell["source"]).splitlines()
            python = "\n".join("" if line.startswith(("%", "!")) else line for line in lines)
            yield from _calls_of_python(ast.parse(python))


def _calls_of_template(source: str) -> Iterator[Call]:
    for node in template_tree(source).find_all(nodes.Call):
        name = str(getattr(node.node, "attr", getattr(node.node, "name", "")))
        if name in _TEXTS:
            yield Call(
                name=name,
                texts=tuple(
                    argument.value
                    if isinstance(argument, nodes.Const) and isinstance(argument.value, str)
                    else None
                    for argument in node.args
                ),
                glued=tuple(
                    isinstance(argument, (nodes.BinExpr, nodes.Concat)) for argument in node.args
                ),
                filled=frozenset(keyword.key for keyword in node.kwargs),
                filled_unseen=node.dyn_kwargs is not None,
                line=node.lineno,
            )


def _said(call: Call, file: str) -> list[Said]:
    context, text, many = (_argument(call, place) for place in _TEXTS[call.name])
    if text is None or not _is_ours(call):
        return []
    return [Said(context, text, many, file)]


def _argument(call: Call, place: int | None) -> str | None:
    return call.texts[place] if place is not None and place < len(call.texts) else None


def _is_ours(call: Call) -> bool:
    """Lists and strings have a ``count`` of their own, with fewer texts."""
    needed = [place for place in _TEXTS[call.name] if place is not None]
    given = all(_argument(call, place) is not None for place in needed)
    return given and (call.name != "count" or len(call.texts) >= _PLURAL_ARGUMENTS)


def _faults(call: Call) -> Iterator[str]:
    places = [place for place in _TEXTS[call.name] if place is not None]
    if any(place < len(call.glued) and call.glued[place] for place in places):
        if call.name != "count" or len(call.texts) >= _PLURAL_ARGUMENTS:
            yield f"{call.name}() is given a text glued together: use %(name)s fields"
        return
    if call.name not in _FILLING or call.filled_unseen or not _is_ours(call):
        return
    fields = {field for place in places[-2:] for field in fields_of(call.texts[place] or "")}
    for field in sorted(fields - call.filled - _FILLING[call.name]):
        yield f"{call.name}() leaves the field %({field})s empty"


def fields_of(text: str) -> set[str]:
    """The names of the text's fields."""
    return {match["name"] for match in FIELD.finditer(text) if match["name"]}
