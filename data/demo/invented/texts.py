"""What the posts say: templates with blanks, filled so that no two posts read the same."""

import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

from invented.chance import Chance
from invented.rhythm import season

_BLANK = re.compile(r"\{(\w+)\}")
_BOLD = re.compile(r"\[b\](.*?)\[/b\]")
_TRIES = 40


class Phrasebook:
    """The texts of one client. It remembers what it said, and says something else next time."""

    def __init__(self, file: Path) -> None:
        self._book: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
        self._times: Counter[str] = Counter()
        self._said: set[str] = set()

    def write(self, chance: Chance, kind: str, day: date) -> str:
        """A text of that kind that fits the day and was not written before, if there is one."""
        text = ""
        for _ in range(_TRIES):
            text = self._draft(chance, kind, day)
            if text not in self._said:
                break
        self._said.add(text)
        return text

    def more(self, chance: Chance, kind: str) -> str:
        """A second paragraph that goes with texts of that kind."""
        return embolden(chance.one_of(self._book[kind]["more"]))

    def ending(self, chance: Chance, day: date, what: str, number: int = 1) -> list[str]:
        """So many closings, hashtags or emoji that fit the day."""
        return chance.some_of(_fitting(self._book[what], day), number)

    def once(self, name: str) -> str:
        """The one text of that name."""
        return str(self._book["once"][name])

    def titles(self, kind: str, which: str) -> list[str]:
        """All texts of a kind, as they stand."""
        return list(self._book[kind][which])

    def _draft(self, chance: Chance, kind: str, day: date) -> str:
        templates = _fitting(self._book[kind], day)
        rarest = min(self._times[template] for template in templates)
        # Nearly always the one that has rested longest, so that favourites do not wear out.
        rested = [each for each in templates if self._times[each] <= rarest + 1]
        template = chance.one_of(rested)
        self._times[template] += 1
        return embolden(self._filled(chance, template, day))

    def _filled(self, chance: Chance, template: str, day: date) -> str:
        def fill(blank: re.Match[str]) -> str:
            name = blank[1]
            words = chance.one_of(_fitting(self._book["fill"][name.lower()], day))
            return words[0].upper() + words[1:] if name[0].isupper() else words

        return _BLANK.sub(fill, template)


def embolden(text: str) -> str:
    """``[b]…[/b]`` as the mathematical letters that people paste in for want of bold type."""
    return _BOLD.sub(lambda marked: "".join(map(_bold, marked[1])), text)


def _bold(letter: str) -> str:
    if "a" <= letter <= "z":
        return chr(0x1D5EE + ord(letter) - ord("a"))
    if "A" <= letter <= "Z":
        return chr(0x1D5D4 + ord(letter) - ord("A"))
    return letter


def _fitting(texts: list[str] | dict[str, list[str]], day: date) -> list[str]:
    if isinstance(texts, list):
        return texts
    named = {"any", season(day), str(day.month)}
    return [
        text
        for key, these in texts.items()
        if key in named or (":" in key and _within(key, day))
        for text in these
    ]


def _within(span: str, day: date) -> bool:
    first, last = span.split(":")
    return first <= f"{day:%m-%d}" <= last
