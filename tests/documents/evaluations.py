"""An evaluation in which everything has been said, and one in which nothing has."""

from datetime import UTC, date, datetime

from coachkit.model.actions import Action
from coachkit.model.ballots import Ballot, Candidate, Figure, Vote
from coachkit.model.campaign_said import CampaignEffect, Experiment, PlatformNews
from coachkit.model.chain import Stake, Tier
from coachkit.model.deciding import LearningKind
from coachkit.model.effects import Beside, Change, Comparison, Replay, Smallest, UnusualDay
from coachkit.model.evaluation_record import (
    Answerable,
    DataHealth,
    DoneNotes,
    Evaluation,
    Fault,
    HealthNote,
    NewHours,
    Ours,
    OutcomeNote,
    OutTake,
    Pays,
    ReplyNotes,
    Surprise,
)
from coachkit.model.goals import Kpi
from coachkit.model.keep_stop_start import Doing, StrategyEdit
from coachkit.model.observations import Platform
from coachkit.model.people_said import Failure, Invitee, MonthlyMeeting, PulseAnswer, Win
from coachkit.model.periods import Period
from coachkit.model.replies import Replies, Waited, Within
from coachkit.model.results import Verdict
from coachkit.model.strategy import Point

SHOWN = datetime(2026, 11, 6, 10, tzinfo=UTC)
CLICKS = Kpi(platform=Platform.FACEBOOK, metric="link_clicks")


def a_comparison(low=0.02, value=0.4, high=0.9, **changed) -> Comparison:
    """What a campaign of four weeks came to."""
    return Comparison(
        **{
            "metric": "link_clicks",
            "definition": "Clicks on links in posts, as Facebook counts them",
            "sources": ("Oct-01-2026_Oct-31-2026.csv",),
            "period": Period(first=date(2026, 10, 1), last=date(2026, 10, 28)),
            "weeks": 4,
            "weeks_before": 40,
            "days": 27,
            "missing": 1,
            "change": Change(low=low, value=value, high=high),
            "smallest": Smallest(lift=0.35, weeks=4),
            "replay": Replay(windows=8, weeks=32, typical_error=0.2, inside=7, widened=1.3),
            "refined": True,
            "best_day": UnusualDay(
                day=date(2026, 10, 9), share=0.12, without=Change(low=0.01, value=0.3, high=0.7)
            ),
            "control": Beside(name="Instagram: saves", used=True),
            **changed,
        }
    )


def an_evaluation(**changed) -> Evaluation:
    """Everything said, two wins that may be shown, one that may not."""
    return Evaluation(
        **{
            "session": 2,
            "first": date(2026, 8, 1),
            "last": date(2026, 10, 31),
            "tier": Pays(
                tier=Tier.ENHANCED,
                stake=Stake.CAMPAIGN,
                who_asks="The board",
                enough="More bookings than last autumn",
                if_no="We would close Facebook",
            ),
            "data": DataHealth(
                may_answer=(Answerable.ACTIVITY, Answerable.RECEPTION, Answerable.EFFECT),
                reason="The till's figures are not here",
                notes=(HealthNote(key="n1", on=date(2026, 9, 3), text="The site was down"),),
            ),
            "done": DoneNotes(
                in_the_way="The move of the workshop", longer="Filming", fault=Fault.WEEKS
            ),
            "ballot": Ballot(
                platform=Platform.FACEBOOK,
                metric="comments",
                candidates=(
                    Candidate(item="p1", day=date(2026, 10, 2), text="How to wash a sleeping bag"),
                    Candidate(item="p2", day=date(2026, 10, 9), text="Autumn sale begins"),
                ),
                votes=(
                    Vote(
                        key="v1", best="p2", worst="p1", said=datetime(2026, 11, 6, 9, tzinfo=UTC)
                    ),
                    Vote(key="v2", best="p2", said=datetime(2026, 11, 6, 9, tzinfo=UTC)),
                ),
                shown=SHOWN,
                figures=(Figure(item="p1", value=286), Figure(item="p2", value=4)),
            ),
            "surprises": (
                Surprise(key="s1", text="Advice beats offers", why="People may be tired of sales"),
            ),
            "out_takes": (
                OutTake(
                    key="o1",
                    platform=Platform.FACEBOOK,
                    metric="comments",
                    verdict=Verdict.NOT_SHOWN,
                    text="Facebook talks as it always has",
                ),
            ),
            "effect": CampaignEffect(
                name="Repair October",
                first=date(2026, 10, 1),
                last=date(2026, 10, 28),
                outcome=CLICKS,
                happened="A hiking fair in the same week",
                found=a_comparison(),
                verdict=Verdict.SHOWN_UP,
                sentence="Clicks rose, we believe by something between 2 and 90 percent",
                lacking="A second region to compare with",
            ),
            "outcomes": (
                OutcomeNote(
                    key="c1",
                    department="The workshop",
                    text="More people ask for repairs",
                    figure="41 repairs in October",
                    source="the till",
                    ours=Ours.PARTLY,
                    anyway="October is always busy",
                ),
                OutcomeNote(
                    key="c2", department="Sales", text="It feels livelier", figure="Plus a third"
                ),
            ),
            "replies": ReplyNotes(
                found=Replies(
                    target=4,
                    n=37,
                    unanswered=3,
                    median=Waited(value=2.5, low=1, high=4),
                    ninetieth=Waited(value=20, low=9, high=None),
                    within=Within(value=0.7, low=0.55, high=0.82),
                ),
                within=3,
                themes=("sizes", "opening hours"),
                could_be_post="How to measure a foot",
                owner="Amir Rahimi",
                stand_in="Elsa Lindmark",
            ),
            "pulse": tuple(
                PulseAnswer(key=f"u{n}", skill=n, confidence=3, word=f"secretword{n}")
                for n in range(1, 6)
            ),
            "wins": (
                Win(
                    key="w1",
                    what="The sleeping bag film",
                    why="It answered what the till hears every day",
                    thanks_to="The workshop",
                    how_thanked="Cake on Friday",
                    person="Jonas Ek",
                    consents=True,
                    shown=True,
                ),
                Win(
                    key="w2",
                    what="Answers on Sundays",
                    why="Two took turns",
                    thanks_to="Customer service",
                    shown=True,
                ),
                Win(
                    key="w3", what="A win kept quiet", why="Nobody may know", thanks_to="The guides"
                ),
            ),
            "failure": Failure(what="The quiz nobody took", learned="Ask one thing at a time"),
            "edits": (
                StrategyEdit(
                    key="e1",
                    doing=Doing.START,
                    point=Point.MESSAGE,
                    text="One piece of advice each week",
                    kind=LearningKind.FIGURE,
                    learned="Advice got 286 comments, the sale 4",
                    source="Facebook, October",
                    who="Elsa Lindmark",
                    written_on=date(2026, 11, 6),
                ),
                StrategyEdit(key="e2", doing=Doing.STOP, text="Sale posts on Fridays"),
            ),
            "hours": NewHours(
                hours_a_week=9,
                owner="Birgitta Sandell",
                reason="The workshop needs Thursdays",
                goes_first="The Friday film",
            ),
            "news": (
                PlatformNews(
                    key="x1",
                    platform=Platform.INSTAGRAM,
                    text="Captions can be found by search engines",
                    source="Instagram's blog",
                    checked=date(2026, 11, 3),
                ),
            ),
            "experiment": Experiment(
                idea="Post advice at seven in the morning",
                changes="The hour",
                stays="Everything else",
                measure=CLICKS,
                weeks=6,
                starts=date(2026, 11, 16),
                owner="Elsa Lindmark",
                hoped=0.2,
                smallest=Smallest(lift=0.45, weeks=6),
            ),
            "meeting": MonthlyMeeting(
                on=date(2026, 12, 3),
                invitees=(
                    Invitee(key="i1", role="Editors", social=True),
                    Invitee(key="i2", role="Head of the workshop"),
                ),
            ),
            "answer": "Yes for advice, and we cannot tell for sales.",
            **changed,
        }
    )


def a_promise(what="Film three pieces of advice", **changed) -> Action:
    """Something somebody does next."""
    return Action(
        **{
            "key": "action-1",
            "what": what,
            "who": "Sara Nygren",
            "when": date(2026, 12, 1),
            "first_step": "Ask the till",
            "done_sign": "Three films are up",
            **changed,
        }
    )
