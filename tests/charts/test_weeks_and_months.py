"""Bars: nothing is not the same as not known, and part of a month is not the month."""

from datetime import date

from matplotlib.collections import PolyCollection
from matplotlib.colors import to_hex

from coachkit.charts.look import BRAND, FAINT, INK
from coachkit.charts.months import months
from coachkit.charts.seams import Seam
from coachkit.charts.weeks import weeks
from coachkit.language.speech import speak


def bars_of(chart, colour):
    """(place, height) of each bar in that colour."""
    (axes,) = chart.figure.axes
    return [
        (round(float(path.vertices[:, 0].mean())), float(path.vertices[:, 1].max()))
        for collection in axes.collections
        if isinstance(collection, PolyCollection)
        and to_hex(collection.get_facecolor()[0]) == colour
        for path in collection.get_paths()
    ]


def bands_of(chart):
    """(first, last) place of each hatched band."""
    (axes,) = chart.figure.axes
    return [
        (patch.get_x() + 0.5, patch.get_x() + patch.get_width() - 0.5)
        for patch in axes.patches
        if patch.get_hatch()
    ]


def test_a_week_without_posts_is_a_nought_and_a_week_without_data_a_gap(
    cadence_of, words_of, english
):
    chart = weeks(cadence_of([3, 0, None, None, 2]), english)
    assert bars_of(chart, BRAND) == [(0, 3), (1, 0), (4, 2)]
    assert bands_of(chart) == [(2, 3)]
    assert words_of(chart).count("0") == 1
    assert words_of(chart).count("no data") == 1


def test_the_note_counts_what_is_missing(cadence_of, english):
    chart = weeks(cadence_of([3, None, None, 2], partly=(3,)), english)
    assert chart.note == (
        "Hatched: 2 weeks without data, not zero. Faint: 1 week with days missing; "
        "the true number may be higher."
    )


def test_a_week_partly_known_is_faint_and_says_at_least(cadence_of, words_of, english):
    chart = weeks(cadence_of([3, 2], partly=(1,)), english)
    assert bars_of(chart, BRAND) == [(0, 3)]
    assert bars_of(chart, FAINT) == [(1, 2)]
    assert "≥2" in words_of(chart)


def test_weeks_are_named_as_the_language_counts_them(cadence_of, words_of):
    cadence = cadence_of([1, 2], first=date(2026, 12, 28))
    said = {
        language: [text.replace("\N{NO-BREAK SPACE}", " ") for text in words_of(chart)]
        for language in ("en", "sv", "fi")
        for chart in [weeks(cadence, speak(language))]
    }
    assert {"week 53", "week 1", "2026", "2027"} <= set(said["en"])
    assert {"v. 53", "v. 1", "2026", "2027"} <= set(said["sv"])
    assert {"vk 53", "vk 1", "2026", "2027"} <= set(said["fi"])


def test_the_finding_is_the_cadence_and_its_target(cadence_of, english):
    assert weeks(cadence_of([3, 4]), english).title == "7 posts published, 3.5 a week."
    assert weeks(cadence_of([3, 4]), english, target=3).title == "Posts a week: 3.5, target 3."
    assert weeks(cadence_of([None]), english).title == (
        "How many posts were published is not known."
    )


def test_a_finding_that_is_handed_in_is_the_title(cadence_of, words_of, english):
    chart = weeks(cadence_of([3]), english, title="A calm spring")
    assert chart.title == "A calm spring"
    assert words_of(chart)[0] == "A calm spring"


def test_the_words_for_weeks_hold_the_numbers_and_the_gaps(cadence_of, english):
    alt = weeks(cadence_of([3, 0, None]), english).alt.replace("\N{NO-BREAK SPACE}", " ")
    assert alt == (
        "3 posts published, 1.5 a week. "
        "Bars by week: fewest 0 (week 3 of 2026), most 3 (week 2 of 2026). "
        "Hatched: 1 week without data, not zero."
    )


def test_months_show_gaps_parts_and_the_goal(months_of, words_of, english):
    chart = months(
        months_of([400.0, None, 300.0], partly=(2,)),
        "views",
        english,
        target=350,
        target_label="Be seen",
    )
    assert bars_of(chart, BRAND) == [(0, 400)]
    assert bars_of(chart, FAINT) == [(2, 300)]
    assert bands_of(chart) == [(1, 1)]
    assert {"400", "≥300", "no data", "Be seen", "350"} <= set(words_of(chart))
    assert chart.title == "Views in January 2026: at least 300, target 350."
    assert chart.alt == (
        "Views in January 2026: at least 300, target 350. "
        "Bars by month: November 2025: 400; December 2025: no data; "
        "January 2026: at least 300."
    )


def test_a_month_whose_posts_still_grow_says_at_least(months_of, english):
    totals = months_of([400.0, 300.0])
    growing = (totals[0], totals[1].changed(young=2))
    chart = months(growing, "views", english)
    assert "at least 300" in chart.title
    assert chart.note == "Faint: 1 month with posts that were still growing; it will be more."


def test_large_months_are_written_in_millions_and_nothing_reads_as_zero(
    months_of, words_of, english
):
    chart = months(months_of([12_345_678.0, 20.0, 0.0]), "views", english)
    assert "Views in millions, by month" in words_of(chart)
    assert {"12.3", "<0.1", "0"} <= set(words_of(chart))


def test_the_name_of_a_goal_too_long_to_stand_beside_its_line_is_in_the_note(
    months_of, words_of, english
):
    name = " ".join(["Volunteers"] * 12)
    chart = months(months_of([5.0]), "views", english, target=4, target_label=name)
    assert chart.note == f"Dashed line: {name}."
    assert "4" in words_of(chart)


def test_a_last_month_without_data_is_said_to_be_unknown(months_of, english):
    assert months(months_of([5.0, None]), "views", english).title == (
        "Views: the exports give no figure."
    )


def seams_of(chart):
    """Where dotted lines stand; 0 is the middle of the first bar."""
    (axes,) = chart.figure.axes
    return [
        line.get_xdata()[0]
        for line in axes.lines
        if line.get_color() == INK and len(set(line.get_xdata())) == 1
    ]


def test_a_seam_breaks_the_months_where_its_day_is(months_of, words_of, english):
    chart = months(
        months_of([400.0, 500.0, 300.0]),
        "views",
        english,
        seams=[Seam(date(2026, 1, 1), "Shorts count anew"), Seam(date(2025, 12, 16), "Views")],
    )
    assert seams_of(chart) == [0.5 + 15 / 31, 1.5]
    assert {"Shorts count anew", "Views"} <= set(words_of(chart))
    assert chart.alt.endswith(
        "From 16 December 2025: Views. From 1 January 2026: Shorts count anew."
    )


def test_a_seam_outside_the_months_or_at_their_very_beginning_is_not_drawn(
    months_of, words_of, english
):
    days = (date(2025, 11, 1), date(2026, 2, 1), date(2024, 12, 5))
    seams = [Seam(day, "Counted anew") for day in days]
    chart = months(months_of([400.0, 500.0, 300.0]), "views", english, seams=seams)
    assert seams_of(chart) == []
    assert "Counted anew" not in words_of(chart)
    assert "Counted anew" not in chart.alt


def test_how_often_posts_were_seen_is_not_taken_for_the_page(months_of, english):
    chart = months(months_of([400.0, 500.0]), "impressions", english, of_posts=True)
    assert "nor how many people saw it" in chart.note
    assert "neither how often the page was seen" in chart.alt
