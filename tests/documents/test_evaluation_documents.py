"""The evaluation report, the wins page, the monthly meeting: what is in them, and what is not."""

import io
from datetime import date, time
from functools import cache
from itertools import cycle

import pypdf
import pytest

from coachkit.documents.evaluation_papers import EvaluationPapers
from coachkit.documents.evaluation_report import evaluation_report
from coachkit.documents.house_look import HouseLook
from coachkit.documents.imprint import Imprint
from coachkit.documents.meeting_document import (
    MEETING_PAGES,
    ActionRead,
    ChannelOfMonth,
    GoalOfMonth,
    HoursOfMonth,
    LearnedTold,
    MeetingPapers,
    TurnOfMonth,
    WinTold,
    meeting_document,
)
from coachkit.documents.policy_documents import pages_of
from coachkit.documents.wins_document import wins_document
from coachkit.documents.writing import render
from coachkit.evaluation.chain import chain
from coachkit.language.effects_said import comparison_basis, comparison_finding
from coachkit.language.evaluation_words import doing_name
from coachkit.language.session_words import agenda
from coachkit.language.speech import speak
from coachkit.model.audit import Tool
from coachkit.model.campaign_said import PlatformNews
from coachkit.model.client import Client
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.follow_ups import FollowUp, FollowUpKind
from coachkit.model.goals import Goal, Kpi
from coachkit.model.keep_stop_start import Doing
from coachkit.model.languages import LANGUAGES
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.plans import Turn
from coachkit.model.results import (
    GoalResult,
    GoalState,
    MetricResults,
    PostResult,
    Typical,
    Verdict,
)
from coachkit.model.seams import Seam
from tests.documents.evaluations import a_comparison, a_promise, an_evaluation
from tests.documents.hostile import CHOSEN
from tests.documents.reading import PageReader, bare
from tests.documents.test_strategy_documents import HEADING, template, used

LOOK = HouseLook()
NAMES = ("evaluation", "wins", "meeting")
CLIENT = Client(slug="shop", name="The Shop")
IMPRINT = Imprint(CLIENT, "v0.2", date(2026, 11, 6), date(2026, 11, 23))
OCTOBER = Period.month("2026-10")
AUTUMN = Period(first=date(2026, 8, 1), last=date(2026, 10, 31))
SAID_BY_PEOPLE = {
    *("who_asks", "enough", "if_no", "reason", "in_the_way", "longer", "text", "why", "name"),
    *("happened", "sentence", "lacking", "department", "figure", "source", "anyway", "themes"),
    *("could_be_post", "owner", "stand_in", "what", "thanks_to", "how_thanked", "person"),
    *("learned", "goes_first", "idea", "changes", "stays", "answer", "who"),
}
HOSTILE = ["<b>bold</b>", "=1+1", "*Markdown*", *(one for one in CHOSEN if "\ud83d" not in one)]


def a_goal(name="More comments", state=GoalState.REACHED, value=487.0) -> GoalOfMonth:
    kpi = Kpi(platform=Platform.FACEBOOK, metric="comments")
    goal = Goal(name=name, kpi=kpi, monthly_target=250)
    return GoalOfMonth(GoalResult(goal=goal, state=state, value=value, coverage=None), some_posts())


def some_posts(verdict=Verdict.NOT_SHOWN, *, young=False) -> MetricResults:
    said = {"metric": "comments", "low": 2.0, "median": 5.0, "high": 14.0, "n": 18}
    return MetricResults(
        platform=Platform.FACEBOOK,
        metric="comments",
        period=OCTOBER,
        usual_period=None,
        typical=Typical(**said),
        usual=Typical(**{**said, "median": 3.0, "high": 4.0, "n": 160}),
        verdict=verdict,
        posts=tuple(
            PostResult(
                item=f"p{n}",
                day=date(2026, 10, n + 1),
                format=None,
                text=f"Post number {n}",
                permalink="",
                value=90 - n,
                row=n,
                young=young or n == 0,
            )
            for n in range(6)
        ),
        formats=(),
        weekdays=(),
        months=(),
    )


def papers(record=None, **changed) -> EvaluationPapers:
    record = an_evaluation() if record is None else record
    return EvaluationPapers(
        record,
        AUTUMN,
        **{
            "chain": chain({Platform.FACEBOOK: ["posts_published", "views", "comments"]}),
            "question": "Does it pay?",
            "metrics": {Platform.FACEBOOK: some_posts()},
            "goals": (a_goal(),),
            "channels": (ChannelOfMonth("Facebook", 50, 47, whole=False),),
            "wins": tuple(
                WinTold(one.what, one.why, one.thanks_to, one.person, one.how_thanked)
                for one in record.shown_wins
            ),
            "actions": (ActionRead(a_promise(), late=False),),
            "next_date": "We meet again on 4 December 2026.",
            **changed,
        },
    )


def a_meeting(**changed) -> MeetingPapers:
    kind = FollowUpKind.MONTHLY
    return MeetingPapers(
        **{
            "meeting": FollowUp(
                kind=kind, number=1, day=date(2026, 12, 3), at=time(9, 15), minutes=45
            ),
            "period": OCTOBER,
            "goals": (a_goal(),),
            **changed,
        }
    )


def a_full_meeting() -> MeetingPapers:
    """As much of everything as there may be."""
    long = "a long name of something that somebody has written down here"
    turn = Turn(who="The guides", week=date(2026, 10, 5), keys=("k",))
    return a_meeting(
        goals=tuple(a_goal(f"Goal {n}: {long}", GoalState.NOT_REACHED, 90.0) for n in range(7)),
        channels=tuple(ChannelOfMonth(f"Channel {n}", 9, 7, whole=False) for n in range(12)),
        turns=tuple(TurnOfMonth(turn, made) for made in (True, False, None) * 4),
        hours=HoursOfMonth(30, 41, 17, not_made=2),
        wins=tuple(WinTold(long * 5, long * 5, "The guides", "Bo") for _ in range(4)),
        failure=LearnedTold(long * 3, long * 3),
        seams=tuple(
            Seam(platform=Platform.FACEBOOK, day=date(2026, 10, n), says=long, source="x")
            for n in range(1, 6)
        ),
        stale_tools=tuple(Tool(key=f"t{n}", name=f"Tool {n}") for n in range(9)),
        news=tuple(PlatformNews(key=f"n{n}", text=long * 3, source=long) for n in range(9)),
        research=1.5,
        actions=tuple(a_promise(f"{n}: {long}") for n in range(7)),
        invited=tuple(f"Department {n}" for n in range(8)),
        beyond_social=True,
    )


@cache
def report(language="en") -> str:
    return seen(evaluation_report(papers(), IMPRINT, speak(language)))


def seen(document) -> str:
    return " ".join(PageReader(render(document, "html", LOOK)).text.split())


def pages(document) -> list[str]:
    read = pypdf.PdfReader(io.BytesIO(render(document, "pdf", LOOK)))
    return [" ".join(page.extract_text().split()) for page in read.pages]


def said_by(value, said):
    """The evaluation with whatever people typed replaced by the next of ``said``."""
    if isinstance(value, dict):
        return {
            name: next(said)[:40]
            if name in SAID_BY_PEOPLE and isinstance(held, str) and held
            else [next(said)[:40] for _ in held]
            if name == "themes"
            else said_by(held, said)
            for name, held in value.items()
        }
    if isinstance(value, list | tuple):
        return [said_by(one, said) for one in value]
    return value


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("language", ["en", "fi"])
def test_a_document_says_the_same_in_each_language(name, language):
    here, there = template(name, language), template(name, "sv")
    assert [len(one[1]) for one in HEADING.finditer(here)] == [
        len(one[1]) for one in HEADING.finditer(there)
    ]
    assert used(here) == used(there)
    assert {one[2] for one in HEADING.finditer(here)}.isdisjoint(
        one[2] for one in HEADING.finditer(there)
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_has_the_verdict_with_interval_n_definition_and_source(language):
    speech, found = speak(language), a_comparison()
    text = report(language)
    finding = comparison_finding(found, speech)
    # On the first page, and where it is told in full.
    assert bare(text).count(bare(finding.text)) == 2
    said = (finding.detail, *comparison_basis(found, speech))
    assert [one for one in said if bare(one) not in bare(text)] == []
    for part in ("+2", "+90", "Oct-01-2026_Oct-31-2026.csv", "as Facebook counts them"):
        assert part in text


def test_the_report_tells_the_chain_the_surprises_the_changes_and_the_next_steps():
    text = report()
    for part in (
        *("Does it pay?", "Yes for advice, and we cannot tell for sales.", "Did we do it?"),
        *("Most (2 votes) guessed “Autumn sale begins”", "Best was “How to wash a sleeping bag”"),
        *("Advice beats offers", "Facebook talks as it always has", "A hiking fair"),
        *("One piece of advice each week", "Figure: Advice got 286 comments, the sale 4"),
        *("Film three pieces of advice", "First step: Ask the till", "The quiz nobody took"),
        *("Post advice at seven in the morning", "We meet again on 4 December 2026."),
    ):
        assert part in text
    assert text.count(doing_name(Doing.STOP, speak("en")) + ": Sale posts on Fridays") == 2


def test_what_is_not_known_is_called_so():
    text = report()
    assert "41 repairs in October (the till)" in text
    assert "Plus a third (no source: hearsay)" in text
    assert "What we believe: People may be tired of sales" in text
    assert "What is hoped for would most likely not be seen." in text
    assert "No reason was given." in text
    assert "Would have come anyway: October is always busy" in text
    assert "Nothing is known of:" in text


def test_nothing_is_in_it_that_was_not_to_be_shown():
    for language in LANGUAGES:
        wins = seen(wins_document(papers(), IMPRINT, speak(language)))
        for text in (report(language), wins):
            assert "A win kept quiet" not in text
            assert "secretword" not in text
            assert "Jonas Ek" in text
    few = an_evaluation(pulse=an_evaluation().pulse[:4])
    text = seen(evaluation_report(papers(few), IMPRINT, speak("en")))
    assert "On a scale from 1 to 5" in report()
    assert "On a scale from 1 to 5" not in text
    assert "without giving somebody away" in text


def test_the_first_page_can_be_read_alone():
    first, second, *_ = pages(evaluation_report(papers(), IMPRINT, speak("en")))
    for part in ("On one page", "Yes for advice", "+40%", "One piece of advice", "We meet again"):
        assert part in first
    assert second.startswith("Evaluation")
    assert "What we asked, and with what" in second
    assert "What we asked, and with what" not in first


@pytest.mark.parametrize("language", ["sv", "fi"])
def test_the_first_page_stays_one_page_however_much_was_said(language):
    record = an_evaluation()
    long = "something that somebody has said at great length and with many words " * 6
    edits = tuple(
        one.changed(key=f"e{n}", text=long, learned=long[:400])
        for n, one in enumerate((record.edits[0],) * 4)
    )
    much = papers(
        record.changed(answer=long * 2, edits=edits),
        goals=tuple(a_goal(f"Goal {n} with a rather long name") for n in range(7)),
        question=long[:300],
        actions=tuple(ActionRead(a_promise(long[:200]), late=False) for _ in range(7)),
    )
    pages_read = pages(evaluation_report(much, IMPRINT, speak(language)))
    second = HEADING.findall(evaluation_report(much, IMPRINT, speak(language)).body)[1][1]
    assert second not in pages_read[0]
    assert second in pages_read[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_evaluation_in_which_nothing_was_said_reads_honestly(language):
    nothing = EvaluationPapers(Evaluation(), AUTUMN, chain({}))
    for document in (
        evaluation_report(nothing, IMPRINT, speak(language)),
        wins_document(nothing, IMPRINT, speak(language)),
        meeting_document(a_meeting(goals=()), IMPRINT, speak(language)),
    ):
        headings = list(HEADING.finditer(document.body))
        for one, following in zip(headings, [*headings[1:], None], strict=True):
            assert document.body[one.end() : following.start() if following else None].strip()
        assert render(document, "docx", LOOK)


def test_the_wins_page_is_one_page_however_many_there_are():
    many = tuple(
        WinTold("What went well " * 25, "Why it did " * 35, f"Team {n}") for n in range(12)
    )
    document = wins_document(papers(wins=many), IMPRINT, speak("fi"))
    assert pages_of(render(document, "pdf", LOOK)) == 1


def test_a_number_on_the_wins_page_is_shown_and_has_its_interval():
    told = seen(wins_document(papers(), IMPRINT, speak("en")))
    assert "+2% to +90%" in told
    assert "More comments: 487, the goal of 250 is reached." in told
    assert "90% interval 2–14, n = 18" in told
    unsure = an_evaluation()
    unsure = unsure.changed(
        effect=unsure.effect.changed(found=a_comparison(low=-0.2), verdict=Verdict.CANNOT_TELL)
    )
    missed = (a_goal(state=GoalState.NOT_REACHED),)
    told = seen(wins_document(papers(unsure, goals=missed), IMPRINT, speak("en")))
    assert "+40%" not in told
    assert "No number is shown to have gone up." in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_meeting_has_two_pages_at_most_and_fills_its_45_minutes(language):
    document = meeting_document(a_full_meeting(), IMPRINT, speak(language))
    assert pages_of(render(document, "pdf", LOOK)) <= MEETING_PAGES
    minutes = [int(one[2].split()[0]) for one in HEADING.finditer(document.body)]
    assert minutes == [n for n, _ in agenda(FollowUpKind.MONTHLY, speak(language))]
    assert sum(minutes) == 45


def test_the_meeting_asks_why_instead_of_guessing():
    told = seen(meeting_document(a_meeting(), IMPRINT, speak("en")))
    # The best is still growing, so the next one stands there.
    assert "“Post number 1” · Facebook, 2 Oct · comments: 89" in told
    assert "Post number 0" not in told
    assert "Why they worked is for you to say." in told
    young = a_goal()
    young = GoalOfMonth(young.result, some_posts(young=True))
    told = seen(meeting_document(a_meeting(goals=(young,)), IMPRINT, speak("en")))
    assert "No figures point at one." in told


def test_the_meeting_has_the_clients_own_figures():
    full = seen(meeting_document(a_full_meeting(), IMPRINT, speak("en")))
    for part in ("at least 7", "17 items with their hours noted", "The guides, week 41 (made)"):
        assert part in full
    assert "Nobody yet who does not work with social media" not in full
    alone = seen(meeting_document(a_meeting(), IMPRINT, speak("en")))
    assert "Nobody yet who does not work with social media" in alone


@pytest.mark.parametrize("start", range(0, len(HOSTILE), 120))
def test_what_people_typed_stays_words(start):
    said = cycle(HOSTILE[start:] + HOSTILE[:start])
    record = Evaluation.model_validate(said_by(an_evaluation().model_dump(), said))
    wins = tuple(WinTold(one.what, one.why, one.thanks_to, one.person) for one in record.wins)
    hostile, harmless = papers(record, wins=wins, question=next(said)), papers()
    for made in (evaluation_report, wins_document):
        read = PageReader(render(made(hostile, IMPRINT, speak("sv")), "html", LOOK))
        usual = PageReader(render(made(harmless, IMPRINT, speak("sv")), "html", LOOK))
        assert set(read.elements) <= set(usual.elements) | {"br", "p"}
        assert {one for one in read.addresses if not one.startswith("#")} == set()


def test_what_people_typed_stays_words_in_a_meeting():
    text = "<b>x</b> =1+1 *y* [z](https://evil.example)"
    hostile = a_meeting(
        goals=(a_goal(text),),
        channels=(ChannelOfMonth(text, 3, 2),),
        wins=(WinTold(text, text, text, text),),
        failure=LearnedTold(text, text),
        invited=(text,),
        actions=(a_promise(text),),
    )
    read = PageReader(render(meeting_document(hostile, IMPRINT, speak("en")), "html", LOOK))
    assert "b" not in read.elements
    assert read.addresses <= {one for one in read.addresses if one.startswith("#")}
    assert read.text.count("<b>x</b> =1+1 *y*") >= 6
