"""The plan as one file: offline, without script, and client text stays text."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from coachkit.documents.plan_page_file import plan_page
from coachkit.documents.plan_views import cadence, load_step, months, people, weeks
from coachkit.model.client import Client
from coachkit.model.languages import LANGUAGES
from coachkit.model.plans import WeekLoad
from tests.documents.plans import CLIENT, STARTS, a_plan, item, monday

MADE = date(2026, 10, 12)

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% import os %}",
    "</style><script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202eevil\u0000",
]


class Seen(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.ids, self.targets, self.text = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.targets.append(value)

    def handle_data(self, data):
        self.text.append(data)


def seen(page):
    parser = Seen()
    parser.feed(page)
    return parser


def page(language="en", client=CLIENT, **changed):
    return plan_page(a_plan(**changed), client, language, MADE)


def text(page_of_html):
    words = re.sub(r"<style>.*?</style>", "", page_of_html, flags=re.DOTALL)
    return " ".join(" ".join(seen(words).text).split())


def with_text(said):
    one = item("k", date(2026, 10, 22), said, title=said, message=said, audience=said)
    client = Client(slug="x", name=said[:60], languages=("en",))
    return page(client=client, items=(one,))


@pytest.mark.parametrize("said", HOSTILE)
def test_client_text_adds_no_tag_and_no_attribute(said):
    assert seen(with_text(said)).tags == seen(with_text("calm")).tags


def test_the_page_needs_nothing_from_outside_and_runs_no_script():
    made = page()
    assert [target for target in seen(made).targets if not target.startswith("#")] == []
    assert [tag for tag, names in seen(made).tags if "src" in names or "style" in names] == []
    assert re.findall(r"url\((?!data:)", made) == []
    assert "://" not in made
    assert {tag for tag, _ in seen(made).tags} & {"script", "img", "iframe", "form"} == set()
    assert "default-src 'none'" in made


def test_every_link_leads_somewhere_on_the_page_and_every_id_is_there_once():
    found = seen(page())
    assert [target for target in found.targets if target[1:] not in found.ids] == []
    assert len(set(found.ids)) == len(found.ids)


def test_it_says_the_gap_the_shortfall_the_monday_card_and_the_rota():
    said = text(page())
    for sentence in (
        "The hours give 1.3 posts a week; wished are 5. The gap is 3.7 posts and 7.3 hours a week.",
        "6.5 hours short in weeks 7–8: find them, or take Instagram from 5 to 3",
        "No plan with these hours, rules and turns, and loads as even, can be more than 0.4%",
        "Aino begins “Seven small habits” on 19 Oct: 2 hours, published on 22 October 2026.",
        "Instagram has 0 posts in week 45; its minimum is 1.",
        "2 people have not opted in",
        "Daavid was due a turn by week 45 and has none",
        "Aino is the buddy of Björn.",
        "30 October 2026: no working day.",
        "Aino talks with the department “Customer service” in week 44.",
    ):
        assert sentence in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_whole_in_every_language(language):
    made = page(language)
    assert f'<html lang="{language}">' in made
    assert "%(" not in made
    assert "None" not in text(made)
    assert ".." not in text(made)


def test_a_plan_with_nothing_in_it_says_so():
    said = text(
        page(
            items=(),
            unassigned=(),
            turns=(),
            missed_turns=(),
            presence=(),
            loads=(),
            monday=(),
            broken=(),
            contacts=(),
            shortfall=None,
            not_opted_in=0,
        )
    )
    assert "Nothing begins yet." in said
    assert said.count("No items this week.") == 3
    assert "What cannot be kept" not in said


def test_more_broken_rules_than_fit_are_counted():
    broken = a_plan().broken * 43
    assert "And 3 more." in text(page(broken=broken))


# ── What stands where ───────────────────────────────────────────────────────────────────────────


def test_each_month_has_the_days_of_the_plan_and_no_others():
    october, november = months(a_plan())
    assert (october.first, november.first) == (STARTS, date(2026, 11, 1))
    days = [
        [view.day for _, week in month.weeks for view in week if view.day is not None]
        for month in (october, november)
    ]
    assert [(month[0].day, month[-1].day, len(month)) for month in days] == [
        (19, 31, 13),
        (1, 8, 8),
    ]
    assert sum(len(view.items) for _, week in october.weeks for view in week) == 3


def test_a_closed_day_is_told_in_its_week_and_no_weekend_is():
    assert [week.closed for week in weeks(a_plan())] == [(), (date(2026, 10, 30),), ()]


def test_what_nobody_can_make_stands_in_its_week():
    assert [one.key for one in weeks(a_plan())[2].items] == ["li-2", "launch-1"]


def test_core_staff_come_first_and_helping_is_seen():
    views = people(a_plan())
    assert [view.load.who for view in views] == ["Aino", "Cecilia", "Björn", "Eeva"]
    assert [item.key for item in views[0].helps] == ["ig-1"]


def test_a_long_cadence_is_shown_a_quarter_at_a_time():
    plan = a_plan(weeks=30)
    assert [len(view.mondays) for view in cadence(plan)] == [13, 13, 4]
    assert cadence(plan)[1].channels[0][1] == (None,) * 13


@pytest.mark.parametrize(
    ("load", "capacity", "step"),
    [(0, 0, 0), (0, 5, 0), (0.1, 5, 1), (2.5, 5, 3), (4.9, 5, 5), (5, 5, 5)],
)
def test_a_fuller_week_is_darker(load, capacity, step):
    assert load_step(WeekLoad(week=monday(0), capacity=capacity, making=load)) == step
