"""A very large Facebook post export in Meta's layout: ``python benchmarks/million_rows.py FILE``.

Everything in it is invented, and the same seed gives the same file. Rows look like those of a real
page: 38 columns, texts of very different lengths (the middle one has some 140 characters; one in
five has line breaks, one in eight quotation marks), heavy-tailed counts, cells left blank.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import numpy as np

Numbers = np.ndarray
Language = Literal["en", "sv"]

CHUNK = 50_000

_HEADERS: dict[Language, str] = {
    "en": (
        '"Post ID","Page ID","Page name",Title,Description,"Duration (sec)","Publish time",'
        '"Caption type",Permalink,"Is crosspost","Is share","Post type",Languages,"Custom labels",'
        '"Funded content status","Data comment",Date,Views,Reach,"Reactions, Comments and Shares",'
        'Reactions,Comments,Shares,"Total clicks",Views,"Reach from Organic posts",'
        '"Reach from Boosted posts","3-second video views","1-minute video views",'
        '"3-Second viewers","1-minute viewers","3-second video views from Boosted posts",'
        '"3-second video views from Organic posts","Negative feedback from users",'
        '"Unique negative feedback from users","Other Clicks",'
        '"Matched Audience Targeting Consumption (Photo Click)","Link Clicks"'
    ),
    "sv": (
        'Publicerings-id,Sid-id,Sidnamn,Titel,Beskrivning,"Varaktighet (sek)",Publiceringstid,'
        '"Typ av undertext",Permalänk,"Är korspublicering",Delat,Inläggstyp,Språk,'
        '"Anpassade etiketter","Status för betalinnehåll",Datakommentar,Datum,Visningar,Räckvidd,'
        '"Reaktioner, kommentarer och delningar",Reaktioner,Kommentarer,Delningar,'
        '"Totalt antal klick",Views,"Räckvidd från Organiska inlägg",'
        '"Räckvidd från Marknadsförda inlägg","3-sekunders videovisningar",'
        '"1-minuts videovisningar","3-sekunders tittare","1-minuts tittare",'
        '"3-sekunders videovisningar från Marknadsförda inlägg",'
        '"3-sekunders videovisningar från Organiska inlägg","Negativ feedback från användare",'
        '"Unik negativ feedback från användare","Övriga klick",'
        '"Konsumtion av matchad målgruppsinriktning (Photo Click)",Länkklick'
    ),
}
_TYPES: dict[Language, tuple[str, ...]] = {
    "en": ("Photos", "Links", "Videos", "Reels", "Text"),
    "sv": ("Foton", "Länkar", "Videor", "Reels", "Text"),
}
_LIFETIME: dict[Language, str] = {"en": "Lifetime", "sv": "Livstid"}
_WORDS: dict[Language, str] = {
    "en": (
        "we the a new trail morning coffee rain boots tent lake tonight how why bring your friends"
        " share open late early sunday winter light snow fire repair old good better first last"
        " story question answer thanks everyone again tomorrow map bus free warm quiet forest"
    ),
    "sv": (
        "vi det en ny stig morgon kaffe regn kängor tält sjö ikväll hur varför ta med dina vänner"
        " dela öppet sent tidigt söndag vinter ljus snö eld laga gammal bra bättre första sista"
        " berättelse fråga svar tack alla igen imorgon karta buss gratis varm tyst skog åt älgen"
    ),
}
_PHOTO, _LINK, _VIDEO, _REEL = range(4)
_SENTENCES = 4_000
_LAST_MINUTE = np.datetime64("2026-10-31T23:59", "m")
_MINUTES = 304 * 24 * 60


def write(path: Path, rows: int = 1_000_000, seed: int = 1, language: Language = "en") -> None:
    """Write so many posts to ``path``, newest first; a million take well under a minute."""
    chance = np.random.default_rng(seed)
    sentences = _sentences(chance, language)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        file.write(_HEADERS[language] + "\n")
        for done in range(0, rows, CHUNK):
            part = min(CHUNK, rows - done)
            file.writelines(_lines(chance, language, sentences, _Span(done, part, rows)))


class _Span:
    """Which rows of the whole: ``done`` before these ``part`` of ``rows``."""

    def __init__(self, done: int, part: int, rows: int) -> None:
        self.part = part
        places = np.arange(done, done + part)
        self.minutes = _LAST_MINUTE - (places * _MINUTES // max(rows, 1)).astype("timedelta64[m]")
        # Ids fall as time does, and no two are alike.
        self.ids = 999_999_999_999_999 - places * 431_111_111


def _lines(
    chance: np.random.Generator, language: Language, sentences: list[str], span: _Span
) -> Iterator[str]:
    lifetime, types = _LIFETIME[language], _TYPES[language]
    kinds = chance.choice(5, span.part, p=[0.55, 0.2, 0.06, 0.14, 0.05])
    posts = zip(
        span.ids.tolist(),
        np.datetime_as_string(span.minutes).tolist(),
        kinds.tolist(),
        _texts(chance, sentences, span.part),
        _counted(chance, kinds),
        strict=True,
    )
    for post, at, kind, text, (seconds, counted) in posts:
        yield (
            f'{post},100099900000099,"Million Posts (invented)","{text}",'
            f"{_repeated(text, kind)},{seconds},"
            f'"{at[5:7]}/{at[8:10]}/{at[:4]} {at[11:16]}",N/A,'
            f"https://www.facebook.com/million.exempel/posts/{post},0,0,{types[kind]},,,,,"
            f"{lifetime},{counted}\n"
        )


def _repeated(text: str, kind: int) -> str:
    """Films have their text in the description as well."""
    return f'"{text}"' if kind in {_VIDEO, _REEL} else ""


def _counted(chance: np.random.Generator, kinds: Numbers) -> Iterator[tuple[int, str]]:
    """The length in seconds and the last 21 cells of each row."""
    size = len(kinds)
    moving = (kinds == _VIDEO) | (kinds == _REEL)
    reach = np.maximum(5, chance.lognormal(6.4, 1.1, size)).astype(np.int64)
    views = (reach * chance.uniform(1.1, 1.8, size)).astype(np.int64)
    columns = [
        np.where(moving, chance.integers(8, 240, size), 0),
        views,
        reach,
        *(_clumped(chance, reach * share) for share in (0.024, 0.003, 0.002)),
        np.where(chance.random(size) < 0.03, reach // 2, 0),
        np.where(moving, (views * chance.uniform(0.4, 0.7, size)).astype(np.int64), 0),
        *(_clumped(chance, reach * share) for share in (0.0001, 0.01)),
        np.where(kinds == _PHOTO, _clumped(chance, reach * 0.012), 0),
        np.where(kinds == _LINK, _clumped(chance, reach * 0.03), 0),
    ]
    for s, v, r, liked, said, shared, paid, seen, hidden, other, photo, link in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        counted = (
            f"{v},{r},{liked + said + shared},{liked},{said},{shared},{other + photo + link},{v},"
            f"{r - paid},{paid},{seen},{seen // 30},{seen},{seen // 30},0,{seen},{hidden},{hidden},"
            f"{other or ''},{photo or ''},{link or ''}"
        )
        yield s, counted


def _clumped(chance: np.random.Generator, mean: Numbers) -> Numbers:
    return chance.poisson(mean * chance.gamma(2.0, 0.5, len(mean)))


def _texts(chance: np.random.Generator, sentences: list[str], size: int) -> Iterator[str]:
    """One text a row, of one sentence or of many, as the inside of a quoted cell."""
    lengths = np.minimum(1 + chance.lognormal(0.62, 0.75, size).astype(np.int64), 24).tolist()
    picks = chance.integers(0, len(sentences), sum(lengths)).tolist()
    broken = (chance.random(size) < 0.25).tolist()
    at = 0
    for length, breaks in zip(lengths, broken, strict=True):
        yield ("\n\n" if breaks else " ").join(
            [sentences[pick] for pick in picks[at : at + length]]
        )
        at += length


def _sentences(chance: np.random.Generator, language: Language) -> list[str]:
    words = _WORDS[language].split()
    found = []
    for length in chance.integers(4, 16, _SENTENCES).tolist():
        said = " ".join(words[pick] for pick in chance.integers(0, len(words), length).tolist())
        ending = (".", "!", "?", " ✨", ", …")[int(chance.integers(0, 5))]
        quoted = f'""{said}""' if chance.random() < 0.05 else said.capitalize()
        found.append(quoted + ending)
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Write a very large invented Facebook export.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--language", choices=("en", "sv"), default="en")
    chosen = parser.parse_args()
    write(chosen.file, chosen.rows, chosen.seed, chosen.language)
