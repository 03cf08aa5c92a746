"""Twins of X's exports: today's in three languages, the videos' two tables, Twitter's of old."""

from collections.abc import Iterator
from datetime import date

from tests.exports.twin import Table, Twin

_HANDLE = "InventedBoats"

_CONTENT_EN = (
    "Post id,Date,Post text,Post Link,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,"
    "Replies,Reposts,Profile visits,Detail Expands,URL Clicks,Hashtag Clicks,Permalink Clicks"
)
_CONTENT_EN_2025 = (
    "Post id,Date,Post text,Post link,Impressions,Likes,Engagements,Bookmarks,Share,New follows,"
    "Replies,Reposts,Profile visits,Detail expands,URL clicks,Hashtag clicks,Permalink clicks"
)
_CONTENT_PT = (
    "ID,Data,Texto do post,Postar link,Impressões,Curtidas,Engajamentos,Itens salvos,"
    "Compartilhamentos,Novos seguidores,Respostas,Reposts,Visitas ao perfil,Expansões de detalhes,"
    "Cliques de URL,Cliques de hashtag,Cliques de link permanente"
)
# How X calls the id and some clicks in Spanish is not known.
_CONTENT_ES = (
    "Identificador,Fecha,Texto del post,Postear enlace,Impresiones,Me gusta,Interacciones,"
    "Guardados,Compartidos,Nuevos seguidores,Respuestas,Reposts,Visitas del perfil,"
    "Detalles,Clics en URL,Etiquetas,Enlaces"
)
_POSTS = (
    ("2088700000000000001", "Sat, Aug 15, 2026", "Ahoy 🚣", "44,1,6,0,1,0,0,1,1,1,2,0,0"),
    (
        "2088200000000000002",
        "Fri, Aug 14, 2026",
        '"Oars, paddles\nand ""hatches"""',
        "1920,31,118,4,2,3,5,9,12,40,11,1,0",
    ),
    ("2087100000000000003", "Tue, Aug 11, 2026", "@fyren Thanks!", "18,0,0,0,0,0,0,0,0,0,0,0,0"),
    ("2086700000000000004", "Mon, Aug 10, 2026", "Season's open", "307,6,25,1,0,0,2,1,3,9,3,0,0"),
)
_POST_SUMS = {
    "impressions": 2289,
    "likes": 38,
    "engagements": 149,
    "bookmarks": 5,
    "follows": 3,
    "replies": 7,
    "reposts": 11,
    "profile_visits": 16,
    "link_clicks": 16,
}
_MORE_POST_SUMS = {
    "shares": 3,
    "detail_expands": 50,
    "hashtag_clicks": 1,
    "permalink_clicks": 0,
}

_OVERVIEW_EN = (
    "Date,Impressions,Likes,Engagements,Bookmarks,Shares,New follows,Unfollows,Replies,Reposts,"
    "Profile visits,Create Post,Video views,Media views"
)
_OVERVIEW_PT = (
    "Data,Impressões,Curtidas,Engajamentos,Itens salvos,Compartilhamentos,Novos seguidores,"
    "Deixar de seguir,Respostas,Reposts,Visitas ao perfil,Criar post,Visualizações de vídeo,"
    "Visualizações de mídia"
)
# X leaves the first header in English here.
_OVERVIEW_ES = (
    "Date,Impresiones,Me gusta,Interacciones,Guardados,Compartidos,Nuevos seguidores,"
    "Dejar de seguir,Respuestas,Reposts,Visitas del perfil,Crear post,Vídeos,Multimedia"
)
_DAYS = (
    '"Wed, Sep 2, 2026",444,4,29,0,0,1,2,6,0,4,3,0,7\n'
    '"Tue, Sep 1, 2026",8893,19,164,5,1,5,0,7,2,104,8,12,30\n'
    '"Mon, Aug 31, 2026",58,0,0,0,0,0,1,0,0,0,0,0,0'
)
_DAY_SUMS = {
    "impressions": 9395,
    "likes": 23,
    "engagements": 193,
    "bookmarks": 5,
    "follows": 6,
    "unfollows": 3,
    "replies": 13,
    "reposts": 2,
    "profile_visits": 108,
    "posts_published": 11,
}
_MORE_DAY_SUMS = {"shares": 1, "video_views": 12, "media_views": 37}

_VIDEO = """\
Video overview,,,,,
Date,Views,Watch Time (ms),Completion Rate,Average Watch Time (ms),Estimated Revenue
"Wed, Sep 2, 2026",120,360500,12.50,3004,0
"Tue, Sep 1, 2026",80,200000,5.00,2500,0
"Mon, Aug 31, 2026",0,0,0.00,0,0
,,,,,,,,,
Your videos,,,,,,,,,
Uploaded on,Video ID,Video title,Views,Duration,Video Link,Monetized,Estimated Revenue,\
Published Date,Post Link
"Sep 1, 2026",7_2095000000000000001,How to paddle,150,0:42,https://video.example/1,No,0,\
"Sep 1, 2026",https://x.com/InventedBoats/status/2095000000000000009
"Aug 20, 2026",7_2090000000000000002,Untitled Video,1312,1:05,https://video.example/2,No,0,,
"""

_OLD_PARTS = (
    *("impressions", "engagements", "engagement rate", "retweets", "replies", "likes"),
    *("user profile clicks", "url clicks", "hashtag clicks", "detail expands"),
    *("permalink clicks", "app opens", "app installs", "follows", "email tweet", "dial phone"),
    *("media views", "media engagements"),
)
_OLD = (*_OLD_PARTS, *(f"promoted {part}" for part in _OLD_PARTS))
_UNPROMOTED = ["-"] * len(_OLD_PARTS)
_TWEETS = (
    ("1475800000000000001", "2021-12-28 16:45 +0000", "3423.0,18.0,0.0052585,3.0,0.0,9.0,3.0,0.0"),
    ("1473300000000000002", "2021-12-21 18:00 +0000", "5383.0,22.0,0.0040869,4.0,1.0,7.0,1.0,5.0"),
    ("1466000000000000003", "2021-12-01 00:15 +0000", "254.0,0.0,0.0,0.0,0.0,0.0,0.0,0.0"),
)
_OLD_DAYS = (
    ("2021-08-01", "0", "1088,13,0.0119485,0,0,2,1,2"),
    ("2021-08-02", "2", "1244,19,0.0152733,0,2,3,9,0"),
    ("2021-08-03", "4", "3974,76,0.0191243,5,5,25,10,0"),
)
_AUGUST = (date(2026, 8, 10), date(2026, 8, 16))
_DAYS_COVERED = (date(2026, 8, 31), date(2026, 9, 2))


def twins() -> Iterator[Twin]:
    """All of this family."""
    yield from _content()
    yield from _overview()
    yield _video()
    yield from _old()


def _content() -> Iterator[Twin]:
    yield Twin(
        "x/account_analytics_content_2026-08-10_2026-08-16.csv",
        _posts(_CONTENT_EN),
        (_post_table("en", _POST_SUMS | _MORE_POST_SUMS, covers=_AUGUST),),
    )
    yield Twin(
        "x/content of 2025.csv",
        _posts(_CONTENT_EN_2025),
        (_post_table("en", _POST_SUMS | _MORE_POST_SUMS),),
    )
    yield Twin(
        "x/pt/account_analytics_content_2026-08-10_2026-08-16.csv",
        _posts(_CONTENT_PT),
        (_post_table("pt", _POST_SUMS | _MORE_POST_SUMS, covers=_AUGUST),),
    )
    yield Twin(
        "x/es/account_analytics_content_2026-08-10_2026-08-16.csv",
        _posts(_CONTENT_ES),
        (_post_table("es", _POST_SUMS, "unknown_column", covers=_AUGUST),),
    )
    # A spreadsheet kept fifteen digits of each id: the links have them all.
    rounded = _posts(_CONTENT_EN).decode("utf-8")
    for post, *_ in _POSTS:
        rounded = rounded.replace(f"\n{post},", f"\n{post[0]}.{post[1:3]}E+18,")
    yield Twin(
        "x/content saved again.csv",
        rounded.encode("utf-8"),
        (_post_table("en", _POST_SUMS | _MORE_POST_SUMS, "ids_restored"),),
    )


def _overview() -> Iterator[Twin]:
    for language, header, sums, warnings in (
        ("en", _OVERVIEW_EN, _DAY_SUMS | _MORE_DAY_SUMS, ()),
        ("pt", _OVERVIEW_PT, _DAY_SUMS | _MORE_DAY_SUMS, ()),
        ("es", _OVERVIEW_ES, _DAY_SUMS, ("unknown_column",)),
    ):
        folder = "" if language == "en" else f"{language}/"
        first, last = _DAYS_COVERED
        yield Twin(
            f"x/{folder}account_overview_analytics.csv",
            f"{header}\n{_DAYS}".encode(),
            (
                Table(
                    "x_overview",
                    "x",
                    "day",
                    3,
                    3,
                    language,
                    first,
                    last,
                    _DAYS_COVERED,
                    sums,
                    warnings=warnings,
                ),
            ),
        )


def _video() -> Twin:
    first, last = _DAYS_COVERED
    days = Table(
        "x_video_days",
        "x",
        "day",
        3,
        3,
        first=first,
        last=last,
        covers=_DAYS_COVERED,
        sums={"video_views": 200, "seconds_viewed": 560.5},
    )
    videos = Table(
        "x_videos",
        "x",
        "post",
        2,
        2,
        first=date(2026, 8, 20),
        last=date(2026, 9, 1),
        sums={"video_views": 1462},
    )
    return Twin("x/video_overview_analytics.csv", _VIDEO.encode("utf-8"), (days, videos))


def _old() -> Iterator[Twin]:
    header = ["Tweet id", "Tweet permalink", "Tweet text", "time", *_OLD]
    rows = [
        [
            post,
            f"https://twitter.com/{_HANDLE}/status/{post}",
            f"Tweet {post[-1]}\n\nwith a break",
            published,
            *counts.split(","),
            *["0"] * (len(_OLD_PARTS) - 8),
            *_UNPROMOTED,
        ]
        for post, published, counts in _TWEETS
    ]
    yield Twin(
        f"x/tweet_activity_metrics_{_HANDLE}_20211201_20220101_en.csv",
        _quoted([header, *rows]),
        (
            Table(
                "x_legacy_posts",
                "x",
                "post",
                3,
                3,
                first=date(2021, 12, 1),
                last=date(2021, 12, 28),
                covers=(date(2021, 12, 1), date(2021, 12, 31)),
                sums={
                    "impressions": 9060,
                    "engagements": 40,
                    "reposts": 7,
                    "replies": 1,
                    "likes": 16,
                    "profile_visits": 4,
                    "link_clicks": 5,
                },
            ),
        ),
    )
    days = [
        [day, tweets, *counts.split(","), *["0"] * (len(_OLD_PARTS) - 8), *_UNPROMOTED]
        for day, tweets, counts in _OLD_DAYS
    ]
    yield Twin(
        f"x/daily_tweet_activity_metrics_{_HANDLE}_20210801_20210901_en.csv",
        _quoted([["Date", "Tweets published", *_OLD], *days]),
        (
            Table(
                "x_legacy_days",
                "x",
                "day",
                3,
                3,
                first=date(2021, 8, 1),
                last=date(2021, 8, 3),
                covers=(date(2021, 8, 1), date(2021, 8, 3)),
                sums={
                    "posts_published": 6,
                    "impressions": 6306,
                    "engagements": 108,
                    "reposts": 5,
                    "likes": 30,
                },
            ),
        ),
    )


def _post_table(
    language: str,
    sums: dict[str, float],
    *warnings: str,
    covers: tuple[date, date] | None = None,
) -> Table:
    return Table(
        "x_content",
        "x",
        "post",
        4,
        4,
        language,
        date(2026, 8, 10),
        date(2026, 8, 15),
        covers,
        sums,
        warnings=warnings,
    )


def _posts(header: str) -> bytes:
    rows = [
        f'{post},"{day}",{text},https://x.com/{_HANDLE}/status/{post},{counts}'
        for post, day, text, counts in _POSTS
    ]
    return "\n".join([header, *rows]).encode("utf-8")


def _quoted(rows: list[list[str]]) -> bytes:
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    return ("\n".join(lines) + "\n").encode("utf-8")
