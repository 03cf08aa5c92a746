"""What the server's own pages say: while a page loads or is lost, at home, when it refuses."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Speech, speak
from coachkit.model.languages import LANGUAGES, Language
from coachkit.serving.shelf import EXPORTS

LANGUAGE_NAMES: Final[Mapping[Language, str]] = {"en": "English", "sv": "Svenska", "fi": "Suomi"}
"""Every language by its own name: whoever looks for it reads that one."""


def page_texts(language: Language) -> dict[str, str]:
    """The words around a client's page, by the names that the page's script knows them by."""
    speech = speak(language)
    return {
        "reading": speech.say("Reading the numbers…"),
        "drawing": speech.say("Drawing the page…"),
        # the page's script fills these in: the steps are counted in the browser
        "steps": speech.say("Step %(step)s of %(steps)s", step="{step}", steps="{steps}"),
        "slow": speech.say("This takes longer than usual. It is still being worked on."),
        **_lost_texts(speech),
        "failed": speech.say("This page could not be put together."),
        "failed_why": speech.say(
            "Nothing is lost. The person who runs coachkit finds the reason in the log."
        ),
        "failed_number": speech.say("The number to ask with is %(number)s.", number="{number}"),
        "mishap": speech.say(
            "Something went wrong here, and your last step may not be done. What was saved is"
            " safe. If it happens again, say the number %(number)s.",
            number="{id}",
        ),
        # the browser knows the day
        "printed": speech.say("Printed %(day)s", day="{day}"),
        "put_away": speech.say("Hide"),
        "to_content": speech.say("To the content of the page"),
        "pages": speech.say("Pages"),
        "leave": speech.say("Log out"),
        "plain": speech.say("To the list of clients"),
        "no_script": speech.say("This page needs JavaScript to be switched on in your browser."),
    }


def _lost_texts(speech: Speech) -> dict[str, str]:
    """What the overlay says, of a line that is lost and of a page that comes back."""
    return {
        "lost": speech.say("The connection is gone."),
        "saved": speech.say("Everything up to your last change is saved."),
        "saved_until": speech.say("Everything up to %(time)s is saved.", time="{time}"),
        "typed_waits": speech.say(
            "What you typed after that is still on this page, and is sent once the connection is"
            " back."
        ),
        "typed_lost": speech.say("What you typed after that may have to be typed again."),
        "returns": speech.say("The page carries on by itself as soon as the connection is back."),
        "try_now": speech.say("Try now"),
        "opening": speech.say("The page is being opened again."),
        "reload": speech.say("Open the page again"),
        "not_yet": speech.say("It is not back yet. Try again in a moment."),
        "stuck": speech.say("This page does not stay open."),
        "stuck_why": speech.say(
            "It was opened again several times in a minute and lost each time. The person who runs"
            " coachkit finds the reason in the log."
        ),
        "returned": speech.say(
            "The page was opened again. Everything up to %(time)s is saved; have a look at what"
            " you typed after that.",
            time="{time}",
        ),
    }


def page_names(language: Language) -> dict[str, str]:
    """What a client's pages are called in links; a page without a name here has no link."""
    speech = speak(language)
    return {
        "dashboard": speech.say("Dashboard"),
        "intake": speech.say("Before the session"),
        "ideas": speech.say("Ideas"),
        "strategy": speech.say("Strategy session"),
        "campaign": speech.say("Campaign session"),
        "evaluation": speech.say("Evaluation session"),
        "living": speech.say("The living strategy"),
        "plan": speech.say("Content plan"),
        EXPORTS: speech.say("Bring files in"),
    }


def coach_page_names(language: Language) -> dict[str, str]:
    """What all pages are called on the coach's own list, with those that no client's page names."""
    return page_names(language) | {"notes": speak(language).say("My notes")}


def all_page_texts() -> dict[Language, dict[str, str]]:
    """:func:`page_texts` in every language: the page's own switch changes them in the browser."""
    return {
        language: page_texts(language)
        | {f"page-{name}": said for name, said in page_names(language).items()}
        for language in LANGUAGES
    }


def home_texts(language: Language) -> dict[str, str]:
    """The words of the list of clients."""
    speech = speak(language)
    return {
        "title": speech.say("Clients"),
        "question": speech.say("Whose numbers shall we look at?"),
        "nobody": speech.say("There is no client yet."),
        "first_client": speech.say("The first one is made with this command:"),
        "switch": speech.say("Language"),
    }


def unreadable_text(language: Language, slug: str) -> str:
    """What the list says of a client that could not be read."""
    return speak(language).say("%(client)s cannot be read. The reason is in the log.", client=slug)
