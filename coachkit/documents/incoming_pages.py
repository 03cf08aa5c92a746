"""The panels of the page on which files come in."""

from collections.abc import Sequence

from markupsafe import Markup

from coachkit.documents import incoming_words as words
from coachkit.documents.incoming import Preview
from coachkit.documents.templating import fill, shipped_text
from coachkit.language.explaining import explain
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, speak
from coachkit.model.errors import CoachkitError
from coachkit.model.languages import Language
from coachkit.platforms.asking import Ask

MEGABYTE = 1_000_000


def header(client: str, language: Language) -> str:
    """Whose page, and what for."""
    when = speak(language).say("Files from the platforms")
    return fill("pages/header.html.j2", language, client=client, when=when, styles=_styles())


def _styles() -> Markup:
    return (
        shipped_text("look", "tokens.css")
        + shipped_text("pages", "page.css")
        + shipped_text("pages", "incoming.css")
    )


def finding(previews: Sequence[Preview], language: Language) -> str:
    """How many files can be stored."""
    said = words.headline(previews, speak(language))
    return fill("pages/finding.html.j2", language, finding=said)


def not_read_yet(language: Language) -> str:
    """Before the inbox has been looked into."""
    said = Finding(text=speak(language).say("Looking into the inbox…"), detail="")
    return fill("pages/finding.html.j2", language, finding=said)


def file(preview: Preview, language: Language) -> str:
    """One file: where it is from, what it holds, what it would change, what to know of it."""
    speech = speak(language)
    return fill(
        "pages/incoming_file.html.j2",
        language,
        title=words.title(preview, speech),
        lines=list(words.lines(preview, speech)),
        about=words.about(preview, speech),
        notes=words.notes(preview, speech),
        refused=preview.refused is not None,
    )


def question(ask: Ask, preview: Preview, language: Language) -> str:
    """What is asked of a person, above the controls that answer."""
    asked = words.question(ask, preview, speak(language))
    return fill("pages/incoming_question.html.j2", language, question=asked)


def said(sentence: str, language: Language, *, warning: bool = False) -> str:
    """What has just happened, read aloud; nothing where nothing has."""
    return fill("pages/incoming_said.html.j2", language, sentence=sentence, warning=warning)


def refused(error: CoachkitError, language: Language) -> str:
    """Why it does not go on, where the reader is."""
    return said(explain(error, language), language, warning=True)


def progress(done: int, of: int, name: str, language: Language) -> str:
    """Which of the files is being read."""
    speech = speak(language)
    sentence = speech.say(
        "Reading file %(n)s of %(of)s: %(name)s",
        n=speech.number(min(done + 1, of)),
        of=speech.number(of),
        name=name,
    )
    return fill("pages/incoming_progress.html.j2", language, sentence=sentence, done=done, of=of)


def upload(folder: str, limit: int, language: Language) -> str:
    """Where files are chosen or dropped. ``limit``: bytes of one file."""
    speech = speak(language)
    size = megabytes(limit, speech)
    return fill(
        "pages/incoming_upload.html.j2",
        language,
        folder=folder,
        limit=limit,
        size=size,
        # The page's script fills in what stands in braces: it knows the files.
        texts={
            "sending": speech.say("“%(name)s” is on its way: %(share)s", **_BRACES),
            "too-large": speech.say(
                "“%(name)s” is larger than %(size)s. Put it into the folder %(folder)s, then look "
                "again.",
                name="{name}",
                size=size,
                folder=folder,
            ),
            "lost": speech.say(
                "“%(name)s” did not arrive. Nothing of it was kept; choose it again.", **_BRACES
            ),
            "full": speech.say(
                "The disk has no room left for “%(name)s”. Nothing of it was kept.", **_BRACES
            ),
            "arrived": speech.say("“%(name)s” has arrived.", **_BRACES),
        },
    )


_BRACES = {"name": "{name}", "share": "{share}"}


def folder_only(folder: str, language: Language) -> str:
    """Where files are put where nothing can be uploaded."""
    return fill("pages/incoming_folder.html.j2", language, folder=folder)


def megabytes(size: int, speech: Speech) -> str:
    """A limit in words."""
    return speech.say("%(n)s\N{NO-BREAK SPACE}MB", n=speech.number(size / MEGABYTE))
