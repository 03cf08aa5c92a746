"""The one place where HTML is made: templates that escape whatever they are given."""

from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from coachkit.language.speech import speak
from coachkit.model.languages import Language
from coachkit.model.shipped import shipped


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(shipped("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def compile_templates() -> None:
    """Compile every template now; each is compiled when it is first filled in, otherwise."""
    environment = _environment()
    for name in environment.list_templates(extensions=("j2",)):
        environment.get_template(name)


def fill(template: str, language: Language, **values: Any) -> str:
    """A template of ``templates/`` filled in, in that language.

    Every value is escaped; only :class:`~markupsafe.Markup` that coachkit itself made is not.
    Templates speak through ``say`` and ``count``.
    """
    speech = speak(language)
    return (
        _environment()
        .get_template(template)
        .render(language=language, speech=speech, say=speech.say, count=speech.count, **values)
    )


def shipped_text(*parts: str) -> Markup:
    """A style sheet or the like that ships with coachkit, to stand in a page as it is."""
    return Markup(shipped("templates", *parts).read_text(encoding="utf-8"))  # noqa: S704  ours
