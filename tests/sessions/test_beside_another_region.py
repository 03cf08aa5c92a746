"""A campaign in one country beside the visits from another: from an export to the page."""

from datetime import date, timedelta

import numpy as np
import pytest

from coachkit.language.speech import speak
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_measuring import Measurement, Outcome
from coachkit.model.effects import Reason
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.goals import Goal, Goals, Kpi, Part
from coachkit.model.observations import Platform
from coachkit.model.results import Verdict
from coachkit.model.sheet_reading import shipped_sheet
from coachkit.sessions import evaluation_figures as figures
from coachkit.sessions.campaign_picked_up import picked_up
from coachkit.sessions.importing import import_files
from coachkit.sessions.reading import client_data
from coachkit.sessions.screen_can_we_see_it import CanWeSeeItScreen
from coachkit.sessions.screen_effect import EffectScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets.evaluation_forms import kpi_name
from tests.sessions.conftest import HEADER, OCTOBER, post
from tests.sessions.screen_rooms import keep, nine, no_loop, seated, typed, workspace

__all__ = ["no_loop", "workspace"]

FIRST, DAYS = date(2025, 11, 3), 364
CAMPAIGN = (date(2026, 10, 5), date(2026, 11, 1))
"""The last four of the 52 weeks."""
FROM = {
    name: Kpi(
        platform=Platform.WEBSITE,
        metric="sessions",
        part=Part(by="ga4_by_day_country", name=name),
    )
    for name in ("Sweden", "Norway")
}
GOAL = Goal(
    name="Clicks",
    kpi=Kpi(platform=Platform.FACEBOOK, metric="link_clicks"),
    monthly_target=50,
)
ABOVE = """\
# ----------------------------------------
# nordlykta.example - GA4
# Free form
# 20251103-20261101
# ----------------------------------------

Date,Country,Sessions,Event count
"""


def visits(*, abroad=1.0):
    """Visits from two countries that share good weeks and bad ones; half as many more at the end.

    ``abroad``: what the campaign's weeks are times as much in the country where it was not.
    """
    chance = np.random.default_rng(5)
    shared = np.repeat(np.exp(chance.normal(0, 0.45, DAYS // 7)), 7)
    home, away = chance.poisson(60 * shared), chance.poisson(40 * shared)
    home[-28:] = home[-28:] * 1.5
    away[-28:] = away[-28:] * abroad
    return {"Sweden": home, "Norway": away}


def exported(tmp_path, counted):
    rows = [
        f"{FIRST + timedelta(days=day):%Y%m%d},{name},{values[day]},{9 * values[day]}"
        for day in range(DAYS)
        for name, values in counted.items()
    ]
    path = tmp_path / "by_country.csv"
    path.write_text(ABOVE + "\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def with_countries(workspace, tmp_path):
    def imported(**how):
        with workspace.open_client("sund", now=nine, who="coach") as store:
            (done,) = import_files(store, [exported(tmp_path, visits(**how))])
            assert done.refused is None
        return workspace

    return imported


def test_of_two_pages_in_one_export_each_may_be_chosen(workspace, tmp_path):
    rows = "".join(
        post(number).replace(",77,Page,", f",{page},{name},")
        for number, page, name in ((1, 77, "Lund"), (2, 78, "Umeå"), (3, 78, "Umeå"))
    )
    path = tmp_path / OCTOBER
    path.write_text(HEADER + rows, encoding="utf-8-sig")
    with workspace.open_client("sund", now=nine, who="coach") as store:
        (done,) = import_files(store, [path])
        assert done.refused is None
        store.save(Goals(goals=(GOAL,)), based_on=None, because="goals")
    data = data_of(workspace)
    offered = figures.campaign_parts(data)
    assert {kpi_name(one, speak("sv")) for one in offered if one.metric == "link_clicks"} == {
        "Länkklick · Facebook · Lund",
        "Länkklick · Facebook · Umeå",
    }
    beside = figures.control_choices(data, offered[0])
    assert beside[0] == offered[0].changed(part=offered[1].part)
    assert figures.series_of(data, offered[0]).days.posts.sum() == 2


def data_of(workspace):
    with workspace.open_client("sund", now=nine, who="coach", read_only=True) as store:
        return client_data(store)


def at(workspace, sheet):
    return SessionDesk("sund", str(workspace.path), shipped_sheet(sheet), None)


def test_each_country_may_be_chosen_and_beside_it_only_the_others(with_countries):
    data = data_of(with_countries())
    offered = figures.campaign_parts(data)
    assert set(FROM.values()) < set(offered)
    assert figures.control_choices(data, FROM["Sweden"])[0] == FROM["Norway"]
    assert FROM["Sweden"] not in figures.control_choices(data, FROM["Sweden"])


def effect_beside(workspace, beside):
    screen = seated(EffectScreen(at(workspace, "evaluation"), "effect", "en"))
    typed(screen.campaign, "first", CAMPAIGN[0].isoformat())
    typed(screen.campaign, "last", CAMPAIGN[1].isoformat())
    screen.moves.value = FROM["Sweden"]
    screen.beside.value = beside
    assert screen.beside.label
    return screen, at(workspace, "evaluation").the(Evaluation).effect.found


def test_what_moves_all_countries_is_taken_off_the_campaign(with_countries):
    workspace = with_countries()
    _, alone = effect_beside(workspace, "")
    screen, found = effect_beside(workspace, FROM["Norway"])
    assert found.control.used
    assert found.control.name == "Webbplats: Sessioner (Norway)"
    assert found.verdict is Verdict.SHOWN_UP
    assert found.change.low < 0.5 < found.change.high
    assert found.change.high - found.change.low < 0.6 * (alone.change.high - alone.change.low)
    assert "Norway" in screen.finding.value
    assert "Sessions (Sweden): " in screen.finding.value
    assert "; bara av ”Sweden”" in found.definition


def test_a_country_that_the_campaign_reached_too_is_found_out(with_countries):
    _, found = effect_beside(with_countries(abroad=3.0), FROM["Norway"])
    assert (found.control.moved, found.control.used) == (True, False)
    assert (found.verdict, found.why) == (Verdict.CANNOT_TELL, Reason.CONTROL_MOVED)


def test_before_the_launch_it_says_what_the_other_country_would_change(with_countries):
    workspace = with_countries()
    keep(workspace, Campaign(name="Light", launch=date(2026, 12, 1)))
    screen = seated(CanWeSeeItScreen(at(workspace, "campaign"), "can_we_see_it", "sv"))
    screen.measure.value = FROM["Sweden"]
    screen.beside.value = FROM["Norway"]
    found = screen._known()
    weeks = screen.record.weeks
    alone, beside = (found.smallest(weeks, with_control=one) for one in (False, True))
    assert beside.lift < 0.8 * alone.lift
    assert "sessioner (Sweden)" in screen.answer().text
    screen.measure.value = FROM["Norway"]
    assert screen.measurement.control is None


def test_the_evaluation_picks_up_both(with_countries):
    planned = Campaign(
        name="Light",
        session=3,
        launch=CAMPAIGN[0],
        outcome=Outcome(text="More visits", measure=FROM["Sweden"]),
        measurement=Measurement(control=FROM["Norway"]),
    )
    found = picked_up([planned], planned.window)
    assert (found.outcome, found.control) == (FROM["Sweden"], FROM["Norway"])


def test_it_is_no_total_of_the_site(with_countries):
    data = data_of(with_countries())
    assert data.platforms() == ()
    assert figures.campaign_metrics(data) == ()
