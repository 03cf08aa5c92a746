"""The questions by themselves: what they offer, and what they take for an answer."""

import pytest

from coachkit.model.errors import InvalidValue
from coachkit.platforms.mapping import offered
from coachkit.platforms.mapping_proposal import proposed
from coachkit.widgets.mapping import MappingForm
from coachkit.widgets.mapping_columns import NeededColumns, OtherColumns, WhichSheet
from coachkit.widgets.mapping_draft import Draft, earlier, first_name
from tests.platforms.foreign import FINNISH, NOW, finnish_posts, tool_workbook


@pytest.fixture
def draft(tmp_path):
    path = tmp_path / "lokakuu.csv"
    path.write_text(finnish_posts(), encoding="utf-8-sig")
    (proposal,) = proposed(path, opened_at=NOW)
    return Draft(proposal, proposal.candidate("meta_facebook_posts"))


def answered(draft):
    step = NeededColumns(draft, "en")
    step.take.click()
    return step.answer(draft)


def test_a_needed_meaning_is_chosen_from_the_files_headers_with_their_values(draft):
    step = NeededColumns(draft, "en")
    assert list(step.needed) == ["item", "account", "published"]
    labels = [label for label, _ in step.needed["item"].options]
    assert labels[0] == "Choose…"
    assert labels[1].startswith("Julkaisun tunnus – 12210001000000001 · ")
    assert len(labels) == 1 + len(FINNISH)


def test_suggestions_count_only_once_they_are_taken(draft):
    step = NeededColumns(draft, "en")
    with pytest.raises(InvalidValue) as refused:
        step.answer(draft)
    assert (refused.value.code, refused.value.details) == ("not_matched", {"value": "item"})
    step.take.click()
    assert step.answer(draft).headers == {
        "Julkaisun tunnus": "item",
        "Sivun tunnus": "account",
        "Julkaisuaika": "published",
    }


def test_what_a_person_chose_is_not_overruled_by_a_suggestion(draft):
    step = OtherColumns(answered(draft), "en")
    step.columns["Tavoittavuus"].value = "ignore"
    step.take.click()
    assert step.columns["Tavoittavuus"].value == "ignore"
    assert step.columns["Katselukerrat"].value == "views"


def test_other_columns_offer_what_is_not_taken_yet(draft):
    done = answered(draft)
    step = OtherColumns(done, "en")
    assert set(step.columns) == FINNISH.keys() - done.headers.keys()
    offer = {value for _, value in step.columns["Jaot"].options}
    assert offer == {"", "ignore", *offered(done.base)} - {"item", "account", "published"}


def test_leaving_out_the_rest_is_a_choice_of_its_own(draft):
    step = OtherColumns(answered(draft), "en")
    step.take.click()
    with pytest.raises(InvalidValue) as refused:
        step.answer(draft)
    assert refused.value.details["known"] == ["Datan kommentti"]
    step.leave_out.click()
    assert step.answer(answered(draft)).headers == FINNISH


def test_the_name_to_begin_with_says_what_and_in_which_language(draft):
    done = answered(draft)
    assert first_name(done, "en") == ("Facebook: a row per post (fi)", "fi")
    assert earlier(done) is None


def test_a_workbook_with_several_tables_asks_for_the_sheet(tmp_path):
    path = tmp_path / "r.xlsx"
    path.write_bytes(tool_workbook())
    (one,) = proposed(path, opened_at=NOW)
    step = WhichSheet((one, one), "en")
    with pytest.raises(InvalidValue):
        step.answer(Draft(one))
    step.sheet.value = "1"
    assert step.answer(Draft(one)).proposal is one


def test_a_form_has_no_mapping_before_it_is_kept(draft):
    form = MappingForm(lambda _: [draft.proposal], None, None, "en")
    assert form.get_interact_value() is None
    assert [button.description for button in (form.back, form.onward)] == ["Back", "Next"]
