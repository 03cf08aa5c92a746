"""What the server's own pages say: while a page loads or is lost, at home, when it refuses."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import speak
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
        "lost": speech.say("The connection is gone."),
        "saved": speech.say("Everything up to your last change is saved."),
        "reload": speech.say("Open the page again"),
        "not_yet": speech.say("It is not back yet. Try again in a moment."),
        "failed": speech.say("This page could not be put together."),
        "failed_why": speech.say(
            "Nothing is lost. The person who runs coachkit finds the reason in the log."
        ),
        "pages": speech.say("Pages"),
        "no_script": speech.say("This page needs JavaScript to be switched on in your browser."),
    }


def page_names(language: Language) -> dict[str, str]:
    """What a client's pages are called in links; a page without a name here has no link."""
    speech = speak(language)
    return {
        "dashboard": speech.say("Dashboard"),
        "intake": speech.say("Before the session"),
        "strategy": speech.say("Strategy session"),
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


def refusal_texts(language: Language, status: int) -> dict[str, str]:
    """What a page says that cannot be shown: a sentence, what to do, the way back."""
    speech = speak(language)
    if status == 404:
        sentence = speech.say("There is no page here.")
        advice = speech.say("Perhaps the client is called something else now.")
    elif status < 500:
        sentence = speech.say("This page cannot be opened like that.")
        advice = speech.say("Go back to the list and choose the client there.")
    else:
        sentence = speech.say("Something went wrong here.")
        advice = speech.say(
            "Nothing is lost. The person who runs coachkit finds the reason in the log."
        )
    return {"sentence": sentence, "advice": advice, "back": speech.say("To the list of clients")}
