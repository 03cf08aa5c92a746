"""Twins of the exports of a LinkedIn page: BIFF ``.xls``, in three languages."""

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

import xlwt  # type: ignore[import-untyped]  # it has no types of its own, nor has anybody made any

from tests.exports.twin import Table, Twin
from tests.exports.workbook import Cell, workbook

_URN = "https://www.linkedin.com/feed/update/urn:li:activity:68220000000000000"
_FIRST, _LAST = date(2026, 9, 1), date(2026, 9, 3)
_EPOCH = date(1899, 12, 30)

# --- a page: content ------------------------------------------------------------------------------

_ABOUT_DAYS = "Aggregated engagement metrics for your organic and sponsored posts over time."
_ABOUT_POSTS = "Engagement metrics for individual posts. All dates and times are in UTC."
_PARTS = ("organic", "sponsored", "total")
_DAYS_EN = (
    *("Date", *(f"Impressions ({part})" for part in _PARTS), "Unique impressions (organic)"),
    *(
        f"{act} ({part})"
        for act in ("Clicks", "Reactions", "Comments", "Reposts")
        for part in _PARTS
    ),
    *(f"Engagement rate ({part})" for part in _PARTS),
)
_DAYS_PT = (
    *("Data", "Impressões (orgânicas)", "Impressões (patrocinadas)", "Impressões (total)"),
    *("Impressões únicas (orgânicas)", "Cliques (orgânicos)", "Cliques (patrocinados)"),
    *("Cliques (total)", "Reações (orgânicas)", "Reações (patrocinadas)", "Reações (total)"),
    *("Comentários (orgânicos)", "Comentários (patrocinados)", "Comentários (total)"),
    *("Compartilhamentos (orgânicos)", "Compartilhamentos (patrocinados)"),
    *("Compartilhamentos (total)", "Taxa de engajamento (orgânico)"),
    *("Taxa de engajamento (patrocinado)", "Taxa de engajamento (total)"),
)
_DAYS_ES = (
    *("Fecha", "Impresiones (orgánicas)", "Impresiones (patrocinadas)", "Impresiones (totales)"),
    *("Impresiones únicas (orgánicas)", "Clics (orgánicos)", "Clics (patrocinados)"),
    *("Clics (totales)", "Reacciones (orgánicas)", "Reacciones (patrocinadas)"),
    *("Reacciones (total)", "Comentarios (orgánicos)", "Comentarios (patrocinados)"),
    *("Comentarios (totales)", "Veces compartido (orgánico)", "Veces compartido (patrocinado)"),
    *("Veces compartido (total)", "Tasa de interacción (orgánica)"),
    *("Tasa de interacción (patrocinada)", "Tasa de interacción (total)"),
)
_DAY_ROWS = (
    (98, 2, 100, 70, 10, 0, 10, 5, 0, 5, 1, 0, 1, 1, 0, 1, 0.17, 0, 0.17),
    (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
    (40, 0, 40, 31, 2, 0, 2, 7, 0, 7, 0, 0, 0, 2, 0, 2, 0.275, 0, 0.275),
)
_DAY_SUMS = {
    "impressions": 140,
    "clicks": 12,
    "reactions": 12,
    "comments": 1,
    "shares": 3,
}
_DAY_PARTS = {"impressions_organic": 138, "impressions_sponsored": 2}
_POSTS_EN = (
    *("Post title", "Post link", "Post type", "Campaign name", "Posted by", "Created date"),
    *("Campaign start date", "Campaign end date", "Audience", "Impressions", "Views"),
    *("Offsite Views", "Clicks", "Click through rate (CTR)", "Likes", "Comments", "Reposts"),
    *("Follows", "Engagement rate", "Content Type"),
)
_POSTS_PT = (
    *("Título da publicação", "Link da publicação", "Tipo de publicação", "Nome da campanha"),
    *("Publicada por", "Criação", "Data de início da campanha", "Data de término da campanha"),
    *("Público", "Impressões", "Visualizações", "Visualizações fora do site", "Cliques"),
    *("Taxa de cliques (CTR)", "Gostaram", "Comentários", "Compartilhamentos", "Seguidores"),
    *("Taxa de engajamento", "Tipo de conteúdo"),
)
_POSTS_ES = (
    *("Título de la publicación", "Enlace de la publicación", "Tipo de publicación"),
    *("Nombre de la campaña", "Anunciado por", "Fecha de creación", "Fecha de inicio de campaña"),
    *("Fecha de finalización de campaña", "Público", "Impresiones", "Visualizaciones"),
    *("Visualizaciones fuera del sitio", "Clics", "Porcentaje de clics", "Recomendaciones"),
    *("Comentarios", "Veces compartido", "Seguidores", "Tasa de interacción", "Tipo de contenido"),
)
_POST_SUMS = {
    "impressions": 400,
    "video_views": 21,
    "clicks": 18,
    "likes": 12,
    "comments": 2,
    "shares": 3,
    "follows": 1,
}

# --- a page: visitors and followers ---------------------------------------------------------------

_SECTIONS = ("Overview", "Life", "Jobs", "Total")
_VISITORS_EN = (
    "Date",
    *(
        f"{section} {what} ({device})"
        for section in _SECTIONS
        for what in ("page views", "unique visitors")
        for device in ("desktop", "mobile", "total")
    ),
)
_VISITORS_PT = (
    "Data",
    *(
        f"{what} ({device})"
        for section in ("Visão geral", "Dia a dia", "Vagas")
        for what in (f"Visualizações da página {section}", f"Visitantes únicos da página {section}")
        for device in ("computadores", "dispositivos móveis", "total")
    ),
    *(
        f"{what} ({device})"
        for what in ("Total de visualizações da página", "Total de visitantes únicos")
        for device in ("computadores", "dispositivos móveis", "total")
    ),
)
_PEOPLE = {
    "location": ("Umeå Municipality", "Oslo Region"),
    "job_function": ("Sales", "Education"),
    "seniority": ("Entry", "Senior"),
    "industry": ("Retail", "Travel Arrangements"),
    "company_size": ("2-10", "11-50"),
}
_SHEETS_EN = ("Location", "Job function", "Seniority", "Industry", "Company size")
_SHEETS_PT = ("Localidade", "Função", "Nível de experiência", "Setor", "Tamanho da empresa")
_SHEETS_ES = (
    *("Ubicación", "Función laboral", "Nivel de responsabilidad", "Sector"),
    "Tamaño de la empresa",
)
_FOLLOWERS_EN = (
    *("Date", "Sponsored followers", "Organic followers", "Auto-invited followers"),
    "Total followers",
)
_FOLLOWERS_PT = (
    *("Data", "Seguidores patrocinados", "Seguidores orgânicos"),
    *("Seguidores convidados automaticamente", "Total de seguidores"),
)
_FOLLOWERS_ES = ("Fecha", "Seguidores patrocinados", "Seguidores generales", "Total de seguidores")


def twins() -> Iterator[Twin]:
    """All of this family."""
    yield from _contents()
    yield from _visitors()
    yield from _followers()
    yield from _competitors()


def _contents() -> Iterator[Twin]:
    for language, sheets, days, posts, about in (
        ("en", ("Metrics", "All posts"), _DAYS_EN, _POSTS_EN, (_ABOUT_DAYS, _ABOUT_POSTS)),
        (
            *("pt", ("Métricas", "Todas as publicações"), _DAYS_PT, _POSTS_PT),
            ("Relatório agregado", "Relatório por publicação"),
        ),
        (
            *("es", ("Indicadores", "Todas las publicaciones"), _DAYS_ES, _POSTS_ES),
            ("Informe de indicadores", "Informe por publicación"),
        ),
    ):
        in_days = _DAY_SUMS if language == "es" else _DAY_SUMS | _DAY_PARTS
        yield Twin(
            f"linkedin/{language}/invented-boats_content_1788500000000.xls",
            _xls(
                {
                    sheets[0]: [[about[0]], days, *_dated(_DAY_ROWS, serial=language == "pt")],
                    sheets[1]: [[about[1]], posts, *_post_rows(serial=language == "pt")],
                }
            ),
            (
                _table("linkedin_page_days", "day", 3, in_days, language),
                _table("linkedin_page_posts", "post", 4, _POST_SUMS, language),
            ),
        )
    yield Twin(
        "linkedin/en/pasted together in 2020.xls",
        _xls(
            {
                "Visitor metrics": [_VISITORS_EN, *_dated(_visits())],
                "Location": _people("Location", "Total views", "location"),
                "Update metrics (aggregated)": [
                    ["Aggregated engagement metrics for your organic and sponsored updates"],
                    [header.replace("Reposts", "Shares") for header in _DAYS_EN],
                    *_dated(_DAY_ROWS),
                ],
                "Update Engagement": [
                    ["Engagement metrics for individual updates"],
                    _in_words_of_2020(_POSTS_EN[:-1]),
                    *(row[:-1] for row in _post_rows(serial=True)),
                ],
                "Notes": [["Remember to call the printer"]],
            }
        ),
        (
            _table("linkedin_page_visitors", "day", 3, {"page_views": 21}),
            _by("linkedin_page_visitors_by_location", {"page_views": 6}),
            _table("linkedin_page_days", "day", 3, _DAY_SUMS | _DAY_PARTS),
            _table("linkedin_page_posts", "post", 4, _POST_SUMS),
        ),
    )


def _post_rows(*, serial: bool = False) -> list[list[Cell]]:
    created = [date(2026, 9, 1), date(2026, 9, 2), date(2026, 9, 3), date(2026, 9, 3)]
    told: tuple[tuple[Cell, ...], ...] = (
        (f"{_URN}11", "Organic", None, 98, 21, 0, 1, 1 / 98, 2, 0, 0, None, 3 / 98, "Video"),
        (f"{_URN}12", "Organic", None, 200, None, None, 10, 0.05, 4, 2, 1, 1, 0.09, "Image"),
        (f"{_URN}13", "Organic", None, 2, None, None, 0, 0, 1, 0, 0, 0, 0.5, None),
        # The same post once more, paid for.
        (f"{_URN}13", "Sponsored", "Autumn", 100, None, None, 7, 0.07, 5, 0, 2, 0, 0.14, None),
    )
    return [
        [
            f"Post of {day:%d %B}\nwith a second line",
            *about[:3],
            "A. Person",
            _day(day, serial=serial),
            *(None, None, "All followers"),
            *about[3:],
        ]
        for day, about in zip(created, told, strict=True)
    ]


def _in_words_of_2020(headers: Sequence[str]) -> list[str]:
    words = {"Views": "Video views", "Reposts": "Shares"}
    return [words.get(header, header.replace("Post ", "Update ")) for header in headers]


def _visitors() -> Iterator[Twin]:
    for language, sheet, headers, sheets, total in (
        ("en", "Visitor metrics", _VISITORS_EN, _SHEETS_EN, "Total views"),
        ("pt", "Métricas de visitantes", _VISITORS_PT, _SHEETS_PT, "Total de visualizações"),
    ):
        yield Twin(
            f"linkedin/{language}/invented-boats_visitors_1788500041377.xls",
            _xls(
                {
                    sheet: [headers, *_dated(_visits())],
                    **_all_people(sheets, total),
                }
            ),
            (
                _table("linkedin_page_visitors", "day", 3, {"page_views": 21}, language),
                *(
                    _by(f"linkedin_page_visitors_by_{part}", {"page_views": 6}, language)
                    for part in _PEOPLE
                ),
            ),
        )


def _visits() -> list[list[int]]:
    nothing = [0] * 6
    return [
        [*section, *nothing, *nothing, *section]
        for section in ([4, 2, 6, 3, 1, 4], nothing, [9, 6, 15, 5, 4, 9])
    ]


def _followers() -> Iterator[Twin]:
    for language, headers, rows, sheets in (
        ("en", _FOLLOWERS_EN, ((0, 3, 1, 4), (0, -2, 0, -2), (5, 1, 0, 6)), _SHEETS_EN),
        ("pt", _FOLLOWERS_PT, ((0, -1, 0, -1), (0, 4, 1, 5), (0, 4, 0, 4)), _SHEETS_PT),
        ("es", _FOLLOWERS_ES, ((0, -1, -1), (4, 4, 8), (0, 1, 1)), _SHEETS_ES),
    ):
        total = headers[-1]
        first = {"en": "New followers", "pt": "Novos seguidores", "es": "Nuevos seguidores"}
        yield Twin(
            f"linkedin/{language}/invented-boats_followers_1788500082754.xls",
            _xls({first[language]: [headers, *_dated(rows)], **_all_people(sheets, total)}),
            (
                _table("linkedin_page_followers", "day", 3, {"net_follows": 8}, language),
                *(_by(f"linkedin_page_followers_by_{part}", {}, language) for part in _PEOPLE),
            ),
        )


def _all_people(sheets: Sequence[str], total: str) -> dict[str, list[Sequence[Cell]]]:
    return {sheet: _people(sheet, total, part) for sheet, part in zip(sheets, _PEOPLE, strict=True)}


def _people(header: str, total: str, part: str) -> list[Sequence[Cell]]:
    return [(header, total), *((name, 2 * n) for n, name in enumerate(_PEOPLE[part], start=1))]


def _competitors() -> Iterator[Twin]:
    # Other organisations' numbers are nobody's own: the sheet is left out.
    rows: list[Sequence[Cell]] = [
        (date(2025, 7, 20), date(2026, 7, 19)),
        (
            "Page",
            "Novos seguidores",
            "Publicações",
            "Comentários",
            "Comentários por dia",
            "Reações",
        ),
        ("Invented Boats", 765, 145, 115, 0, 2989),
        ("Other Boats", 1200, 80, 60, 0, 3500),
    ]
    yield Twin(
        "linkedin/pt/invented-boats_competitor_analytics.xlsx",
        workbook({"COMPETITORS": rows}),
        refused="unknown_format",
    )


def _table(
    layout: str, granularity: str, rows: int, sums: Mapping[str, float], language: str = "en"
) -> Table:
    covers = (_FIRST, _LAST) if granularity == "day" else None
    return Table(layout, "linkedin", granularity, rows, rows, language, _FIRST, _LAST, covers, sums)


def _by(layout: str, sums: Mapping[str, float], language: str = "en") -> Table:
    return Table(layout, "linkedin", "breakdown", 2, 2, language, sums=sums)


def _dated(rows: Sequence[Sequence[float]], *, serial: bool = False) -> Iterator[list[Cell]]:
    for number, row in enumerate(rows, start=1):
        yield [_day(date(2026, 9, number), serial=serial), *row]


def _day(day: date, *, serial: bool) -> Cell:
    """LinkedIn writes a day as text, month first in every language, or as Excel counts it."""
    return (day - _EPOCH).days if serial else f"{day:%m/%d/%Y}"


def _xls(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """A BIFF workbook, as LinkedIn makes them."""
    book = xlwt.Workbook(encoding="utf-8")
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for down, row in enumerate(rows):
            for across, cell in enumerate(row):
                if cell is not None:
                    sheet.write(down, across, cell)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
