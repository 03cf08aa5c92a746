"""What is said at the doors: to whom asks to come in, and to whom nothing can be shown."""

from enum import StrEnum
from http import HTTPStatus
from typing import Final

from coachkit.language.speech import speak
from coachkit.model.languages import Language

HOME: Final = "/"
LOGIN: Final = "/login"
LOGOUT: Final = "/logout"

_MINUTE: Final = 60


class Refusal(StrEnum):
    """Why somebody gets no page."""

    NOT_HERE = "not_here"
    NOT_LIKE_THAT = "not_like_that"
    WENT_WRONG = "went_wrong"
    NOT_YOURS = "not_yours"
    LINK_OVER = "link_over"
    LOG_IN = "log_in"


def refusal_of(status: int) -> Refusal:
    """Why, as far as a status says it."""
    if status == HTTPStatus.NOT_FOUND:
        return Refusal.NOT_HERE
    within = status >= HTTPStatus.INTERNAL_SERVER_ERROR
    return Refusal.WENT_WRONG if within else Refusal.NOT_LIKE_THAT


def refusal_texts(language: Language, refusal: Refusal) -> dict[str, str]:
    """What a page says that cannot be shown: a sentence, what to do, and where that can be done.

    ``back`` and ``address`` are empty where there is nowhere to go.
    """
    speech = speak(language)
    back, address = speech.say("To the list of clients"), HOME
    if refusal is Refusal.NOT_HERE:
        sentence = speech.say("There is no page here.")
        advice = speech.say("Perhaps the client is called something else now.")
    elif refusal is Refusal.NOT_YOURS:
        sentence = speech.say("There is no page here for you.")
        advice = speech.say("Your link opens another page. Ask your coach if you need this one.")
        back = speech.say("To your page")
    elif refusal is Refusal.LINK_OVER:
        sentence = speech.say("This link does not open anything any more.")
        advice = speech.say("Links end after a while. Ask your coach for a new one.")
        back, address = "", ""
    elif refusal is Refusal.LOG_IN:
        sentence = speech.say("Nobody is logged in here.")
        advice = speech.say("Log in, or open the link that your coach gave you once more.")
        back, address = speech.say("Log in"), LOGIN
    elif refusal is Refusal.NOT_LIKE_THAT:
        sentence = speech.say("This page cannot be opened like that.")
        advice = speech.say("Go back to the list and choose the client there.")
    else:
        sentence = speech.say("Something went wrong here.")
        advice = speech.say(
            "Nothing is lost. The person who runs coachkit finds the reason in the log."
        )
    return {"sentence": sentence, "advice": advice, "back": back, "address": address}


def login_texts(language: Language) -> dict[str, str]:
    """The words of the page that asks for the password."""
    speech = speak(language)
    return {
        "title": speech.say("Log in"),
        "for_whom": speech.say("This is the coach's door. Clients come in by their link."),
        "password": speech.say("Password"),
        "enter": speech.say("Log in"),
        "switch": speech.say("Language"),
    }


def wrong_password_text(language: Language) -> str:
    """What the page says of a password that is not the right one."""
    return speak(language).say("That is not the password. Try again.")


def stale_form_text(language: Language) -> str:
    """What the page says of a form that lay open too long."""
    return speak(language).say("The page had been open for too long. Try again.")


def wait_text(language: Language, seconds: float) -> str:
    """What the page says to whoever has tried too often; how long to wait."""
    speech, whole = speak(language), max(1, round(seconds + 0.5))
    if whole < _MINUTE:
        wait = speech.count("Wait %(n)s second.", "Wait %(n)s seconds.", whole)
    else:
        minutes = -(-whole // _MINUTE)
        wait = speech.count("Wait %(n)s minute.", "Wait %(n)s minutes.", minutes)
    return f"{speech.say('Too many passwords were tried here.')} {wait}"


def logout_texts(language: Language, *, coach: bool) -> dict[str, str]:
    """The words of the page that asks whether to log out."""
    speech = speak(language)
    return {
        "title": speech.say("Log out"),
        "for_whom": speech.say("After that, this browser opens nothing without the password.")
        if coach
        else speech.say("After that, this browser opens nothing until you open your link again."),
        "leave": speech.say("Log out"),
        "stay": speech.say("Stay"),
        "switch": speech.say("Language"),
    }


def gone_texts(language: Language) -> dict[str, str]:
    """What is said once somebody has logged out."""
    speech = speak(language)
    return {
        "sentence": speech.say("You are logged out."),
        "advice": speech.say("You can close this page."),
        "back": speech.say("Log in"),
        "address": LOGIN,
    }
