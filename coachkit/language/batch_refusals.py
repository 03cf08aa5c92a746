"""What coachkit says when a batch cannot be run, or its files not be kept, where it was told to."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later

BATCHES: Final[Mapping[str, Sentences]] = {
    "missing_package": (
        later(
            "This needs the package “%(package)s”, which is not installed. Install coachkit with "
            "“%(extra)s”."
        ),
        later("This needs the package “%(package)s”, which is not installed. Install it."),
        later("This needs one more package, which is not installed. Install it."),
    ),
    "no_scheduler": (
        later(
            "No Dask scheduler answers at “%(address)s”. Start one there with “dask scheduler”, "
            "or check the address."
        ),
        later("No Dask scheduler answers. Start one, or check its address."),
    ),
    "no_workers": (
        later(
            "The scheduler at “%(address)s” has no workers. Start one with "
            "“dask worker %(address)s”, then run the same again."
        ),
        later("The scheduler has no workers. Start one, then run the same again."),
    ),
    "other_coachkit": (
        later(
            "A worker has coachkit %(found)s, and here it is %(known)s. Install the same on all "
            "of them, then run the same again."
        ),
        later(
            "Not all workers have the coachkit that is here. Install the same on all of them, "
            "then run the same again."
        ),
    ),
    "no_outputs": (
        later(
            "Nothing can be kept at “%(address)s”. Write an address such as s3://bucket/reports."
        ),
        later("Nothing can be kept there. Write an address such as s3://bucket/reports."),
    ),
    "worker_lost": (
        later(
            "Its worker was lost, and so was the next one that tried. Run it for this client "
            "alone on this machine, with --memory, to see what it takes."
        ),
    ),
    "workers_gone": (
        later("All workers are gone. Start some, then run the same again: what is made stays."),
    ),
}

BATCH_VALUES: Final[Mapping[str, Sentences]] = {
    "no_scheduler_said": (
        later("Say where the scheduler is: --engine dask --scheduler tcp://HOST:8786."),
    ),
    "only_with_due": (
        later("With --due each client's own rhythm says the month. Leave out “%(value)s”."),
        later("With --due each client's own rhythm says the month."),
    ),
    "password_in_address": (
        later(
            "An address must have no password in it: it is kept in files. Put it where the "
            "store's own tools look for it, such as ~/.aws/credentials."
        ),
    ),
}
"""Options that no batch takes."""
