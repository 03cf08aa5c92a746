"""What is to be run, for whom, and within which limits: values that any process can be handed."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final, Literal, Self

from pydantic import Field

from coachkit.language.explaining import explain
from coachkit.model.errors import CoachkitError, InvalidValue, UnknownClient, UnknownParameter
from coachkit.model.languages import LANGUAGES, Language, valid_language
from coachkit.model.periods import Period
from coachkit.model.values import Value
from coachkit.store.workspace import Workspace

ALL: Final = "all"
"""Instead of clients' names: every client of the workspace."""

FROM_CLIENT: Final = "from-client"
"""Instead of a language: each client's own."""

_OURS: Final = ("client", "workspace", "language", "period")
"""The parameters that the plan itself fills in."""


class Limits(Value):
    """What one run may take: seconds from start to end, and its kernel's memory (0: any)."""

    seconds: float = Field(default=600, gt=0)
    megabytes: int = Field(default=2000, ge=0)


class Job(Value):
    """One notebook for one client, as whoever runs it needs to know it. It can be pickled.

    ``language``: empty for the client's own. ``parameters``: what else the notebook is told.
    ``again``: run even if nothing has changed, unless that was done ``since``. ``outputs``: an
    address for what is written, empty for the client's own ``runs/``. ``png``: each drawn chart as
    a PNG file, too.
    """

    client: str
    notebook: str
    workspace: str
    period: str = ""
    language: Literal["", "en", "sv", "fi"] = ""
    parameters: tuple[tuple[str, str], ...] = ()
    limits: Limits = Limits()
    again: bool = False
    since: datetime | None = None
    outputs: str = ""
    png: bool = False

    @property
    def key(self) -> str:
        """What tells it from the other jobs of a batch."""
        return f"{self.client}/{self.notebook}/{self.period}/{self.language}"


class Refused(Value):
    """Why a job failed: the error's code, and its sentence by language."""

    code: str
    said: Mapping[Language, str]

    @classmethod
    def of(cls, error: CoachkitError) -> Self:
        """That error, in every language: who reads of it may speak another than the client."""
        return cls(code=error.code, said={spoken: explain(error, spoken) for spoken in LANGUAGES})


State = Literal["made", "unchanged", "failed"]


class Outcome(Value):
    """What became of a job. It can be pickled, and written as JSON.

    ``folder``: where its files are, empty where it failed. ``files``: their names.
    """

    job: Job
    state: State
    began: datetime
    seconds: float
    folder: str = ""
    files: tuple[str, ...] = ()
    refused: Refused | None = None


def plan(  # noqa: PLR0913 - a batch is all of this
    workspace: Workspace,
    notebook: str,
    clients: Sequence[str],
    *,
    period: str = "",
    language: str = FROM_CLIENT,
    parameters: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    again: bool = False,
    since: datetime | None = None,
    outputs: str = "",
    png: bool = False,
) -> tuple[Job, ...]:
    """The jobs for those clients (``("all",)`` for every one), by short name.

    What cannot be right for any client is refused here, before anything runs:
    :class:`UnknownParameter`, :class:`UnknownClient`, :class:`InvalidValue`, and
    ``unknown_notebook``. A client whose store is damaged gets its job, which will fail alone.
    """
    # Who is only handed a job, or reads of one, need not wait for papermill.
    from coachkit.batch.notebooks import known_parameters, notebook_path  # noqa: PLC0415

    told = dict(parameters or {})
    _check(known_parameters(notebook_path(notebook)), told, period)
    spoken: Language | Literal[""] = (
        "" if language in {"", FROM_CLIENT} else valid_language(language)
    )
    return tuple(
        Job(
            client=client,
            notebook=notebook,
            workspace=str(workspace.path),
            period=period,
            language=spoken,
            parameters=tuple(sorted(told.items())),
            limits=limits or Limits(),
            again=again,
            since=since,
            outputs=outputs,
            png=png,
        )
        for client in _chosen(workspace, clients)
    )


def _check(known: Sequence[str], told: Mapping[str, str], period: str) -> None:
    if period:
        Period.month(period)
    for name in (*told, *(("period",) if period else ())):
        if name not in known:
            raise UnknownParameter("unknown_parameter", name, parameter=name, known=tuple(known))
    for name in told:
        if name in _OURS:
            raise InvalidValue("own_option", name, value=name)


def _chosen(workspace: Workspace, clients: Sequence[str]) -> list[str]:
    listing = workspace.listing()
    known = sorted(
        [client.slug for client in listing.clients] + [one.slug for one in listing.unreadable]
    )
    if tuple(clients) == (ALL,):
        return known
    for client in clients:
        if client not in known:
            raise UnknownClient("unknown_client", "slug", client=client, known=tuple(known))
    return list(dict.fromkeys(clients))
