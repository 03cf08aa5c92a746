"""One notebook executed in a kernel that knows one client, within limits; nothing is written."""

import ast
import asyncio
import contextlib
import os
import signal
import stat
import threading
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coachkit.kernels import lean_imports  # noqa: F401 - before all that it is about

# isort: split
import nbformat
from jupyter_core.utils import ensure_async
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode
from papermill.iorw import load_notebook_node
from papermill.parameterize import parameterize_notebook
from traitlets import default

from coachkit.batch.notebooks import REFUSAL, failed_cell
from coachkit.batch.planning import Limits, Refused
from coachkit.batch.watching import end_above
from coachkit.kernels import page_kernel
from coachkit.kernels.known_variables import known_of
from coachkit.kernels.private import KERNEL, OwnInterpreter, PrivateKernel
from coachkit.model.errors import NotebookFailed
from coachkit.model.visiting import CLIENT_VARIABLE, MANAGER, ROLE_VARIABLE, WHO_VARIABLE
from coachkit.sessions.opening import whoever

_PUBLISHED_WITHIN: Final = 60
_TOLD_WITHIN: Final = 10
_ASKED_EVERY: Final = 0.005
_ASKED: Final = "__import__('coachkit.sessions.refusing', fromlist=['x']).told_last()"


@dataclass(frozen=True)
class Desk:
    """Where a kernel of the batch works: for whom, in which workspace, in which folder."""

    client: str
    workspace: str
    folder: Path


class WalledInterpreter(OwnInterpreter):
    """The interpreter that runs the batch, behind the walls of a page: one client's folder."""

    launcher = page_kernel.__name__
    arguments = ("--HistoryManager.hist_file=:memory:",)


class BatchKernel(PrivateKernel):
    """A kernel that is told of one client, and reaches no other."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        # Its walls hide what lies beside its own folder, which must not be everybody's.
        self._private = self._folder.path / "k"
        self._private.mkdir(stat.S_IRWXU)
        self.connection_file = str(self._private / "kernel.json")

    @default("kernel_spec_manager")
    def _own_interpreter(self) -> OwnInterpreter:
        return WalledInterpreter(parent=self)

    async def begin(self, desk: Desk) -> None:
        """Start it at that desk."""
        walls = page_kernel.Walls(
            desk.workspace, str(self._private), tcp=self._folder.transport == "tcp"
        )
        told = {
            ROLE_VARIABLE: MANAGER,
            CLIENT_VARIABLE: desk.client,
            WHO_VARIABLE: whoever(),
            page_kernel.WALLS_VARIABLE: walls.written(),
        }
        await ensure_async(self.start_kernel(env=known_of(os.environ) | told, cwd=str(desk.folder)))

    @property
    def number(self) -> int:
        """The number of its process, which leads a group of its own."""
        return int(getattr(self.provisioner, "pid", 0) or 0)

    def kill_all(self) -> None:
        """End it with all that it has started, without asking."""
        process: Any = getattr(self.provisioner, "process", None)
        if process is None or process.poll() is not None:
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.number, signal.SIGKILL)
        process.kill()


def execute(
    notebook: Path,
    parameters: Mapping[str, str],
    desk: Desk,
    limits: Limits,
    turns: threading.Semaphore | None = None,
) -> NotebookNode:
    """The notebook with its outputs. ``turns``: how many others' cells may run with its own.

    Raises :class:`NotebookFailed`: ``refused`` (``told`` has its sentence by language),
    ``cell_failed``, ``no_answer``, ``took_too_long``, ``too_much_memory``.
    """
    turns = turns or threading.Semaphore()
    return asyncio.run(_Run(notebook, parameters, desk, limits, turns).run())


class _Run:
    def __init__(
        self,
        notebook: Path,
        parameters: Mapping[str, str],
        desk: Desk,
        limits: Limits,
        turns: threading.Semaphore,
    ) -> None:
        self._name, self._desk, self._limits, self._turns = notebook.stem, desk, limits, turns
        plain = load_notebook_node(str(notebook))
        self._filled: NotebookNode = parameterize_notebook(
            plain, dict(parameters), kernel_name=KERNEL
        )
        self._outgrew = False

    async def run(self) -> NotebookNode:
        kernel, time = BatchKernel(), asyncio.timeout(self._limits.seconds)
        try:
            async with time, self._watched(kernel) as client, self._in_turn(time):
                await self._cells(client)
        except (TimeoutError, CellTimeoutError, DeadKernelError, RuntimeError) as stopped:
            # To nbclient, whoever takes a run away from it is a kernel that died.
            if time.expired():
                raise self._failed("took_too_long", seconds=round(self._limits.seconds)) from None
            if self._outgrew:
                raise self._failed("too_much_memory", limit=self._limits.megabytes) from stopped
            raise self._failed("no_answer", reason=type(stopped).__name__) from stopped
        return self._filled

    @contextlib.asynccontextmanager
    async def _watched(self, kernel: BatchKernel) -> AsyncIterator[NotebookClient]:
        watch: asyncio.Task[None] | None = None
        client: NotebookClient | None = None
        whole = False
        try:
            await kernel.begin(self._desk)
            if self._limits.megabytes and kernel.number:
                limit = self._limits.megabytes
                watch = asyncio.create_task(
                    end_above(kernel.number, limit, lambda: self._outgrown(kernel))
                )
            client = self._client(kernel)
            await client.async_start_new_kernel_client()
            yield client
            whole = True
        finally:
            if watch is not None:
                watch.cancel()
            await _end(kernel, client, now=not whole)

    @contextlib.asynccontextmanager
    async def _in_turn(self, time: asyncio.Timeout) -> AsyncIterator[None]:
        """Wait until it may begin, which takes nothing of the time that it has."""
        time.reschedule(None)
        # asked for, not waited for in a thread: one that is taken away would take its turn with it
        while not self._turns.acquire(blocking=False):  # noqa: ASYNC110 - given back by other threads
            await asyncio.sleep(_ASKED_EVERY)
        try:
            time.reschedule(asyncio.get_running_loop().time() + self._limits.seconds)
            yield
        finally:
            self._turns.release()

    def _client(self, kernel: BatchKernel) -> NotebookClient:
        return NotebookClient(
            self._filled,
            km=kernel,
            timeout=None,
            iopub_timeout=_PUBLISHED_WITHIN,
            raise_on_iopub_timeout=True,
            store_widget_state=False,
            record_timing=False,
        )

    async def _cells(self, client: NotebookClient) -> None:
        client.reset_execution_trackers()
        for index, cell in enumerate(self._filled.cells):
            try:
                await client.async_execute_cell(cell, index)
            except CellExecutionError as stopped:
                raise await self._stopped(client, stopped, cell) from stopped

    async def _stopped(
        self, client: NotebookClient, stopped: CellExecutionError, cell: NotebookNode
    ) -> NotebookFailed:
        failed = failed_cell(
            self._name, stopped.ename, stopped.evalue, cell.get("execution_count") or 0
        )
        told = await _told(client) if stopped.ename == REFUSAL else None
        if told is not None:
            failed.details["told"] = told
        return failed

    def _outgrown(self, kernel: BatchKernel) -> None:
        self._outgrew = True
        kernel.kill_all()

    def _failed(self, code: str, **details: Any) -> NotebookFailed:
        return NotebookFailed(code, "notebook", notebook=self._name, cell=0, **details)


async def _told(client: NotebookClient) -> Refused | None:
    """The refusal that stopped the notebook, with its sentence in every language."""
    talk: Any = client.kc
    asked = talk.execute("", silent=True, store_history=False, user_expressions={"told": _ASKED})
    try:
        async with asyncio.timeout(_TOLD_WITHIN):
            while True:
                answer = await ensure_async(talk.get_shell_msg(timeout=None))
                if answer["parent_header"].get("msg_id") == asked:
                    break
        text = answer["content"]["user_expressions"]["told"]["data"]["text/plain"]
        # IPython shows the text as Python would write it.
        return Refused.model_validate_json(ast.literal_eval(text))
    except (TimeoutError, KeyError, TypeError, ValueError):
        return None


async def _end(kernel: BatchKernel, client: NotebookClient | None, *, now: bool) -> None:
    if client is not None and client.kc is not None:
        client.kc.stop_channels()
    if now:
        kernel.kill_all()
    await ensure_async(kernel.shutdown_kernel(now=now))


def written(filled: NotebookNode) -> str:
    """The executed notebook as a file's text."""
    # What a cell shows stays one text: as a list of its lines it takes ten times as long to write.
    how = {"version": nbformat.NO_CONVERT, "split_lines": False}
    text: str = nbformat.writes(filled, **how)  # type: ignore[no-untyped-call]
    return text
