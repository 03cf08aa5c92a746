"""What is said of platforms' files: why one was refused, and what to know of one that was not.

The first sentence of a code whose fields are all known is said. What to do about a refused cell
is a sentence of its own, so that twenty refused cells are not told the same twenty times.
"""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later, later_count

EXPORTS: Final[Mapping[str, Sentences]] = {
    "empty_file": (
        later("“%(file)s” is empty. Download it from the platform again."),
        later("The file is empty. Download it from the platform again."),
    ),
    "not_a_table": (
        later(
            "“%(file)s” is not a table. Choose the CSV or Excel file that the platform gave you."
        ),
        later("This is not a table. Choose the CSV or Excel file that the platform gave you."),
    ),
    "not_a_table:markup": (
        later(
            "“%(file)s” is a web page, not a table. Choose the CSV or Excel file that the "
            "platform gave you."
        ),
        later("This is not a table. Choose the CSV or Excel file that the platform gave you."),
    ),
    "unknown_format": (
        later(
            "The columns of “%(file)s” (“%(value)s”) are not those of any export that coachkit "
            "knows. Match its columns once, and coachkit reads such files from then on."
        ),
        later(
            "The columns of “%(file)s” are not those of any export that coachkit knows. Match its "
            "columns once, and coachkit reads such files from then on."
        ),
        later(
            "The columns are not those of any export that coachkit knows. Match them once, and "
            "coachkit reads such files from then on."
        ),
    ),
    "unknown_format:sheets": (
        later(
            "The sheets of “%(file)s” (“%(value)s”) are not those of any export that coachkit "
            "knows. Match the columns once, and coachkit reads such files from then on."
        ),
        later(
            "The columns are not those of any export that coachkit knows. Match them once, and "
            "coachkit reads such files from then on."
        ),
    ),
    "unknown_format:daily_values": (
        later(
            "“%(file)s” has a row for each post and day. Export it again with lifetime values: a "
            "row for each post."
        ),
        later(
            "The file has a row for each post and day. Export it again with lifetime values: a "
            "row for each post."
        ),
    ),
    "damaged_file": (
        later("“%(file)s” is damaged and cannot be read. Download it from the platform again."),
        later("The file is damaged and cannot be read. Download it from the platform again."),
    ),
    "damaged_file:encoding": (
        later(
            "“%(file)s” has letters that were damaged when it was saved. Download it from the "
            "platform again."
        ),
        later("The file is damaged and cannot be read. Download it from the platform again."),
    ),
    "file_not_found": (
        later("There is no file “%(file)s”. Check its name and its folder."),
        later("There is no such file. Check its name and its folder."),
    ),
    "is_a_folder": (
        later("“%(file)s” is a folder. Name the files in it instead."),
        later("This is a folder. Name the files in it instead."),
    ),
    "not_permitted": (
        later("“%(file)s” may not be read. Ask for the right to read it, or for a copy."),
        later("The file may not be read. Ask for the right to read it, or for a copy."),
    ),
    "no_rows": (
        later(
            "The sheet “%(sheet)s” of “%(file)s” has a header but no rows below it. Choose a "
            "longer period on the platform and export again."
        ),
        later(
            "“%(file)s” has a header but no rows below it. Choose a longer period on the platform "
            "and export again."
        ),
        later(
            "The table has a header but no rows below it. Choose a longer period on the platform "
            "and export again."
        ),
    ),
    "truncated": (
        later("“%(file)s” ends in the middle of row %(row)s. Download it from the platform again."),
        later("“%(file)s” ends in the middle. Download it from the platform again."),
        later("The file ends in the middle. Download it from the platform again."),
    ),
    "too_large": (
        later("“%(file)s” is too large. Export a shorter period at a time."),
        later("The file is too large. Export a shorter period at a time."),
    ),
    "too_large:archive": (
        later(
            "“%(file)s” unpacks to more than coachkit takes at once. Unpack it and import the "
            "files one by one."
        ),
        later("The file is too large. Export a shorter period at a time."),
    ),
    "too_many_files": (
        later(
            "“%(file)s” holds more than %(expected)s files. Import only those that came from the "
            "platforms."
        ),
        later("These are too many files. Import only those that came from the platforms."),
    ),
    "nothing_inside": (
        later("There is no file to import in “%(file)s”."),
        later("There is no file to import there."),
    ),
    "encrypted": (
        later("“%(file)s” is locked with a password. Unpack it and import the files in it."),
        later("The file is locked with a password. Unlock it and import it again."),
    ),
    "nested_archive": (
        later("“%(file)s” is an archive within an archive. Take it out and import it by itself."),
        later("This is an archive within an archive. Take it out and import it by itself."),
    ),
    "other_archive": (
        later(
            "“%(file)s” is packed in a way that coachkit does not open. Unpack it and import the "
            "files in it."
        ),
        later(
            "This is packed in a way that coachkit does not open. Unpack it and import the files "
            "in it."
        ),
    ),
    "is_an_archive": (
        later(
            "“%(file)s” is a ZIP. Unpack it and name one of its files; importing takes it as it is."
        ),
        later("This is a ZIP. Unpack it and name one of its files."),
    ),
    "is_a_link": (
        later("“%(file)s” only points to another file. Put that file itself in its place."),
        later("This only points to another file. Put that file itself in its place."),
    ),
    "unsafe_name": (
        later(
            "“%(file)s” has a name under which it cannot be unpacked safely. Rename it and pack "
            "it again."
        ),
        later("A file has a name under which it cannot be unpacked safely. Rename it."),
    ),
    "bad_number": (
        later("“%(value)s” is not a number."),
        later("This is not a number."),
    ),
    "bad_number:whole_number": (
        later("“%(value)s” is not a whole number."),
        later("This is not a number."),
    ),
    "bad_date": (
        later("“%(value)s” is not a date written like “%(expected)s”."),
        later("“%(value)s” is not a date."),
        later("This is not a date."),
    ),
    "bad_id": (
        later("“%(value)s” is not the id of a post."),
        later("A post has no id."),
    ),
    "excel_damage": (
        later("“%(value)s” is what a spreadsheet program made of the platform's value."),
        later("A spreadsheet program has rewritten the file."),
    ),
    "formula_cell": (
        later("“%(value)s” is a formula, not the platform's value."),
        later("The cell holds a formula, not the platform's value."),
    ),
    "second_header": (
        later(
            "The header comes a second time: two exports were put into one file. Import each of "
            "them as the platform gave it."
        ),
    ),
    "wrapped_row": (later("The row ends early: a line break in a post has torn it in two."),),
    "mixed_currencies": (
        later(
            "The column “%(column)s” of “%(file)s” has money in several currencies (%(value)s). "
            "Export each account by itself."
        ),
        later("There is money in several currencies. Export each account by itself."),
    ),
    "platform_unsaid": (
        later(
            "“%(file)s” does not say whether “%(value)s” is of Facebook or of Instagram. Say which "
            "it is."
        ),
        later("The file does not say whether it is of Facebook or of Instagram. Say which it is."),
    ),
    "ragged_row": (
        later("The row goes on with “%(value)s” after the last of the %(expected)s columns."),
        later("The row does not have as many cells as the header."),
    ),
    "columns_disagree": (
        later(
            "“%(column)s” says “%(value)s” where “%(other_column)s” says “%(other_value)s”: they "
            "are the same column in two languages."
        ),
        later("Two columns of the same measure say different things."),
    ),
    "conflicting_rows": (
        later(
            "The same post stands in row %(other_row)s, but there “%(column)s” says "
            "“%(other_value)s” instead of “%(value)s”."
        ),
        later("The same post stands in row %(other_row)s with different numbers."),
        later("The same post stands in several rows with different numbers."),
    ),
    "mixed_dates": (
        later("“%(value)s” is not written like the other dates, such as “%(expected)s”."),
        later("“%(value)s” is not written like the other dates."),
        later("The dates are not all written alike."),
    ),
}
"""Why a file was refused, by code, or by ``code:reason`` where a code has several."""

UNOPENED: Final = later("Download the file again and import it unopened.")
"""What to do about a refused cell: nearly always a spreadsheet has been at it."""

MENDED_UNOPENED: Final = frozenset(
    {
        "bad_date",
        "bad_id",
        "bad_number",
        "columns_disagree",
        "conflicting_rows",
        "excel_damage",
        "formula_cell",
        "mixed_dates",
        "ragged_row",
        "wrapped_row",
    }
)
"""The codes of refused cells and rows."""

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
