"""The page as a reader meets it, without a browser: set a control, look at the panels."""

import re

import pytest

from coachkit.model.client import Client
from coachkit.sessions import dashboard
from coachkit.sessions.opening import now
from coachkit.sessions.refusing import Refusal
from coachkit.store.workspace import Workspace


def opened(workspace, client="nordlykta", **more):
    return dashboard.open_page({"client": client, "workspace": str(workspace), **more})


def panels(page):
    return [page.top, page.finding, page.details, page.pictures, page.sources]


def words(page):
    return re.sub(
        r"<style>.*?</style>|<[^>]+>", " ", "".join(p.value for p in panels(page)), flags=re.DOTALL
    )


def test_the_page_opens_in_the_clients_own_language_at_the_latest_month(demo_made_once):
    page = opened(demo_made_once)
    assert (page.view.language, page.view.period) == ("sv", "2026-10")
    assert "Oktober 2026" in page.top.value
    assert page.languages.value == "sv"


def test_one_switch_relabels_every_panel_and_control_and_keeps_the_choices(demo_made_once):
    page = opened(demo_made_once)
    page.choosing["period"].value = "2026-08"
    before = (page.choosing["platform"].value, page.choosing["metric"].value)
    seen = {}
    for language in ("en", "sv", "fi"):
        page.languages.value = language
        assert all(f'lang="{language}"' in panel.value for panel in panels(page))
        seen[language] = [control.description for control in page.choosing.values()]
        assert page.choosing["period"].value == "2026-08"
        assert (page.choosing["platform"].value, page.choosing["metric"].value) == before
    assert seen["en"] == ["Month", "Platform", "Measure"]
    assert len({tuple(labels) for labels in seen.values()}) == 3


def test_another_platform_brings_its_own_measures(demo_made_once):
    page = opened(demo_made_once)
    for _, platform in page.choosing["platform"].options:
        page.choosing["platform"].value = platform
        assert page.view.platform == platform
        assert (
            page.view.metric
            in page.results(page.view.platform, page.data.period("2026-10")).metrics
        )


def test_a_month_nobody_exported_is_missing_and_not_zero(demo_made_once):
    page = opened(demo_made_once, "jarven-ystavat", language="en")
    gaps = [
        (platform.value, month)
        for platform in page.data.platforms()
        for month in page.data.months()
        if page.results(platform, page.data.period(month)).coverage.nothing
    ]
    assert len(gaps) == 1
    page.show(platform=gaps[0][0], period=gaps[0][1])
    assert "covers this month" in page.finding.value
    assert "missing, not zero" in page.details.value


def test_a_phone_gets_narrow_pictures(demo_made_once):
    page = opened(demo_made_once)
    wide = page.pictures.value
    page.narrow.value = True
    assert page.pictures.value != wide
    assert 'width="390"' in page.pictures.value


def test_a_client_without_exports_has_a_page_that_says_what_to_do(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    workspace.new_client(Client(slug="new", name="New & <b>"), now=now, who="test").close()
    page = opened(tmp_path / "w", "new")
    assert "Nothing has been imported yet." in page.finding.value
    assert "New &amp; &lt;b&gt;" in page.top.value


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"client": "nobody"}, "nobody"),
        ({"language": "de"}, "de"),
        ({"period": "2026-13"}, "2026-13"),
        ({"platform": "myspace"}, "myspace"),
        ({"client": "../../etc"}, "../../etc"),
    ],
)
def test_what_cannot_be_shown_stops_a_run_with_one_sentence(demo_made_once, asked, word):
    with pytest.raises(Refusal) as caught:
        opened(demo_made_once, **asked)
    assert word in str(caught.value)
    assert caught.value._render_traceback_() == [str(caught.value)]


def test_what_cannot_be_shown_is_a_calm_page_for_a_visitor(demo_made_once, monkeypatch):
    monkeypatch.setenv("SERVER_SOFTWARE", "voila/0.5.13")
    page = opened(demo_made_once, "nobody", language="sv")
    assert 'lang="sv"' in dashboard.header(page).value
    assert "nobody" in dashboard.header(page).value
    assert [panel.value for panel in (dashboard.finding(page), dashboard.details(page))] == ["", ""]
    assert dashboard.filters(page).children == ()


def test_an_unknown_measure_falls_back_to_the_most_telling_one(demo_made_once):
    page = opened(demo_made_once, metric="fame")
    assert page.view.metric in page.results(page.view.platform, page.data.period("2026-10")).metrics


def test_no_page_shows_an_unfilled_placeholder(demo_made_once):
    for slug in ("nordlykta", "jarven-ystavat"):
        page = opened(demo_made_once, slug)
        for language in ("en", "sv", "fi"):
            page.show(language=language)
            assert "%(" not in words(page)
            assert "None" not in words(page)
            assert "nan" not in words(page).split()
