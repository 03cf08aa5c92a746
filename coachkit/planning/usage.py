"""The national usage figures that ship, by country and channel.

They stand in ``data/defaults/usage.toml`` with definition, source and year. Countries and channels
that are not there have no figure, and nothing stands in for one.
"""

import tomllib
from functools import cache

from coachkit.model.shipped import shipped
from coachkit.model.usage import ANY, Usage


def national_usage(country: str) -> tuple[Usage, ...]:
    """Every figure of a country (two letters), in the order of the data; empty without any."""
    return tuple(one for one in _every() if one.country == country.upper())


def usage_of_channel(country: str, channel: str) -> tuple[Usage, ...]:
    """The figures of a channel, by its short name or as people call it; empty without any."""
    wanted = channel.strip().casefold()
    return tuple(
        one
        for one in national_usage(country)
        if one.channel != ANY and wanted in {one.channel, one.name.casefold()}
    )


@cache
def _every() -> tuple[Usage, ...]:
    written = shipped("data", "defaults", "usage.toml").read_text(encoding="utf-8")
    return tuple(Usage.model_validate(one) for one in tomllib.loads(written)["usage"])
