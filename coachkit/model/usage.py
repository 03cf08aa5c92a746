"""How many people use a channel in a country: figures of others, to hold one's own against."""

from enum import StrEnum
from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from coachkit.model.defaults import Default
from coachkit.model.errors import InvalidValue
from coachkit.model.values import Value

ANY: Final = "any"
"""The channel of a figure that is of social media as a whole."""


class UsageOf(StrEnum):
    """What a figure is a part of, or a count of, and how often: its definition, for sentences."""

    INTERNET_USERS_8_DAILY = "internet_users_8_daily"
    """Share of internet users aged 8 and over, daily."""
    INTERNET_USERS_YEAR = "internet_users_year"
    """Share of internet users, at some time in the year."""
    INTERNET_USERS_DAILY = "internet_users_daily"
    """Share of internet users, daily."""
    OFFICE_WORKERS_EVER = "office_workers_ever"
    """Share of white-collar workers, ever."""
    AGED_16_TO_89_QUARTER = "aged_16_to_89_quarter"
    """Share of people aged 16 to 89, within three months."""
    AGED_16_TO_89_DAILY = "aged_16_to_89_daily"
    """Share of people aged 16 to 89, daily."""
    COMPANIES_FROM_10 = "companies_from_10"
    """Share of companies with at least ten employees."""
    PEOPLE_WEEKLY = "people_weekly"
    """People, weekly; told from a survey."""

    @property
    def counts_people(self) -> bool:
        """Whether it is a number of people; otherwise a share of one."""
        return self is UsageOf.PEOPLE_WEEKLY


class Usage(Value):
    """A figure of a channel in a country. ``default.value``: people, or a share of one.

    ``channel``: as a platform's short name, or :data:`ANY`; ``name``: as people call it.
    ``asked``: how many were asked, where that is known.
    """

    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
    channel: Annotated[str, Field(pattern=r"^[a-z]{1,40}$")]
    name: Annotated[str, Field(max_length=40)] = ""
    of: UsageOf
    asked: Annotated[int, Field(gt=0)] | None = None
    default: Default

    @model_validator(mode="after")
    def _of_a_year(self) -> Self:
        if self.default.year is None:
            raise InvalidValue("missing", "default.year")
        return self

    @property
    def year(self) -> int:
        """The year it is of: without one there is no figure."""
        return self.default.year or 0
