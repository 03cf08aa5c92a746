"""Every post a dot: what is drawn, what is said, what is left honest."""

from datetime import date

from matplotlib.colors import to_hex

from coachkit.charts.look import BRAND, PAPER, SOFT
from coachkit.charts.paper import paper
from coachkit.charts.seams import Seam, lines_of
from coachkit.charts.typical import typical
from coachkit.language.findings import change_sentence, typical_sentence
from coachkit.model.languages import LANGUAGES
from coachkit.model.seams import shipped_seams


def dots_of(chart, filled):
    (axes,) = chart.figure.axes
    return [
        (x, y)
        for line in axes.lines
        if line.get_marker() == "o"
        and to_hex(line.get_markerfacecolor()) == (BRAND if filled else PAPER)
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    ]


def levels_of(chart, colour):
    """Where lines of that colour cross the whole plot."""
    (axes,) = chart.figure.axes
    return [
        line.get_ydata()[0]
        for line in axes.lines
        if line.get_marker() != "o" and line.get_color() == colour and line.get_xdata()[0] == 0
    ]


def test_every_post_is_a_dot_on_its_day(results_of, english):
    results = results_of([5.0, 8.0, 7.0, 9.0, 4.0, 6.0])
    assert dots_of(typical(results, english), filled=True) == [
        (post.day.toordinal() + 0.5, post.value) for post in results.posts
    ]


def test_a_post_that_still_grew_is_hollow_and_the_note_says_so(results_of, english):
    chart = typical(results_of([5.0, 8.0, 7.0, 9.0, 4.0, 6.0], young=2), english)
    assert [value for _, value in dots_of(chart, filled=False)] == [5.0, 8.0]
    assert "Hollow: still growing when exported, not in the median." in chart.note


def test_the_median_its_interval_and_the_one_before_are_labelled(results_of, words_of, english):
    results = results_of([5.0, 8.0, 7.0, 9.0, 4.0, 6.0])
    chart = typical(results, english)
    assert levels_of(chart, BRAND) == [results.typical.median]
    assert levels_of(chart, SOFT) == [results.usual.median]
    band = next(patch for patch in chart.figure.axes[0].patches if patch.get_alpha() == 0.13)
    assert (band.get_y(), band.get_y() + band.get_height()) == (
        results.typical.low,
        results.typical.high,
    )
    assert {"median", "6.5", "6–7", "before", "30"} <= set(words_of(chart))


def test_too_few_posts_have_no_band(results_of, english):
    chart = typical(results_of([5.0, 8.0]), english)
    assert [patch for patch in chart.figure.axes[0].patches if patch.get_alpha() == 0.13] == []
    assert "Band" not in chart.note


def test_the_best_post_is_named(results_of, words_of, english):
    results = results_of([5.0, 90.0, 7.0], text="Pack the rucksack")
    assert {"90", "Pack the rucksack"} <= set(words_of(typical(results, english)))
    assert "The rucksack" in words_of(typical(results, english, best="The rucksack"))
    assert "2 Oct" not in words_of(typical(results, english))


def test_a_best_post_without_words_is_named_by_its_day(results_of, words_of, english):
    assert "11 Oct" in words_of(typical(results_of([5.0, 90.0, 7.0]), english))


def test_a_seam_is_a_dotted_line_with_its_words(results_of, words_of, english):
    seam = Seam(date(2026, 10, 14), "Views are counted anew")
    chart = typical(results_of([5.0, 9.0]), english, seams=[seam])
    assert seam.day.toordinal() in [
        line.get_xdata()[0] for line in chart.figure.axes[0].lines if line.get_color() == "#14212b"
    ]
    assert "Views are counted anew" in words_of(chart)
    assert "From 14 October 2026: Views are counted anew." in chart.alt


def test_a_seam_outside_the_period_is_not_drawn(results_of, words_of, english):
    seam = Seam(date(2025, 11, 1), "Views are counted anew")
    chart = typical(results_of([5.0, 9.0]), english, seams=[seam])
    assert "Views are counted anew" not in words_of(chart)
    assert "counted anew" not in chart.alt


def test_the_line_before_is_named_by_the_seam_that_it_begins_at(results_of, english):
    chart = typical(results_of([5.0, 9.0], since=date(2026, 8, 3)), english)
    assert "Dashed line: median before, from 3 August 2026 on." in chart.note
    assert "twelve months" not in chart.note


def test_a_spread_over_more_than_two_decades_is_logarithmic_and_says_so(
    results_of, words_of, english
):
    near = typical(results_of([1.0, 100.0], usual=[]), english)
    wide = typical(results_of([1.0, 101.0], usual=[]), english)
    with_zero = typical(results_of([0.0, 1.0, 101.0], usual=[]), english)
    assert [chart.figure.axes[0].get_yscale() for chart in (near, wide, with_zero)] == [
        "linear",
        "log",
        "symlog",
    ]
    assert "Each dot is a post: Views" in words_of(near)
    assert "Each dot is a post: Views (logarithmic scale)" in words_of(wide)


def test_a_linear_axis_begins_at_zero(results_of, english):
    axes = typical(results_of([80.0, 90.0, 100.0], usual=[]), english).figure.axes[0]
    assert axes.get_ylim()[0] == 0


def test_the_words_hold_the_numbers(results_of, english):
    results = results_of([5.0, 8.0, 7.0, 9.0, 4.0, 6.0])
    chart = typical(results, english)
    assert chart.title == change_sentence(results, english)
    assert chart.alt == (
        f"{change_sentence(results, english)} {typical_sentence(results, english)} "
        "The best post gathered 9 (16 October 2026)."
    )


def test_a_title_that_holds_the_numbers_is_not_said_twice(results_of, english):
    results = results_of([5.0, 8.0, 7.0, 9.0, 4.0, 6.0])
    said = typical_sentence(results, english)
    assert typical(results, english, title=said).alt.count(said) == 1


def test_a_post_without_a_value_is_counted_not_drawn(results_of, english):
    chart = typical(results_of([5.0, 9.0]), english)
    assert "1 post without a value is not shown." in chart.note


def test_emoji_are_left_out_of_the_picture_and_the_rest_of_the_text_stays(
    results_of, words_of, english
):
    chart = typical(results_of([5.0, 90.0], text="First snow 🎿 today"), english)
    assert "First snow today" in words_of(chart)


def test_the_words_of_the_known_seams_fit_beside_their_lines():
    cut = [
        seam.label(language)
        for seam in shipped_seams().seams
        for language in LANGUAGES
        for narrow in (False, True)
        for lines in lines_of([Seam(seam.day, seam.label(language))], paper(narrow=narrow))
        if lines[-1].endswith("…")
    ]
    assert cut == []
