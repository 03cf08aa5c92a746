"""Lays out the pages of a workspace: for each client, notebooks that are filled in for it.

They lie in ``<workspace>/.pages/<slug>/``, readable by their owner alone, and are the only files
that the server knows. Laying out again is cheap: what has not changed is left untouched.
"""

import ast
import shutil
import time
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeAlias

import nbformat

from coachkit.model.client import Client
from coachkit.model.errors import UnknownParameter
from coachkit.model.languages import LANGUAGES, Language
from coachkit.store.folders import private_folder, write_durably
from coachkit.store.refusals import named

FOLDER: Final = ".pages"
"""The folder of a workspace that holds its pages."""

DESK: Final = ".desk"
"""Among them, the folder of the coach's own page; no client is called so."""

_A_DRAFT: Final = 10 * 60
"""Seconds after which a draft is nobody's any more."""

Parameter: TypeAlias = str | int | float | bool | None
"""What a parameter of a notebook may be."""

_NotebookNode: TypeAlias = nbformat.NotebookNode


def lay_out(workspace: Path, clients: Sequence[tuple[Client, Sequence[Path]]]) -> Path:
    """Every client's notebooks, filled in, and nothing else; returns the folder they lie in.

    ``clients``: each client with the notebooks it is to have; a page is called as its notebook.
    Raises :class:`UnknownParameter` where a notebook does not take a client, a language and a
    workspace, :class:`~coachkit.model.errors.NotWritable` where the workspace cannot be written.
    """
    root = workspace / FOLDER
    with named(root):
        _private(root)
        for client, notebooks in clients:
            _lay_out_client(_private(root / client.slug), workspace, client, notebooks)
        kept = {DESK, *(client.slug for client, _ in clients)}
        _tidy(root, kept)
    return root


def lay_out_desk(
    workspace: Path, notebook: Path, language: Language, title: str, pages: Sequence[str]
) -> Path:
    """The coach's own page in that language, filled in; returns where it lies.

    ``title``: what its tab is called. ``pages``: the names of the pages that clients have. Raises
    what :func:`lay_out` does.
    """
    folder = workspace / FOLDER / DESK
    with named(folder):
        _tidy(_private(folder), {f"{notebook.stem}-{language}.ipynb" for language in LANGUAGES})
        page = filled_in(
            nbformat.read(notebook, as_version=4),  # type: ignore[no-untyped-call]  # untyped
            {
                "language": language,
                "workspace": str(workspace.resolve()),
                "pages": " ".join(pages),
            },
        )
        page.metadata["title"] = title
        page.metadata["language"] = language
        written = nbformat.writes(page)  # type: ignore[no-untyped-call]  # nbformat is untyped
        path = folder / f"{notebook.stem}-{language}.ipynb"
        _write(path, written.encode())
    return path


def forget(workspace: Path, slug: str) -> None:
    """Remove the pages of a client that is no more; nothing happens where there are none.

    Raises :class:`~coachkit.model.errors.NotWritable`.
    """
    folder = workspace / FOLDER / slug
    with named(folder):
        if folder.is_dir():
            shutil.rmtree(folder)


def filled_in(notebook: _NotebookNode, parameters: Mapping[str, Parameter]) -> _NotebookNode:
    """The notebook with ``parameters`` in its cell tagged ``parameters``; the rest keeps its value.

    The cell has one assignment per line. Raises :class:`UnknownParameter` for a name it lacks.
    """
    filled: _NotebookNode = nbformat.from_dict(notebook)  # type: ignore[no-untyped-call]  # nbformat is untyped
    cell = next((cell for cell in filled.cells if _takes_parameters(cell)), None)
    assignments = {} if cell is None else _assignments(cell.source)
    for name in parameters:
        if name not in assignments:
            known = tuple(assignments)
            raise UnknownParameter("unknown_parameter", name, parameter=name, known=known)
    if cell is not None:
        cell.source = _assigned(cell.source, assignments, parameters)
    return filled


def _lay_out_client(
    folder: Path, workspace: Path, client: Client, notebooks: Sequence[Path]
) -> None:
    for notebook in notebooks:
        blank = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]  # untyped
        page = filled_in(
            blank,
            {
                "client": client.slug,
                "language": client.language,
                "workspace": str(workspace.resolve()),
            },
        )
        page.metadata["title"] = client.name
        page.metadata["language"] = client.language
        written = nbformat.writes(page)  # type: ignore[no-untyped-call]  # nbformat is untyped
        _write(folder / notebook.name, written.encode())
    _tidy(folder, {book.name for book in notebooks})


def _tidy(folder: Path, kept: Collection[str]) -> None:
    """Remove whatever else there is; but not what another server may be writing at the moment."""
    for path in folder.iterdir():
        if path.name in kept or (path.name.startswith(".") and not _is_old(path)):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _is_old(path: Path) -> bool:
    try:
        return time.time() - path.lstat().st_mtime > _A_DRAFT
    except FileNotFoundError:
        return False


def _takes_parameters(cell: _NotebookNode) -> bool:
    return cell.cell_type == "code" and "parameters" in cell.metadata.get("tags", ())


def _assignments(source: str) -> dict[str, ast.Assign | ast.AnnAssign]:
    assigned: dict[str, ast.Assign | ast.AnnAssign] = {}
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target: ast.expr = node.targets[0]
        elif isinstance(node, ast.AnnAssign):
            target = node.target
        else:
            continue
        if isinstance(target, ast.Name):
            assigned[target.id] = node
    return assigned


def _assigned(
    source: str,
    assignments: Mapping[str, ast.Assign | ast.AnnAssign],
    parameters: Mapping[str, Parameter],
) -> str:
    lines = source.splitlines()
    # From the last to the first, so that the line numbers above stay right.
    for name, node in sorted(assignments.items(), key=lambda item: -item[1].lineno):
        if name in parameters:
            kind = f": {ast.unparse(node.annotation)}" if isinstance(node, ast.AnnAssign) else ""
            last = node.end_lineno or node.lineno
            lines[node.lineno - 1 : last] = [f"{name}{kind} = {parameters[name]!r}"]
    return "\n".join(lines)


def _private(folder: Path) -> Path:
    private_folder(folder).chmod(0o700)
    return folder


def _write(path: Path, content: bytes) -> None:
    if not path.exists() or path.read_bytes() != content:
        write_durably(path, content)
