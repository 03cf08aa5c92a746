"""The training: asked from the client's own policies alone, answered, and signed."""

import re
from datetime import date

import pytest

from coachkit.documents.house_look import HouseLook
from coachkit.documents.policy_documents import pages_of
from coachkit.documents.training_document import (
    CHOICES_AT_MOST,
    EMPTY_ROWS,
    training_document,
)
from coachkit.documents.writing import render
from coachkit.language.speech import speak
from coachkit.model.languages import LANGUAGES
from coachkit.model.policies import (
    Acknowledgement,
    Guideline,
    HardSituation,
    ImagePair,
    ImagePolicy,
    Policies,
    Rewrite,
    TonePolicy,
)
from coachkit.sessions.demo import CLIENTS
from coachkit.sessions.demo_strategy import demo_value
from tests.documents.reading import PageReader
from tests.documents.strategy_papers import imprint
from tests.documents.test_strategy_documents import the_client

LOOK = HouseLook()
LETTERED = re.compile(r"- \[ \] \*\*([AB])\*\* – (.*)")


def made(policies, language="en"):
    return training_document(policies, imprint(the_client(CLIENTS[0])), speak(language))


def said(policies, language="en") -> str:
    """As Markdown for others: without escapes of ours."""
    return render(made(policies, language), "md", LOOK).decode()


def halves(policies, language="en") -> tuple[str, str, str]:
    """Questions, answers and list: four chapters, then one and one."""
    chapters = re.split(r"\n(?=## )", said(policies, language))
    *questions, answers, signed = chapters
    assert len(questions) == 1 + 4
    return "\n".join(questions), answers, signed


def replies(*pairs) -> Policies:
    rewrites = tuple(
        Rewrite(key=f"r{n}", asked=f"Asked {n}", after=after, before=before, why=f"Because {n}")
        for n, (after, before) in enumerate(pairs, start=1)
    )
    return Policies(tone=TonePolicy(rewrites=rewrites))


def of_five(stem="") -> Policies:
    return replies(*((f"{stem}Ours {n}", f"{stem}Theirs {n}") for n in range(1, 6)))


def right(policies) -> list[str]:
    """The letters of ours among the answers, in their order."""
    return re.findall(r"^\| \d+ \| \*\*([AB])\*\* \|", halves(policies)[1], re.MULTILINE)


@pytest.mark.parametrize("slug", CLIENTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_asks_on_two_pages_answers_on_one_and_signs_on_one(slug, language):
    document = training_document(
        demo_value(slug, Policies), imprint(the_client(slug)), speak(language)
    )
    assert pages_of(render(document, "pdf", LOOK)) == 4
    assert render(document, "docx", LOOK)


@pytest.mark.parametrize("slug", CLIENTS)
def test_no_answer_stands_among_the_questions(slug):
    policies = demo_value(slug, Policies)
    questions, answers, _ = halves(policies)
    for case in policies.guideline.situations:
        assert case.situation in questions
        assert case.first not in questions
        assert case.call in answers
        assert case.within in answers
    for reply in policies.tone.rewrites:
        assert {reply.after, reply.before} <= {text for _, text in LETTERED.findall(questions)}
        assert reply.why not in questions
        assert reply.why in answers
    for pair in policies.images.pairs:
        assert {pair.do, pair.dont} <= {text for _, text in LETTERED.findall(questions)}
    for rule in (
        *policies.employees.rights,
        *(policies.employees.opt_in, policies.employees.support),
        *(policies.images.alt_text_rule, policies.images.consent_rule),
    ):
        assert rule not in questions
        assert rule in answers


@pytest.mark.parametrize("slug", CLIENTS)
def test_questions_and_answers_have_the_same_numbers(slug):
    questions, answers, _ = halves(demo_value(slug, Policies))
    asked = [int(n) for n in re.findall(r"^(?:\| |> )(\d+) (?:\||·)", questions, re.MULTILINE)]
    answered = [int(n) for n in re.findall(r"^(?:\| |\*\*)(\d+) (?:\||·)", answers, re.MULTILINE)]
    assert asked == answered == list(range(1, 20))


def test_the_letter_of_an_answer_is_that_of_ours():
    questions, _, _ = halves(of_five())
    offered = LETTERED.findall(questions)
    ours = [letter for letter, text in offered if text.startswith("Ours")]
    assert len(offered) == 2 * CHOICES_AT_MOST
    assert right(of_five()) == ours


@pytest.mark.parametrize("stem", ["", "Warm ", "Kort ", "Oma "])
def test_ours_is_neither_always_a_nor_always_b(stem):
    letters = right(of_five(stem))
    assert {letters.count("A"), letters.count("B")} == {2, 3}


def test_one_question_alone_is_not_always_a():
    assert {right(replies((f"Ours {n}", "No")))[0] for n in range(12)} == {"A", "B"}


def test_the_letters_follow_from_the_words_alone():
    assert said(of_five()) == said(of_five())
    there = of_five().tone.rewrites
    renamed = tuple(one.changed(key=f"other-{one.key}", why="") for one in there)
    assert right(Policies(tone=TonePolicy(rewrites=renamed))) == right(of_five())


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_there_are_no_policies_nothing_is_asked(language):
    questions, answers, _ = halves(Policies(), language)
    assert not re.search(r"^(\| |> |\*\*)\d", questions + answers, re.MULTILINE)
    render(made(Policies(), language), "pdf", LOOK)


def test_what_is_missing_is_said_calmly():
    questions, answers, _ = halves(Policies())
    for sentence in (
        "Whom to call when something goes wrong is not decided yet",
        "No replies have been rewritten yet",
        "Which images are ours is not decided yet",
        "The rule for alt texts is not decided yet.",
        "Your rights have not been written down yet.",
        "How you opt in is not decided yet.",
    ):
        assert sentence in questions
    assert "There are no answers yet" in answers


def test_a_reply_or_a_picture_with_one_side_is_no_question():
    policies = Policies(
        tone=TonePolicy(rewrites=(Rewrite(key="a", after="Yes."), Rewrite(key="b", before="No."))),
        images=ImagePolicy(
            pairs=(ImagePair(key="a", do="Hands"), ImagePair(key="b", do="Rain", dont="rain"))
        ),
    )
    assert LETTERED.findall(said(policies)) == []


def test_a_situation_without_an_answer_is_named_and_not_asked():
    cases = (
        HardSituation(key="a", situation="The site is down"),
        HardSituation(key="b", situation="A journalist calls", call="Bo"),
    )
    questions, answers, _ = halves(Policies(guideline=Guideline(situations=cases)))
    assert "What to do here is not decided yet, so it is not asked:\n\n- The site is down" in (
        questions
    )
    assert "| 1 | **A journalist calls** |" in questions
    assert "**Bo** | *not decided yet* |" in answers
    assert "The site is down" not in answers


def test_of_many_replies_the_first_are_asked_and_the_others_told_of():
    many = replies(*((f"Ours {n}", f"Theirs {n}") for n in range(CHOICES_AT_MOST + 1)))
    assert len(LETTERED.findall(said(many))) == 2 * CHOICES_AT_MOST
    assert "The tone policy has more replies than these." in said(many)
    assert "The tone policy has more replies than these." not in said(of_five())


def test_whoever_has_gone_through_stands_above_the_empty_rows():
    elsa = Acknowledgement(name="Elsa", on=date(2026, 10, 19))
    signed = halves(Policies(acknowledged=(elsa,)))[2]
    rows = re.findall(r"^\| (\d+) \| (.*?) \| (.*?) \|", signed, re.MULTILINE)
    assert [int(n) for n, _, _ in rows] == list(range(1, EMPTY_ROWS + 2))
    assert rows[0][1:] == ("**Elsa**", "19 October 2026")
    assert {name.strip("\N{NO-BREAK SPACE} ") for _, name, _ in rows[1:]} == {""}


def test_answers_and_list_begin_a_page_of_their_own_on_paper():
    page = PageReader(render(made(of_five()), "html", LOOK))
    assert page.text
    assert render(made(of_five()), "html", LOOK).decode().count('class="new-page"') == 2
