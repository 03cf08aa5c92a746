"""What coachkit says when a figure would mislead, and what it can say instead."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later, later_count

AGGREGATIONS: Final[Mapping[str, Sentences]] = {
    "people_summed": (
        later(
            "People who were reached twice would count twice. All together they are at least the "
            "largest of the numbers and at most their sum."
        ),
    ),
    "rates_averaged": (
        later(
            "Rates are not averaged: a small post would weigh as much as a large one. The rate of "
            "a period is all that was counted, divided by all that it was counted of."
        ),
    ),
    "different_rates": (later("These are two different rates. They are not compared."),),
    "stock_summed": (
        later(
            "This is a count at one moment, not of what happened on a day. It is not added up; "
            "look at how it changed instead."
        ),
    ),
    "posts_for_page": (
        later(
            "What the posts gathered is not what the page gathered: a page is also seen without "
            "its new posts. Import the page's daily export for that."
        ),
    ),
    "young_with_grown": (
        later_count(
            "%(n)s post was younger than %(limit)s days when it was exported and is still "
            "growing. It is not compared with older ones.",
            "%(n)s posts were younger than %(limit)s days when they were exported and are still "
            "growing. They are not compared with older ones.",
            "n",
        ),
        later("Posts that are still growing are not compared with older ones."),
    ),
    "paid_with_organic": (
        later("What was paid for and what was not are not put together. Look at each by itself."),
    ),
    "missing_as_zero": (
        later_count(
            "%(n)s value is missing, and missing is not zero. Import what is missing first.",
            "%(n)s values are missing, and missing is not zero. Import what is missing first.",
            "n",
        ),
        later("Values are missing, and missing is not zero. Import what is missing first."),
    ),
    "bounds_summed": (
        later(
            "The limits of single days do not add up to the limits of a period. Ask for the "
            "period as a whole."
        ),
    ),
    "prices_averaged": (
        later(
            "Prices are not averaged. The price of a period is all that was spent, divided by all "
            "that was got for it."
        ),
    ),
    "few_ranked": (
        later_count(
            "There is %(n)s post in a group; fewer than %(limit)s are not ranked.",
            "There are %(n)s posts in a group; fewer than %(limit)s are not ranked.",
            "n",
        ),
        later("A group has too few posts to be ranked."),
    ),
    "no_passport": (
        later(
            "This benchmark does not say what exactly it is, of whom, from when and of how many. "
            "It is not shown."
        ),
    ),
    "benchmark_mismatch:platform": (later("This benchmark is of another platform."),),
    "benchmark_mismatch:numerator": (
        later("This benchmark counts something else as engagement than your figure does."),
    ),
    "benchmark_mismatch:denominator": (
        later("This benchmark divides by something else than your figure does."),
    ),
    "benchmark_mismatch:statistic": (
        later("This benchmark is another kind of middle: an average is not a typical post."),
    ),
    "benchmark_mismatch:sector": (later("This benchmark is of another sector."),),
    "benchmark_mismatch:year": (later("This benchmark is too old: such figures change fast."),),
    "benchmark_mismatch:size": (
        later("This benchmark is of accounts that are much larger or smaller than yours."),
    ),
    "benchmark_mismatch": (later("This benchmark does not fit your figure. It is not shown."),),
}
