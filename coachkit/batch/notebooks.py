"""One notebook, run for one client: parameters checked first, output whole or not at all."""

import logging
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from coachkit.kernels import lean_imports  # noqa: F401 - before all that it is about

# isort: split
from nbclient.exceptions import CellTimeoutError
from papermill.exceptions import PapermillExecutionError
from papermill.execute import execute_notebook
from papermill.inspection import inspect_notebook

from coachkit.kernels.private import KERNEL, PrivateKernel
from coachkit.model.errors import CoachkitError, NotebookFailed, UnknownParameter
from coachkit.model.shipped import shipped
from coachkit.sessions.writing import not_writable

_SECONDS_A_CELL = 300
REFUSAL: Final = "Refusal"
"""The name of the error with which a notebook stops that has a sentence for its reader."""


def notebook_path(name: str) -> Path:
    """The shipped notebook of that name, or :class:`CoachkitError` ``unknown_notebook``."""
    path = shipped("notebooks", f"{name}.ipynb")
    if not path.is_file() or path.parent != shipped("notebooks"):
        known = tuple(sorted(found.stem for found in shipped("notebooks").glob("*.ipynb")))
        raise CoachkitError("unknown_notebook", "notebook", notebook=name, known=known)
    return path


def known_parameters(notebook: Path) -> tuple[str, ...]:
    """The names in the notebook's ``parameters`` cell."""
    return tuple(inspect_notebook(str(notebook)))


def run_notebook(notebook: Path, parameters: Mapping[str, Any], output: Path) -> Path:
    """Run the notebook with papermill and leave the filled one at ``output``.

    Raises :class:`UnknownParameter` before anything runs, :class:`NotebookFailed` with the
    sentence of the cell that stopped, :class:`~coachkit.model.errors.NotWritable`.
    """
    known = known_parameters(notebook)
    for name in parameters:
        if name not in known:
            raise UnknownParameter("unknown_parameter", name, parameter=name, known=known)
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=output.parent, prefix=".running-") as folder:
            unfinished = Path(folder) / output.name
            _execute(notebook, unfinished, dict(parameters))
            unfinished.replace(output)
    except OSError as refused:
        raise not_writable(refused, output) from refused
    return output


def failed_cell(notebook: str, name: str, said: str, cell: int) -> NotebookFailed:
    """The refusal for a cell that raised an error of that name, which said that."""
    refused = name == REFUSAL
    reason = said if refused else f"{name}: {said}"
    code = "refused" if refused else "cell_failed"
    return NotebookFailed(code, "notebook", notebook=notebook, cell=cell, reason=reason)


def _execute(notebook: Path, output: Path, parameters: dict[str, Any]) -> None:
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        execute_notebook(
            str(notebook),
            str(output),
            parameters=parameters,
            progress_bar=False,
            log_output=False,
            execution_timeout=_SECONDS_A_CELL,
            kernel_name=KERNEL,
            kernel_manager_class=PrivateKernel,
            cwd=str(output.parent),
        )
    except PapermillExecutionError as stopped:
        raise failed_cell(
            notebook.stem, stopped.ename, stopped.evalue, stopped.exec_count
        ) from stopped
    except (CellTimeoutError, RuntimeError) as stopped:
        # A kernel that dies is a RuntimeError, before its first answer a plain one.
        raise NotebookFailed(
            "no_answer", "notebook", notebook=notebook.stem, cell=0, reason=type(stopped).__name__
        ) from stopped
