"""Why a client's data are not what was asked for, or cannot be kept where they should be."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later, later_count

STORES: Final[Mapping[str, Sentences]] = {
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
"""Why a store or a workspace refuses, by code."""

DISKS: Final[Mapping[str, Sentences]] = {
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
"""Why nothing could be written, by code."""
