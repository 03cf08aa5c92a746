"""The plan for a scheduler's import: what it would refuse is left out and told, not smuggled in.

These files are for machines. A text that begins with ``@`` or ``=`` stays as it is, for a mark
before it would be published; so they are not for spreadsheets, which is told as well. Workbooks
for people are made by :mod:`coachkit.documents.plan_workbook`.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import StringIO
from typing import Final
from zoneinfo import ZoneInfo

from coachkit.documents.schedulers import Holds, LayoutColumn, SchedulerLayout, text_lengths
from coachkit.language.plan_schedulers import LeftOut, Remark, ToKnow, WhyLeftOut
from coachkit.language.plan_words import item_name
from coachkit.language.speech import Speech
from coachkit.model.client import Client
from coachkit.model.content import Channel
from coachkit.model.errors import InvalidValue
from coachkit.model.observations import Platform
from coachkit.model.plans import Plan, PlannedItem
from coachkit.model.post_texts import PostText

_LIKE_A_FORMULA: Final = ("=", "+", "-", "@", "\t")
_MINUTE: Final = timedelta(minutes=1)


@dataclass(frozen=True)
class Upload:
    """How a tool will be given its files.

    ``now``: with its zone. ``dates``: which of the layout's dates the tool is set to; has to be
    said where there are several. ``scheduled``: posts that are in the tool already. ``on_trial``:
    whether the account is one on trial.
    """

    now: datetime
    dates: str | None = None
    scheduled: int = 0
    on_trial: bool = False


@dataclass(frozen=True)
class SchedulerFile:
    """One file for the tool. ``platform`` ``None``: its rows name their networks."""

    name: str
    content: bytes
    rows: int
    platform: Platform | None


@dataclass(frozen=True)
class SchedulerExport:
    """All files for a tool, the items that are in none of them, and what to know."""

    files: tuple[SchedulerFile, ...]
    left_out: tuple[LeftOut, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class _Post:
    item: PlannedItem
    name: str
    platform: Platform
    moment: datetime
    text: PostText


@dataclass(frozen=True)
class _Refusal:
    why: WhyLeftOut
    amount: int | None = None
    limit: int | None = None
    about: str = ""


@dataclass(frozen=True)
class _Job:
    layout: SchedulerLayout
    client: Client
    upload: Upload
    day: str
    platforms: Mapping[str, Platform | None]
    texts: Mapping[str, PostText]
    speech: Speech


def scheduler_export(  # noqa: PLR0913 - the plan, whose it is, and for which tool
    plan: Plan,
    channels: Sequence[Channel],
    texts: Mapping[str, PostText],
    *,
    client: Client,
    layout: SchedulerLayout,
    upload: Upload,
    speech: Speech,
) -> SchedulerExport:
    """The plan's items with a text (by key), as the files that a tool imports, in UTF-8.

    :class:`InvalidValue` ``missing`` at ``dates`` where the tool can be set to several layouts of
    a day and nobody said which, ``not_allowed`` for one that it does not know.
    """
    platforms = {channel.name: channel.platform for channel in channels}
    day = _day_layout(layout, upload)
    job = _Job(layout, client, upload, day, platforms, texts, speech)
    left_out: list[LeftOut] = []
    posts = [post for item in _by_time(plan) if (post := _post(item, job, left_out)) is not None]
    posts = _apart(posts, job, left_out)
    posts = _with_room(posts, job, left_out)
    return SchedulerExport(
        files=tuple(_files(posts, job)),
        left_out=tuple(sorted(left_out, key=lambda one: (one.day, one.key))),
        remarks=tuple(_remarks(posts, job)),
    )


def _day_layout(layout: SchedulerLayout, upload: Upload) -> str:
    if upload.dates is None:
        if layout.asks_for_dates:
            raise InvalidValue("missing", "dates")
        return layout.dates[0]
    if upload.dates not in layout.dates:
        raise InvalidValue("not_allowed", "dates", value=upload.dates)
    return upload.dates


def _by_time(plan: Plan) -> list[PlannedItem]:
    return sorted(plan.items, key=lambda item: (item.day, item.at, item.key))


def _post(item: PlannedItem, job: _Job, left_out: list[LeftOut]) -> _Post | None:
    platform = job.platforms.get(item.channel)
    moment = datetime.combine(item.day, item.at, ZoneInfo(job.client.time_zone))
    text = _plain(job.texts.get(item.key, PostText()))
    refused = _refused(platform, moment, text, job)
    name = item_name(item, job.speech)
    if refused is not None:
        left_out.append(
            LeftOut(
                *(item.key, name, item.day, refused.why, platform),
                *(refused.amount, refused.limit, refused.about),
            )
        )
        return None
    return None if platform is None else _Post(item, name, platform, moment, text)


def _refused(
    platform: Platform | None, moment: datetime, text: PostText, job: _Job
) -> _Refusal | None:
    if platform is None:
        return _Refusal(WhyLeftOut.NO_NETWORK)
    if platform not in job.layout.networks:
        return _Refusal(WhyLeftOut.OTHER_NETWORK)
    if not text.text.strip():
        return _Refusal(WhyLeftOut.NO_TEXT)
    longest = text_lengths().longest.get(platform)
    written = text_lengths().length(_written(text, job.layout), platform)
    if longest is not None and written > longest:
        return _Refusal(WhyLeftOut.TOO_LONG, written, longest)
    return _pictures_refused(text, job.layout) or _too_late(moment, job)


def _pictures_refused(text: PostText, layout: SchedulerLayout) -> _Refusal | None:
    """More pictures than the layout has columns for, or what would be torn apart in one."""
    most = layout.most_pictures
    if most is not None and len(text.pictures) > most:
        return _Refusal(WhyLeftOut.TOO_MANY_PICTURES, len(text.pictures), most)
    parts = {
        Holds.LINK: (text.link,),
        Holds.PICTURES: text.pictures,
        Holds.ALT_TEXTS: text.alt_texts,
    }
    for column in layout.column:
        between = column.between
        if between and any(between in part for part in parts.get(column.holds, ())):
            return _Refusal(WhyLeftOut.TORN, about=between)
    return None


def _too_late(moment: datetime, job: _Job) -> _Refusal | None:
    if moment <= job.upload.now:
        return _Refusal(WhyLeftOut.PAST)
    ahead = job.layout.limits.minutes_ahead
    if ahead is not None and moment < job.upload.now + ahead * _MINUTE:
        return _Refusal(WhyLeftOut.TOO_SOON, None, ahead)
    return None


def _written(text: PostText, layout: SchedulerLayout) -> str:
    """What counts as the post's text: with its link where the layout puts it there."""
    inside = any(column.holds is Holds.TEXT_AND_LINK for column in layout.column)
    return f"{text.text}\n{text.link}" if inside and text.link else text.text


def _plain(text: PostText) -> PostText:
    """Without characters that no CSV can hold."""
    return PostText(
        text=_printable(text.text.replace("\r\n", "\n").replace("\r", "\n")),
        link=_printable(text.link),
        pictures=tuple(map(_printable, text.pictures)),
        alt_texts=tuple(" ".join(_printable(alt).split()) for alt in text.alt_texts),
    )


def _printable(text: str) -> str:
    return "".join(
        c for c in text if c in "\n\t" or (ord(c) >= 32 and not 0xD800 <= ord(c) < 0xE000)
    )


def _apart(posts: list[_Post], job: _Job, left_out: list[LeftOut]) -> list[_Post]:
    """Those that are far enough from the one before on their network."""
    least = job.layout.limits.minutes_apart
    if least is None:
        return posts
    latest: dict[Platform, datetime] = {}
    kept = []
    for post in posts:
        before = latest.get(post.platform)
        between = None if before is None else (post.moment - before) // _MINUTE
        if between is not None and between < least:
            left_out.append(_left(post, WhyLeftOut.TOO_CLOSE, between, least))
        else:
            latest[post.platform] = post.moment
            kept.append(post)
    return kept


def _with_room(posts: list[_Post], job: _Job, left_out: list[LeftOut]) -> list[_Post]:
    """The first ones, where what is scheduled already takes room from the others."""
    limits = job.layout.limits
    if limits.rows is None or not limits.less_those_scheduled:
        return posts
    room = max(0, limits.rows - job.upload.scheduled)
    left_out += [_left(post, WhyLeftOut.NO_ROOM, None, room) for post in posts[room:]]
    return posts[:room]


def _left(post: _Post, why: WhyLeftOut, amount: int | None, limit: int) -> LeftOut:
    return LeftOut(post.item.key, post.name, post.item.day, why, post.platform, amount, limit)


def _files(posts: list[_Post], job: _Job) -> Iterator[SchedulerFile]:
    if not job.layout.one_network_per_file:
        yield from _numbered(posts, None, job)
        return
    for platform in job.layout.networks:
        yield from _numbered([post for post in posts if post.platform is platform], platform, job)


def _numbered(posts: list[_Post], platform: Platform | None, job: _Job) -> Iterator[SchedulerFile]:
    limits = job.layout.limits
    most = (limits.rows_on_trial if job.upload.on_trial else None) or limits.rows or len(posts)
    parts = [posts[start : start + most] for start in range(0, len(posts), most or 1)]
    for number, part in enumerate(parts, start=1):
        names = [job.client.slug, job.layout.tool, *([platform.value] if platform else [])]
        if len(parts) > 1:
            names.append(str(number))
        content = _content(part, job)
        yield SchedulerFile("-".join(names) + ".csv", content, len(part), platform)


def _content(posts: list[_Post], job: _Job) -> bytes:
    written = StringIO()
    rows = csv.writer(written)
    if job.layout.header:
        rows.writerow([column.name for column in job.layout.column])
    for post in posts:
        rows.writerow([_cell(column, post, job) for column in job.layout.column])
    return written.getvalue().encode("utf-8")


def _cell(column: LayoutColumn, post: _Post, job: _Job) -> str:
    layout, text = job.layout, post.text
    time = column.time or ""
    numbered = (column.number or 1) - 1
    cells = {
        Holds.NOTHING: "",
        Holds.NO: layout.no,
        Holds.MOMENT: post.moment.strftime(f"{job.day} {time}"),
        Holds.DAY: post.moment.strftime(job.day),
        Holds.TIME: post.moment.strftime(time),
        Holds.TEXT: text.text,
        Holds.TEXT_AND_LINK: _written(text, layout),
        Holds.LINK: text.link,
        Holds.PICTURES: (column.between or "").join(text.pictures),
        Holds.ALT_TEXTS: (column.between or "").join(text.alt_texts),
        Holds.PICTURE: "".join(text.pictures[numbered : numbered + 1]),
        Holds.ALT_TEXT: "".join(text.alt_texts[numbered : numbered + 1]),
        Holds.NETWORK: layout.yes if column.network is post.platform else layout.no,
    }
    return cells[column.holds]


def _remarks(posts: list[_Post], job: _Job) -> Iterator[Remark]:
    yield Remark(ToKnow.TIME_ZONE, job.client.time_zone)
    if not job.layout.complete or job.layout.confidence != "high":
        yield Remark(ToKnow.TEMPLATE, job.layout.name)
    pictured = sum(bool(post.text.pictures) for post in posts)
    if pictured and not job.layout.takes_pictures:
        yield Remark(ToKnow.PICTURES, job.layout.name, pictured)
    risky = sum(post.text.text.startswith(_LIKE_A_FORMULA) for post in posts)
    if risky:
        yield Remark(ToKnow.SPREADSHEET, n=risky)
