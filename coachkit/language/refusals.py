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
from coachkit.language.export_sentences import EXPORTS
from coachkit.language.idea_refusals import IDEAS
from coachkit.language.inbox_refusals import INBOXES
from coachkit.language.measuring_refusals import MEASURING
from coachkit.language.plan_refusals import CALENDARS, PLAN_VALUES
from coachkit.language.plan_texts import TEXT_TABLES, TEXT_VALUES
from coachkit.language.session_refusals import SESSIONS, SHEETS, STORED_SESSIONS
from coachkit.language.speech import Sentences, later, later_count
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

_MAPPINGS: Mapping[str, Sentences] = {
    "unknown_mapping": (
        later("No column matching is called “%(value)s”. There are: %(known)s."),
        later("No column matching is called “%(value)s”. None has been kept yet."),
        later("There is no column matching of that name."),
    ),
    "name_taken": (
        later("Another column matching is already called “%(value)s”. Choose another name."),
        later("Another column matching already has that name. Choose another one."),
    ),
    "unknown_layout": (
        later(
            "coachkit no longer has the layout “%(value)s”, or its columns cannot be matched. "
            "Match the columns again."
        ),
        later("coachkit no longer has that layout. Match the columns again."),
    ),
    "matched_twice": (
        later(
            "Several columns are matched to “%(value)s”: %(known)s. Choose one and leave the "
            "others out."
        ),
        later("Several columns are matched to the same thing. Choose one of them."),
    ),
    "chosen_twice": (
        later("You chose “%(value)s” twice. A column is only one thing."),
        later("One column was chosen twice. A column is only one thing."),
    ),
    "unanswered": (later("Answer every question here first."),),
    "not_matched": (
        later("No column is matched to “%(value)s”, without which the rows cannot be read."),
        later("A column is missing without which the rows cannot be read."),
    ),
    "no_measure": (later("No column is matched to a measure. Match at least one."),),
    "unknown_header": (
        later("The file has no column “%(value)s”. It has: %(known)s."),
        later("The file has no such column."),
    ),
    "undecided": (
        later("Say what each column is, or leave it out. Still to be decided: %(known)s."),
        later("Say what each column is, or leave it out."),
    ),
    "ambiguous_dates": (
        later(
            "The dates, such as “%(value)s”, can be read in more than one way: %(known)s. Say "
            "which is right."
        ),
        later("The dates can be read in more than one way. Say which is right."),
    ),
    "lifetime_unsaid": (
        later(
            "Say whether “%(value)s” means that the numbers cover each post's whole life. If not, "
            "export the file again with lifetime values."
        ),
        later("Say whether the numbers cover each post's whole life."),
    ),
    "tells_nothing_apart": (
        later(
            "The column “%(value)s” does not tell the posts apart: several posts have the same "
            "value in it. Choose another column."
        ),
        later("This column does not tell the posts apart. Choose another one."),
    ),
    "already_known": (
        later(
            "coachkit reads this file without any column matching (%(value)s). Import it as it is."
        ),
        later("coachkit reads this file without any column matching. Import it as it is."),
    ),
}
"""Why a manager's matching of columns is refused."""

_STORES: Mapping[str, Sentences] = {
    "nothing_to_resume": (
        later(
            "No batch of “%(notebook)s” was cut short, so there is nothing to go on with. Begin "
            "a new one."
        ),
        later("No batch was cut short, so there is nothing to go on with."),
    ),
    "batch_running": (
        later("This batch is still under way in another window. Wait until it has ended."),
    ),
    "busy": (later("Somebody else is saving just now. Try again in a moment."),),
    "damaged": (
        later("“%(path)s” is damaged. Put your latest copy of the client's folder in its place."),
        later("The client's data are damaged. Put your latest copy of its folder in its place."),
    ),
    "gone": (
        later("“%(path)s” is no longer there. Put the client's folder back, or open another."),
        later("The client's data are no longer there. Put its folder back, or open another."),
    ),
    "no_workspace": (
        later(
            "“%(path)s” is no workspace of coachkit. Go to the folder that is, or make one with "
            "“coachkit new”."
        ),
        later("This is no workspace of coachkit. Go to the folder that is, or make one."),
    ),
    "kept_on_server": (
        later(
            "The data of “%(client)s” are on a database server, not in the folder. Pack the "
            "documents, and let whoever keeps the server copy the data."
        ),
        later("The data are on a database server: let whoever keeps it copy them."),
    ),
    "nothing_to_pack": (
        later("“%(client)s” has no documents to pack yet. Make its report first."),
        later("There are no documents to pack yet. Make a report first."),
    ),
    "nothing_to_undo": (
        later("Nothing has been imported for “%(client)s”, so there is nothing to undo."),
        later("There is nothing to undo."),
    ),
    "no_campaign": (
        later("“%(client)s” has no campaign yet. Begin with a campaign session."),
        later("There is no campaign yet. Begin with a campaign session."),
    ),
    "no_evaluation": (
        later("“%(client)s” has not been evaluated yet. Begin with an evaluation session."),
        later("There is no evaluation yet. Begin with an evaluation session."),
    ),
    "no_plan": (
        later(
            "There is no content plan for “%(client)s” yet. Make one on the page “Content plan”."
        ),
        later("There is no content plan yet. Make one on the page “Content plan”."),
    ),
    "no_strategy": (
        later("“%(client)s” has no strategy there yet. Begin with a strategy session."),
        later("There is no strategy yet. Begin with a strategy session."),
    ),
    "nothing_to_compare": (
        later(
            "“%(client)s” has one version of its strategy so far: a letter needs an earlier one."
        ),
        later("There is one version of the strategy so far: a letter needs an earlier one."),
    ),
    "no_audit_date": (
        later(
            "The strategy can't be called “%(name)s” yet: nobody has written down on which day the "
            "present state was looked at."
        ),
        later(
            "The strategy can't have a name yet: nobody has written down on which day the present "
            "state was looked at."
        ),
    ),
    "unfinished": (
        later_count(
            "The strategy can't be called “%(name)s” yet: %(n)s thing is lacking. A draft, “v0.1” "
            "and so on, may have its name already.",
            "The strategy can't be called “%(name)s” yet: %(n)s things are lacking. A draft, "
            "“v0.1” and so on, may have its name already.",
            by="n",
        ),
        later("The strategy can't have that name yet: something is still lacking."),
    ),
    "unknown_name": (
        later("No version is called “%(name)s”. There are: %(known)s."),
        later("No version is called “%(name)s”."),
        later("There is no version of that name."),
    ),
    "name_taken": (
        later("There is already a version called “%(name)s”. Choose another name."),
        later("There is already a version of that name. Choose another one."),
    ),
    "unknown_revision": (
        later("There is no revision %(revision)s. Look into the history for those there are."),
        later("There is no such revision. Look into the history for those there are."),
    ),
    "driver_missing": (
        later("PostgreSQL needs the package “%(package)s”. Install coachkit with “postgresql”."),
        later("PostgreSQL needs one more package. Install coachkit with “postgresql”."),
    ),
    "unknown_import": (
        later("There is no import %(import_id)s. Look into the list of imports."),
        later("There is no such import. Look into the list of imports."),
    ),
    "unreachable": (
        later("The database does not answer. Check its address, and that it is running."),
    ),
    "newer_version": (
        later("“%(path)s” was written by a newer coachkit. Update coachkit to open it."),
        later("The client's data were written by a newer coachkit. Update coachkit to open them."),
    ),
    "older_version": (
        later("“%(path)s” was written by an older coachkit. Open it once with the right to write."),
        later(
            "The client's data were written by an older coachkit. Open them once with the right "
            "to write."
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

_DISKS: Mapping[str, Sentences] = {
    "not_permitted": (
        later(
            "“%(path)s” may not be written to. Nothing was changed. Choose another folder, or ask "
            "for the right to write there."
        ),
        later(
            "The folder may not be written to. Nothing was changed. Choose another one, or ask "
            "for the right to write there."
        ),
    ),
    "disk_full": (
        later(
            "The disk has no room left for “%(path)s”. Nothing was changed. Free some space and "
            "try again."
        ),
        later("The disk has no room left. Nothing was changed. Free some space and try again."),
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
        **_MAPPINGS,
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
    StoreError: {**_STORES, **STORED_SESSIONS, **STORED_DOORS},
    NotWritable: _DISKS,
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
