"""The defaults that ship: effort by content type, wishes by channel, skills to ask about.

Names and sources are in the language that is asked for; all of it stands in ``data/defaults``.
"""

import tomllib
from functools import cache
from typing import Any

from coachkit.model.content import Channel, ContentType, ReshareRule
from coachkit.model.defaults import ChannelDefault, ContentDefault, Default, SkillDefault
from coachkit.model.languages import Language
from coachkit.model.shipped import shipped


def default_content(language: Language) -> tuple[ContentDefault, ...]:
    """Content types to begin with."""
    skills = {one["id"]: one["says"][language] for one in _read("skills")["skill"]}
    names = {one["id"]: one["says"][language] for one in _read("effort")["content"]}
    return tuple(
        ContentDefault(
            content_type=ContentType(
                name=names[one["id"]],
                hours=one["default"]["value"],
                needs=tuple(skills[need] for need in one["needs"]),
                lead_days=one["lead_days"],
                bucket=one["bucket"][language],
                worth=one["worth"],
                reshare=_reshare(one, names),
                source=one["default"]["source"][language],
            ),
            default=_default(one["default"], language),
        )
        for one in _read("effort")["content"]
    )


def default_channels(language: Language) -> tuple[ChannelDefault, ...]:
    """Channels to begin with; which a client has is its own business."""
    names = {one["id"]: one["says"][language] for one in _read("effort")["content"]}
    return tuple(
        ChannelDefault(
            channel=Channel(
                name=one["says"][language],
                platform=one.get("platform"),
                target_a_week=one["default"]["value"],
                fade=one["fade"],
                takes=tuple(names[content] for content in one["takes"]),
            ),
            default=_default(one["default"], language),
        )
        for one in _read("channels")["channel"]
    )


def default_skills(language: Language) -> tuple[SkillDefault, ...]:
    """Skills to ask about."""
    return tuple(
        SkillDefault(name=one["says"][language], means=one["means"][language], source=one["source"])
        for one in _read("skills")["skill"]
    )


def default_full_time(language: Language = "en") -> Default:
    """The relevant posts a week that take one full-time person: a rule of thumb."""
    return _default(_read("full_time")["default"], language)


def _default(read: dict[str, Any], language: Language) -> Default:
    said = {name: read[name][language] for name in ("definition", "source", "caveat")}
    return Default.model_validate({**read, **said})


def _reshare(one: dict[str, Any], names: dict[str, str]) -> ReshareRule | None:
    rule = one.get("reshare")
    if rule is None:
        return None
    return ReshareRule(of=tuple(names[of] for of in rule["of"]), at_most=rule["at_most"])


@cache
def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(shipped("data", "defaults", f"{name}.toml").read_text(encoding="utf-8"))
