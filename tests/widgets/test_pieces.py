from coachkit.widgets.choices import choice, language_switch, narrow_screen, relabel
from coachkit.widgets.panel import Band, Panel, Still


def shown(output):
    return output._repr_mimebundle_()


def test_a_panel_is_alive_in_a_browser_and_readable_without_one():
    bundle = shown(Panel("<p>Hej</p>"))
    assert bundle["text/html"] == "<p>Hej</p>"
    assert "application/vnd.jupyter.widget-view+json" in bundle


def test_without_a_browser_a_band_shows_its_panels_and_not_its_controls():
    bundle = shown(Band([Panel("<p>Hej</p>"), language_switch("sv"), Panel("<p>då</p>")]))
    assert bundle["text/html"] == "<p>Hej</p>\n<p>då</p>"


def test_a_still_panel_leaves_no_widget_behind():
    assert Still("<p>Hej</p>")._repr_html_() == "<p>Hej</p>"
    assert not hasattr(Still(""), "_repr_mimebundle_")


def test_the_language_switch_names_each_language_in_itself():
    switch = language_switch("fi")
    assert switch.value == "fi"
    assert [label for label, _ in switch.options] == ["EN", "SV", "FI"]
    assert list(switch.tooltips) == ["English", "Svenska", "Suomi"]


def test_a_drop_down_is_relabelled_and_keeps_its_choice():
    control = choice("Month", [("October", "2026-10"), ("September", "2026-09")], "2026-09")
    relabel(control, "Månad", [("oktober", "2026-10"), ("september", "2026-09")], "2026-09")
    assert (control.description, control.value) == ("Månad", "2026-09")
    assert [label for label, _ in control.options] == ["oktober", "september"]


def test_a_drop_down_without_choices_has_no_value():
    control = choice("Platform", [("Facebook", "facebook")], "facebook")
    relabel(control, "Plattform", [], "")
    assert control.value is None


def test_the_narrow_screen_box_is_off_until_the_page_ticks_it():
    assert narrow_screen().value is False
