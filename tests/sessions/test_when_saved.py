"""The pill in a page's head: the time of today, else the day."""

from datetime import UTC, datetime, timedelta

import pytest

from coachkit.sessions import when_saved
from coachkit.sessions.when_saved import when_saved as said

NOW = datetime(2026, 11, 23, 22, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _late_in_the_evening(monkeypatch):
    monkeypatch.setattr(when_saved, "now", lambda: NOW)


def test_before_the_first_entry_nothing_is_said():
    assert said(None, "Europe/Helsinki", "en") == ""


def test_it_is_the_clients_clock_and_the_clients_day():
    moment = NOW - timedelta(minutes=5)
    assert said(moment, "Europe/Helsinki", "en") == "00:25"
    assert said(moment - timedelta(hours=1), "Europe/Helsinki", "en") == "23 Nov"
    assert said(moment - timedelta(hours=1), "Europe/Stockholm", "en") == "22:25"


def test_of_another_year_the_year_is_said():
    assert "2025" in said(NOW - timedelta(days=365), "Europe/Stockholm", "sv")
