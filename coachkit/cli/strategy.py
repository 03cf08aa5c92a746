"""The strategy: how it stands, a name for a version, the letter between two of them."""

import sys

import click

from coachkit.cli import terminal
from coachkit.cli.terminal import workspace_option


@click.command(
    help=terminal.SPEECH.say(
        "Say how a client's strategy stands: what it lacks, and what should be looked at again."
    )
)
@click.argument("client")
@workspace_option
def strategy(client: str, workspace: str) -> None:
    """Status, gaps and stale decisions, in words."""
    from coachkit.language.strategy_gaps_said import gap_sentences
    from coachkit.language.strategy_letter import change_log, stale_alarm
    from coachkit.sessions.opening import now, open_workspace, whoever
    from coachkit.sessions.strategy import client_today, standing

    speech = terminal.SPEECH
    with open_workspace(workspace).open_client(
        client, now=now, who=whoever(), read_only=True
    ) as store:
        stands, today = standing(store), client_today(store)
        names = [frozen.name for frozen in store.frozen_names()]
        called = store.client.name
    click.echo(
        speech.count(
            "%(client)s: %(n)s decision, %(versions)s.",
            "%(client)s: %(n)s decisions, %(versions)s.",
            len(stands.strategy.decisions),
            client=called,
            versions=_versions(names),
        )
    )
    lacking = gap_sentences(stands.gaps(today), speech)
    _tell(_lacking(len(lacking)), lacking)
    head, *overdue = stale_alarm(stands.strategy, today, speech) or (
        speech.say("No decision waits to be looked at again."),
    )
    _tell(head, overdue)
    log = change_log(stands.strategy, speech)
    if log:
        _tell(speech.say("What changed, and why:"), log)


@click.command(
    help=terminal.SPEECH.say(
        "Give the strategy as it is now a name. A draft, v0.1 and so on, may lack things; any "
        "other name may not."
    )
)
@click.argument("client")
@click.argument("name")
@click.option(
    "--because",
    required=True,
    help=terminal.SPEECH.say("Why it gets a name now, in a few words."),
)
@workspace_option
def freeze(client: str, name: str, because: str, workspace: str) -> None:
    """A named version of everything that was decided."""
    from coachkit.language.strategy_gaps_said import gap_sentences
    from coachkit.model.errors import StoreError
    from coachkit.sessions.opening import now, open_workspace, whoever
    from coachkit.sessions.strategy import client_today, freeze_strategy, standing

    speech = terminal.SPEECH
    with open_workspace(workspace).open_client(client, now=now, who=whoever()) as store:
        today = client_today(store)
        lacking = gap_sentences(standing(store).gaps(today), speech)
        try:
            freeze_strategy(store, name, because=because, today=today)
        except StoreError as refused:
            terminal.tell_refusal(refused)
            if refused.code == "unfinished":
                for sentence in lacking:
                    click.echo(f"  {sentence}", err=True)
            sys.exit(terminal.REFUSED)
    click.echo(speech.say("The strategy is now called “%(name)s”.", name=name))
    if lacking:
        _tell(_lacking(len(lacking)), lacking)


@click.command(
    help=terminal.SPEECH.say("Say what became of the strategy between two versions, as a letter.")
)
@click.argument("client")
@click.argument("kind", type=click.Choice(["strategy"]))
@click.argument("older")
@click.argument("newer", default="")
@workspace_option
def diff(client: str, kind: str, older: str, newer: str, workspace: str) -> None:
    """Versions by their names or numbers; the second, if it is left out, is the last."""
    from coachkit.language.strategy_letter import letter
    from coachkit.model.strategy_changes import compare
    from coachkit.sessions.opening import now, open_workspace, whoever
    from coachkit.sessions.strategy import client_today, version_called, version_name

    del kind
    with open_workspace(workspace).open_client(
        client, now=now, who=whoever(), read_only=True
    ) as store:
        before, after = version_called(store, older), version_called(store, newer)
        written = letter(
            compare(before.value, after.value),
            (version_name(before, older), version_name(after, newer)),
            store.client,
            terminal.SPEECH,
            client_today(store),
        )
    click.echo("\n\n".join(paragraph.text for paragraph in written))


def _versions(names: list[str]) -> str:
    if not names:
        return terminal.SPEECH.say("no version has a name yet")
    return terminal.SPEECH.say("the last named version is “%(name)s”", name=names[-1])


def _lacking(n: int) -> str:
    if not n:
        return terminal.SPEECH.say("Nothing is lacking.")
    return terminal.SPEECH.count(
        "%(n)s thing is still lacking:", "%(n)s things are still lacking:", n
    )


def _tell(head: str, lines: "list[str] | tuple[str, ...]") -> None:
    click.echo(head)
    for line in lines:
        click.echo(f"  {line}")
