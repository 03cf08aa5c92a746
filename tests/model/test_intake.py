"""What the client writes before the first session."""

from datetime import date

from coachkit.model.audit import Account, Mention, SiteLink
from coachkit.model.intake import Attending, Intake
from coachkit.model.strategy import Worry
from tests.model.refusing import refused


def test_nothing_is_required():
    assert (Intake().worry, Intake().hours_a_week, Intake().filled_on) == (None, None, None)


def test_each_of_its_lists_knows_its_members_apart():
    for field, one in (
        ("accounts", Account(key="a")),
        ("mentions", Mention(key="a")),
        ("links", SiteLink(key="a")),
    ):
        assert refused(lambda field=field, one=one: Intake(**{field: (one, one)})) == (
            "repeated",
            field,
        )


def test_the_hours_are_those_of_everybody_and_may_be_more_than_a_week_has():
    assert Intake(hours_a_week=200).hours_a_week == 200
    assert refused(lambda: Intake(hours_a_week=-1)) == ("not_positive", "hours_a_week")


def test_somebody_who_comes_has_not_consented_to_anything_yet():
    assert Attending(name="Aino").consents is False


def test_an_intake_comes_back_from_json_as_it_was():
    intake = Intake(
        filled_on=date(2026, 10, 3),
        worry=Worry.PAYS,
        hours_a_week=12.5,
        language="sv",
        attending=(Attending(name="Aino", responsible=True),),
    )
    assert Intake.model_validate_json(intake.model_dump_json()) == intake
