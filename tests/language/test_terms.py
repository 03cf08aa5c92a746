"""Everything that has a name has one in each language, and the term base decides which."""

import tomllib

import pytest

from coachkit.language import terms
from coachkit.language.speech import speak
from coachkit.model.client import Client, ClientKind
from coachkit.model.goals import Goal, Goals, Kpi
from coachkit.model.languages import LANGUAGES
from coachkit.model.metrics import METRICS
from coachkit.model.observations import Granularity, Platform, PostFormat
from coachkit.model.periods import Period
from coachkit.model.shipped import shipped


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name_of", "things"),
    [
        (terms.metric_name, METRICS),
        (terms.platform_name, Platform),
        (terms.format_name, PostFormat),
        (terms.granularity_name, Granularity),
        (terms.client_kind_name, ClientKind),
    ],
)
def test_every_thing_has_a_name_of_its_own(language, name_of, things):
    speech = speak(language)
    names = [name_of(thing, speech) for thing in things]
    assert len(set(names)) == len(things)
    assert [name for name in names if not name.strip() or "_" in name] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [Client, Goal, Goals, Kpi, Period])
def test_every_field_of_a_value_has_a_label(language, kind):
    speech = speak(language)
    unnamed = [field for field in kind.model_fields if terms.field_name(field, speech) == field]
    assert unnamed == []


def test_a_field_within_a_list_is_named_by_its_last_part():
    assert terms.field_name("goals.1.monthly_target", speak("sv")) == "Mål per månad"
    assert terms.field_name("languages.0", speak("fi")) == "Kielet"


def test_an_unknown_field_keeps_its_own_name():
    assert [terms.field_name(field, speak("sv")) for field in ("flavour", "0", "")] == [
        "flavour",
        "0",
        "",
    ]


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_measures_are_called_what_the_term_base_says(language):
    base = tomllib.loads(shipped("data", "terms.toml").read_text(encoding="utf-8"))["term"]
    wanted = {term["en"]: term[language] for term in base}
    named = {
        terms.metric_name(metric, speak("en")).casefold(): terms.metric_name(
            metric, speak(language)
        ).casefold()
        for metric in METRICS
    }
    both = wanted.keys() & named.keys()
    assert {term: named[term] for term in both} == {term: wanted[term] for term in both}
    assert {"reach", "impressions", "views", "engagement rate", "link clicks"} <= both


def test_impressions_and_views_are_never_the_same_word():
    names = [
        [terms.metric_name(metric, speak(language)) for metric in ("impressions", "views", "reach")]
        for language in LANGUAGES
    ]
    assert names == [
        ["Impressions", "Views", "Reach"],
        ["Exponeringar", "Visningar", "Räckvidd"],
        ["Näyttökerrat", "Katselukerrat", "Tavoittavuus"],
    ]
