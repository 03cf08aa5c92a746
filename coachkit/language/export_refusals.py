"""Why a platform's file was refused.

The first sentence of a code whose fields are all known is said. What to do about a refused cell
is a sentence of its own, so that twenty refused cells are not told the same twenty times.
"""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later

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
