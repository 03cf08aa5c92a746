"""The questions of the gates as they ship: in each language, sourced, and looked at on a day."""

import pytest

from coachkit.model.campaign_tracks import GateTick
from coachkit.model.errors import InvalidValue
from coachkit.model.gates import Gates, gates
from coachkit.model.languages import LANGUAGES

CONCERNS = ("health", "label", "political", "people", "competition", "music", "environment")


def test_every_question_has_a_source_a_day_and_words_in_each_language():
    assert tuple(one.key for one in gates()) == CONCERNS
    questions = [one for gate in gates() for one in gate.question]
    assert len({one.key for one in questions}) == len(questions)
    for language in LANGUAGES:
        assert len({one.asked(language) for one in questions}) == len(questions)
        assert len({gate.called(language) for gate in gates()}) == len(CONCERNS)
    assert all(one.source and one.checked.year >= 2026 for one in questions)
    assert all(GateTick(key=one.key).key for one in questions)


@pytest.mark.parametrize("country", ["SE", "FI", ""])
def test_the_label_at_the_start_is_asked_everywhere_a_countrys_law_only_there(country):
    asked = {one.key for gate in gates() for one in gate.in_country(country)}
    assert {"label-first", "label-own", "people-yes", "political-issue"} <= asked
    assert ("people-advertising" in asked) == (country != "FI")


def test_no_two_questions_have_one_key():
    gate = gates()[0].model_dump()
    with pytest.raises(InvalidValue) as refused:
        Gates.model_validate({"gate": [gate, {**gate, "key": "other"}]})
    assert refused.value.code == "repeated"
