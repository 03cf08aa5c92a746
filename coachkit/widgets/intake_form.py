"""The forms that a client fills in before the first session: which fields each screen asks for.

Each screen's form is over the whole :class:`Intake` and shows a part of it.
"""

from collections.abc import Mapping
from typing import Any, Final

from coachkit.language.intake_fields import add_name, field_help, field_name
from coachkit.language.intake_words import Step
from coachkit.language.speech import Speech
from coachkit.language.strategy_words import (
    how_often_name,
    link_state_name,
    tone_name,
    worry_name,
)
from coachkit.language.terms import platform_name
from coachkit.model.audit import Account, HowOften, LinkState, Mention, SiteLink, Tone
from coachkit.model.intake import Attending, Intake
from coachkit.model.languages import LANGUAGES, OWN_NAMES, Language
from coachkit.model.observations import Platform
from coachkit.model.strategy import Worry
from coachkit.model.values import Value
from coachkit.widgets.form_entries import ID, blank
from coachkit.widgets.form_hints import ROWS, As, Hint, Hints, Said, inner
from coachkit.widgets.form_schema import Known
from coachkit.widgets.strategy_forms import CHANNELS, PEOPLE, codes

_USUAL: Final = (
    Platform.FACEBOOK,
    Platform.INSTAGRAM,
    Platform.LINKEDIN,
    Platform.YOUTUBE,
    Platform.TIKTOK,
    Platform.X,
    Platform.PINTEREST,
)


def _asked(of: type[Value], name: str, kind: As, **more: Any) -> Hint:
    label: Said = lambda speech: field_name(of, name, speech)  # noqa: E731 - two of a kind
    helped: Said = lambda speech: field_help(of, name, speech)  # noqa: E731
    return Hint(kind, label, help=helped, **more)


def _rows(name: str, stem: str, within: Hints) -> Hint:
    added: Said = lambda speech: add_name(Intake, name, speech)  # noqa: E731 - as above
    return _asked(Intake, name, As.TABLE, stem=stem, within=within, add=added)


def _link(name: str) -> Hint:
    return _asked(SiteLink, name, As.CHOICE, options=codes(LinkState, link_state_name))


def _own_names(_: Speech) -> list[tuple[str, str]]:
    return [(language, OWN_NAMES[language]) for language in LANGUAGES]


_ACCOUNT: Final = {
    "channel": _asked(Account, "channel", As.LINE, suggest=CHANNELS),
    "handle": _asked(Account, "handle", As.LINE),
    "owner": _asked(Account, "owner", As.LINE, suggest=PEOPLE),
}

_MENTION: Final = {
    "where": _asked(Mention, "where", As.LINE),
    "how": _asked(Mention, "how", As.CHOICE, options=codes(Tone, tone_name)),
    "how_often": _asked(Mention, "how_often", As.CHOICE, options=codes(HowOften, how_often_name)),
    "who": _asked(Mention, "who", As.LINE),
}

_SITE_LINK: Final = {
    "place": _asked(SiteLink, "place", As.LINE),
    "channel": _asked(SiteLink, "channel", As.LINE, suggest=CHANNELS),
    "to_channel": _link("to_channel"),
    "to_site": _link("to_site"),
}

_ATTENDING: Final = {
    "name": _asked(Attending, "name", As.LINE),
    "role": _asked(Attending, "role", As.LINE),
    "responsible": _asked(Attending, "responsible", As.TICK, wide=1.3),
    "consents": _asked(Attending, "consents", As.TICK, wide=1.3),
}

INTAKE: Final[Mapping[Step, Hints]] = {
    Step.WORRY: {
        "worry": _asked(Intake, "worry", As.CHOICE, options=codes(Worry, worry_name)),
        "own_words": _asked(Intake, "own_words", As.PARAGRAPH),
    },
    Step.GOAL: {"business_goal": _asked(Intake, "business_goal", As.LINE)},
    Step.ACCOUNTS: {"accounts": _rows("accounts", "account", _ACCOUNT)},
    Step.MENTIONS: {"mentions": _rows("mentions", "mention", _MENTION)},
    Step.LINKS: {
        "site": _asked(Intake, "site", As.LINE),
        "links": _rows("links", "link", _SITE_LINK),
    },
    Step.HOURS: {"hours_a_week": _asked(Intake, "hours_a_week", As.NUMBER, step=0.5)},
    Step.PEOPLE: {"attending": _rows("attending", "", _ATTENDING)},
    Step.ELSE: {
        "anything_else": _asked(Intake, "anything_else", As.PARAGRAPH),
        "language": _asked(Intake, "language", As.CHOICE, options=_own_names),
        "filled_by": _asked(Intake, "filled_by", As.LINE),
    },
}
"""The fields of each screen that has any."""


def known_names(intake: Intake, speech: Speech) -> Known:
    """Names that may be picked while writing: channels, and who was named with consent."""
    written = (one.channel for one in intake.accounts if one.channel)
    usual = (platform_name(platform, speech) for platform in _USUAL)
    people = (one.name for one in intake.attending if one.name and one.consents)
    owners = (one.owner for one in intake.accounts if one.owner)
    return {
        CHANNELS: tuple(dict.fromkeys((*written, *usual))),
        PEOPLE: tuple(dict.fromkeys((*people, *owners))),
    }


def without_names(entries: Mapping[str, Any]) -> dict[str, Any]:
    """Entries that are not right yet, as they may be kept: no name that nobody has agreed to."""
    rows = entries.get("attending")
    if not isinstance(rows, list):
        return dict(entries)
    kept = [row if row.get("consents") is True else {**row, "name": ""} for row in rows]
    return {**entries, "attending": kept}


def with_a_row(entries: Mapping[str, Any], hints: Hints, language: Language) -> dict[str, Any]:
    """The entries with an empty row in each list that has none: there is something to type in."""
    rows = {
        name: [{ID: f"{name}.first", **blank(inner(Intake, name), hint.within, language)}]
        for name, hint in hints.items()
        if hint.kind in ROWS and not entries.get(name)
    }
    return {**entries, **rows}
