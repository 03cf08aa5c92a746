import subprocess
import sys
from datetime import date, timedelta

import pytest

from coachkit.model.content import Channel, ContentType, Message, MixFloor, ReshareRule
from coachkit.model.errors import InvalidValue
from coachkit.model.people import Absence, Department, Part, Person, Skill, Team
from coachkit.model.plan_requests import (
    CampaignDates,
    CampaignItem,
    LockedItem,
    PlanRequest,
    ProtectedLines,
    RotaMode,
)
from coachkit.model.plans import Rule, WhyGap, WhyUnassigned
from coachkit.model.rehearsals import (
    FewerHours,
    GiveDuty,
    GiveItem,
    IsAway,
    LaunchMoves,
    Leaves,
    LockItem,
    MoveItem,
    OneMoreChannel,
    SwapOwners,
    Touched,
    Training,
    UnlockItem,
)
from coachkit.planning.checking import check, unlisted
from coachkit.planning.planner import plan, replan
from coachkit.planning.rehearsing import changed_request, rehearse

MONDAY = date(2026, 8, 31)
WRITES = (Skill(name="writing", level=2),)
POST = ContentType(name="post", hours=2, needs=("writing",), lead_days=2)
RESHARE = ContentType(
    name="reshare", hours=0.3, lead_days=0, worth=0.9, reshare=ReshareRule(at_most=1)
)
NO_LINES = ProtectedLines(presence_minutes=0)


def core(name, hours, **more):
    values = {"part": Part.CORE, "opted_in": True, "skills": WRITES}
    return Person(name=name, hours_a_week=hours, **(values | more))


def taker(name, hours=3, **more):
    return core(name, hours, **({"part": Part.TURNS} | more))


def request(*people, departments=(), target=3, **more):
    values = {
        "starts": MONDAY,
        "weeks": 12,
        "country": "FI",
        "team": Team(people=people, departments=departments),
        "content": (POST,),
        "channels": (Channel(name="Facebook", target_a_week=target),),
        "messages": (Message(audience="employers", message="Prevention pays"),),
        "protected": NO_LINES,
    }
    return PlanRequest(**(values | more))


# ── Hours first ─────────────────────────────────────────────────────────────────────────────────


def test_the_hours_say_how_many_posts_a_week_there_are():
    made = plan(request(core("Aino", 4), target=5))
    full = [line for line in made.cadence if line.week < date(2026, 11, 16)][1:]
    assert {line.planned for line in full} == {2}
    assert {(line.gap_posts, line.gap_hours) for line in full} == {(3, 6.0)}
    assert {line.next_missing for line in full} == {2.0}
    assert made.broken == ()


def test_the_next_post_names_whose_hours_it_takes():
    made = plan(request(core("Aino", 4), core("Bo", 40, skills=()), target=5))
    line = made.cadence[4]
    assert (line.next_hours, line.next_missing) == (2.0, 2.0)
    assert (line.next_who, line.next_why) == ("Aino", None)


def test_the_next_post_names_the_rule_that_stands_in_its_way():
    portrait = ContentType(name="portrait", hours=1, needs=("pictures",), bucket="people")
    cases = (
        (request(core("Aino", 9, skills=())), WhyUnassigned.NO_SKILL, None),
        (request(core("Aino", 9, never=("Facebook",))), WhyUnassigned.UNWANTED, None),
        (request(taker("Aino", 30), weeks=5), WhyUnassigned.NO_TURN, None),
        (
            request(
                core("Aino", 40),
                core("Bo", 0.5, skills=(Skill(name="pictures", level=2),)),
                channels=(
                    Channel(name="Facebook", target_a_week=9, takes=("post",)),
                    Channel(name="Instagram", target_a_week=9, takes=("portrait",)),
                ),
                content=(POST, portrait),
                mix=(MixFloor(bucket="people", share=0.4),),
            ),
            WhyUnassigned.MIX,
            "people",
        ),
    )
    for asked, why, bucket in cases:
        told = {(line.next_why, line.next_bucket) for line in plan(asked).cadence}
        assert (why, bucket) in told


def test_where_the_week_is_short_already_the_next_post_costs_that_too():
    lines = ProtectedLines(presence_minutes=0, research=6)
    made = plan(request(core("Aino", 4), protected=lines))
    assert made.cadence[0].next_missing == 4.0


def test_a_minimum_that_nobody_can_make_says_how_many_hours_are_missing():
    few = Channel(name="Facebook", target_a_week=3, least_a_week=2)
    made = plan(request(core("Aino", 2), channels=(few,)))
    assert {(one.why, one.nearest) for one in made.unassigned} == {(WhyUnassigned.NO_HOURS, "Aino")}
    assert all(0 < one.missing <= 2 for one in made.unassigned)


def test_the_wish_is_a_ceiling():
    made = plan(request(core("Aino", 40), target=2))
    assert {line.planned for line in made.cadence} == {2}


def test_protected_lines_and_presence_come_before_posts():
    lines = ProtectedLines(presence_minutes=12, research=1)
    made = plan(request(core("Aino", 4), target=5, protected=lines))
    load = made.load_of("Aino").weeks[3]
    assert (load.making, load.presence, load.protected) == (2.0, 1.0, 1.0)


def test_nobody_is_on_duty_on_a_public_holiday():
    made = plan(request(core("Aino", 5), starts=date(2026, 11, 30), weeks=4, country="SE"))
    days = {duty.day for duty in made.presence}
    assert date(2026, 12, 24) not in days
    assert date(2026, 12, 23) in days


def test_an_absence_leaves_a_gap():
    away = Absence(first=date(2026, 9, 14), last=date(2026, 9, 20))
    made = plan(request(core("Aino", 6, absences=(away,)), protected=ProtectedLines()))
    assert [item for item in made.items if date(2026, 9, 14) in {w.week for w in item.work}] == []
    empty = [duty.day for duty in made.presence if duty.who is None]
    assert empty == [date(2026, 9, 14) + timedelta(days=number) for number in range(5)]
    assert {one.rule for one in made.broken} == {Rule.PRESENCE}


def test_work_begins_its_lead_time_before():
    made = plan(request(core("Aino", 10)))
    first = made.items[0]
    assert first.day >= date(2026, 9, 2)
    assert first.starts >= MONDAY
    assert made.monday[0].starts == MONDAY
    assert len(made.monday) == 5


def test_who_has_not_opted_in_is_not_named():
    made = plan(request(core("Aino", 4), core("Bo", 40, opted_in=False)))
    assert "Bo" not in made.model_dump_json()
    assert made.not_opted_in == 1


def test_nobody_is_on_a_channel_that_they_never_wanted():
    channels = tuple(Channel(name=name, target_a_week=2) for name in ("Facebook", "X"))
    made = plan(request(core("Aino", 9, never=("X",)), core("Bo", 9), channels=channels))
    assert {item.owner for item in made.items if item.channel == "X"} == {"Bo"}


def test_nobody_is_on_more_channels_than_they_said():
    channels = tuple(Channel(name=str(number), target_a_week=1) for number in range(4))
    made = plan(request(core("Aino", 30, most_channels=2), channels=channels))
    assert len({item.channel for item in made.items}) == 2


def test_a_beginner_has_a_buddy_whose_hours_count():
    beginner = core("Bo", 4, beginner=True, skills=(Skill(name="writing", level=1),))
    made = plan(request(core("Aino", 4), beginner, target=5))
    assert [(pair.who, pair.buddy) for pair in made.buddies] == [("Bo", "Aino")]
    with_help = made.items_of("Bo")
    assert with_help
    assert {item.buddy for item in with_help} == {"Aino"}
    helped = sum(week.buddying for week in made.load_of("Aino").weeks)
    assert helped == pytest.approx(0.5 * len(with_help))


def test_load_is_in_proportion_to_hours():
    made = plan(request(core("Aino", 4), core("Bo", 8), core("Cecilia", 12), target=9))
    assert made.fairness.spread < 0.1


# ── The rota, in both modes ─────────────────────────────────────────────────────────────────────


def test_turns_are_five_to_six_weeks_apart():
    takers = [taker(f"Person {number}") for number in range(6)]
    made = plan(request(*takers, weeks=26, target=3))
    assert {turn.gap for turn in made.turns} <= {None, 5, 6}
    assert {turn.reason for turn in made.turns} == {None}
    assert made.missed_turns == ()


def test_five_posts_a_week_take_six_owners_of_weeks():
    owners = [Department(name=f"Unit {n}", hours_a_week=12, skills=WRITES) for n in range(6)]
    made = plan(request(departments=tuple(owners), weeks=18, target=5, mode=RotaMode.WEEK_OWNERS))
    assert {turn.gap for turn in made.turns} == {None, 6}
    whole = made.cadence[1:]
    assert {line.planned for line in whole} == {5}
    assert unlisted(request(departments=tuple(owners), weeks=18, target=5,
                            mode=RotaMode.WEEK_OWNERS), made) == ()  # fmt: skip


def test_five_posts_a_week_take_thirty_people_with_one_item_a_turn():
    few = plan(request(*[taker(f"Person {n:02}") for n in range(6)], weeks=12, target=5))
    many = plan(request(*[taker(f"Person {n:02}") for n in range(30)], weeks=12, target=5))
    assert few.posts_a_week < 1.3
    assert many.posts_a_week > 4.5


def test_too_few_owners_come_sooner_and_it_says_why():
    owners = tuple(Department(name=f"Unit {n}", hours_a_week=9, skills=WRITES) for n in range(3))
    made = plan(request(departments=owners, mode=RotaMode.WEEK_OWNERS))
    assert {(turn.gap, turn.reason) for turn in made.turns if turn.gap} == {
        (3, WhyGap.TOO_FEW_OWNERS)
    }


def test_a_late_turn_says_that_it_was_an_absence():
    away = Absence(first=MONDAY, last=date(2026, 10, 25))
    made = plan(request(taker("Aino", absences=(away,))))
    assert [(turn.week, turn.reason) for turn in made.turns] == [
        (date(2026, 10, 26), WhyGap.ABSENCE)
    ]


def test_the_last_turn_before_the_plan_counts():
    made = plan(request(taker("Aino", last_turn=date(2026, 8, 17))))
    assert made.turns[0].gap in {5, 6}


# ── Relevance ───────────────────────────────────────────────────────────────────────────────────


def test_hours_that_are_lost_are_not_filled_up_with_reshares():
    asked = request(core("Aino", 14), target=7, content=(POST, RESHARE))
    before = plan(asked)
    diff = rehearse(asked, before, FewerHours(hours_a_week=6))
    shares = {
        item.week: [other.relevant for other in diff.after.items if other.week == item.week]
        for item in diff.after.items
    }
    assert diff.after.posts_a_week < before.posts_a_week - 1.5
    assert diff.worth < -1.5
    assert diff.after.broken == ()
    assert sum(map(sum, shares.values())) >= 0.8 * len(diff.after.items)


def test_without_messages_no_item_counts_as_relevant():
    made = plan(request(core("Aino", 6), messages=()))
    assert made.relevant_a_week == 0
    assert [(one.rule, one.amount) for one in made.broken] == [(Rule.MESSAGES, len(made.items))]


def test_each_bucket_of_the_mix_has_its_share():
    people = ContentType(name="portrait", hours=4, needs=("writing",), bucket="people")
    made = plan(
        request(
            core("Aino", 10),
            target=5,
            content=(POST, people),
            mix=(MixFloor(bucket="people", share=0.3),),
        )
    )
    assert made.broken == ()
    assert sum(item.bucket == "people" for item in made.items) >= 0.3 * len(made.items)


# ── Campaigns, locks, edits ─────────────────────────────────────────────────────────────────────

STEPS = tuple(
    CampaignItem(
        title=f"Day {days}",
        days_from_launch=days,
        channel="Facebook",
        content_type="post",
        audience="private people",
        message="Sleep can be learned",
    )
    for days in (-7, 0, 3)
)
LAUNCH = CampaignDates(name="Launch", launch=date(2026, 10, 13), items=STEPS)


def test_a_launch_that_moves_takes_its_items_along():
    asked = request(core("Aino", 8), campaigns=(LAUNCH,))
    before = plan(asked)
    diff = rehearse(asked, before, LaunchMoves(campaign="Launch", launch=date(2026, 10, 20)))
    moved = {one.key: (one.day_after - one.day_before).days for one in diff.moved}
    assert {key: moved[key] for key in ("Launch-1", "Launch-2", "Launch-3")} == dict.fromkeys(
        ("Launch-1", "Launch-2", "Launch-3"), 7
    )
    assert Touched.CAMPAIGN in diff.touched
    assert changed_request(asked, diff.change).campaigns[0].launch == date(2026, 10, 20)


def test_a_campaign_item_that_is_too_soon_is_not_made_and_says_so():
    soon = LAUNCH.changed(launch=MONDAY)
    made = plan(request(core("Aino", 8), campaigns=(soon,)))
    assert [(one.key, one.why) for one in made.unassigned] == [
        ("Launch-2", WhyUnassigned.NO_LEAD_TIME)
    ]
    assert Rule.CAMPAIGN in {one.rule for one in made.broken}


def test_a_move_stays_and_the_rest_moves_little():
    asked = request(core("Aino", 8), core("Bo", 8), target=5)
    before = plan(asked)
    item = before.items[20]
    day = item.day + timedelta(days=1 if item.day.weekday() < 4 else -1)
    after = replan(asked, before, (MoveItem(key=item.key, day=day),))
    assert (after.item(item.key).day, after.item(item.key).locked) == (day, True)
    was = {one.key: (one.day, one.owner) for one in before.items}
    others = [one for one in after.items if was.get(one.key) != (one.day, one.owner)]
    assert len(others) <= len(after.items) // 4
    assert unlisted(asked, after) == ()


def test_a_move_that_breaks_a_rule_is_done_and_told():
    asked = request(core("Aino", 8), weeks=16)
    before = plan(asked)
    holiday = replan(asked, before, (MoveItem(key=before.items[-1].key, day=date(2026, 12, 6)),))
    assert {one.rule for one in holiday.broken} == {Rule.HOLIDAY, Rule.WEEKDAY}
    never = request(core("Aino", 8), core("Bo", 8, never=("Facebook",)))
    before = plan(never)
    given = replan(never, before, (GiveItem(key=before.items[0].key, owner="Bo"),))
    assert [(one.rule, one.who) for one in given.broken] == [(Rule.NEVER_WANTED, "Bo")]


def test_owners_are_swapped_and_locks_taken_away_again():
    asked = request(core("Aino", 8), core("Bo", 8), target=5)
    before = plan(asked)
    mine, yours = before.items_of("Aino")[3], before.items_of("Bo")[3]
    swapped = replan(asked, before, (SwapOwners(first=mine.key, second=yours.key),))
    assert swapped.item(mine.key).owner == "Bo"
    assert swapped.item(yours.key).owner == "Aino"
    free = replan(asked, swapped, (UnlockItem(key=mine.key), UnlockItem(key=yours.key)))
    assert free.locks == ()


def test_a_duty_that_is_given_stays():
    asked = request(core("Aino", 8), core("Bo", 8), protected=ProtectedLines())
    before = plan(asked)
    other = {"Aino": "Bo", "Bo": "Aino"}[before.presence[7].who]
    after = replan(asked, before, (GiveDuty(day=before.presence[7].day, who=other),))
    assert (after.presence[7].who, after.presence[7].locked) == (other, True)


def test_an_edit_that_makes_no_sense_is_refused():
    asked = request(core("Aino", 8), core("Bo", 8, opted_in=False))
    made = plan(asked)
    key = made.items[0].key
    for edit, code in (
        (LockItem(key="gone"), "unknown_item"),
        (UnlockItem(key=key), "unknown_item"),
        (GiveItem(key=key, owner="Nobody"), "unknown_person"),
        (GiveItem(key=key, owner="Bo"), "not_opted_in"),
        (MoveItem(key=key, day=date(2027, 1, 1)), "outside_plan"),
    ):
        with pytest.raises(InvalidValue) as refused:
            replan(asked, made, (edit,))
        assert refused.value.code == code


def test_a_lock_to_somebody_who_opted_out_is_given_to_another():
    lock = LockedItem(
        key="old", day=date(2026, 9, 9), channel="Facebook", content_type="post", owner="Bo"
    )
    made = plan(request(core("Aino", 8), core("Bo", 8, opted_in=False), locked=(lock,)))
    assert made.item("old").owner == "Aino"
    assert [one.rule for one in made.broken] == [Rule.OPTED_IN]


# ── Rehearsals ──────────────────────────────────────────────────────────────────────────────────


def test_who_leaves_has_nothing_to_do_afterwards():
    asked = request(core("Aino", 8), core("Bo", 8), target=9, protected=ProtectedLines())
    diff = rehearse(asked, plan(asked), Leaves(who="Bo", last_day=date(2026, 9, 27)))
    assert {item.owner for item in diff.after.items if item.week > date(2026, 9, 28)} == {"Aino"}
    assert {duty.who for duty in diff.after.presence if duty.day > date(2026, 9, 27)} == {"Aino"}
    bo = next(one for one in diff.people if one.who == "Bo")
    assert bo.items_after < bo.items_before
    assert check(changed_request(asked, diff.change), diff.after) == diff.after.broken


def test_who_is_away_is_missed_only_then():
    asked = request(core("Aino", 8), core("Bo", 8), target=8)
    absence = Absence(first=date(2026, 9, 21), last=date(2026, 9, 27))
    diff = rehearse(asked, plan(asked), IsAway(who="Bo", absence=absence))
    facebook = diff.channels[0]
    assert facebook.before - 0.5 < facebook.after < facebook.before


def test_one_more_channel_takes_its_posts_from_the_others():
    asked = request(core("Aino", 8), target=4)
    more = OneMoreChannel(channel=Channel(name="LinkedIn", target_a_week=2))
    diff = rehearse(asked, plan(asked), more)
    posts = {one.channel: (one.before, one.after) for one in diff.channels}
    assert posts["LinkedIn"][0] == 0 < posts["LinkedIn"][1]
    assert posts["Facebook"][1] < posts["Facebook"][0]


def test_a_training_is_worth_what_it_brings_after_its_hours():
    asked = request(core("Aino", 4), core("Bo", 8, skills=()), target=5)
    before = plan(asked)
    training = Training(who="Bo", skill="writing", week=date(2026, 9, 14), hours=4)
    diff = rehearse(asked, before, training)
    assert diff.worth > 1
    assert min(item.work[0].week for item in diff.after.items_of("Bo")) >= date(2026, 9, 21)


@pytest.mark.parametrize(
    "change",
    [
        FewerHours(hours_a_week=4),
        FewerHours(hours_a_week=6, who="Bo"),
        Leaves(who="Bo", last_day=date(2026, 9, 27)),
        IsAway(who="Aino", absence=Absence(first=date(2026, 9, 14), last=date(2026, 10, 11))),
        LaunchMoves(campaign="Launch", launch=date(2026, 10, 27)),
        OneMoreChannel(channel=Channel(name="LinkedIn", target_a_week=5)),
        Training(who="Bo", skill="video", week=date(2026, 9, 14), hours=8),
    ],
    ids=lambda change: change.kind,
)
def test_relevance_holds_in_every_rehearsal_however_cheap_reshares_are(change):
    asked = request(
        core("Aino", 6), core("Bo", 8), target=14, content=(POST, RESHARE), campaigns=(LAUNCH,)
    )
    diff = rehearse(asked, plan(asked), change)
    assert unlisted(changed_request(asked, change), diff.after) == ()
    assert {one.rule for one in diff.after.broken} == set()
    for first in range(0, 12, 4):
        monday = MONDAY + timedelta(days=7 * first)
        window = [
            item.relevant
            for item in diff.after.items
            if monday <= item.day < monday + timedelta(days=28)
        ]
        assert sum(window) >= 0.8 * len(window)


def test_a_rehearsal_of_somebody_unknown_is_refused():
    asked = request(core("Aino", 8))
    for change, code in (
        (Leaves(who="Bo", last_day=MONDAY), "unknown_person"),
        (LaunchMoves(campaign="None", launch=MONDAY), "unknown_campaign"),
        (FewerHours(hours_a_week=8), "no_hours"),
    ):
        with pytest.raises(InvalidValue) as refused:
            rehearse(asked, plan(asked), change)
        assert refused.value.code == code


# ── The same plan everywhere ────────────────────────────────────────────────────────────────────

PRINTED = (
    "import hashlib; from benchmarks.plan import team_request; "
    "from coachkit.planning.planner import plan; "
    "print(hashlib.sha256(plan(team_request(6, 8, 3)).model_dump_json().encode()).hexdigest())"
)


def test_every_process_makes_the_same_plan():
    printed = {
        subprocess.run(
            [sys.executable, "-c", PRINTED],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
