"""``coachkit map``: match the columns of an export that coachkit does not know, once.

With ``--as`` or ``--extend`` everything is said on the command line; without, it is asked.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from coachkit.cli import terminal
from coachkit.cli.terminal import json_option, workspace_option
from coachkit.model.errors import InvalidValue

if TYPE_CHECKING:
    from coachkit.model.mappings import ColumnMapping
    from coachkit.platforms.mapping_proposal import Proposal
    from coachkit.platforms.mapping_trial import Trial
    from coachkit.store.client_store import ClientStore


@dataclass(frozen=True)
class Said:
    """What the command line says of a mapping; what it does not say is empty."""

    layout: str
    columns: tuple[str, ...]
    leave_out_rest: bool
    name: str
    language: str
    dates: str
    kinds: tuple[str, ...]
    lifetime: tuple[str, ...]
    totals: tuple[str, ...]
    missing: tuple[str, ...]
    fractions: tuple[str, ...]
    platform: str
    extend: str
    sheet: str
    header_row: int | None

    @property
    def asks(self) -> bool:
        """Whether a person has to be asked: nothing is said of the layout."""
        return not self.layout and not self.extend


_repeatable = partial(click.option, multiple=True)


@click.command(
    "map", help=terminal.SPEECH.say("Match the columns of an export that coachkit does not know.")
)
@click.argument("client")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option(
    "--as", "layout", default="", help=terminal.SPEECH.say("The layout to base the matching on.")
)
@_repeatable(
    "--column",
    "columns",
    metavar="HEADER=MEANING",
    help=terminal.SPEECH.say("What a column is; “ignore” leaves it out. May be repeated."),
)
@click.option(
    "--leave-out-rest",
    is_flag=True,
    help=terminal.SPEECH.say("Leave out every column that is not named."),
)
@click.option("--name", default="", help=terminal.SPEECH.say("The name of the matching."))
@click.option(
    "--language", default="", help=terminal.SPEECH.say("The language of the headers: a label.")
)
@click.option(
    "--dates",
    default="",
    metavar="LAYOUT",
    help=terminal.SPEECH.say("How the dates are written, such as %(example)s.", example="%d/%m/%Y"),
)
@_repeatable(
    "--kind",
    "kinds",
    metavar="WORD=KIND",
    help=terminal.SPEECH.say("What kind of post a word of the file means. May be repeated."),
)
@_repeatable(
    "--lifetime",
    metavar="WORD",
    help=terminal.SPEECH.say("The word for values of a post's whole life. May be repeated."),
)
@_repeatable(
    "--total",
    "totals",
    metavar="WORD",
    help=terminal.SPEECH.say("The word of a total row. May be repeated."),
)
@_repeatable(
    "--missing",
    metavar="WORD",
    help=terminal.SPEECH.say("A word for “no value”. May be repeated."),
)
@_repeatable(
    "--fraction",
    "fractions",
    metavar="MEASURE",
    help=terminal.SPEECH.say("A percentage that is given as a part of one. May be repeated."),
)
@click.option(
    "--platform",
    type=click.Choice(("facebook", "instagram")),
    default=None,
    help=terminal.SPEECH.say("Whose numbers they are, where Meta does not say."),
)
@click.option(
    "--extend", default="", metavar="NAME", help=terminal.SPEECH.say("Add to an earlier matching.")
)
@click.option("--sheet", default="", help=terminal.SPEECH.say("The sheet of a workbook."))
@click.option(
    "--header-row",
    type=click.IntRange(min=1),
    help=terminal.SPEECH.say("The row of the headers, if it is not found by itself."),
)
@click.option(
    "--try", "only_try", is_flag=True, help=terminal.SPEECH.say("Read the file, keep nothing.")
)
@click.option(
    "--propose", is_flag=True, help=terminal.SPEECH.say("Say what the columns might be; no more.")
)
@click.option(
    "--list", "listed", is_flag=True, help=terminal.SPEECH.say("List the matchings of the client.")
)
@click.option(
    "--remove", default="", metavar="NAME", help=terminal.SPEECH.say("Remove a matching.")
)
@json_option
@workspace_option
def map_(
    client: str,
    file: Path | None,
    workspace: str,
    remove: str,
    platform: str | None,
    *,
    only_try: bool,
    propose: bool,
    listed: bool,
    as_json: bool,
    **said: Any,
) -> None:
    """A manager's matching: made, tried, listed, removed."""
    from coachkit.sessions.mapping import forget_mapping, open_client

    with open_client(client, workspace) as store:
        if listed:
            _list(store, as_json=as_json)
        elif remove:
            forget_mapping(store, remove)
            click.echo(terminal.SPEECH.say("“%(name)s” is removed.", name=remove))
        elif file is None:
            raise InvalidValue("missing", "file")
        elif propose:
            _propose(store, file, said["header_row"], as_json=as_json)
        else:
            asked = Said(platform=platform or "", **said)
            _make(store, file, asked, only_try=only_try, as_json=as_json)


def _make(store: "ClientStore", file: Path, said: Said, *, only_try: bool, as_json: bool) -> None:
    from coachkit.cli.mapping_asked import asked_mapping, confirmed
    from coachkit.sessions.mapping import keep_mapping, try_out
    from coachkit.sessions.mapping import propose as proposals_of

    proposals = proposals_of(store, file, said.header_row)
    if said.asks:
        here = (_of_sheet(proposals, said.sheet),) if said.sheet else proposals
        proposal, mapping = asked_mapping(here)
    else:
        proposal = _of_sheet(proposals, said.sheet)
        mapping = _said_mapping(store, proposal, said)
    tried = try_out(store, proposal.table, mapping)
    if as_json:
        click.echo(json.dumps(_trial_data(tried), ensure_ascii=False, indent=2))
    else:
        _tell_trial(tried)
    if only_try or (said.asks and not confirmed()):
        return
    kept = keep_mapping(store, tried.mapping, learning=said.extend or None)
    if not as_json:
        click.echo(
            terminal.SPEECH.say(
                "Kept as “%(name)s”. Later files of this kind are read by themselves.",
                name=kept.name,
            )
        )


def _of_sheet(proposals: "tuple[Proposal, ...]", sheet: str) -> "Proposal":
    if not sheet and len(proposals) == 1:
        return proposals[0]
    found = next((one for one in proposals if one.table.sheet == sheet), None)
    if found is None:
        known = [one.table.sheet for one in proposals]
        raise InvalidValue("not_allowed", "sheet", value=sheet[:80] or "–", known=known)
    return found


def _said_mapping(store: "ClientStore", proposal: "Proposal", said: Said) -> "ColumnMapping":
    from coachkit.model.mappings import ColumnMapping
    from coachkit.platforms.mapping_checks import by_title
    from coachkit.sessions.mapping import kept_mappings

    earlier = kept_mappings(store).named(said.extend) if said.extend else None
    before: dict[str, Any] = earlier.model_dump(exclude={"fractions"}) if earlier else {}
    language = said.language or before.get("language", "other")
    layout = said.layout or before.get("based_on", "")
    mapping = ColumnMapping.model_validate(
        {
            "name": said.name or before.get("name", f"{layout} ({language})"),
            "based_on": layout,
            "language": language,
            "headers": _headers(proposal, said, before.get("headers", {})),
            "dates": said.dates or before.get("dates"),
            "post_types": dict(_pair(pair, "post_types") for pair in said.kinds),
            "span_words": (*before.get("span_words", ()), *said.lifetime),
            "totals": (*before.get("totals", ()), *said.totals),
            "missing": (*before.get("missing", ()), *said.missing),
            "fractions": said.fractions,
            "titles": before.get("titles", {}),
        }
    )
    return by_title(mapping, proposal.table.title, _platform(said.platform))


def _headers(proposal: "Proposal", said: Said, before: Mapping[str, str]) -> dict[str, str]:
    """What is said of the file's headers, after what an earlier mapping says of them."""
    from coachkit.model.mappings import IGNORE

    in_file = [header.text for header in proposal.table.headers]
    headers = {header: before[header] for header in in_file if header in before}
    headers |= dict(_pair(pair, "headers") for pair in said.columns)
    rest = {header: IGNORE for header in in_file if header not in headers}
    return {**headers, **(rest if said.leave_out_rest else {})}


def _platform(name: str) -> Any:
    from coachkit.model.observations import Platform

    return Platform(name) if name else None


def _pair(written: str, field: str) -> tuple[str, str]:
    """A header may have an equals sign, a meaning never has."""
    name, equals, value = written.rpartition("=")
    if not equals or not name:
        raise InvalidValue("not_a_parameter", field, value=written[:80])
    return name, value


def _propose(store: "ClientStore", file: Path, header_row: int | None, *, as_json: bool) -> None:
    from coachkit.cli.mapping_asked import described
    from coachkit.sessions.mapping import propose

    proposals = propose(store, file, header_row)
    if as_json:
        data = [_proposal_data(one) for one in proposals]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for one in proposals:
        for line in described(one):
            click.echo(line)


def _proposal_data(proposal: "Proposal") -> dict[str, Any]:
    return {
        "file": proposal.table.file,
        "sheet": proposal.table.sheet,
        "header_row": proposal.table.header_row,
        "title": proposal.table.title,
        "columns": [
            {
                "header": column.header,
                "looks": column.look.value,
                "samples": list(column.samples),
                "dates": list(column.layouts),
            }
            for column in proposal.columns
        ],
        "layouts": [
            {
                "layout": one.base.format,
                "platform": one.base.platform.value,
                "granularity": one.base.granularity.value,
                "needs": list(one.base.needs),
                "missing": list(one.missing),
                "suggestions": [
                    {"header": s.header, "meaning": s.meaning, "why": s.why.value}
                    for s in one.suggestions
                ],
            }
            for one in proposal.candidates
        ],
    }


def _trial_data(tried: "Trial") -> dict[str, Any]:
    source = tried.source
    return {
        "mapping": tried.mapping.model_dump(mode="json"),
        "format": source.format,
        "rows": source.rows,
        "items": source.items,
        "first": source.first.isoformat() if source.first else None,
        "last": source.last.isoformat() if source.last else None,
        "metrics": {metric.metric: metric.total for metric in source.metrics},
    }


def _tell_trial(tried: "Trial") -> None:
    from coachkit.documents.mapping_words import total, trial_sentence
    from coachkit.language.explaining import explain_warning
    from coachkit.language.terms import metric_name
    from coachkit.platforms.mapping import based_on

    speech, source = terminal.SPEECH, tried.source
    click.echo(trial_sentence(source, based_on(tried.mapping.based_on), speech))
    for metric in source.metrics:
        said = speech.say(
            "%(metric)s (“%(platform_name)s”): %(total)s",
            metric=metric_name(metric.metric, speech),
            platform_name=metric.platform_name,
            total=total(metric, speech),
        )
        click.echo(f"  {said}")
    for warning in source.warnings:
        click.echo(f"  {explain_warning(warning, terminal.LANGUAGE)}")


def _list(store: "ClientStore", *, as_json: bool) -> None:
    from coachkit.language.explaining import explain
    from coachkit.sessions.mapping import kept_mappings, refused_mappings

    kept = kept_mappings(store).mappings
    refused = {mapping.name: error for mapping, error in refused_mappings(store)}
    if as_json:
        data = [{**one.model_dump(mode="json"), "usable": one.name not in refused} for one in kept]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for line in _lines(kept):
        click.echo(line)
    for name, error in refused.items():
        sentence = explain(error, terminal.LANGUAGE)
        said = terminal.SPEECH.say(
            "“%(name)s” is not used: %(sentence)s", name=name, sentence=sentence
        )
        click.echo(said, err=True)


def _lines(kept: "Iterable[ColumnMapping]") -> Iterator[str]:
    from coachkit.documents.mapping_words import header_language

    speech = terminal.SPEECH
    none = True
    for one in kept:
        none = False
        columns: Mapping[str, str] = {h: m for h, m in one.headers.items() if m != "ignore"}
        yield speech.say(
            "%(name)s: %(layout)s, %(language)s, %(columns)s",
            name=one.name,
            layout=one.based_on,
            language=header_language(one.language, speech),
            columns=speech.count("%(n)s column", "%(n)s columns", len(columns)),
        )
    if none:
        yield speech.say("No columns have been matched yet.")
