"""What an export is, in lines for a terminal."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from coachkit.language.findings import amount
from coachkit.language.speech import Speech
from coachkit.language.terms import granularity_name, metric_name, platform_name


def describe_export(found: Mapping[str, Any], speech: Speech) -> Iterator[str]:
    """Lines about an export, from the answer of ``coachkit inspect --json``."""
    for table in found["tables"]:
        yield from _table(table, speech)
    for warning in found["warnings"]:
        yield speech.say("Note: %(message)s", message=warning["message"])


def _table(table: Mapping[str, Any], speech: Speech) -> Iterator[str]:
    yield speech.say(
        "%(platform)s, %(granularity)s (%(format)s)",
        platform=platform_name(table["platform"], speech),
        granularity=granularity_name(table["granularity"], speech).lower(),
        format=table["format"],
    )
    rows = speech.count("%(n)s row", "%(n)s rows", table["rows"])
    items = speech.count("%(n)s item", "%(n)s items", table["items"])
    yield "  " + speech.say("%(rows)s, %(items)s", rows=rows, items=items)
    if table["first"] and table["last"]:
        span = speech.span(date.fromisoformat(table["first"]), date.fromisoformat(table["last"]))
        zone = table["time_zone"] or speech.say("time zone not stated")
        yield "  " + speech.say("%(days)s (%(zone)s)", days=span, zone=zone)
    for name, metric in table["metrics"].items():
        yield "  " + _metric(name, metric, speech)


def _metric(name: str, metric: Mapping[str, Any], speech: Speech) -> str:
    said = _summed(name, metric, speech)
    if not metric["difference"]:
        return said
    return speech.say(
        "%(measure)s; the platform's own total is %(total)s",
        measure=said,
        total=amount(name, metric["platform_total"], speech),
    )


def _summed(name: str, metric: Mapping[str, Any], speech: Speech) -> str:
    total = speech.say("not additive") if not metric["additive"] else speech.say("no value")
    if metric["sum"] is not None:
        total = amount(name, metric["sum"], speech)
    said = speech.say(
        "%(metric)s (“%(platform_name)s”): %(total)s",
        metric=metric_name(name, speech),
        platform_name=metric["platform_name"],
        total=total,
    )
    if not metric["missing"]:
        return said
    return speech.say(
        "%(measure)s; missing in %(n)s", measure=said, n=speech.number(metric["missing"])
    )
