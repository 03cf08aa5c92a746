"""Files for schedulers: layouts are data, limits are kept, and a text stays as it was written."""

import csv
import tomllib
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO

import pytest

from coachkit.documents.scheduler_files import Upload, scheduler_export
from coachkit.documents.schedulers import SchedulerLayout, scheduler_layouts, text_lengths
from coachkit.language.plan_schedulers import ToKnow, WhyLeftOut
from coachkit.language.speech import speak
from coachkit.model.content import Channel
from coachkit.model.errors import InvalidValue
from coachkit.model.observations import Platform
from coachkit.model.post_texts import PostText
from coachkit.model.shipped import shipped
from tests.documents.plans import CHANNELS, CLIENT, a_plan, item


def said(text, link="", **pictures):
    return PostText(text=text, link=link, **pictures)


NOW = datetime(2026, 10, 12, 8, tzinfo=UTC)
TEXTS = {
    "li-1": said("@nordlykta: seven habits", "https://nordlykta.example/habits"),
    "ig-1": said("Behind\nthe scenes", pictures=("https://a.example/1.jpg",), alt_texts=("A",)),
    "ig-2": said('Say "hello", all'),
    "li-2": said("Worth reading again"),
}


def export(tool, plan=None, texts=None, channels=CHANNELS, **upload):
    layout = scheduler_layouts()[tool]
    if layout.asks_for_dates:
        upload.setdefault("dates", "%d/%m/%Y")
    return scheduler_export(
        plan or a_plan(),
        channels,
        TEXTS if texts is None else texts,
        client=CLIENT,
        layout=layout,
        upload=Upload(upload.pop("now", NOW), **upload),
        speech=speak("en"),
    )


def rows(file):
    return list(csv.reader(StringIO(file.content.decode("utf-8"), newline="")))


def why(made):
    return {one.key: one.why for one in made.left_out}


def many(n, platform_channel="LinkedIn", minutes=60):
    first = datetime(2026, 10, 19, 6)  # noqa: DTZ001 - a clock's time, in the client's zone
    moments = [first + number * timedelta(minutes=minutes) for number in range(n)]
    posts = tuple(
        item(f"p-{number:04}", moment.date(), "Aino", at=moment.time(), channel=platform_channel)
        for number, moment in enumerate(moments)
    )
    return a_plan(items=posts), {post.key: said("Text") for post in posts}


# ── What each tool is given ─────────────────────────────────────────────────────────────────────


def test_hootsuite_gets_three_columns_without_a_header_a_file_for_each_network():
    made = export("hootsuite")
    assert [(file.name, file.rows) for file in made.files] == [
        ("nordlykta-hootsuite-instagram.csv", 2),
        ("nordlykta-hootsuite-linkedin.csv", 2),
    ]
    assert rows(made.files[1]) == [
        ["22/10/2026 09:00", "@nordlykta: seven habits", "https://nordlykta.example/habits"],
        ["05/11/2026 09:00", "Worth reading again", ""],
    ]


def test_sprout_gets_its_headers_and_the_link_in_the_text():
    made = export("sprout", dates="%m/%d/%Y")
    linkedin = next(file for file in made.files if file.platform is Platform.LINKEDIN)
    assert rows(linkedin)[:2] == [
        ["date", "time_24hr", "message_text"],
        ["10/22/2026", "09:00", "@nordlykta: seven habits\nhttps://nordlykta.example/habits"],
    ]


def test_publer_gets_all_twelve_columns_and_international_dates():
    made = export("publer")
    instagram = next(file for file in made.files if file.platform is Platform.INSTAGRAM)
    header, first, _ = rows(instagram)
    assert (len(header), header[:4]) == (
        12,
        [
            "Date - Intl. format or prompt",
            "Text",
            "Link(s) - Separated by comma for FB carousels",
            "Media URL(s) - Separated by comma",
        ],
    )
    assert first[:4] == ["2026-10-23 09:00", "Behind\nthe scenes", "", "https://a.example/1.jpg"]
    assert first[6] == "A"


def test_metricool_gets_one_file_whose_rows_say_their_network():
    (file,) = export("metricool").files
    written = rows(file)
    posts = [dict(zip(written[0], row, strict=True)) for row in written[1:]]
    assert [(post["LinkedIn"], post["Instagram"], post["Draft"]) for post in posts] == [
        ("TRUE", "FALSE", "FALSE"),
        ("FALSE", "TRUE", "FALSE"),
        ("FALSE", "TRUE", "FALSE"),
        ("TRUE", "FALSE", "FALSE"),
    ]
    assert (posts[1]["Date"], posts[1]["Time"]) == ("2026-10-23", "09:00:00")
    assert (posts[1]["Picture Url 1"], posts[1]["Alt text picture 1"]) == (
        "https://a.example/1.jpg",
        "A",
    )
    assert (posts[1]["Picture Url 2"], posts[1]["GBP"]) == ("", "FALSE")


@pytest.mark.parametrize("tool", sorted(scheduler_layouts()))
@pytest.mark.parametrize(
    "text", ["@nordlykta", "=1+1", "+358 40", "-10 %", '"quoted", and', "åäö 😀\nnext line"]
)
def test_a_text_survives_without_a_mark_before_it(tool, text):
    made = export(tool, texts={"li-1": said(text)})
    (file,) = made.files
    assert [text in row for row in rows(file)].count(True) == 1
    assert not file.content.startswith(b"\xef\xbb\xbf")


# ── Nothing is guessed ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("tool", ["hootsuite", "sprout"])
def test_the_order_of_day_and_month_is_asked_for_and_not_guessed(tool):
    with pytest.raises(InvalidValue) as refused:
        export(tool, dates=None)
    assert (refused.value.code, refused.value.field) == ("missing", "dates")
    with pytest.raises(InvalidValue) as refused:
        export(tool, dates="%Y-%m-%d")
    assert (refused.value.code, refused.value.field) == ("not_allowed", "dates")


def test_an_item_without_a_text_is_left_out_and_told():
    made = export("hootsuite", texts={"li-1": TEXTS["li-1"], "ig-1": said("  \n")})
    assert why(made) == dict.fromkeys(("ig-1", "ig-2", "li-2"), WhyLeftOut.NO_TEXT)
    assert next(one.item for one in made.left_out) == "Behind the scenes"


def test_a_message_of_the_plan_is_never_taken_for_the_text():
    assert export("publer", texts={}).files == ()


def test_a_channel_without_a_network_or_with_another_is_left_out():
    plan = a_plan(
        items=(
            item("n-1", date(2026, 10, 22), "Aino", channel="Newsletter"),
            item("t-1", date(2026, 10, 22), "Aino", channel="TikTok"),
        )
    )
    channels = (*CHANNELS, Channel(name="TikTok", platform=Platform.TIKTOK, target_a_week=1))
    texts = {"n-1": said("a"), "t-1": said("b")}
    assert why(export("hootsuite", plan, texts, channels)) == {
        "n-1": WhyLeftOut.NO_NETWORK,
        "t-1": WhyLeftOut.OTHER_NETWORK,
    }


# ── Limits ──────────────────────────────────────────────────────────────────────────────────────


def test_what_has_passed_and_what_comes_too_soon_is_left_out():
    at = datetime(2026, 10, 22, 6, 55, tzinfo=UTC)
    assert why(export("sprout", now=at)) == {"li-1": WhyLeftOut.TOO_SOON}
    assert why(export("hootsuite", now=at)) == {}
    assert why(export("sprout", now=at + timedelta(minutes=5))) == {"li-1": WhyLeftOut.PAST}


def test_posts_nearer_than_ten_minutes_are_left_out_for_sprout_on_one_network_only():
    day = date(2026, 10, 22)
    plan = a_plan(
        items=(
            item("a", day, "Aino"),
            item("b", day, "Aino", at=time(9, 9)),
            item("c", day, "Aino", at=time(9, 10)),
            item("d", day, "Aino", at=time(9, 5), channel="Instagram"),
        )
    )
    made = export("sprout", plan, {key: said("x") for key in "abcd"})
    assert why(made) == {"b": WhyLeftOut.TOO_CLOSE}
    assert (made.left_out[0].amount, made.left_out[0].limit) == (9, 10)


@pytest.mark.parametrize(("characters", "left_out"), [(280, {}), (281, {"x-1": "too_long"})])
def test_a_text_is_as_long_as_its_network_takes(characters, left_out):
    plan = a_plan(items=(item("x-1", date(2026, 10, 22), "Aino", channel="X"),))
    channels = (Channel(name="X", platform=Platform.X, target_a_week=1),)
    assert why(export("publer", plan, {"x-1": said("x" * characters)}, channels)) == left_out


def test_a_link_that_goes_into_the_text_counts_with_it():
    plan = a_plan(items=(item("x-1", date(2026, 10, 22), "Aino", channel="X"),))
    channels = (Channel(name="X", platform=Platform.X, target_a_week=1),)
    texts = {"x-1": said("x" * 260, "https://nordlykta.example/" + "a" * 200)}
    (left,) = export("sprout", plan, texts, channels).left_out
    assert (left.why, left.amount, left.limit) == (WhyLeftOut.TOO_LONG, 260 + 1 + 23, 280)
    assert why(export("publer", plan, texts, channels)) == {}
    shorter = {"x-1": said("x" * 256, "https://nordlykta.example/" + "a" * 200)}
    assert why(export("sprout", plan, shorter, channels)) == {}


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("Höst i skärgården", 17),
        ("“så” – sa hon…", 15),
        ("5 €", 4),
        ("日本", 4),
        ("😀", 2),
        ("👩‍👩‍👧", 2),
        ("👍🏽", 2),
        ("❤️", 2),
        ("🇫🇮🇸🇪", 4),
        ("se https://nordlykta.example/mycket/lang/adress nu", 3 + 23 + 3),
        ("a\u0308", 1),
    ],
)
def test_x_counts_as_x_does_and_others_by_the_letter(text, long):
    lengths = text_lengths()
    assert lengths.length(text, Platform.X) == long
    assert lengths.length(text, Platform.LINKEDIN) == len(text)


@pytest.mark.parametrize(
    ("network", "longest"),
    [(Platform.X, 280), (Platform.INSTAGRAM, 2200), (Platform.LINKEDIN, 3000)],
)
def test_each_networks_longest_text_goes_out_and_one_letter_more_does_not(network, longest):
    plan = a_plan(items=(item("n-1", date(2026, 10, 22), "Aino", channel="N"),))
    channels = (Channel(name="N", platform=network, target_a_week=1),)
    left = [
        why(export("publer", plan, {"n-1": said("x" * length)}, channels))
        for length in (longest, longest + 1)
    ]
    assert left == [{}, {"n-1": WhyLeftOut.TOO_LONG}]


def test_more_pictures_than_columns_are_told_and_not_cut_off():
    pictures = tuple(f"https://a.example/{number}.jpg" for number in range(11))
    fits = export("metricool", texts={"ig-1": said("Text", pictures=pictures[:10])})
    written = rows(fits.files[0])
    (post,) = [dict(zip(written[0], row, strict=True)) for row in written[1:]]
    assert [post[f"Picture Url {n}"] for n in range(1, 11)] == list(pictures[:10])
    too_many = export("metricool", texts={"ig-1": said("Text", pictures=pictures)})
    (left,) = [one for one in too_many.left_out if one.key == "ig-1"]
    assert (left.why, left.amount, left.limit) == (WhyLeftOut.TOO_MANY_PICTURES, 11, 10)
    assert (
        len(rows(export("publer", texts={"ig-1": said("Text", pictures=pictures)}).files[0])) == 2
    )


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        (said("Text", "https://a.example/1,2"), ","),
        (said("Text", pictures=("https://a.example/w_1,h_2.jpg",)), ","),
        (said("Text", pictures=("https://a.example/1.jpg",), alt_texts=("a || b",)), "||"),
    ],
)
def test_what_publer_would_tear_apart_is_left_out_and_told(text, mark):
    (left,) = [one for one in export("publer", texts={"li-1": text}).left_out if one.key == "li-1"]
    assert (left.why, left.about) == (WhyLeftOut.TORN, mark)
    assert why(export("metricool", texts={"li-1": text})).get("li-1") is None


@pytest.mark.parametrize(("minutes", "left_out"), [(10, {}), (9, {"li-1": "too_soon"})])
def test_sprout_wants_ten_minutes_ahead_and_not_one_less(minutes, left_out):
    at = datetime(2026, 10, 22, 7, tzinfo=UTC) - timedelta(minutes=minutes)
    found = why(export("sprout", texts={"li-1": TEXTS["li-1"]}, now=at))
    assert {key: one for key, one in found.items() if one is not WhyLeftOut.NO_TEXT} == left_out


@pytest.mark.parametrize(
    ("tool", "dates", "written"),
    [
        ("hootsuite", "%d/%m/%Y", "05/11/2026 09:00"),
        ("hootsuite", "%m/%d/%Y", "11/05/2026 09:00"),
        ("sprout", "%d/%m/%Y", "05/11/2026|09:00"),
        ("sprout", "%m/%d/%Y", "11/05/2026|09:00"),
        ("publer", "%Y-%m-%d", "2026-11-05 09:00"),
        ("metricool", "%Y-%m-%d", "2026-11-05|09:00:00"),
    ],
)
def test_each_tool_gets_its_own_way_of_writing_a_moment(tool, dates, written):
    made = export(tool, texts={"li-2": TEXTS["li-2"]}, dates=dates)
    (row,) = rows(made.files[0])[1 if scheduler_layouts()[tool].header else 0 :]
    assert [part in row for part in written.split("|")] == [True] * len(written.split("|"))


def test_metricools_columns_are_the_documented_ones_in_their_order():
    names = [column.name for column in scheduler_layouts()["metricool"].column]
    start = [
        *("Text", "Date", "Time", "Draft", "Facebook", "Twitter/X", "LinkedIn", "GBP"),
        *("Instagram", "Pinterest", "TikTok", "Youtube", "Threads", "Bluesky"),
        *(f"Picture Url {n}" for n in range(1, 11)),
        *(f"Alt text picture {n}" for n in range(1, 11)),
        *("Document title", "Shortener", "Video Thumbnail Url", "Video Cover Frame"),
    ]
    assert (len(names), names[: len(start)], names[-1]) == (94, start, "Brand name")


def test_hootsuite_has_room_for_350_less_those_that_are_scheduled():
    plan, texts = many(30)
    made = export("hootsuite", plan, texts, scheduled=340)
    assert [file.rows for file in made.files] == [10]
    assert why(made) == {f"p-{n:04}": WhyLeftOut.NO_ROOM for n in range(10, 30)}


def test_sprout_gets_another_file_when_one_is_full_and_fewer_rows_on_trial():
    plan, texts = many(360)
    made = export("sprout", plan, texts)
    assert [(file.name, file.rows) for file in made.files] == [
        ("nordlykta-sprout-linkedin-1.csv", 350),
        ("nordlykta-sprout-linkedin-2.csv", 10),
    ]
    assert [file.rows for file in export("sprout", plan, texts, on_trial=True).files] == [
        *[50] * 7,
        10,
    ]


def test_what_to_know_of_a_file_is_told_with_it():
    known = {remark.what: (remark.about, remark.n) for remark in export("hootsuite").remarks}
    assert known == {
        ToKnow.TIME_ZONE: ("Europe/Stockholm", 0),
        ToKnow.TEMPLATE: ("Hootsuite", 0),
        ToKnow.PICTURES: ("Hootsuite", 1),
        ToKnow.SPREADSHEET: ("", 1),
    }
    assert [remark.what for remark in export("publer", texts={}).remarks] == [ToKnow.TIME_ZONE]


# ── Layouts are data ────────────────────────────────────────────────────────────────────────────


def written(tool):
    path = shipped("data", "schedulers", f"{tool}.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_every_layout_says_where_it_was_read_and_how_sure_it_is():
    layouts = scheduler_layouts()
    assert sorted(layouts) == ["hootsuite", "metricool", "publer", "sprout"]
    assert {tool: layout.confidence for tool, layout in layouts.items()} == {
        "hootsuite": "medium-high",
        "metricool": "medium-high",
        "publer": "high",
        "sprout": "high",
    }
    assert [layout.tool for layout in layouts.values() if len(layout.source) < 40] == []
    assert text_lengths().longest[Platform.LINKEDIN] == 3000


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"column": [{"holds": "text"}]}, "column"),
        ({"column": [{"holds": "moment"}]}, "column.0.time"),
        ({"dates": ["%B %d"]}, "dates.0"),
        ({"confidence": "certain"}, "confidence"),
        ({"one_network_per_file": False}, "networks"),
        ({"header": True}, "column"),
        ({"sources": "x"}, "sources"),
    ],
)
def test_a_layout_that_could_not_be_written_is_refused(changed, field):
    with pytest.raises(InvalidValue) as refused:
        SchedulerLayout.model_validate({**written("hootsuite"), **changed})
    assert refused.value.field in (field, field.rpartition(".")[2])
