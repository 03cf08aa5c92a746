"""The documents of a strategy session: the same in each language, whole, honest, short enough."""

import re
import tomllib
from functools import cache
from itertools import count, cycle

import pytest
from jinja2 import Environment, meta, nodes

from coachkit.documents.house_look import HouseLook
from coachkit.documents.policy_documents import GUIDELINE_PAGES, guideline_document, pages_of
from coachkit.documents.strategy_document import StrategyPapers, strategy_document
from coachkit.documents.writing import render
from coachkit.language.speech import speak
from coachkit.model.actions import ActionPlan
from coachkit.model.audit import Audit
from coachkit.model.client import Client
from coachkit.model.inside_view import InsideView
from coachkit.model.languages import LANGUAGES
from coachkit.model.policies import GoodExample, Policies
from coachkit.model.session_time import new_session
from coachkit.model.shipped import shipped
from coachkit.model.strategy import BusinessGoal, HoursDecision, Strategy
from coachkit.sessions.demo import CLIENTS
from coachkit.sessions.demo_strategy import demo_changes
from tests.documents.hostile import CHOSEN
from tests.documents.reading import PageReader, bare
from tests.documents.strategy_papers import (
    SHEET,
    an_action_plan,
    every_document,
    filled_with,
    imprint,
    papers,
    texts,
    thinned,
)

NAMES = (
    *("strategy", "audit", "inside_view", "tone", "images", "employees", "guideline"),
    *("action_plan", "minutes", "decision_log", "letter", "briefing", "training"),
)
LOOK = HouseLook()
HOSTILE = [text for text in CHOSEN if "\ud83d" not in text]
"""But for half signs, which no value can hold."""
ONE_PAGE = ("audit", "inside_view", "briefing", "employees", "images")
HEADING = re.compile(r"^(#+)(?: (.*))?$", re.MULTILINE)


def the_client(slug) -> Client:
    return Client.model_validate(_toml(slug, "client.toml"))


@cache
def told(slug) -> StrategyPapers:
    """The demo's papers after its last change."""
    versions = [strategy for strategy, _ in demo_changes(slug)]
    return papers(
        versions[-1],
        Audit.model_validate(_toml(slug, "strategy/audit.toml")),
        InsideView.model_validate(_toml(slug, "strategy/inside_view.toml")),
        Policies.model_validate(_toml(slug, "strategy/policies.toml")),
        the_client(slug).country,
        versions[:-1],
    )


@cache
def documents(slug, language) -> dict:
    return {one.name: one for one in every_document(told(slug), the_client(slug), language)}


@cache
def page(slug, language, name) -> str:
    return PageReader(render(documents(slug, language)[name], "html", LOOK)).text


def _toml(slug, name):
    path = shipped("data", "demo", slug) / name
    return tomllib.loads(path.read_text(encoding="utf-8"))


def template(name, language) -> str:
    file = shipped("templates", "documents", name, f"{language}.md.j2")
    return file.read_text(encoding="utf-8")


def used(source) -> list[str]:
    """Names, fields, conditions and calls of a template, in their order; no words."""
    tree = Environment(autoescape=True).parse(source)
    found = [f"?{name}" for name in sorted(meta.find_undeclared_variables(tree))]
    found += (
        type(node).__name__ + str(getattr(node, "attr", getattr(node, "name", "")))
        for node in tree.find_all((nodes.Getattr, nodes.Call, nodes.If, nodes.For, nodes.Name))
    )
    return sorted(found)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_document_has_the_same_structure_and_values_in_each_language(name, language):
    here, there = template(name, language), template(name, "sv")
    assert [len(one[1]) for one in HEADING.finditer(here)] == [
        len(one[1]) for one in HEADING.finditer(there)
    ]
    assert used(here) == used(there)


@pytest.mark.parametrize("name", NAMES)
def test_each_language_has_words_of_its_own(name):
    said = [documents("nordlykta", language)[name] for language in LANGUAGES]
    assert len({one.title for one in said}) == len(LANGUAGES)
    headings = [tuple(one[2] for one in HEADING.finditer(document.body)) for document in said]
    assert len(set(headings)) == len(LANGUAGES)


@pytest.mark.parametrize("slug", CLIENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_was_written_is_in_its_document(slug, language):
    held = told(slug)
    policies = held.policies
    expected = {
        "strategy": texts(held.strategy) | texts(Audit(tools=held.audit.tools)),
        "audit": texts(held.audit.changed(tools=())),
        "inside_view": texts(held.inside),
        "tone": texts(policies.tone),
        "images": texts(policies.images),
        "employees": texts(policies.employees),
        "guideline": texts(policies.guideline),
        "action_plan": texts(an_action_plan()) - {"Try a podcast", "x"},
    }
    for name, written in expected.items():
        seen = bare(page(slug, language, name))
        # A sentence of ours ends what a learning or a question began.
        missing = {text for text in written if bare(text.removesuffix(".")) not in seen}
        assert (name, missing) == (name, set())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_minutes_hold_what_was_decided_parked_answered_and_promised(language):
    seen = bare(page("nordlykta", language, "minutes"))
    for text in (
        *("Is it worth the time?", "Sales before followers", "The till says so"),
        *("Who has the password?", "Cecilia keeps it", "And what about TikTok?"),
        *("The shop closes early on Fridays", "Count returns", "Open the list"),
        SHEET.said(language).blocks["outside_view"].title,
    ):
        assert bare(text) in seen


@pytest.mark.parametrize("slug", CLIENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_guideline_has_two_pages_at_most_and_the_one_pagers_one(slug, language):
    found = documents(slug, language)
    assert pages_of(render(found["guideline"], "pdf", LOOK)) <= GUIDELINE_PAGES
    lengths = {name: pages_of(render(found[name], "pdf", LOOK)) for name in ONE_PAGE}
    assert lengths == dict.fromkeys(ONE_PAGE, 1)


def test_every_hard_situation_is_two_clicks_away():
    read = PageReader(render(documents("nordlykta", "sv")["guideline"], "html", LOOK))
    assert {"#s1", "#s2", "#s3"} <= read.addresses
    headings = HEADING.findall(documents("nordlykta", "sv")["guideline"].body)
    assert [text for _, text in headings][2] == "När det blir svårt"


def test_a_guideline_that_says_too_much_has_too_many_pages():
    words = "Somebody has written very much about this. " * 30
    examples = tuple(GoodExample(key=f"e{n}", text=words) for n in range(8))
    guideline = told("nordlykta").policies.guideline.changed(examples=examples)
    document = guideline_document(guideline, imprint(the_client("nordlykta")), speak("en"))
    assert pages_of(render(document, "pdf", LOOK)) > GUIDELINE_PAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_line_is_a_measure_of_the_business(language):
    document = documents("nordlykta", language)["strategy"]
    goal = told("nordlykta").strategy.business_goals[0]
    assert document.subtitle == goal.text
    first_chapter = render(document, "md", LOOK).decode().split("\n## ")[1]
    assert goal.text in first_chapter
    assert goal.measure in first_chapter


def test_the_gap_is_told_in_posts_and_hours_with_who_decided():
    hours = HoursDecision(
        key="hours", hours_a_week=13, wished=5, realistic=3, gap_hours=6.5, owner="Birgitta"
    )
    document = _alone(Strategy(hours=hours), "en")
    assert "We give 13 hours a week." in document
    assert "The wish is 5 posts a week. The hours are enough for 3 posts." in document
    assert "Between the two lie 2 posts, or 6.5 hours a week." in document
    assert "Owner: Birgitta" in document


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_strategy_in_which_nothing_is_decided_says_so_under_each_heading(language):
    nobody = Client(slug="shop", name="The Shop")
    empty = every_document(
        StrategyPapers(Strategy()),
        nobody,
        language,
        plan=ActionPlan(),
        session=new_session(SHEET),
    )
    for document in empty:
        assert _bare_headings(document.body) == []
        render(document, "pdf", LOOK)


@pytest.mark.parametrize("seed", range(40))
def test_a_half_made_strategy_reads_honestly(seed):
    whole = told(CLIENTS[seed % 2])
    half = StrategyPapers(
        strategy=thinned(whole.strategy, seed),
        audit=thinned(whole.audit, seed),
        inside=thinned(whole.inside, seed),
        policies=thinned(whole.policies, seed),
        usage=whole.usage,
    )
    language = LANGUAGES[seed % len(LANGUAGES)]
    for document in every_document(half, the_client(CLIENTS[0]), language):
        assert (document.name, _bare_headings(document.body)) == (document.name, [])


@pytest.mark.parametrize("seed", range(3))
def test_a_half_made_strategy_becomes_a_file(seed):
    whole = told("nordlykta")
    half = StrategyPapers(thinned(whole.strategy, seed), policies=thinned(whole.policies, seed))
    for document in every_document(half, the_client("nordlykta"), LANGUAGES[seed]):
        assert render(document, "pdf", LOOK).startswith(b"%PDF")


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 80))
def test_hostile_words_stay_words_in_every_document(start):
    said = cycle(HOSTILE[start:] + HOSTILE[:start])
    whole = told("nordlykta")
    hostile = StrategyPapers(
        strategy=filled_with(whole.strategy, said),
        audit=filled_with(whole.audit, said),
        inside=filled_with(whole.inside, (f"{n} {next(said)}" for n in count())),
        policies=filled_with(whole.policies, said),
    )
    plan = filled_with(an_action_plan(), said)
    harmless = {
        name: PageReader(render(one, "html", LOOK)).elements
        for name, one in documents("nordlykta", "sv").items()
    }
    for document in every_document(hostile, the_client("nordlykta"), "sv", plan=plan):
        read = PageReader(render(document, "html", LOOK))
        assert set(read.elements) <= set(harmless[document.name]) | {"br", "p"}
        assert {one for one in read.addresses if not one.startswith("#")} == set()
        assert render(document, "docx", LOOK)


def test_the_badge_says_draft_and_version():
    badges = [
        imprint(the_client("nordlykta"), version, since=since).colophon(speak("en")).status
        for version, since in (("", False), ("v0.2", False), ("v0.2", True), ("v1.0", False))
    ]
    assert badges == ["Draft", "Draft v0.2", "Draft after v0.2", "Draft v1.0"]


@pytest.mark.parametrize("to", ["docx", "pdf", "html", "md"])
def test_the_same_values_give_the_same_bytes(to):
    client = the_client("nordlykta")
    one, other = (
        strategy_document(told("nordlykta"), imprint(client), speak("fi")) for _ in range(2)
    )
    assert render(one, to, LOOK) == render(other, to, LOOK)


def test_national_figures_stand_with_year_and_source():
    seen = page("nordlykta", "en", "strategy")
    assert "53% of internet users in Sweden aged 8 and over used Facebook daily in 2022" in seen
    assert "Internetstiftelsen" in seen


def test_the_letter_shows_the_sentences_as_they_changed():
    body = documents("nordlykta", "sv")["letter"].body
    assert ".deletion" in body
    assert ".insertion" in body
    assert ".comment-start" in body


def test_a_decision_whose_day_has_passed_is_asked_for():
    late = BusinessGoal(
        key="hire", text="More rentals", owner="Bo", review_on=imprint(the_client("nordlykta")).day
    )
    seen = _alone(Strategy(business_goals=(late,)), "en")
    assert "Time to look again" in seen
    assert "1 decision should have been looked at again by now." in seen


def _alone(strategy, language) -> str:
    document = strategy_document(
        StrategyPapers(strategy), imprint(the_client("nordlykta")), speak(language)
    )
    return PageReader(render(document, "html", LOOK)).text


def _bare_headings(body) -> list[str]:
    """Headings without a word, and those with nothing under them."""
    found = list(HEADING.finditer(body))
    wrong = []
    for one, following in zip(found, [*found[1:], None], strict=True):
        under = body[one.end() : following.start() if following else len(body)].strip()
        deeper = following is not None and len(following[1]) > len(one[1])
        if not (one[2] or "").strip() or not (under or deeper):
            wrong.append(one[0])
    return wrong
