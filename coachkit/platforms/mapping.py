"""A layout that a manager has matched, made into a format like any other.

The words are the file's; everything else is borrowed from a shipped format, whose name it keeps,
so that what is stored can be compared. A matched layout is stricter than a shipped one: it takes
a file only if it knows every header in it and finds every column that tells rows apart. A header
that is new is asked for again, never passed over.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

from coachkit.model.errors import InvalidValue
from coachkit.model.mappings import IGNORE, TITLED, ColumnMapping, ColumnMappings
from coachkit.model.metrics import METRICS, Unit
from coachkit.model.observations import Granularity
from coachkit.platforms.formats import Format, Shape, Titled, folded, formats

ANCHORS = frozenset({"item", "part", "hour", "account", "published", "permalink"})
"""Meanings that tell rows or accounts apart: a file without one that was matched is another's."""

_UNMATCHABLE = frozenset({IGNORE, TITLED})
_DAY_ORDER = re.compile(r"%([dm])(\W)%([dm])")
_CURRENCY = re.compile(r"\((?P<currency>[A-Z]{3})\)")


def mappable(known: Format) -> bool:
    """Whether a person can match its columns: one header row, with the values below it."""
    if known.shape is not Shape.ROWS or known.second_header:
        return False
    # Where titles also tell breakdowns apart, columns say too little to be matched.
    return all(said.shape is Shape.ROWS and said.breakdown is None for said in known.titled)


def offered(base: Format) -> tuple[str, ...]:
    """What a column can be matched to in that layout: what is needed first, then as it lists."""
    listed = (*base.headers.values(), *base.patterns.values())
    said = dict.fromkeys(meaning for meanings in listed for meaning in meanings.values())
    names = (*base.terms, *said, *(titled.metric for titled in base.titled))
    wanted = [name for need in base.needs for name in names if name.partition(":")[0] == need]
    every = dict.fromkeys((*wanted, *names))
    return tuple(name for name in every if name not in _UNMATCHABLE)


def dated_by(base: Format) -> str:
    """The meaning of the column that has the dates: the item itself in a table of days."""
    if base.granularity in {Granularity.DAY, Granularity.HOUR}:
        return "item"
    return "period_first" if "period_first" in base.needs else "published"


def bases(known: Sequence[Format] | None = None) -> tuple[Format, ...]:
    """The layouts that a mapping may be based on: of ``known``, else of the shipped formats."""
    return tuple(one for one in (formats() if known is None else known) if mappable(one))


def mapped_format(mapping: ColumnMapping, known: Sequence[Format] | None = None) -> Format:
    """The format that a mapping makes of its base, validated like any shipped one.

    Raises :class:`InvalidValue`: ``unknown_layout`` at ``based_on`` where the base is no longer
    there or can't be matched; at ``headers`` ``not_allowed`` for a meaning that the base does not
    have, ``not_matched`` for one that it needs (``value``, a meaning), ``no_measure``; at
    ``dates``, ``fractions`` or ``titles`` ``not_allowed``.
    """
    base = based_on(mapping.based_on, known)
    _refuse_what_the_base_has_not(mapping, base)
    said = {meaning.partition(":")[0] for meaning in mapping.meanings}
    _refuse_what_is_not_matched(said, base)
    plain, patterns = _with_currencies(mapping.headers)
    needs = (need for need in base.needs if need != TITLED)
    return base.changed(
        headers={mapping.language: plain},
        patterns={mapping.language: patterns},
        titled=_titled(mapping),
        terms={},
        needs=tuple(dict.fromkeys((*needs, *sorted(said & {*ANCHORS, TITLED})))),
        telling=(),
        refuses=(),
        sheets=(),
        mapping_only=False,
        dates=_dates(mapping, base),
        post_types={**base.post_types, **mapping.post_types},
        span_words=tuple(dict.fromkeys((*base.span_words, *mapping.span_words))),
        totals=tuple(dict.fromkeys((*base.totals, *mapping.totals))),
        missing=tuple(dict.fromkeys((*base.missing, *mapping.missing))),
        fractions=_fractions(mapping, base, said),
        milliseconds=tuple(metric for metric in base.milliseconds if metric in said),
    )


def based_on(name: str, known: Sequence[Format] | None = None) -> Format:
    """The layout of that name, or :class:`InvalidValue` ``unknown_layout`` at ``based_on``."""
    found = next((one for one in bases(known) if one.format == name), None)
    if found is None:
        raise InvalidValue("unknown_layout", "based_on", value=name[:60])
    return found


def client_formats(mappings: ColumnMappings | None) -> tuple[Format, ...]:
    """The shipped formats, then those a manager has matched for the client.

    A mapping that can no longer be used is left out: see :func:`unusable`.
    """
    if mappings is None:
        return formats()
    refused = {id(mapping) for mapping, _ in unusable(mappings)}
    usable = (mapping for mapping in mappings.mappings if id(mapping) not in refused)
    return (*formats(), *map(mapped_format, usable))


def unusable(
    mappings: ColumnMappings, known: Sequence[Format] | None = None
) -> tuple[tuple[ColumnMapping, InvalidValue], ...]:
    """The mappings that no longer make a format, each with the reason."""
    return tuple(_refused(mappings.mappings, known))


def _refused(
    mappings: Iterable[ColumnMapping], known: Sequence[Format] | None
) -> Iterable[tuple[ColumnMapping, InvalidValue]]:
    for mapping in mappings:
        try:
            mapped_format(mapping, known)
        except InvalidValue as refused:
            yield mapping, refused


def _refuse_what_the_base_has_not(mapping: ColumnMapping, base: Format) -> None:
    possible = offered(base)
    for meaning in sorted(mapping.meanings - {TITLED}):
        if meaning not in possible:
            raise InvalidValue("not_allowed", "headers", value=meaning, known=possible)
    for said in mapping.titles.values():
        if said.metric not in METRICS or said.metric not in possible:
            raise InvalidValue("not_allowed", "titles", value=said.metric[:60])
    if (TITLED in mapping.meanings) is not bool(mapping.titles):
        raise InvalidValue("not_allowed", "titles")


def _refuse_what_is_not_matched(said: set[str], base: Format) -> None:
    for need in base.needs:
        if need not in {*said, TITLED}:
            raise InvalidValue("not_matched", "headers", value=need)
    if not said & {TITLED, *METRICS}:
        raise InvalidValue("no_measure", "headers")


def _with_currencies(headers: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Headers, and as patterns those of money that name its currency: "Kosten (EUR)"."""
    plain: dict[str, str] = {}
    patterns: dict[str, str] = {}
    for header, meaning in headers.items():
        money = meaning in METRICS and METRICS[meaning].unit is Unit.MONEY
        if found := _CURRENCY.search(header) if money else None:
            before, after = header[: found.start()], header[found.end() :]
            named = rf"\((?P<currency>{found['currency']})\)"
            patterns[f"{re.escape(before)}{named}{re.escape(after)}"] = meaning
        else:
            plain[header] = meaning
    return plain, patterns


def _titled(mapping: ColumnMapping) -> tuple[Titled, ...]:
    return tuple(
        Titled(
            titles={mapping.language: re.escape(folded(title))},
            metric=said.metric,
            platform=said.platform,
        )
        for title, said in mapping.titles.items()
    )


def _dates(mapping: ColumnMapping, base: Format) -> tuple[str, ...]:
    """The layout that was chosen, then the base's that cannot be taken for it turned round."""
    if mapping.dates is None:
        return base.dates
    others = (known for known in base.dates if not _turned_round(known, mapping.dates))
    return tuple(dict.fromkeys((mapping.dates, *others)))


def _turned_round(one: str, other: str) -> bool:
    """Whether 3/4 is a day of April in one layout and of March in the other."""
    first, second = _DAY_ORDER.search(one), _DAY_ORDER.search(other)
    if first is None or second is None:
        return False
    return first[2] == second[2] and first[1] != second[1]


def _fractions(mapping: ColumnMapping, base: Format, said: set[str]) -> tuple[str, ...]:
    for metric in mapping.fractions:
        if metric not in METRICS or metric not in said:
            raise InvalidValue("not_allowed", "fractions", value=metric[:60])
    kept = (metric for metric in base.fractions if metric in said)
    return tuple(dict.fromkeys((*kept, *mapping.fractions)))
