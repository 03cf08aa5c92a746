"""One file that waits, as a form: its value is what a person said of it."""

from datetime import UTC, date, datetime

from coachkit.documents.incoming import Preview, SeenTable, WillChange
from coachkit.model.errors import UnreadableExport
from coachkit.model.observations import ExportWarning, Granularity, Platform, TableSource
from coachkit.model.periods import Period
from coachkit.platforms.asking import Ask
from coachkit.platforms.told import NOTHING_TOLD, Told
from coachkit.widgets.incoming import WaitingFile
from coachkit.widgets.panel import Panel, Stack, still


def source(**more):
    return TableSource(
        **{
            "file": "a.csv",
            "sha256": "0" * 64,
            "platform": Platform.FACEBOOK,
            "format": "meta_facebook_posts",
            "granularity": Granularity.POST,
            "language": "en",
            "time_zone": None,
            "day_precision": False,
            "exported": datetime(2026, 11, 1, tzinfo=UTC),
            "rows": 3,
            "items": 3,
            "first": date(2026, 10, 1),
            "last": date(2026, 10, 3),
            "metrics": (),
            **more,
        }
    )


def waiting(preview, value=NOTHING_TOLD, acting=None):
    said = []
    form = WaitingFile(
        preview, value, "en", lambda name, told: said.append((name, told)), acting or {}
    )
    return form, said


def test_a_choice_of_platform_is_the_value_at_once():
    form, said = waiting(Preview("a.csv", (SeenTable(source()),), asks=(Ask.PLATFORM,)))
    (switch,) = form.questions[Ask.PLATFORM]
    assert (switch.value, [value for _, value in switch.options]) == (
        None,
        ["facebook", "instagram"],
    )
    switch.value = "instagram"
    assert said == [("a.csv", Told(platform=Platform.INSTAGRAM))]
    assert form.value == Told(platform=Platform.INSTAGRAM)


def test_days_are_the_value_once_both_are_there_and_earlier_answers_stay():
    before = Told(account="77")
    form, said = waiting(Preview("a.csv", (SeenTable(source()),), asks=(Ask.PERIOD,)), before)
    first, last, keep = form.questions[Ask.PERIOD]
    first.value = date(2026, 10, 1)
    keep.click()
    assert said == []
    last.value = date(2026, 10, 31)
    keep.click()
    assert form.value == Told(account="77", covers=Period.month("2026-10"))


def test_an_account_is_asked_in_words_and_a_blank_one_is_none():
    form, said = waiting(Preview("a.csv", (SeenTable(source()),), asks=(Ask.ACCOUNT,)))
    field, keep = form.questions[Ask.ACCOUNT]
    field.value = "  "
    keep.click()
    assert said == []
    field.value = " 77 "
    keep.click()
    assert form.value == Told(account="77")


def test_what_can_be_done_is_a_button_that_names_its_file():
    pressed = []
    form, _ = waiting(Preview("a.csv"), acting={"Set aside": pressed.append})
    (button,) = form.buttons
    button.click()
    assert (pressed, button.tooltip) == (["a.csv"], "a.csv")


def test_read_without_a_browser_it_shows_its_panels_and_questions():
    form, _ = waiting(Preview("a.csv", (SeenTable(source()),), asks=(Ask.PLATFORM,)))
    html = form._repr_mimebundle_()["text/html"]
    assert html == still(form)
    assert "3 posts" in html
    assert "Facebook or from Instagram?" in html
    assert still(Stack([Panel("<p>a</p>"), Stack([Panel(""), Panel("<p>b</p>")])])) == (
        "<p>a</p>\n<p>b</p>"
    )


def test_newer_numbers_are_told_with_their_sums_before_and_after():
    change = WillChange(new=1, known=2, changed=1, sums=(("views", 1000.0, 1200.0),))
    form, _ = waiting(Preview("a.csv", (SeenTable(source(), change),)))
    told = form.panel.value
    assert "3 posts, 1–3 October 2026: 1 new, 1 with newer numbers and 1 unchanged" in told
    assert "Views of the known ones: 1,000 → 1,200" in told


def test_a_difference_to_the_platforms_own_total_is_a_note():
    differs = ExportWarning(
        code="total_differs", column="Views", details={"total": 90.0, "platform_total": 100.0}
    )
    form, _ = waiting(Preview("a.csv", (SeenTable(source(warnings=(differs,))),)))
    assert "100" in form.panel.value
    assert "90" in form.panel.value


def test_many_notes_are_folded_away():
    unknown = tuple(ExportWarning(code="unknown_column", column=name) for name in "ABC")
    form, _ = waiting(Preview("a.csv", (SeenTable(source(warnings=unknown)),)))
    assert "<summary>3 notes</summary>" in form.panel.value


def test_only_a_file_whose_columns_are_unknown_can_be_matched():
    def refused(**details):
        return Preview("a.csv", refused=UnreadableExport("unknown_format", file="a", **details))

    assert refused(reason="headers").can_be_matched
    assert not refused(reason="daily_values").can_be_matched
    assert not Preview("a.csv", refused=UnreadableExport("no_rows", file="a")).can_be_matched
