"""Seams that ship, seams that a manager adds, and the pages that show both."""

from datetime import date

import pytest

from coachkit.documents.html import html
from coachkit.documents.report import monthly_report
from coachkit.model.errors import InvalidValue
from coachkit.model.seams import Seam, Seams, shipped_seams
from coachkit.sessions import dashboard
from coachkit.sessions.opening import now, open_workspace
from coachkit.sessions.reading import read_client
from coachkit.sessions.report import month_of
from coachkit.sessions.seams import add_seam, noted_seams, remove_seam, seams_of

ANEW = Seam(
    platform="facebook",
    metrics=("comments",),
    day=date(2026, 8, 10),
    says="Svar på svar räknas",
    source="Vår annonskontakt, 11 augusti 2026",
)


def opened(workspace, slug="nordlykta"):
    return open_workspace(str(workspace)).open_client(slug, now=now, who="Anna")


def test_a_client_has_the_known_seams_from_the_start(demo):
    with opened(demo) as store:
        assert seams_of(store) == shipped_seams()
        assert noted_seams(store) == Seams()


def test_a_seam_that_is_added_is_kept_with_its_reason_and_stands_beside_the_known_ones(demo):
    with opened(demo) as store:
        saved = add_seam(store, ANEW, "It was in the letter.")
        assert (saved.revision, saved.because) == (1, "It was in the letter.")
        assert noted_seams(store).seams == (ANEW,)
        assert len(seams_of(store).seams) == len(shipped_seams().seams) + 1
    with opened(demo, "jarven-ystavat") as other:
        assert noted_seams(other).seams == ()


def test_a_seam_is_added_once(demo):
    with opened(demo) as store:
        add_seam(store, ANEW, "")
        with pytest.raises(InvalidValue) as refused:
            add_seam(store, ANEW.changed(says="In other words"), "")
        assert (refused.value.code, refused.value.field) == ("repeated", "seams")
        assert len(store.history(Seams)) == 1


def test_a_seam_that_is_removed_is_gone_and_its_past_is_not(demo):
    with opened(demo) as store:
        add_seam(store, ANEW, "")
        remove_seam(store, ANEW, "It was a mistake.")
        assert seams_of(store) == shipped_seams()
        assert [len(saved.value.seams) for saved in store.history(Seams)] == [1, 0]


def test_a_known_seam_cannot_be_removed_but_be_said_in_the_clients_own_words(demo):
    known = shipped_seams().seams[0]
    with opened(demo) as store:
        with pytest.raises(InvalidValue) as refused:
            remove_seam(store, known, "")
        assert (refused.value.code, refused.value.field) == ("not_allowed", "seams")
        add_seam(store, known.changed(says="In our words"), "")
        said = [seam.says for seam in seams_of(store).seams if seam.same_place(known)]
    assert said == ["In our words"]


@pytest.fixture
def broken(demo):
    """The demo, with a seam in what people comment on Facebook."""
    with opened(demo) as store:
        add_seam(store, ANEW, "")
    return demo


def asked(workspace, period="2026-10"):
    return dashboard.open_page(
        {
            "client": "nordlykta",
            "workspace": str(workspace),
            "language": "en",
            "period": period,
            "platform": "facebook",
            "metric": "comments",
        }
    )


def test_the_page_says_the_seam_draws_it_and_compares_only_what_came_after(broken):
    page = asked(broken)
    assert (
        "On 10 August 2026 Facebook changed how it counts (Svar på svar räknas)"
        in page.finding.value
    )
    assert "before, from 10 August 2026 on" in page.finding.value
    assert "Comments, since 10 August 2026" in page.details.value
    assert "From 10 August 2026: Svar på svar räknas." in page.pictures.value


def test_another_metric_and_an_earlier_month_are_as_they_were(broken, demo_made_once):
    for view in ({"metric": "reactions"}, {"period": "2026-07"}):
        mine, other = asked(broken), asked(demo_made_once)
        mine.show(**view)
        other.show(**view)
        assert mine.finding.value == other.finding.value
        assert mine.pictures.value == other.pictures.value


def test_the_report_says_since_when_it_compares(broken):
    data = read_client("nordlykta", str(broken))
    page = html(monthly_report(month_of(data, "2026-10"), "en", date(2026, 11, 20)))
    assert "What worked since 10 August 2026" in page
    assert "From 10 August 2026: Svar på svar räknas." in page
