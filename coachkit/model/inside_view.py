"""The inside view: six questions to the people responsible, and who answered (003-10…15)."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field, field_validator

from coachkit.model.deciding import Text, Who
from coachkit.model.errors import InvalidValue
from coachkit.model.values import Value


class InsideQuestion(StrEnum):
    """The six, in the order in which they are asked."""

    VISION = "vision"
    """Visions, goals and values."""
    COMMUNICATIONS = "communications"
    """How the organisation communicates otherwise."""
    DIGITAL = "digital"
    """What it invests in digital, and how far it has come."""
    ROLES = "roles"
    """Which professional roles take part."""
    CULTURE = "culture"
    """What the culture allows."""
    MESSAGE = "message"
    """What is to be said, and to whom."""


class InsideAnswer(Value):
    """One answer, and who gave it."""

    question: InsideQuestion
    text: Text = ""
    said_by: Who = ""


class InsideView(Value):
    """The answers there are; the same question may have several, from different people."""

    answers: Annotated[tuple[InsideAnswer, ...], Field(max_length=60)] = ()

    @field_validator("answers")
    @classmethod
    def _each_said_once(cls, answers: tuple[InsideAnswer, ...]) -> tuple[InsideAnswer, ...]:
        seen: set[tuple[InsideQuestion, str]] = set()
        for one in answers:
            # Two may be typed before either has its name.
            if one.said_by and (one.question, one.said_by) in seen:
                raise InvalidValue("repeated", "answers", value=one.said_by)
            seen.add((one.question, one.said_by))
        return answers

    def answered(self, question: InsideQuestion) -> tuple[InsideAnswer, ...]:
        """The answers to a question that have words and a name."""
        return tuple(
            one for one in self.answers if one.question is question and one.text and one.said_by
        )
