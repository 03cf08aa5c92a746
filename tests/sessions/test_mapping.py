"""Matched once, kept with the client, used from then on: the screen as a manager meets it."""

import re

import pytest
from ipywidgets import Dropdown

from coachkit.model.client import Client
from coachkit.model.errors import InvalidValue
from coachkit.model.mappings import ColumnMapping
from coachkit.platforms.exports import open_export
from coachkit.sessions.mapping import (
    forget_mapping,
    keep_mapping,
    kept_mappings,
    known_formats,
    mapping_panel,
    refused_mappings,
)
from coachkit.sessions.opening import now
from coachkit.sessions.refusing import Refusal
from coachkit.store.workspace import Workspace
from coachkit.widgets.mapping_columns import NeededColumns, OtherColumns, WhichLayout
from coachkit.widgets.mapping_trial import LastLook, StillOpen
from tests.platforms.foreign import FINNISH, finnish_posts, finnish_series, german_posts

META = ColumnMapping(
    name="Meta, suomeksi",
    based_on="meta_facebook_posts",
    language="fi",
    headers=FINNISH,
    span_words=("Elinkaari",),
    post_types={"Kuva": "image", "Kela": "reel"},
)


@pytest.fixture
def opener(tmp_path):
    workspace = Workspace.create(tmp_path / "w")
    workspace.new_client(Client(slug="shop", name="The Shop"), now=now, who="tester").close()
    return lambda: workspace.open_client("shop", now=now, who="tester")


@pytest.fixture
def file(tmp_path):
    def write(text, name="lokakuu.csv", encoding="utf-16"):
        path = tmp_path / name
        path.write_text(text, encoding=encoding)
        return path

    return write


def words(html):
    return " ".join(re.sub(r"<style>.*?</style>|<[^>]+>", " ", html, flags=re.DOTALL).split())


def answer_all(form, base, **chosen):
    """Takes every suggestion beside what is chosen, and leaves the rest out."""
    form.step.layout.value = base
    form.go_on()
    form.step.take.click()
    form.go_on()
    for header, meaning in chosen.items():
        form.step.columns[header].value = meaning
    form.step.take.click()
    form.step.leave_out.click()
    form.go_on()


def metrics(form):
    return form.step.reading.value


def test_what_is_kept_is_read_back_and_forgotten_by_name(opener):
    with opener() as store:
        assert kept_mappings(store).mappings == ()
        keep_mapping(store, META)
        with pytest.raises(InvalidValue) as refused:
            keep_mapping(store, META)
        assert refused.value.code == "name_taken"
    with opener() as store:
        assert kept_mappings(store).mappings == (META,)
        forget_mapping(store, "meta, SUOMEKSI")
        assert kept_mappings(store).mappings == ()
        with pytest.raises(InvalidValue):
            forget_mapping(store, "Meta, suomeksi")


def test_an_earlier_mapping_learns_and_forgets_nothing(opener):
    newer = META.changed(
        name="Uusi",
        headers={
            "Julkaisun tunnus": "item",
            "Sivun tunnus": "account",
            "Julkaisuaika": "published",
            "Näytöt": "views",
        },
        span_words=(),
        post_types={"Tarina": "story"},
    )
    with opener() as store:
        keep_mapping(store, META)
        kept = keep_mapping(store, newer, learning="Meta, suomeksi")
        assert kept_mappings(store).mappings == (kept,)
    assert kept.name == "Meta, suomeksi"
    assert kept.headers["Näytöt"] == "views"
    assert "Katselukerrat" not in kept.headers
    assert kept.headers["Tavoittavuus"] == "reach"
    assert kept.span_words == ("Elinkaari",)
    assert kept.post_types == {"Kuva": "image", "Kela": "reel", "Tarina": "story"}


def test_a_mapping_whose_layout_is_gone_is_left_out_with_its_reason(opener):
    with opener() as store:
        shipped = len(known_formats(store))
        keep_mapping(store, META)
        keep_mapping(store, META.changed(name="Vanha", based_on="meta_fax_posts"))
        assert len(known_formats(store)) == shipped + 1
        ((mapping, reason),) = refused_mappings(store)
    assert (mapping.name, reason.code) == ("Vanha", "unknown_layout")


def test_a_finnish_export_is_matched_once_and_read_from_then_on(opener, file):
    told = []
    form = mapping_panel(opener, file(finnish_posts()), "fi", done=told.append)
    assert isinstance(form.step, WhichLayout)
    answer_all(form, "meta_facebook_posts")
    assert isinstance(form.step, StillOpen)
    form.step.span["Elinkaari"].value = True
    form.step.take.click()
    form.go_on()
    assert isinstance(form.step, LastLook)
    assert "2\N{NO-BREAK SPACE}478" in metrics(form)
    form.step.name.value = "Meta, suomeksi"
    with opener() as store:
        assert kept_mappings(store).mappings == ()
    form.go_on()
    with opener() as store:
        (kept,) = kept_mappings(store).mappings
        assert kept == META
        november = file(finnish_posts(11), "marraskuu.csv", "utf-8-sig")
        export = open_export(november, opened_at=now(), known=known_formats(store))
    assert [(table.format, table.language) for table in export.tables] == [
        ("meta_facebook_posts", "fi")
    ]
    assert told == [META]
    assert form.kept == META


def test_nothing_is_chosen_beforehand(opener, file):
    form = mapping_panel(opener, file(finnish_posts()), "en")
    assert form.step.layout.value == ""
    form.step.layout.value = "meta_facebook_posts"
    form.go_on()
    assert {control.value for control in form.step.needed.values()} == {""}
    form.step.take.click()
    form.go_on()
    assert {control.value for control in form.step.columns.values()} == {""}


@pytest.mark.parametrize("language", ["en", "sv", "fi"])
def test_an_unanswered_question_is_asked_again_in_a_sentence(opener, file, language):
    form = mapping_panel(opener, file(finnish_posts()), language)
    form.go_on()
    assert isinstance(form.step, WhichLayout)
    assert 'role="alert"' in form.said.value
    form.step.layout.value = "meta_facebook_posts"
    form.go_on()
    assert words(form.said.value) == ""
    form.go_on()
    assert isinstance(form.step, NeededColumns)
    assert words(form.said.value) != ""


def test_a_column_is_only_one_thing(opener, file):
    form = mapping_panel(opener, file(finnish_posts()), "en")
    form.step.layout.value = "meta_facebook_posts"
    form.go_on()
    for control in form.step.needed.values():
        control.value = "Julkaisun tunnus"
    form.go_on()
    assert isinstance(form.step, NeededColumns)
    assert "twice" in words(form.said.value)


def test_two_columns_of_one_meaning_are_refused_with_both_named(opener, file):
    form = mapping_panel(opener, file(finnish_posts()), "en")
    form.step.layout.value = "meta_facebook_posts"
    form.go_on()
    form.step.take.click()
    form.go_on()
    form.step.columns["Tavoittavuus"].value = "views"
    form.step.take.click()
    form.step.columns["Katselukerrat"].value = "views"
    form.step.leave_out.click()
    form.go_on()
    assert isinstance(form.step, OtherColumns)
    assert "Tavoittavuus" in words(form.said.value)
    assert "Katselukerrat" in words(form.said.value)


def test_going_back_finds_the_answers_as_they_were(opener, file):
    form = mapping_panel(opener, file(finnish_posts()), "en")
    assert form.back.disabled is True
    form.step.layout.value = "meta_facebook_posts"
    form.go_on()
    form.step.take.click()
    form.go_on()
    form.go_back()
    assert isinstance(form.step, NeededColumns)
    assert form.step.needed["item"].value == "Julkaisun tunnus"
    form.go_back()
    assert form.step.layout.value == "meta_facebook_posts"
    assert form.back.disabled is True


def test_a_wrong_match_is_refused_with_row_and_column_and_nothing_is_kept(opener, file):
    form = mapping_panel(opener, file(finnish_posts(spoilt=(9, "Jaot", "monta"))), "en")
    answer_all(form, "meta_facebook_posts", Jaot="shares")
    form.step.span["Elinkaari"].value = True
    form.step.take.click()
    form.step.missing["Jaot", "monta"].value = False
    form.go_on()
    assert isinstance(form.step, StillOpen)
    said = words(form.said.value)
    assert "row 9" in said
    assert "Jaot" in said
    with opener() as store:
        assert kept_mappings(store).mappings == ()


def test_a_word_for_no_value_is_missing_once_a_person_says_so(opener, file):
    form = mapping_panel(opener, file(finnish_posts(spoilt=(9, "Jaot", "salattu"))), "en")
    answer_all(form, "meta_facebook_posts", Jaot="shares")
    form.step.span["Elinkaari"].value = True
    form.step.take.click()
    form.step.missing["Jaot", "salattu"].value = True
    form.go_on()
    form.go_on()
    assert form.kept.missing == ("salattu",)


def test_dates_that_can_be_read_both_ways_are_asked_with_both_readings(opener, file):
    form = mapping_panel(opener, file(german_posts()), "en")
    answer_all(form, "meta_facebook_posts")
    assert [label for label, _ in form.step.dates.options] == [
        "“09/01/2026 10:00” is 1 September 2026",
        "“09/01/2026 10:00” is 9 January 2026",
    ]
    form.step.span["Lebensdauer"].value = True
    form.go_on()
    assert isinstance(form.step, StillOpen)
    form.step.dates.value = "%d/%m/%Y %H:%M"
    form.go_on()
    assert "9 January – 9 December 2026" in words(metrics(form))


def test_a_word_that_does_not_mean_lifetime_stops_here(opener, file):
    form = mapping_panel(opener, file(finnish_posts()), "en")
    answer_all(form, "meta_facebook_posts")
    form.step.take.click()
    form.step.span["Elinkaari"].value = False
    form.go_on()
    assert isinstance(form.step, StillOpen)
    assert "Elinkaari" in words(form.said.value)


def test_a_new_column_is_asked_for_and_learnt(opener, file):
    with opener() as store:
        keep_mapping(store, META)
    path = file(finnish_posts(headers=(*FINNISH, "Tallennukset")))
    form = mapping_panel(opener, path, "en")
    answer_all(form, "meta_facebook_posts")
    form.step.span["Elinkaari"].value = True
    form.step.take.click()
    form.go_on()
    form.go_on()
    assert isinstance(form.step, LastLook)
    form.step.learning.value = True
    form.go_on()
    with opener() as store:
        (kept,) = kept_mappings(store).mappings
    assert kept.name == "Meta, suomeksi"
    assert kept.headers == {**FINNISH, "Tallennukset": "saves"}


def test_a_series_asks_whose_it_is_and_is_kept_under_its_title(opener, file):
    form = mapping_panel(opener, file(finnish_series()), "en")
    answer_all(form, "meta_daily")
    form.go_on()
    assert isinstance(form.step, StillOpen)
    form.step.platform.value = "facebook"
    form.go_on()
    form.go_on()
    assert form.kept.headers == {"Päivämäärä": "item", "Ensisijainen": "titled"}
    assert form.kept.titles["Facebookin tavoittavuus"].platform == "facebook"


def test_a_person_may_point_at_another_header_row(opener, file):
    form = mapping_panel(opener, file("Kausi,Kevät\nPäivä,Reach\n2026-10-01,5\n"), "en")
    form.step.header_row.value = 2
    form.step.layout.value = "other_days"
    form.go_on()
    assert [value for _, value in form.step.needed["item"].options] == ["", "Päivä", "Reach"]


def test_a_row_that_is_no_header_is_refused_and_the_question_stays(opener, file):
    form = mapping_panel(opener, file(finnish_posts()), "en")
    form.step.header_row.value = 900
    assert isinstance(form.step, WhichLayout)
    assert 'role="alert"' in form.said.value


def test_a_strangers_words_never_become_markup(opener, file):
    evil = "<img src=x onerror=alert(1)>"
    text = finnish_posts().replace("Tavoittavuus", evil).replace("Laiturilla", evil)
    form = mapping_panel(opener, file(text), "en")
    seen = [form.asked.value]
    answer_all(form, "meta_facebook_posts")
    for past, _ in form._past:
        seen += [
            panel.value
            for row in past.controls
            for panel in getattr(row, "children", ())
            if not isinstance(panel, Dropdown) and isinstance(getattr(panel, "value", None), str)
        ]
    assert [html for html in seen if "<img" in html] == []
    assert any("&lt;img" in html for html in seen)


def test_every_control_has_a_label(opener, file):
    form = mapping_panel(opener, file(finnish_posts()), "sv")
    answer_all(form, "meta_facebook_posts")
    steps = [*(step for step, _ in form._past), form.step]
    for step in steps:
        for control in step.controls:
            first = getattr(control, "children", (control,))[0]
            assert first.description != ""


def test_a_picture_is_refused_with_a_sentence(opener, tmp_path):
    picture = tmp_path / "kuva.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40)
    with pytest.raises(Refusal) as refused:
        mapping_panel(opener, picture, "en")
    assert "kuva.png" in refused.value.sentence


def test_without_a_browser_the_question_can_be_read(opener, file):
    form = mapping_panel(opener, file(finnish_posts()), "en")
    bundle = form._repr_mimebundle_()
    assert "Which export is this?" in words(bundle["text/html"])
    assert "application/vnd.jupyter.widget-view+json" in bundle
