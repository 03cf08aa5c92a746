"""The campaign plan, the measurement plan and the two cards: what is in them, and what is not."""

from datetime import date
from functools import cache
from itertools import cycle

import pytest

from coachkit.documents.campaign_links import tagged
from coachkit.documents.campaign_papers import CampaignPapers
from coachkit.documents.campaign_plan import campaign_plan
from coachkit.documents.campaign_sheets import (
    LADDER_PAGES,
    MONDAY_PAGES,
    ladder_card,
    measurement_plan,
    monday_card,
)
from coachkit.documents.house_look import HouseLook
from coachkit.documents.imprint import Imprint
from coachkit.documents.policy_documents import pages_of
from coachkit.documents.writing import render
from coachkit.language.speech import speak
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_measuring import CampaignLink, HowSeen, Outcome
from coachkit.model.client import Client
from coachkit.model.languages import LANGUAGES
from coachkit.model.policies import Guideline, HardSituation
from tests.documents.campaigns import (
    LAUNCH,
    NAME,
    a_campaign,
    a_guideline,
    a_plan,
    could_be_seen,
    the_papers,
)
from tests.documents.hostile import CHOSEN
from tests.documents.reading import PageReader, bare
from tests.documents.test_strategy_documents import HEADING, template, used

LOOK = HouseLook()
NAMES = ("campaign", "measurement", "ladder", "monday")
MADE = (campaign_plan, measurement_plan, ladder_card, monday_card)
CLIENT = Client(slug="shop", name="The Shop")
IMPRINT = Imprint(CLIENT, "v0.2", date(2026, 11, 23), date(2026, 11, 23))
HOSTILE = ["<b>bold</b>", "=1+1", "*Markdown*", *(one for one in CHOSEN if "\ud83d" not in one)]
CODES = {
    *("key", "kind", "link", "phase", "platform", "metric", "how", "reason", "channel", "state"),
    *("situation", "case", "track", "idea", "control", "definition", "campaign", "mode", "why"),
    "route",
}


@cache
def page(make, language="en") -> str:
    return seen(make(the_papers(), IMPRINT, speak(language)))


def seen(document) -> str:
    return " ".join(PageReader(render(document, "html", LOOK)).text.split())


def with_words(value, said):
    """The value with whatever people typed replaced by the next of ``said``."""
    if isinstance(value, dict):
        return {
            name: next(said)[:40]
            if isinstance(held, str) and held and name not in CODES
            else with_words(held, said)
            for name, held in value.items()
        }
    if isinstance(value, list | tuple):
        return [with_words(one, said) for one in value]
    return value


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_document_says_the_same_in_each_language(name, language):
    here, there = template(name, language), template(name, "sv")
    assert [len(one[1]) for one in HEADING.finditer(here)] == [
        len(one[1]) for one in HEADING.finditer(there)
    ]
    assert used(here) == used(there)
    fixed = [one[2] for one in HEADING.finditer(here) if "{{" not in one[2]]
    assert set(fixed).isdisjoint({one[2] for one in HEADING.finditer(there)} - {"Plan B", "Budget"})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_has_days_tracks_gates_measure_people_money_and_plan_b(language):
    text, speech = page(campaign_plan, language), speak(language)
    for part in (
        *(speech.day(LAUNCH), speech.span(date(2027, 1, 18), date(2027, 1, 24))),
        *("Sixty employers ask for a trial", "Company sales up by a tenth", "900"),
        *("Light when you need it", "Borrow six lamps for two weeks", "Book a trial"),
        *("Six lamps, two weeks, nothing to sign", "The trial of 2025", "That it cures tiredness"),
        *("Regulation (EC) No 1924/2006", "Have those who are seen said yes?"),
        *("A morning at the office", "The workshop", "The booking page", "The lamp at home"),
        *(speech.number(9000), speech.number(11000), "Jonas", "Elsa"),
        *("We have seen your question", "Somebody asks for proof", "The account is hacked"),
        *("The lamps are not in the country", "Film three pieces of advice"),
        *("Ideas all winter", "Light at work", speech.short_day(date(2026, 12, 29))),
        *("We meet again on 4 December 2026.", "The lamp is a product, not a cure"),
    ):
        assert bare(part) in bare(text), part


def test_the_plan_begins_with_the_business():
    text = page(campaign_plan)
    assert text.index("Company sales up by a tenth") < text.index("Sixty employers")


def test_who_ticked_a_gate_is_named_and_what_is_open_is_called_open():
    text = page(campaign_plan)
    assert "Done: Does it say that it is good for health? · Eva 20 November 2026" in text
    assert "Open: Have those who are seen said yes?" in text
    assert "No concern: Is it about an issue of the day?" in text
    assert "never legal advice" in text
    unasked = seen(campaign_plan(the_papers(gates=()), IMPRINT, speak("en")))
    assert "Done: health-claim · Eva" in unasked


def test_what_can_be_seen_stands_with_its_doubt():
    for make in (campaign_plan, measurement_plan):
        text = page(make)
        assert "45%" in text
        assert "35%" in text
        assert "at least four times out of five" in text
    small = a_campaign()
    small = small.changed(
        measurement=small.measurement.changed(
            found=could_be_seen(lift=0.9, beside=0.8), how=HowSeen.UNSEEN
        )
    )
    text = seen(measurement_plan(the_papers(campaign=small), IMPRINT, speak("en")))
    assert "That could most likely not be seen." in text
    assert "knowing that nobody will be able to tell" in text
    assert "at least four times" not in text


def test_the_measurement_plan_has_links_to_use_events_and_readers():
    text = page(measurement_plan)
    assert (
        "https://nordlykta.example/trial?lang=sv&utm_source=facebook&utm_medium=social"
        "&utm_campaign=light&utm_content=film-1" in text
    )
    for part in ("Trial booked", "not yet", "Clicks so far", "25 January 2027", "Move money"):
        assert part in text
    assert "Instagram" in text


def test_a_link_that_cannot_be_used_is_called_so_and_stands_as_it_was_written():
    broken = CampaignLink(key="l1", address="https://shop.example/", source="x")
    assert tagged(broken) == ""
    campaign = a_campaign()
    bad = campaign.changed(measurement=campaign.measurement.changed(links=(broken,)))
    text = seen(measurement_plan(the_papers(campaign=bad), IMPRINT, speak("en")))
    assert "https://shop.example/ Not to be used yet" in text
    assert "Not to be used yet" not in page(measurement_plan)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_half_said_campaign_says_what_is_missing(language):
    for campaign in (Campaign(), Campaign(name=NAME), Campaign(launch=LAUNCH)):
        for make in MADE:
            document = make(CampaignPapers(campaign), IMPRINT, speak(language))
            headings = list(HEADING.finditer(document.body))
            for one, following in zip(headings, [*headings[1:], None], strict=True):
                end = following.start() if following else None
                assert document.body[one.end() : end].strip()
    assert render(campaign_plan(CampaignPapers(Campaign()), IMPRINT, speak(language)), "docx", LOOK)


def test_what_was_let_go_is_told_first_with_who_did():
    text = page(campaign_plan)
    assert text.index("May go out · Six lamps for two weeks · Facebook · Eva 23 Nov") < text.index(
        "not let go yet · The first post"
    )


def test_what_is_wished_is_not_called_planned():
    text = seen(campaign_plan(the_papers(plan=None), IMPRINT, speak("en")))
    assert "none of it is in the plan yet" in text
    assert "nobody knows whether the hours are enough" in text
    assert "18 Jan" in text
    assert "none of it is in the plan yet" not in page(campaign_plan)


def test_four_hundred_items_are_counted_and_not_all_listed():
    item = a_plan().items[0]
    many = a_plan().changed(items=[{**item.model_dump(), "key": f"k{n}"} for n in range(400)])
    text = seen(campaign_plan(the_papers(plan=many), IMPRINT, speak("en")))
    assert "And 320 more" in text


def test_the_ladder_names_who_is_called_in_what_time_and_rehearsed_ones_first():
    text = page(ladder_card)
    assert text.index("Somebody asks for proof ✓") < text.index("A journalist calls")
    for part in ("Eva", "30 min", "Argue about the body", "That it cures tiredness", "Jonas"):
        assert part in text
    nobody = seen(ladder_card(CampaignPapers(Campaign()), IMPRINT, speak("en")))
    assert "answer nothing, ask somebody first" in nobody


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_a_card_is_one_page_however_much_was_said(language):
    long = "something that somebody has said at great length "
    situation = a_guideline().situations[1]
    much = Guideline(
        situations=tuple(
            situation.changed(
                key=f"s{n}",
                situation=(long * 4)[:230],
                first=(long * 4)[:230],
                never=(long * 4)[:230],
                call=long[:40],
                within=long[:40],
            )
            for n in range(20)
        )
    )
    campaign = a_campaign()
    said = campaign.changed(
        no_go=[{"key": f"n{n}", "claim": (long * 4)[:230]} for n in range(20)],
        replies=[{"key": f"r{n}", "channel": (long * 2)[:80], "who": long[:40]} for n in range(30)],
    )
    actions = the_papers().actions * 7
    papers = the_papers(campaign=said, guideline=much, actions=actions)
    few = the_papers(campaign=said, guideline=Guideline(situations=much.situations[:4]))
    for one in (papers, few):
        ladder = ladder_card(one, IMPRINT, speak(language))
        assert pages_of(render(ladder, "pdf", LOOK)) == LADDER_PAGES
    monday = monday_card(papers, IMPRINT, speak(language))
    assert pages_of(render(monday, "pdf", LOOK)) == MONDAY_PAGES


def test_monday_has_owner_and_effort_or_says_that_nothing_is_first():
    text = page(monday_card)
    for part in ("A morning at the office", "Jonas", "4 hours", "Film three pieces of advice"):
        assert part in text
    assert "Choose one thing and its owner" in seen(
        monday_card(CampaignPapers(Campaign()), IMPRINT, speak("en"))
    )


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 120))
def test_what_people_typed_stays_words(start):
    said = cycle(HOSTILE[start:] + HOSTILE[:start])
    campaign = Campaign.model_validate(with_words(a_campaign().model_dump(), said))
    situations = tuple(
        HardSituation.model_validate(
            {**one.model_dump(), "situation": next(said)[:40], "call": next(said)[:40]}
        )
        for one in a_guideline().situations
    )
    hostile = the_papers(
        campaign=campaign.changed(name=NAME, measurement=campaign.measurement.changed(links=())),
        guideline=Guideline(situations=situations),
        next_date=next(said),
    )
    for make in MADE:
        read = PageReader(render(make(hostile, IMPRINT, speak("sv")), "html", LOOK))
        usual = PageReader(render(make(the_papers(), IMPRINT, speak("sv")), "html", LOOK))
        assert set(read.elements) <= set(usual.elements) | {"br", "p"}
        assert {one for one in read.addresses if not one.startswith("#")} == set()


def test_a_link_that_is_no_address_is_only_text():
    link = CampaignLink(key="l1", address="javascript:alert(1)", source="x")
    campaign = a_campaign()
    bad = campaign.changed(measurement=campaign.measurement.changed(links=(link,)))
    made = measurement_plan(the_papers(campaign=bad), IMPRINT, speak("en"))
    read = PageReader(render(made, "html", LOOK))
    assert not [one for one in read.addresses if "javascript" in one]


def test_a_measure_of_their_own_stands_where_no_export_has_it():
    campaign = a_campaign(
        outcome=Outcome(text="More trials", own_measure="The booking form, each Monday")
    )
    text = seen(measurement_plan(the_papers(campaign=campaign), IMPRINT, speak("en")))
    assert "Seen in: The booking form, each Monday" in text
