"""Of which month a report is due, by the day."""

from datetime import date

import pytest

from coachkit.model.client import Client
from coachkit.model.rhythms import Rhythm


@pytest.mark.parametrize(
    ("today", "monthly", "quarterly"),
    [
        (date(2026, 10, 31), "2026-09", "2026-09"),
        (date(2026, 11, 1), "2026-10", "2026-09"),
        (date(2026, 12, 31), "2026-11", "2026-09"),
        (date(2027, 1, 1), "2026-12", "2026-12"),
        (date(2027, 3, 31), "2027-02", "2026-12"),
        (date(2028, 3, 1), "2028-02", "2027-12"),
        (date(2028, 4, 1), "2028-03", "2028-03"),
    ],
)
def test_a_month_is_due_from_the_first_of_the_next(today, monthly, quarterly):
    found = [rhythm.month_due(today) for rhythm in Rhythm]
    assert found == [monthly, quarterly, ""]


def test_a_client_that_was_stored_without_a_rhythm_has_a_report_every_month():
    assert Client.model_validate_json('{"slug": "a", "name": "A"}').rhythm is Rhythm.MONTHLY
