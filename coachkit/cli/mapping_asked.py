"""``coachkit map`` without options: the same questions as on the screen, answered by number."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import click

from coachkit.cli import terminal
from coachkit.documents.mapping_words import (
    layout_choice,
    likely,
    looks,
    meaning_name,
    one_reading,
    suggested,
)
from coachkit.language.terms import format_name, platform_name
from coachkit.model.errors import InvalidValue
from coachkit.model.mappings import IGNORE, SEVERAL, ColumnMapping
from coachkit.model.observations import Platform, PostFormat
from coachkit.platforms.mapping import offered
from coachkit.platforms.mapping_checks import Open, by_title, left_open
from coachkit.platforms.mapping_proposal import Candidate, Proposal, Why

_SHOWN = 9


def described(proposal: Proposal) -> Iterator[str]:
    """Lines about a table: its columns, and what it might be with what would be suggested."""
    speech, table = terminal.SPEECH, proposal.table
    where = table.sheet or table.file
    yield speech.say("%(table)s, headers in row %(n)s:", table=where, n=table.header_row)
    for column in proposal.columns:
        yield "  " + _seen(proposal, column.header)
    for candidate in proposal.candidates[:3]:
        yield layout_choice(candidate.base, speech) + ": " + likely(candidate, speech)
        for one in candidate.suggestions:
            yield f"  {one.header} → " + suggested(one, candidate.base, speech)


def asked_mapping(proposals: Sequence[Proposal]) -> tuple[Proposal, ColumnMapping]:
    """The mapping that the answers make, and the table that it is of."""
    speech = terminal.SPEECH
    proposal = proposals[0]
    if len(proposals) > 1:
        sheets = [one.table.sheet or "" for one in proposals]
        proposal = proposals[_number(speech.say("Which sheet has the numbers?"), sheets)]
    candidate = _layout(proposal)
    headers = _needed(proposal, candidate)
    headers |= _others(proposal, candidate, headers)
    still = left_open(proposal.table, candidate.base, headers)
    words = _words(still)
    spoken = _language(candidate, headers)
    name = click.prompt(
        speech.say("Name of the matching"), default=f"{candidate.base.format} ({spoken})"
    )
    mapping = ColumnMapping.model_validate(
        {
            "name": name,
            "based_on": candidate.base.format,
            "language": click.prompt(speech.say("Language of the headers"), default=spoken),
            "headers": {header.text: headers[header.text] for header in proposal.table.headers},
            **words,
        }
    )
    whose = None
    if still.title:
        of_meta = (Platform.FACEBOOK, Platform.INSTAGRAM)
        names = [platform_name(one, speech) for one in of_meta]
        whose = of_meta[_number(still.title, names)]
    return proposal, by_title(mapping, proposal.table.title, whose)


def confirmed() -> bool:
    """Whether what was read is what was expected."""
    speech = terminal.SPEECH
    asked = speech.say("Are these the numbers that you expected? Keep this matching?")
    if click.confirm(asked):
        return True
    click.echo(speech.say("Nothing was kept."))
    return False


def _layout(proposal: Proposal) -> Candidate:
    speech = terminal.SPEECH
    best = proposal.candidates[:_SHOWN]
    choices = [layout_choice(one.base, speech) + ": " + likely(one, speech) for one in best]
    every = [*choices, speech.say("Show every layout")]
    chosen = _number(speech.say("Which export is this?"), every)
    if chosen < len(best):
        return best[chosen]
    names = [layout_choice(one.base, speech) for one in proposal.candidates]
    return proposal.candidates[_number(speech.say("Which export is this?"), names)]


def _needed(proposal: Proposal, candidate: Candidate) -> dict[str, str]:
    headers: dict[str, str] = {}
    columns = [column.header for column in proposal.columns]
    for need in candidate.base.needs:
        if need not in offered(candidate.base):
            continue
        left = [header for header in columns if header not in headers]
        suggestion = candidate.suggested_header(need)
        place = left.index(suggestion.header) if suggestion and suggestion.header in left else None
        asked = meaning_name(need, candidate.base, terminal.SPEECH)
        shown = [_seen(proposal, header) for header in left]
        headers[left[_number(asked, shown, suggestion=place)]] = need
    return headers


def _others(proposal: Proposal, candidate: Candidate, taken: Mapping[str, str]) -> dict[str, str]:
    speech, base = terminal.SPEECH, candidate.base
    headers: dict[str, str] = {}
    left = [column.header for column in proposal.columns if column.header not in taken]
    for header in left:
        used = {*taken.values(), *headers.values()} - SEVERAL
        meanings = [IGNORE, *(meaning for meaning in offered(base) if meaning not in used)]
        one = candidate.suggested(header)
        place = meanings.index(one.meaning) if one and one.meaning in meanings else None
        shown = [meaning_name(meaning, base, speech) for meaning in meanings]
        headers[header] = meanings[_number(_seen(proposal, header), shown, suggestion=place)]
    return headers


def _words(still: Open) -> dict[str, Any]:
    """What the file leaves open, as the fields of a mapping."""
    return {
        "dates": _dates(still),
        "span_words": [_lifetime(word) for word in still.span],
        "totals": [word for word in still.totals if _is_total(word)],
        "missing": sorted({word for header, word in still.missing if _is_blank(header, word)}),
        "post_types": {word: _kind(word, kind) for word, kind in still.kinds.items()},
    }


def _is_total(word: str) -> bool:
    speech = terminal.SPEECH
    return click.confirm(speech.say("“%(word)s” is the total of the other rows", word=word))


def _is_blank(header: str, word: str) -> bool:
    said = terminal.SPEECH.say(
        "“%(word)s” in “%(column)s” means: no value", word=word, column=header
    )
    return click.confirm(said)


def _dates(still: Open) -> str | None:
    if not still.asked:
        return None
    readings = [one_reading(one, terminal.SPEECH) for one in still.dates]
    return still.dates[_number(terminal.SPEECH.say("The dates"), readings)].layout


def _lifetime(word: str) -> str:
    said = terminal.SPEECH.say(
        "“%(word)s” means: all that a post gathered since it was published", word=word
    )
    if not click.confirm(said):
        raise InvalidValue("lifetime_unsaid", "span_words", value=word[:80])
    return word


def _kind(word: str, suggestion: PostFormat | None) -> PostFormat:
    speech = terminal.SPEECH
    kinds = list(PostFormat)
    place = kinds.index(suggestion) if suggestion else None
    names = [format_name(kind.value, speech) for kind in kinds]
    return kinds[_number(speech.say("Posts called “%(word)s”", word=word), names, suggestion=place)]


def _language(candidate: Candidate, headers: Mapping[str, str]) -> str:
    said = [
        one.detail
        for one in candidate.suggestions
        if one.why is Why.WORD and headers.get(one.header) == one.meaning
    ]
    return max(set(said), key=said.count, default="other")


def _seen(proposal: Proposal, header: str) -> str:
    column = proposal.by_header[header]
    values = " · ".join(column.samples)
    return f"{header} – {values or looks(column, terminal.SPEECH)}"


def _number(asked: str, choices: Sequence[str], *, suggestion: int | None = None) -> int:
    """Which of the choices, counted from 0. A suggestion is marked, and taken with Enter."""
    speech = terminal.SPEECH
    click.echo()
    click.echo(asked)
    for number, choice in enumerate(choices, start=1):
        mark = f"  ← {speech.say('suggested')}" if number - 1 == suggestion else ""
        click.echo(f"  {number:>2}  {choice}{mark}")
    answer: int = click.prompt(
        speech.say("Number"),
        type=click.IntRange(1, len(choices)),
        default=None if suggestion is None else suggestion + 1,
    )
    return answer - 1
