"""Everything of a strategy has a name of its own in each language."""

import pytest

from coachkit.language import strategy_words as words
from coachkit.language.speech import speak
from coachkit.model.audit import HowOften, LinkState, Tone, Verdict
from coachkit.model.deciding import Decision, LearningKind
from coachkit.model.inside_view import InsideQuestion
from coachkit.model.languages import LANGUAGES
from coachkit.model.strategy import (
    Aspect,
    Basis,
    BusinessGoal,
    ChannelChoice,
    Cut,
    HoursDecision,
    InputVerdict,
    Point,
    Worry,
)
from coachkit.model.strategy_gaps import Part

EN = speak("en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name_of", "things"),
    [
        (words.worry_name, Worry),
        (words.inside_question, InsideQuestion),
        (words.inside_name, InsideQuestion),
        (words.point_name, Point),
        (words.aspect_name, Aspect),
        (words.basis_name, Basis),
        (words.verdict_name, Verdict),
        (words.input_verdict_name, InputVerdict),
        (words.tone_name, Tone),
        (words.how_often_name, HowOften),
        (words.link_state_name, LinkState),
        (words.learning_name, LearningKind),
        (words.part_name, Part),
    ],
)
def test_every_thing_has_a_name_of_its_own(language, name_of, things):
    speech = speak(language)
    names = [name_of(thing, speech) for thing in things]
    assert len(set(names)) == len(list(things))
    assert [name for name in names if not name.strip() or "_" in name] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_asked_ends_with_a_question_mark(language):
    speech = speak(language)
    asked = [words.inside_question(one, speech) for one in InsideQuestion]
    asked += [words.worry_name(one, speech) for one in Worry if one is not Worry.OWN]
    asked += words.honest_questions(speech)
    assert [one for one in asked if not one.endswith("?")] == []


def test_there_are_three_honest_questions():
    assert len(set(words.honest_questions(EN))) == 3


def test_a_decision_is_called_by_its_words_its_channel_or_its_key():
    named = [
        words.decision_name(one, EN)
        for one in (
            BusinessGoal(key="a", text="More rentals."),
            ChannelChoice(key="b", channel="Facebook"),
            Cut(key="c"),
            HoursDecision(key="hours"),
            Decision(key="bare"),
        )
    ]
    assert named == ["More rentals", "Facebook", "c", "hours a week", "bare"]


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("One two.", "One two"),
        ("One\n two", "One two"),
        ("One two three", "One two…"),
        ("One, two three", "One, two…"),
        ("One two, three", "One two…"),
        ("Onetwothreefour", "Onetwothr…"),
        ("", ""),
    ],
)
def test_a_long_text_is_cut_at_a_word(text, short):
    assert words.shortened(text, most=10) == short
