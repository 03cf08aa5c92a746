"""Invented exports whose headers no shipped layout knows: other languages, other tools."""

import io
from datetime import UTC, date, datetime, timedelta

import xlsxwriter

from coachkit.model.mappings import ColumnMapping

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)

FINNISH = {
    "Julkaisun tunnus": "item",
    "Sivun tunnus": "account",
    "Sivun nimi": "account_name",
    "Otsikko": "text",
    "Kuvaus": "text",
    "Julkaisuaika": "published",
    "Pysyvä linkki": "permalink",
    "Julkaisutyyppi": "format",
    "Päivämäärä": "span",
    "Tavoittavuus": "reach",
    "Katselukerrat": "views",
    "Reaktiot": "reactions",
    "Kommentit": "comments",
    "Jaot": "shares",
    "Linkin klikkaukset": "link_clicks",
    "Datan kommentti": "ignore",
}
META = ColumnMapping(
    name="Meta, suomeksi",
    based_on="meta_facebook_posts",
    language="fi",
    headers=FINNISH,
    span_words=("Elinkaari",),
    post_types={"Kuva": "image", "Kela": "reel"},
)
"""What a manager says of such a file."""

GERMAN = {
    "Beitrags-ID": "item",
    "Seiten-ID": "account",
    "Seitenname": "account_name",
    "Titel": "text",
    "Veröffentlichungszeitpunkt": "published",
    "Dauerlink": "permalink",
    "Beitragsart": "format",
    "Datum": "span",
    "Reichweite": "reach",
    "Aufrufe": "views",
    "Reaktionen": "reactions",
    "Kommentare": "comments",
    "Geteilte Inhalte": "shares",
}
TOOL = {
    "Pvm": "item",
    "Kanava": "account_name",
    "Tavoittavuus": "reach",
    "Klikkaukset": "clicks",
    "Katseluaika (tunteina)": "watch_time_hours",
}


def finnish_posts(month: int = 10, *, count: int = 12, headers=tuple(FINNISH), spoilt=None) -> str:
    """A Facebook export in Finnish: Meta's own days (month first), commas between columns.

    ``spoilt``: row number → (header, cell) that does not belong there.
    """
    lines = [",".join(headers)]
    for number in range(1, count + 1):
        day = 2 * number
        cells = {
            "Julkaisun tunnus": f"1221000{month:02}{number:08}",
            "Sivun tunnus": "100000000000009",
            "Sivun nimi": "Keksitty Venekerho",
            "Otsikko": f"Laiturilla {number}",
            "Kuvaus": "",
            "Julkaisuaika": f"{month:02}/{day:02}/2026 09:{number:02}",
            "Pysyvä linkki": f"https://www.facebook.com/venekerho/posts/{month}{number}",
            "Julkaisutyyppi": "Kuva" if number % 3 else "Kela",
            "Päivämäärä": "Elinkaari",
            "Tavoittavuus": str(100 + number),
            "Katselukerrat": str(200 + number),
            "Reaktiot": str(number),
            "Kommentit": "1",
            "Jaot": "" if number == 2 else "2",
            "Linkin klikkaukset": "3",
        }
        if spoilt and spoilt[0] == number + 1:
            cells[spoilt[1]] = spoilt[2]
        lines.append(",".join(cells.get(header, "") for header in headers))
    return "\n".join(lines) + "\n"


def german_posts(*, day_first: bool = False, latest: int = 12) -> str:
    """A Facebook export in German; with ``latest`` ≤ 12 its days can be read both ways."""
    lines = [";".join(GERMAN)]
    for number in range(1, latest + 1):
        day = f"{number:02}/09/2026" if day_first else f"09/{number:02}/2026"
        lines.append(
            f"55500000000{number:04};100000000000010;Erfundener Verein;Am Steg {number};"
            f"{day} 10:00;https://www.facebook.com/verein/posts/{number};Bild;Lebensdauer;"
            f"{300 + number};{400 + number};{number};0;1"
        )
    return "\n".join(lines) + "\n"


def tool_days(month: int = 10, *, days: int = 20) -> str:
    """A tool's file: semicolons, decimal commas, days with points, a title and a total row."""
    lines = ["Keksitty Työkalu – raportti", "", ";".join(TOOL)]
    for number in range(days):
        day = date(2026, month, 1) + timedelta(days=number)
        lines.append(f"{day:%d.%m.%Y};Venekerho;{1000 + number};{number};1,5")
    lines.append(f"Yhteensä;;;{sum(range(days))};{days * 3 // 2},0")
    return "\n".join(lines) + "\n"


def tool_workbook(month: str = "Lokakuu") -> bytes:
    """A workbook with title rows above the header, and a sheet that is no table."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        book.add_worksheet("Kansi").write(0, 0, "Raportti")
        sheet = book.add_worksheet("Julkaisut")
        sheet.write(0, 0, "Keksitty Työkalu")
        sheet.write(1, 0, f"{month} 2026")
        for place, header in enumerate(("Viestin tunnus", "Julkaistu", "Viesti", "Näyttökerrat")):
            sheet.write(3, place, header)
        for number in range(1, 8):
            cells = (f"m-{number}", f"2026-10-{number:02}", f"Moi {number}", 10 * number)
            for place, cell in enumerate(cells):
                sheet.write(3 + number, place, cell)
    return made.getvalue()


def finnish_series(title: str = "Facebookin tavoittavuus", *, count: int = 20) -> str:
    """A daily series of Meta in Finnish: a title, then a column that does not say what it is."""
    lines = ["sep=,", f'"{title}"', '"Päivämäärä","Ensisijainen"']
    for number in range(count):
        day = date(2026, 10, 1) + timedelta(days=number)
        lines.append(f'"{day:%Y-%m-%d}T00:00:00","{50 + number}"')
    return "\n".join(lines) + "\n"
