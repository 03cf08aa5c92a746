"""The lines between the forms of a session's screen."""

from coachkit.documents.templating import fill
from coachkit.language.speech import speak
from coachkit.model.languages import Language


def quiet_line(sentence: str, language: Language, *, lacking: bool = False) -> str:
    """A sentence below or above a form. ``lacking``: whether it says that something is missing."""
    return fill("pages/screen_line.html.j2", language, title="", sentence=sentence, lacking=lacking)


def one_press_away(n: int, language: Language) -> str:
    """What stands above suggestions; nothing where there are none."""
    title = speak(language).say("One press away, from what is still open") if n else ""
    return fill("pages/screen_line.html.j2", language, title=title, sentence="", lacking=False)
