"""What to know of a platform's file that could be read all the same.

The first sentence of a code whose fields are all known is said.
"""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later, later_count

WARNINGS: Final[Mapping[str, Sentences]] = {
    "unknown_column": (
        later("coachkit does not know the column “%(column)s” and left it out."),
        later("coachkit does not know one of the columns and left it out."),
    ),
    "unknown_post_type": (
        later("coachkit does not know posts of the kind “%(value)s” and counts them as “other”."),
        later("coachkit does not know some kinds of posts and counts them as “other”."),
    ),
    "twin_columns": (
        later_count(
            "“%(column)s” and “%(other_column)s” are the same measure but differ in %(n)s row; "
            "there the first was believed.",
            "“%(column)s” and “%(other_column)s” are the same measure but differ in %(n)s rows; "
            "there the first was believed.",
            "differ",
        ),
        later("“%(column)s” and “%(other_column)s” are the same measure and were joined."),
        later("Two columns are the same measure and were joined."),
    ),
    "rows_without_item": (
        later_count(
            "%(n)s row names no post and was left out (row %(rows)s).",
            "%(n)s rows name no post and were left out (first rows %(rows)s).",
            "count",
        ),
        later("Some rows name no post and were left out."),
    ),
    "repeated_items": (
        later_count(
            "%(n)s row repeats a post; each post was counted once.",
            "%(n)s rows repeat a post; each post was counted once.",
            "count",
        ),
        later("Some posts appear more than once; each was counted once."),
    ),
    "missing_dates": (
        later_count(
            "%(n)s post has no date; no period can count it.",
            "%(n)s posts have no date; no period can count them.",
            "count",
        ),
        later("Some posts have no date; no period can count them."),
    ),
    "zeros_beside_reach": (
        later_count(
            "“%(column)s” is zero for %(n)s post that did reach people. Take that zero with care.",
            "“%(column)s” is zero for %(n)s posts that did reach people. Take those zeros with "
            "care.",
            "items",
        ),
        later("Some posts have a zero although they did reach people. Treat it with caution."),
    ),
    "days_missing": (
        later_count(
            "The platform left out %(n)s day between the first and the last. It counts as "
            "missing, not as zero.",
            "The platform left out %(n)s days between the first and the last. They count as "
            "missing, not as zero.",
            "days",
        ),
        later(
            "The platform left out days between the first and the last. They count as missing, "
            "not as zero."
        ),
    ),
    "minutes_repeat_month": (
        later(
            "The minutes in “%(column)s” are always the number of the month. Only the day and the "
            "hour can be trusted."
        ),
        later(
            "The minutes are always the number of the month. Only the day and the hour can be "
            "trusted."
        ),
    ),
    "mixed_languages": (
        later("The headers are in several languages: %(languages)s. All of them were understood."),
        later("The headers are in several languages. All of them were understood."),
    ),
    "ids_restored": (
        later_count(
            "A spreadsheet program had rounded the id in %(n)s row; it was restored from the "
            "post's link.",
            "A spreadsheet program had rounded the ids in %(n)s rows; they were restored from the "
            "posts' links.",
            "count",
        ),
        later("Ids that a spreadsheet program had rounded were restored from the posts' links."),
    ),
    "repeated_names": (
        later_count(
            "%(n)s row has a name that came before. The file has no ids, so it counts as another "
            "ad.",
            "%(n)s rows have a name that came before. The file has no ids, so they count as other "
            "ads.",
            "count",
        ),
        later("Some names come several times. The file has no ids, so they count as several ads."),
    ),
    "torn_names": (
        later_count(
            "The name in %(n)s row had been torn apart at its commas and was put together again.",
            "The names in %(n)s rows had been torn apart at their commas and were put together "
            "again.",
            "count",
        ),
        later("Names that had been torn apart at their commas were put together again."),
    ),
    "quiet_period": (later("The file names its period and has no post: nothing was published."),),
    "year_assumed": (
        later(
            "The days have no year. Counted back from the day of the file, they are %(first)s to "
            "%(last)s. If that is wrong, say which period it is."
        ),
        later("The days have no year; it was counted back from the day of the file."),
    ),
    "total_differs": (
        later(
            "The platform's own total of “%(column)s” is %(platform_total)s; the rows add up to "
            "%(total)s. The file does not list everything, or counts it otherwise."
        ),
        later("The platform's own total is another than the sum of the rows."),
    ),
    "below_threshold": (
        later_count(
            "“%(column)s” only says “less than” in %(n)s row. That counts as missing, not as zero.",
            "“%(column)s” only says “less than” in %(n)s rows. They count as missing, not as zero.",
            "count",
        ),
        later("Some values only say “less than”. They count as missing, not as zero."),
    ),
    "rounded_numbers": (
        later_count(
            "“%(column)s” is rounded in %(n)s row, as in 1.2K. Sums of it are rough.",
            "“%(column)s” is rounded in %(n)s rows, as in 1.2K. Sums of them are rough.",
            "count",
        ),
        later("Some numbers are rounded, as in 1.2K. Sums of them are rough."),
    ),
    "block_skipped": (
        later("The part “%(title)s” is not a table that coachkit knows and was left out."),
        later("A part of the file is not a table that coachkit knows and was left out."),
    ),
    "block_skipped:no_rows": (
        later("The part “%(title)s” has a header but no rows below it."),
        later("A part of the file has a header but no rows below it."),
    ),
    "period_unsaid": (
        later(
            "The numbers cover a period that was chosen at export, and nothing says which. Keep "
            "the name that the platform gives its files and folders."
        ),
    ),
    "sheet_skipped": (
        later("The sheet “%(sheet)s” is not a table that coachkit knows and was left out."),
        later("A sheet was left out."),
    ),
    "sheet_skipped:no_rows": (
        later("The sheet “%(sheet)s” has a header but no rows below it."),
        later("A sheet was left out."),
    ),
    "sheet_skipped:empty_sheet": (
        later("The sheet “%(sheet)s” is empty."),
        later("A sheet was left out."),
    ),
    "no_rows": (later("The table has a header but no rows below it."),),
}
"""What to know of a file that could be read, by the warning's code."""

UNKNOWN_WARNING: Final[Sentences] = (
    later("There is a remark on this file that coachkit has no words for (code “%(code)s”)."),
)
