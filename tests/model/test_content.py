import pytest

from coachkit.model.content import Channel, ContentType, ReshareRule
from coachkit.model.errors import InvalidValue


def test_a_minimum_above_the_wish_is_refused():
    with pytest.raises(InvalidValue) as refused:
        Channel(name="Facebook", target_a_week=2, least_a_week=3)
    assert (refused.value.code, refused.value.field) == ("above_target", "least_a_week")


def test_a_reshare_is_never_relevant():
    assert ContentType(name="post", hours=2).relevant
    assert not ContentType(name="reshare", hours=0.3, reshare=ReshareRule()).relevant


def test_making_something_takes_time():
    with pytest.raises(InvalidValue) as refused:
        ContentType(name="post", hours=0)
    assert (refused.value.code, refused.value.field) == ("not_positive", "hours")
