"""What coachkit says when it refuses something: a sentence for each reason, and what to do next.

A reason may have several sentences, the richest first: the first whose fields are all known is
said, and the last needs none. A sentence's quotation marks are part of its translation.
"""

from collections.abc import Mapping
from typing import Final

from coachkit.language.batch_refusals import BATCH_VALUES, BATCHES
from coachkit.language.document_refusals import DOCUMENTS, LOOKS
from coachkit.language.door_refusals import DOOR_VALUES, PAGES, STORED_DOORS
from coachkit.language.evaluation_refusals import AGGREGATIONS
from coachkit.language.export_refusals import EXPORTS
from coachkit.language.idea_refusals import IDEAS
from coachkit.language.inbox_refusals import INBOXES
from coachkit.language.mapping_refusals import MAPPINGS
from coachkit.language.measuring_refusals import MEASURING
from coachkit.language.plan_refusals import CALENDARS, PLAN_VALUES
from coachkit.language.plan_texts import TEXT_TABLES, TEXT_VALUES
from coachkit.language.session_refusals import SESSIONS, SHEETS, STORED_SESSIONS
from coachkit.language.speech import Sentences, later
from coachkit.language.store_refusals import DISKS, STORES
from coachkit.model.errors import (
    BatchRefused,
    ClientExists,
    CoachkitError,
    DocumentFailed,
    InvalidValue,
    NotebookFailed,
    NotWritable,
    RefusedAggregation,
    ServingRefused,
    StaleRevision,
    StoreError,
    UnknownClient,
    UnknownParameter,
    UnreadableExport,
)

WHATEVER: Final = "*"
"""Stands for every code of an error that has but one reason."""

UNKNOWN: Final[Sentences] = (
    later("coachkit refused this, for a reason that it has no words for (code “%(code)s”)."),
)

_VALUES: Mapping[str, Sentences] = {
    "missing": (later("This has to be filled in."),),
    "unexpected": (later("There is no field of this name. Check its spelling."),),
    "wrong_type": (
        later("“%(value)s” is not the kind of value that belongs here."),
        later("This is not the kind of value that belongs here."),
    ),
    "wrong_type:number": (
        later("Write a number from %(least)s to %(most)s."),
        later("Write a number from %(least)s up."),
        later("Write a number in digits."),
    ),
    "wrong_type:whole": (
        later("Write a whole number from %(least)s to %(most)s."),
        later("Write a whole number from %(least)s up."),
        later("Write a whole number in digits."),
    ),
    "too_long:rows": (
        later("There is room for no more than %(limit)s. Remove some."),
        later("There are too many of these. Remove some."),
    ),
    "too_long": (
        later("“%(value)s” is too long. Shorten it."),
        later("This is too long. Shorten it."),
    ),
    "too_short": (
        later("“%(value)s” is too short. Write a little more."),
        later("This has to be filled in."),
    ),
    "not_a_slug": (
        later(
            "“%(value)s” cannot be a short name. Use 1–48 of the letters a–z, digits and hyphens, "
            "with a letter or digit first and last, such as “north-shop”."
        ),
        later(
            "Use 1–48 of the letters a–z, digits and hyphens, with a letter or digit first and "
            "last, such as “north-shop”."
        ),
    ),
    "unknown_language": (
        later("coachkit does not speak “%(value)s”. Choose en, sv or fi."),
        later("Choose en, sv or fi."),
    ),
    "not_a_folder": (
        later("“%(value)s” is not a folder. Name one that is there."),
        later("This is not a folder. Name one that is there."),
    ),
    "not_a_workspace": (
        later("“%(value)s” is not a workspace of coachkit. Make one with “coachkit new”."),
        later("This is not a workspace of coachkit. Make one with “coachkit new”."),
    ),
    "not_a_parameter": (
        later(
            "“%(value)s” is not a parameter. Write its name, an equals sign and its value, such "
            "as period=2026-10."
        ),
        later("Write the name, an equals sign and the value, such as period=2026-10."),
    ),
    "own_option": (
        later("“%(value)s” has an option of its own. Use --%(value)s."),
        later("This parameter has an option of its own. Use that one."),
    ),
    "unknown_country": (
        later("“%(value)s” is not a country code. Use two capital letters, such as SE or FI."),
        later("Use two capital letters, such as SE or FI."),
    ),
    "unknown_time_zone": (
        later("“%(value)s” is not a time zone. Use a name such as Europe/Stockholm."),
        later("Use the name of a time zone, such as Europe/Stockholm."),
    ),
    "ends_before_start": (
        later("The last day, %(value)s, comes before the first. Swap them or change one."),
        later("The last day comes before the first. Swap them or change one."),
    ),
    "not_a_month": (
        later("“%(value)s” is not a month. Write the year and the month, such as 2026-10."),
        later("Write the year and the month, such as 2026-10."),
    ),
    "not_a_period": (
        later(
            "“%(value)s” is not a period. Write a month, such as 2026-10, or the first and the "
            "last day, such as 2026-10-01..2026-10-31."
        ),
        later(
            "Write a month, such as 2026-10, or the first and the last day, such as "
            "2026-10-01..2026-10-31."
        ),
    ),
    "not_a_day": (
        later("“%(value)s” is not a day. Write year, month and day, such as 2026-10-31."),
        later("Write year, month and day, such as 2026-10-31."),
    ),
    "not_positive": (
        later("“%(value)s” is too small. Give a number above zero."),
        later("Give a number above zero."),
    ),
    "too_large": (
        later("“%(value)s” is too large. Give a smaller number."),
        later("This is too large. Give a smaller number."),
    ),
    "repeated": (
        later("The same name stands here twice: %(value)s. Give each of them once."),
        later("The same name stands here twice. Give each of them once."),
    ),
    "not_allowed": (
        later("“%(value)s” is not among the choices. The choices are: %(known)s."),
        later("“%(value)s” is not among the choices."),
        later("This is not among the choices."),
    ),
    "not_additive": (
        later(
            "“%(value)s” must not be added up over posts or days, so it has no total. Choose a "
            "measure that has one, such as link clicks."
        ),
        later(
            "This measure must not be added up over posts or days, so it has no total. Choose one "
            "that has, such as link clicks."
        ),
    ),
}

_NOTEBOOKS: Mapping[str, Sentences] = {
    "refused": (
        later("The notebook “%(notebook)s” stopped: %(reason)s"),
        later("The notebook stopped before its end."),
    ),
    "cell_failed": (
        later(
            "The notebook “%(notebook)s” stopped at cell %(cell)s, by a fault of its own: "
            "%(reason)s"
        ),
        later("The notebook stopped before its end, because of an error in it."),
    ),
    "no_answer": (
        later(
            "The notebook “%(notebook)s” did not answer for so long that it was stopped. Run it "
            "again."
        ),
        later("The notebook did not answer for so long that it was stopped. Run it again."),
    ),
    "took_too_long": (
        later(
            "The notebook “%(notebook)s” was stopped after %(seconds)s seconds. Run it for this "
            "client alone, or give it more time with --seconds."
        ),
        later("The notebook was stopped because it took too long. Give it more time."),
    ),
    "too_much_memory": (
        later(
            "The notebook “%(notebook)s” was stopped because it took more than %(limit)s MB of "
            "memory. Allow more with --memory, or run fewer at once with --workers."
        ),
        later("The notebook was stopped because it took too much memory. Allow it more."),
    ),
    WHATEVER: (
        later("The notebook “%(notebook)s” stopped before its end."),
        later("The notebook stopped before its end."),
    ),
}

SENTENCES: Final[Mapping[type[CoachkitError], Mapping[str, Sentences]]] = {
    CoachkitError: {
        "unknown_notebook": (
            later("There is no notebook “%(notebook)s”. There are: %(known)s."),
            later("There is no such notebook."),
        ),
    },
    InvalidValue: {
        **_VALUES,
        **LOOKS,
        **MAPPINGS,
        **PLAN_VALUES,
        **BATCH_VALUES,
        **DOOR_VALUES,
        **TEXT_VALUES,
        **SHEETS,
        **SESSIONS,
        **IDEAS,
        **MEASURING,
    },
    UnreadableExport: {**EXPORTS, **CALENDARS, **TEXT_TABLES, **INBOXES},
    StoreError: {**STORES, **STORED_SESSIONS, **STORED_DOORS},
    NotWritable: DISKS,
    StaleRevision: {
        WHATEVER: (
            later(
                "%(who)s has saved in between, so your change was not saved. Open the page again "
                "and make it once more."
            ),
            later(
                "Somebody else has saved in between, so your change was not saved. Open the page "
                "again and make it once more."
            ),
        )
    },
    UnknownClient: {
        WHATEVER: (
            later("There is no client “%(client)s” here. There are: %(known)s."),
            later("There is no client “%(client)s” here."),
            later("There is no such client here."),
        )
    },
    ClientExists: {
        WHATEVER: (
            later("There is already a client “%(client)s”. Choose another short name."),
            later("There is already a client of that name. Choose another short name."),
        )
    },
    UnknownParameter: {
        WHATEVER: (
            later("The notebook has no parameter “%(parameter)s”. It has: %(known)s."),
            later("The notebook has no parameter “%(parameter)s”. Check its spelling."),
            later("The notebook has no such parameter. Check its spelling."),
        )
    },
    NotebookFailed: _NOTEBOOKS,
    BatchRefused: BATCHES,
    DocumentFailed: DOCUMENTS,
    ServingRefused: PAGES,
    RefusedAggregation: AGGREGATIONS,
}
"""The sentences of each error and code. An error without the code has its parent's."""


def sentences(error: CoachkitError) -> Sentences:
    """What may be said of the error, the richest first; never nothing.

    Where a code has several reasons, ``code:reason`` or ``code:expected`` has words of its own.
    """
    closer = (error.details.get("reason"), error.details.get("expected"))
    codes = [*(f"{error.code}:{detail}" for detail in closer), error.code, WHATEVER]
    for kind in type(error).__mro__:
        known = SENTENCES.get(kind, {})
        for code in codes:
            if code in known:
                return known[code]
    return UNKNOWN
