"""Twins of what media monitoring lets download: Meltwater and Talkwalker, one row per mention."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from tests.exports.twin import Table, Twin
from tests.exports.workbook import Cell, workbook

_MELTWATER_SAYS = """\
Date|Time|Document ID|URL|Input Name|Keywords|Information Type|Source Type|Source Name|\
Source Domain|Content Type|Author Name|Author Handle|Title|Opening Text|Hit Sentence|Image|\
Hashtags|Links|Country|Region|State|City|Language|Sentiment|Keyphrases|Reach|Global Reach|\
National Reach|Local Reach|Episode Reach|AVE|EMV|Social Echo|Editorial Echo|Engagement|Shares|\
Quotes|Likes|Replies|Reposts|Comments|Reactions|Views|Estimated Views|Document Tags|\
Custom Categories|Custom Fields|Brand Sentiment"""
_TALKWALKER_SAYS = """
url indexed published search_indexed title_snippet content_snippet title content root_url
domain_url host_url parent_url lang porn_level fluency_level spam_level sentiment source_type
post_type cluster_id meta_cluster_id tags_internal tags_marking tags_customer entity_urls
images.url images.width images.height images.legend videos.url videos.width videos.height
videos.legend pagemonitoring_sitemon_siteid matched_profile
article_extended_attributes.facebook_shares article_extended_attributes.facebook_likes
article_extended_attributes.twitter_retweets article_extended_attributes.url_views
article_extended_attributes.pinterest_likes article_extended_attributes.pinterest_pins
article_extended_attributes.pinterest_repins article_extended_attributes.youtube_views
article_extended_attributes.youtube_likes article_extended_attributes.youtube_dislikes
article_extended_attributes.instagram_likes article_extended_attributes.twitter_shares
article_extended_attributes.num_comments source_extended_attributes.alexa_pageviews
source_extended_attributes.facebook_followers source_extended_attributes.twitter_followers
source_extended_attributes.instagram_followers source_extended_attributes.pinterest_followers
extra_article_attributes.world_data.continent extra_article_attributes.world_data.country
extra_article_attributes.world_data.country_code extra_article_attributes.world_data.region
extra_article_attributes.world_data.city extra_article_attributes.world_data.longitude
extra_article_attributes.world_data.latitude extra_author_attributes.id
extra_author_attributes.type extra_author_attributes.name extra_author_attributes.birthdate.date
extra_author_attributes.birthdate.resolution extra_author_attributes.gender
extra_author_attributes.image_url extra_author_attributes.short_name extra_author_attributes.url
extra_author_attributes.world_data.continent extra_author_attributes.world_data.country
extra_author_attributes.world_data.country_code extra_author_attributes.world_data.region
extra_author_attributes.world_data.city extra_author_attributes.world_data.longitude
extra_author_attributes.world_data.latitude extra_source_attributes.world_data.continent
extra_source_attributes.world_data.country extra_source_attributes.world_data.country_code
extra_source_attributes.world_data.region extra_source_attributes.world_data.city
extra_source_attributes.world_data.longitude extra_source_attributes.world_data.latitude
engagement reach provider generator.type source_extended_attributes.alexa_unique_visitors
article_extended_attributes.twitter_likes extra_author_attributes.description
article_extended_attributes.linkedin_shares extra_source_attributes.name word_count
"""
_MELTWATER = _MELTWATER_SAYS.split("|")
_TALKWALKER = _TALKWALKER_SAYS.split()

# When, who, where, how, what is said; then reach, engagement, likes, shares, comments, views.
_MENTIONS: tuple[tuple[Cell, ...], ...] = (
    (
        3,
        "22:03",
        "",
        "skarsnytt.example",
        "News Article",
        "Ny bok om hundar",
        48000,
        12,
        "",
        9,
        3,
        "",
    ),
    (3, "08:15", "lyktvakten", "reddit.com/r/norrland", "Forum Post", "", 1621, 4, 3, "", 1, ""),
    (
        2,
        "20:51",
        "lyktvakten",
        "reddit.com/r/norrland",
        "Forum Post Reply",
        "",
        1621,
        "",
        "",
        "",
        "",
        "",
    ),
    (1, "19:41", "hundmamma", "x.com", "Post", "", 87, 40, 31, 6, 3, 1290),
    (1, "07:00", "", "kustradion.example", "Broadcast", "Morgonpasset", 21000, "", "", "", "", ""),
)
_SENTIMENTS = ("neutral", "positive", "neutral", "negative", "neutral")
_WORDS = (
    "Ett litet förlag ger ut en bok om hundar.",
    "Någon som har läst Svinhund?",
    "Jag! Läs den.",
    "Blev så glad åt den här boken.",
    "Veckans bok: Svinhund.",
)


def twins() -> Iterator[Twin]:
    """All of this family."""
    yield Twin(
        "meltwater/meltwater.xlsx",
        workbook({"Export": [_MELTWATER, *_meltwater_rows()]}),
        (_meltwater("meltwater"),),
    )
    yield Twin(
        "meltwater/meltwater resaved.csv",
        _delimited([_MELTWATER, *_meltwater_rows()]),
        (_meltwater("meltwater"),),
    )
    yield Twin(
        "meltwater/meltwater with two of one document.csv",
        _delimited([_MELTWATER, *_meltwater_rows(), _meltwater_row(0, Engagement=13)]),
        refused="conflicting_rows",
    )
    yield Twin(
        "talkwalker/talkwalker.xlsx",
        workbook({"Sheet0": [_TALKWALKER, *_talkwalker_rows()]}),
        (
            Table(
                "talkwalker",
                "mentions",
                "mention",
                4,
                4,
                first=date(2026, 9, 1),
                last=date(2026, 9, 13),
                sums={"engagements": 56, "comments": 7, "views": 1290, "source_reach": None},
            ),
        ),
    )
    # As American days the thirteenth month would come after the twelfth.
    yield Twin(
        "talkwalker/month first.xlsx",
        workbook({"Sheet0": [_TALKWALKER, *_talkwalker_rows("09/{day:02}/26 {time}:00")]}),
        refused="bad_date",
    )


def _meltwater(name: str) -> Table:
    return Table(
        name,
        "mentions",
        "mention",
        5,
        5,
        first=date(2026, 9, 1),
        last=date(2026, 9, 3),
        sums={
            "engagements": 56,
            "likes": 34,
            "shares": 15,
            "comments": 7,
            "views": 1290,
            "replies": None,
            "source_reach": None,
        },
    )


def _meltwater_rows() -> list[list[Cell]]:
    return [_meltwater_row(place) for place in range(len(_MENTIONS))]


def _meltwater_row(place: int, **other: Cell) -> list[Cell]:
    day, time, who, where, how, title, *counts = _MENTIONS[place]
    said: dict[str, Cell] = {
        "Date": date(2026, 9, int(str(day))),
        "Time": time,
        "Document ID": f'"17856000{place:05}_invented"',
        "URL": f"https://{where}/{place}",
        "Input Name": "Nordlykta",
        "Keywords": "Svinhund",
        "Information Type": "social" if who else "news",
        "Source Type": "social network" if who else "online news",
        "Source Name": where,
        "Source Domain": str(where).partition("/")[0],
        "Content Type": how,
        "Author Name": "Redaktionen" if title else "",
        "Author Handle": who,
        "Title": title,
        "Opening Text": _WORDS[place],
        "Hit Sentence": _WORDS[place],
        "Country": "Sweden",
        "Language": "Swedish",
        "Sentiment": _SENTIMENTS[place],
        **dict(
            zip(
                ("Reach", "Engagement", "Likes", "Shares", "Comments", "Views"), counts, strict=True
            )
        ),
        "AVE": 14.99,
        "EMV": 8.94,
        "Brand Sentiment": "unknown",
        **other,
    }
    return [said.get(header, "") for header in _MELTWATER]


def _talkwalker_rows(layout: str = "{day:02}/09/26 {time}:24") -> list[list[Cell]]:
    return [
        _talkwalker_row(place, layout.format(day=day, time=time))
        for place, (day, time) in enumerate(
            ((13, "11:00"), (13, "14:42"), (2, "10:19"), (1, "09:37"))
        )
    ]


def _talkwalker_row(place: int, published: str) -> list[Cell]:
    _, _, who, where, how, title, reach, *counts = _MENTIONS[place]
    engagement, _, _, comments, views = (str(count or 0) for count in counts)
    kind = "SOCIALMEDIA,SOCIALMEDIA_TWITTER" if how == "Post" else "ONLINENEWS,ONLINENEWS_OTHER"
    said: Mapping[str, Cell] = {
        "url": f"http://{where}/{place}",
        "indexed": published,
        "published": published,
        "search_indexed": published,
        "title": title,
        "content": _WORDS[place],
        "content_snippet": _WORDS[place],
        "host_url": f"http://{str(where).partition('/')[0]}/",
        "domain_url": f"http://{str(where).partition('/')[0]}/",
        "lang": "sv",
        "sentiment": ("0", "5", "0", "-5")[place],
        "source_type": kind,
        "post_type": "TEXT",
        "matched_profile": "SEARCH /  / Nordlykta",
        "extra_author_attributes.name": who,
        "extra_author_attributes.short_name": who,
        "extra_source_attributes.world_data.country": "Sweden",
        "article_extended_attributes.url_views": views,
        "article_extended_attributes.num_comments": comments,
        "engagement": engagement,
        "reach": str(reach),
    }
    counted = ("article_", "source_", "images.w", "images.h", "videos.w", "videos.h")
    return [said.get(header, "0" if header.startswith(counted) else "") for header in _TALKWALKER]


def _delimited(rows: Sequence[Sequence[Cell]]) -> bytes:
    """As a spreadsheet saves it: with a mark, and days as the sheet shows them in Sweden."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return ("\ufeff" + text.getvalue()).encode("utf-8")
