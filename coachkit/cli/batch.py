"""``coachkit run``: a notebook without a reader, for one client or for all of them."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import click

from coachkit.cli import terminal
from coachkit.cli.batch_told import summary, telling
from coachkit.cli.terminal import DONE, PARTLY, progress, shown, workspace_option
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import valid_language

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from coachkit.batch.engines import Engine
    from coachkit.batch.ledger import Ledger

_INTERRUPTED: Final = 130
_REPORT: Final = "report"
_ALL: Final = "all"


class How(NamedTuple):
    """How a batch is to be run. ``scheduler``: an engine's address, if it has one."""

    engine: str
    workers: int
    scheduler: str = ""


def _local(how: How) -> "Engine":
    from coachkit.batch.engines import LocalEngine

    return LocalEngine(how.workers)


def _dask(how: How) -> "Engine":
    from coachkit.batch.dask_engine import DaskEngine

    if not how.scheduler:
        raise InvalidValue("no_scheduler_said", "scheduler")
    return DaskEngine(how.scheduler)


ENGINES: Final[Mapping[str, Callable[[How], "Engine"]]] = {"local": _local, "dask": _dask}
"""What may stand behind ``--engine``."""


@click.command(
    help=terminal.SPEECH.say(
        "Run a notebook (report, dashboard or exports) for one client, or for many at once: then "
        "each gets a folder in its runs/ with page, PDF, figures and notebook."
    )
)
@click.argument("notebook", default="")
@click.option("-c", "--client", default="", help=terminal.SPEECH.say("The client's short name."))
@click.option(
    "--clients",
    default="",
    metavar="NAMES",
    help=terminal.SPEECH.say("Several short names with commas between them, or “all”."),
)
@click.option("--period", default="", metavar="YYYY-MM", help=terminal.SPEECH.say("The month."))
@click.option(
    "--language",
    default="",
    help=terminal.SPEECH.say("en, sv or fi; “from-client” or none: the client's own."),
)
@click.option(
    "-p",
    "--parameter",
    "more",
    multiple=True,
    metavar="NAME=VALUE",
    help=terminal.SPEECH.say("Any other parameter of the notebook. May be repeated."),
)
@click.option(
    "--workers",
    type=click.IntRange(1, 64),
    default=None,
    metavar="N",
    help=terminal.SPEECH.say("How many run at once; else one for each processor."),
)
@click.option(
    "--again",
    is_flag=True,
    help=terminal.SPEECH.say("Run those, too, of which nothing has changed."),
)
@click.option(
    "--resume", is_flag=True, help=terminal.SPEECH.say("Go on with the batch that was cut short.")
)
@click.option(
    "--seconds",
    type=click.IntRange(1, 86400),
    default=600,
    show_default=True,
    help=terminal.SPEECH.say("How long one notebook may take."),
)
@click.option(
    "--memory",
    type=click.IntRange(0, 1_000_000),
    default=2000,
    show_default=True,
    metavar="MB",
    help=terminal.SPEECH.say("How much memory one notebook may take; 0 for any."),
)
@click.option(
    "--engine",
    type=click.Choice(list(ENGINES)),
    default="local",
    help=terminal.SPEECH.say("Where they run: on this machine, or on the workers of Dask."),
)
@click.option(
    "--scheduler",
    default="",
    metavar="tcp://HOST:PORT",
    help=terminal.SPEECH.say("The address of Dask's scheduler."),
)
@click.option(
    "--outputs",
    default="",
    metavar="ADDRESS",
    help=terminal.SPEECH.say(
        "Where to keep what is made instead of each client's runs/: a folder, or an address such "
        "as s3://bucket/reports."
    ),
)
@click.option(
    "--png",
    is_flag=True,
    help=terminal.SPEECH.say("Each chart as PNG, too, for programs that take no SVG."),
)
@click.option(
    "--due",
    is_flag=True,
    help=terminal.SPEECH.say(
        "Run what is due today by each client's rhythm: the report of the month that is over, "
        "once its exports are there."
    ),
)
@workspace_option
def run(
    notebook: str,
    client: str,
    clients: str,
    period: str,
    language: str,
    more: tuple[str, ...],
    workspace: str,
    **how: Any,
) -> None:
    """A notebook without a reader."""
    told = dict(_named(pair) for pair in more)
    due = bool(how["due"])
    notebook = notebook or (_REPORT if due else "")
    if not notebook:
        raise InvalidValue("missing", "notebook")
    if due and (period or how["resume"]):
        raise InvalidValue("only_with_due", "due", value="--period" if period else "--resume")
    if due or how["outputs"]:
        clients, client = clients or client or (_ALL if due else ""), client if clients else ""
    if client and not clients:
        run_one(notebook, client, period, language, told, workspace)
        return
    if client or not (clients or how["resume"]):
        raise InvalidValue("missing", "client")
    run_many(notebook, clients, period, language, told, workspace, **how)


def run_one(
    notebook: str, client: str, period: str, language: str, told: dict[str, str], workspace: str
) -> None:
    """One client: the notebook filled in, in the client's ``runs/``."""
    from coachkit.batch.notebooks import notebook_path, run_notebook
    from coachkit.model.periods import Period
    from coachkit.sessions.opening import now, open_workspace, whoever

    path = notebook_path(notebook)
    language = "" if language == "from-client" else language
    if language:
        valid_language(language)
    if period:
        Period.month(period)
    opened = open_workspace(workspace)
    with opened.open_client(client, now=now, who=whoever(), read_only=True) as store:
        runs, spoken = store.runs, language or store.client.language
    parameters = {"client": client, "workspace": str(opened.path), "language": spoken}
    parameters |= {"period": period} if period else {}
    parameters |= told
    name = "-".join(part for part in (notebook, period, spoken) if part)
    with progress(terminal.SPEECH.say("Running %(notebook)s", notebook=notebook), None):
        output = run_notebook(path, parameters, runs / f"{name}.ipynb")
    click.echo(terminal.SPEECH.say("Done: %(path)s", path=shown(output)))


def run_many(
    notebook: str,
    clients: str,
    period: str,
    language: str,
    told: dict[str, str],
    workspace: str,
    *,
    workers: int | None,
    again: bool,
    resume: bool,
    seconds: int,
    memory: int,
    engine: str,
    scheduler: str,
    outputs: str,
    png: bool,
    due: bool,
) -> None:
    """Many clients, each for itself; ends the program with 3 where any of them failed."""
    from coachkit.batch.ledger import begun, resumed
    from coachkit.batch.notebooks import notebook_path
    from coachkit.batch.planning import Limits, plan
    from coachkit.sessions.opening import now, open_workspace

    how = How(engine, workers or _processors(), scheduler)
    ENGINES[engine](how)
    notebook_path(notebook)
    opened = open_workspace(workspace)
    if resume:
        _run(resumed(opened.path, notebook), how)
        return
    moment = now()
    jobs = plan(
        opened,
        notebook,
        [name.strip() for name in clients.split(",") if name.strip()],
        # Any month at all, for now: whether the notebook has months is looked at here.
        period=f"{moment:%Y-%m}" if due else period,
        language=language,
        parameters=told,
        limits=Limits(seconds=seconds, megabytes=memory),
        again=again,
        since=moment,
        outputs=_whole(outputs),
        png=png,
    )
    if due:
        from coachkit.batch.due import due_jobs

        jobs = due_jobs(opened, jobs, moment)
        if not jobs:
            click.echo(terminal.SPEECH.say("Nothing is due today."))
            return
    _run(begun(opened.path, jobs, moment), how)


def _whole(outputs: str) -> str:
    if not outputs:
        return ""
    from coachkit.batch.addresses import whole_address

    return whole_address(outputs)


def _run(opening: "AbstractContextManager[Ledger]", how: How) -> None:
    with opening as ledger:
        try:
            with telling(len(ledger.jobs), len(ledger.done)) as tell:
                engine = ENGINES[how.engine](how)

                def heard(outcome: Any) -> None:
                    ledger.note(outcome)
                    tell(outcome)

                engine.run(ledger.left, on_done=heard)
        except KeyboardInterrupt:
            click.echo(terminal.SPEECH.say("Cut short. Go on with --resume."), err=True)
            raise SystemExit(_INTERRUPTED) from None
        ledger.finish()
        summary(ledger.done)
        failed = any(outcome.state == "failed" for outcome in ledger.done)
        raise SystemExit(PARTLY if failed else DONE)


def _processors() -> int:
    import os

    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _named(pair: str) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    if not equals:
        raise InvalidValue("not_a_parameter", "parameter", value=pair[:80])
    return name, value
