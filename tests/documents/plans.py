"""Plans made by hand, small enough to know every figure of."""

from datetime import date, time, timedelta

from coachkit.model.client import Client
from coachkit.model.content import Channel
from coachkit.model.observations import Platform
from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import (
    Buddies,
    CadenceLine,
    Contact,
    Fairness,
    MissedTurn,
    MondayLine,
    PersonLoad,
    Plan,
    PlannedItem,
    PresenceDuty,
    Rule,
    Turn,
    UnassignedItem,
    Violation,
    WeekLoad,
    WhyGap,
    WhyUnassigned,
    Work,
)
from coachkit.model.shortfalls import FindHours, LetRest, Shortfall, ShortWindow, TakeChannel

STARTS = date(2026, 10, 19)
"""A Monday; the clocks change on the Sunday of its week."""

CLIENT = Client(slug="nordlykta", name="Nordlykta", languages=("sv", "en", "fi"))

CHANNELS = (
    Channel(name="LinkedIn", platform=Platform.LINKEDIN, target_a_week=2),
    Channel(name="Instagram", platform=Platform.INSTAGRAM, target_a_week=3, least_a_week=1),
    Channel(name="Newsletter", target_a_week=1),
)

WEEK_7, WEEK_8 = date(2026, 2, 9), date(2026, 2, 16)

SHORTFALL = Shortfall(
    hours=6.5,
    windows=(ShortWindow(first_week=WEEK_7, last_week=WEEK_8, hours=6.5),),
    ways=(
        (FindHours(first_week=WEEK_7, last_week=WEEK_8, hours=6.5),),
        (TakeChannel(channel="Instagram", before=5, after=3, first_week=WEEK_7, last_week=WEEK_8),),
        (LetRest(week=WEEK_8),),
    ),
)


def monday(week: int) -> date:
    """The Monday of the plan's week, the first is 0."""
    return STARTS + timedelta(weeks=week)


def item(key: str, day: date, owner: str, **more: object) -> PlannedItem:
    """An item of two hours on LinkedIn, with whatever else is said of it."""
    week = day - timedelta(days=day.weekday())
    said = {
        "title": "",
        "at": time(9),
        "channel": "LinkedIn",
        "content_type": "Post",
        "hours": 2.0,
        "starts": day - timedelta(days=3),
        "audience": "Employers",
        "message": "Rested people make fewer mistakes",
        "relevant": True,
        **more,
    }
    return PlannedItem(
        key=key, day=day, week=week, owner=owner, work=(Work(week=week, hours=2.0),), **said
    )


def items() -> tuple[PlannedItem, ...]:
    """Four items in three weeks: one with a buddy, one a turn, one a reshare."""
    return (
        item("li-1", date(2026, 10, 22), "Aino", title="Seven small habits"),
        item(
            "ig-1",
            date(2026, 10, 23),
            "Björn",
            channel="Instagram",
            title="Behind the scenes",
            buddy="Aino",
            buddy_work=(Work(week=STARTS, hours=0.5),),
            turn=True,
        ),
        item("ig-2", date(2026, 10, 27), "Aino", channel="Instagram", locked=True),
        item(
            "li-2",
            date(2026, 11, 5),
            "Aino",
            content_type="Reshare",
            of="li-1",
            relevant=False,
            audience="",
            message="",
        ),
    )


def unassigned() -> UnassignedItem:
    """An item of a campaign that nobody can make."""
    return UnassignedItem(
        key="launch-1",
        title="The launch",
        week=monday(2),
        day=date(2026, 11, 6),
        channel="LinkedIn",
        content_type="Video",
        hours=5.0,
        why=WhyUnassigned.NO_HOURS,
        missing=1.5,
        campaign="Sleep week",
    )


def load(who: str, *, core: bool, weeks: tuple[WeekLoad, ...], **more: object) -> PersonLoad:
    """A receipt whose sums come from its weeks."""
    capacity, used = sum(week.capacity for week in weeks), sum(week.load for week in weeks)
    counts = {"items": 0, "turns": 0, "duties": 0, "channels": (), **more}
    share = used / capacity if capacity else None
    return PersonLoad(
        who=who, core=core, capacity=capacity, load=used, share=share, weeks=weeks, **counts
    )


def _cadence() -> tuple[CadenceLine, ...]:
    lines = []
    for channel, wish, planned in (("LinkedIn", 2, (1, 0, 1)), ("Instagram", 3, (1, 1, 0))):
        for number, posts in enumerate(planned):
            gap = wish - posts
            lines.append(
                CadenceLine(
                    channel=channel,
                    week=monday(number),
                    wish=wish,
                    least=0,
                    planned=posts,
                    relevant=posts,
                    hours=2.0 * posts,
                    gap_posts=gap,
                    gap_hours=2.0 * gap,
                    next_hours=2.0,
                    next_missing=1.5,
                )
            )
    return tuple(lines)


def _presence(working: tuple[date, ...]) -> tuple[PresenceDuty, ...]:
    return tuple(
        PresenceDuty(day=day, who="Aino" if number % 2 else "Cecilia", minutes=15)
        for number, day in enumerate(working)
    )


def a_plan(**changed: object) -> Plan:
    """Three weeks of two core people and one turn; Friday 30 October is closed."""
    working = tuple(
        day
        for number in range(21)
        if (day := STARTS + timedelta(days=number)).weekday() < 5 and day != date(2026, 10, 30)
    )
    weeks = tuple(
        WeekLoad(week=monday(number), capacity=5.0, making=2.0, presence=0.75, protected=1.0)
        for number in range(3)
    )
    said: dict[str, object] = {
        "starts": STARTS,
        "weeks": 3,
        "mode": RotaMode.ITEM_TURNS,
        "working_days": working,
        "cadence": _cadence(),
        "items": items(),
        "unassigned": (unassigned(),),
        "turns": (
            Turn(who="Björn", week=STARTS, keys=("ig-1",), buddy="Aino"),
            Turn(who="Eeva", week=monday(2), gap=4, reason=WhyGap.TOO_FEW_OWNERS),
        ),
        "missed_turns": (MissedTurn(who="Daavid", due=monday(2), reason=WhyGap.ABSENCE),),
        "buddies": (Buddies(who="Björn", buddy="Aino"),),
        "presence": _presence(working),
        "contacts": (Contact(department="Customer service", who="Aino", week=monday(1)),),
        "loads": (
            load("Aino", core=True, weeks=weeks, items=3, duties=7, channels=("LinkedIn",)),
            load("Björn", core=False, weeks=weeks[:1], items=1, turns=1, channels=("Instagram",)),
            load("Cecilia", core=True, weeks=weeks, duties=7),
            load("Eeva", core=False, weeks=()),
        ),
        "fairness": Fairness(share=0.75, spread=0.08),
        "monday": (
            MondayLine(
                key="li-1",
                title="Seven small habits",
                owner="Aino",
                hours=2.0,
                starts=STARTS,
                day=date(2026, 10, 22),
                channel="LinkedIn",
                content_type="Post",
            ),
        ),
        "value": 3.8,
        "bound": 3.8144,
        "gap": 0.0038,
        "hours_a_week": 18.0,
        "wish_hours_a_week": 37.5,
        "full_time_hours": 37.5,
        "not_opted_in": 2,
        "broken": (
            Violation(rule=Rule.LEAST, channel="Instagram", week=monday(2), amount=0.0, limit=1.0),
        ),
        "shortfall": SHORTFALL,
        **changed,
    }
    return Plan(**said)
