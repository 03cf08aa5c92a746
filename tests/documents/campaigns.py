"""A campaign in which everything has been said."""

from datetime import date, time

from coachkit.documents.campaign_papers import CampaignPapers, GateAsked
from coachkit.documents.meeting_document import ActionRead
from coachkit.model.campaign import Campaign, DepartmentContact, ReplyTarget
from coachkit.model.campaign_assets import Asset, BudgetLine
from coachkit.model.campaign_drafts import DraftPost
from coachkit.model.campaign_measuring import (
    CampaignLink,
    ChainStep,
    HowSeen,
    Measurement,
    Outcome,
    Reading,
    TrackedEvent,
)
from coachkit.model.campaign_tracks import GateTick, NoGoClaim, Pillar, Track
from coachkit.model.chain import Link
from coachkit.model.digital_group import DigitalGroup, Talk
from coachkit.model.effects import Detectability, Smallest
from coachkit.model.goals import Kpi
from coachkit.model.hard_cases import CaseRehearsal
from coachkit.model.ideas import Idea, IdeaBoard, IdeaState
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.plan_b import PlanB
from coachkit.model.plan_requests import RotaMode
from coachkit.model.plans import (
    Fairness,
    MondayLine,
    Plan,
    PlannedItem,
    UnassignedItem,
    WhyUnassigned,
)
from coachkit.model.policies import Guideline, HardSituation
from coachkit.model.rehearsals import ChannelDiff, LaunchMoves
from tests.documents.evaluations import a_promise

LAUNCH = date(2027, 1, 18)
NAME = "Light for the dark months"
CLICKS = Kpi(platform=Platform.FACEBOOK, metric="link_clicks")
SAVES = Kpi(platform=Platform.INSTAGRAM, metric="saves")


def could_be_seen(lift=0.45, beside=0.3, weeks=5) -> Detectability:
    """What the client's own past could show."""
    return Detectability(
        metric="link_clicks",
        definition="Clicks on links in posts, as Facebook counts them",
        sources=("Oct-01-2026_Oct-31-2026.csv",),
        known=Period(first=date(2025, 10, 1), last=date(2026, 10, 31)),
        weeks_before=52,
        options=(
            Smallest(lift=lift, weeks=weeks),
            Smallest(lift=beside, weeks=weeks, with_control=True),
            Smallest(lift=lift * 0.8, weeks=weeks + 4),
        ),
    )


def a_campaign(**changed) -> Campaign:
    """Two tracks, a launch on a Monday, everything decided."""
    return Campaign(
        **{
            "name": NAME,
            "launch": LAUNCH,
            "moved_from": (date(2027, 1, 11),),
            "no_go": (
                NoGoClaim(
                    key="n1", claim="That it cures tiredness", why="A health claim", who="Eva"
                ),
            ),
            "outcome": Outcome(
                text="Sixty employers ask for a trial",
                growth="Company sales up by a tenth",
                owner="Eva",
                measure=CLICKS,
                target=900,
                chain=(
                    ChainStep(link=Link.INPUTS, text="Thirty hours a week"),
                    ChainStep(link=Link.OUTCOMES, text="They ask", seen_in="the booking form"),
                ),
            ),
            "roof": "Light when you need it",
            "tracks": (
                Track(
                    key="employers",
                    name="Employers",
                    need="Awake people in January",
                    afraid_of="A fad",
                    trusts="Occupational health",
                    message="Borrow six lamps for two weeks",
                    call_to_action="Book a trial",
                    route="https://nordlykta.example/trial",
                    outcome="Sixty trials",
                    measure="the booking form",
                    pillars=(
                        Pillar(
                            key="p1",
                            message="Six lamps, two weeks, nothing to sign",
                            proof="The trial of 2025",
                            source="own report",
                            cleared_by="Eva",
                            cleared_on=date(2026, 11, 20),
                        ),
                        Pillar(key="p2", message="It pays within a winter"),
                    ),
                ),
                Track(
                    key="private",
                    name="Private people",
                    message="A lamp that asks nothing of you",
                    call_to_action="Try it in the shop",
                ),
            ),
            "gates": (
                GateTick(key="health-claim", ticked_by="Eva", ticked_on=date(2026, 11, 20)),
                GateTick(key="political", concerns=False, note="No issue of the day"),
            ),
            "measurement": Measurement(
                control=SAVES,
                hoped=0.35,
                also=(Period(first=date(2026, 10, 1), last=date(2026, 10, 28)),),
                happens="The January sales",
                found=could_be_seen(),
                weeks=5,
                how=HowSeen.CONTROL,
                reason="Instagram gets nothing of it",
                owner="Jonas",
                decided_on=date(2026, 11, 23),
                events=(
                    TrackedEvent(key="e1", name="Trial booked", where="the form", who="Jonas"),
                ),
                links=(
                    CampaignLink(
                        key="l1",
                        address="https://nordlykta.example/trial?lang=sv",
                        source="facebook",
                        medium="social",
                        campaign="light",
                        content="film-1",
                        item="film",
                    ),
                ),
                readings=(
                    Reading(
                        key="r1",
                        what="Clicks so far",
                        who="Eva",
                        when="at the meeting",
                        days_from_launch=7,
                        decides="Move money between channels",
                    ),
                ),
            ),
            "assets": (
                Asset(
                    key="film",
                    title="A morning at the office",
                    track="employers",
                    channel="Facebook",
                    content_type="Film",
                    owner="Jonas",
                    approver="Eva",
                    approved_on=date(2026, 12, 1),
                    idea="idea-1",
                ),
                Asset(key="landing", title="The booking page", days_from_launch=-7, hours=6),
            ),
            "budget": (
                BudgetLine(key="b1", phase="launch", channel="Facebook", planned=9000, spent=1200),
                BudgetLine(key="b2", phase="tease", channel="Instagram", planned=2000),
            ),
            "plan_by": "Eva",
            "plan_reason": "The gap is two posts, and we know it",
            "replies": (
                ReplyTarget(key="r1", channel="Facebook", within=2.0, who="Jonas", stand_in="Elsa"),
            ),
            "contacts": (DepartmentContact(key="d1", department="Sales", who="Elsa"),),
            "rehearsed": (
                CaseRehearsal(
                    key="case-1",
                    case="health-claim",
                    situation="situation-1",
                    came_in="Friday, ten to five: a doctor asks for the study",
                    first_sentence="We have seen your question and will answer with the study",
                    went_well="Calm",
                    otherwise="Have the study at hand",
                    confidence_before=2,
                    confidence_after=4,
                    rehearsed_on=date(2026, 11, 23),
                ),
                CaseRehearsal(key="case-2", case="hacked", came_in="Somebody else posts as us"),
            ),
            "plan_b": (
                PlanB(
                    key="b1",
                    change=LaunchMoves(campaign=NAME, launch=date(2027, 1, 25)),
                    use_when="The lamps are not in the country on 4 January",
                    owner="Eva",
                    by=date(2027, 1, 4),
                    channels=(
                        ChannelDiff(
                            channel="Facebook",
                            before=3,
                            after=2,
                            relevant_before=3,
                            relevant_after=2,
                            wish=3,
                        ),
                    ),
                ),
            ),
            "drafts": (
                DraftPost(key="d1", text="Do you wake in the dark?", item="The first post"),
                DraftPost(
                    key="d2",
                    text="Six lamps for two weeks",
                    platform=Platform.FACEBOOK,
                    released_by="Eva",
                    released_on=date(2026, 11, 23),
                ),
            ),
            "notes": "The lamp is a product, not a cure",
            **changed,
        }
    )


def a_plan() -> Plan:
    """One item of the campaign, one that nobody can make, and a Monday."""
    monday = date(2027, 1, 18)
    return Plan(
        starts=date(2027, 1, 4),
        weeks=4,
        mode=RotaMode.ITEM_TURNS,
        working_days=(monday,),
        cadence=(),
        items=(
            PlannedItem(
                key="film",
                title="A morning at the office",
                week=monday,
                day=monday,
                at=time(9),
                channel="Facebook",
                content_type="Film",
                owner="Jonas",
                hours=4,
                starts=date(2027, 1, 11),
                work=(),
                audience="Employers",
                message="Borrow six lamps",
                relevant=True,
                campaign=NAME,
            ),
        ),
        unassigned=(
            UnassignedItem(
                key="reel",
                title="The lamp at home",
                week=monday,
                day=monday,
                channel="Instagram",
                content_type="Reel",
                hours=3,
                why=WhyUnassigned.NO_HOURS,
                missing=2,
                nearest="Elsa",
                campaign=NAME,
            ),
        ),
        fairness=Fairness(share=None, spread=None),
        monday=(
            MondayLine(
                key="film",
                title="A morning at the office",
                owner="Jonas",
                hours=4,
                starts=date(2026, 11, 23),
                day=monday,
                channel="Facebook",
                content_type="Film",
            ),
        ),
        value=1,
        bound=1,
        gap=0,
        hours_a_week=20,
        wish_hours_a_week=24,
        full_time_hours=37.5,
    )


def a_guideline() -> Guideline:
    """One situation that was rehearsed, one that was not."""
    return Guideline(
        situations=(
            HardSituation(key="situation-2", situation="A journalist calls", first="Take the name"),
            HardSituation(
                key="situation-1",
                situation="Somebody asks for proof",
                first="Thank them, take a picture of it",
                never="Argue about the body",
                call="Eva",
                within="30 min",
            ),
        )
    )


def the_papers(**changed) -> CampaignPapers:
    """All of it, with a plan."""
    return CampaignPapers(
        **{
            "campaign": a_campaign(),
            "guideline": a_guideline(),
            "plan": a_plan(),
            "ideas": IdeaBoard(
                circle=DigitalGroup(
                    purpose="Ideas all winter",
                    chair="Elsa",
                    departments=("Sales", "The workshop"),
                    first=date(2026, 12, 1),
                    every_weeks=4,
                ),
                talks=(Talk(key="t1", topic="Light at work", where="LinkedIn", who="Jonas"),),
                cards=(
                    Idea(
                        key="idea-1",
                        text="Film a morning",
                        unit="The workshop",
                        track="employers",
                        message="Borrow six lamps",
                        state=IdeaState.KEPT,
                    ),
                ),
            ),
            "gates": (
                GateAsked(
                    "health-claim",
                    "Health",
                    "Does it say that it is good for health?",
                    "Regulation (EC) No 1924/2006",
                    date(2026, 11, 1),
                ),
                GateAsked("consent", "People", "Have those who are seen said yes?"),
                GateAsked("political", "Politics", "Is it about an issue of the day?"),
            ),
            "cases": {"hacked": "The account is hacked"},
            "actions": (ActionRead(a_promise(), late=False),),
            "next_date": "We meet again on 4 December 2026.",
            **changed,
        }
    )
