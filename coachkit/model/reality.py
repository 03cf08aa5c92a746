"""The reality check: what the hours really give beside the wish, and what goes with fewer."""

from datetime import date
from typing import Annotated

from pydantic import Field

from coachkit.model.defaults import Default
from coachkit.model.people import Name
from coachkit.model.plans import Amount, Plan, Posts, WhyUnassigned
from coachkit.model.rehearsals import RehearsalDiff
from coachkit.model.values import Value


class NextPost(Value):
    """One more post a week on a channel, in ``weeks`` (their Mondays), where the wish is open.

    ``hours``: what it takes each week; ``missing``: what would have to be found in an average one
    of these weeks. ``None`` where hours alone would not do: ``why`` says why.
    """

    channel: Name
    hours: Amount
    missing: Amount | None = None
    why: WhyUnassigned | None = None
    weeks: Annotated[tuple[date, ...], Field(min_length=1)]


class RealChannel(Value):
    """A channel in posts a week, on average: the wish, what can be kept, and the gap.

    ``next_post``: what one more a week would cost; ``None`` where the wish is reached.
    """

    channel: Name
    wish: Amount
    posts: Amount
    gap_posts: Amount
    gap_hours: Amount
    next_post: NextPost | None = None


class RealWeek(Value):
    """A week (its Monday): posts on all channels, and by channel in the order of the wish.

    ``fewer``: it has fewer posts than usual; ``working_days``: a reason that it may have.
    """

    week: date
    posts: Posts
    by_channel: tuple[Posts, ...]
    working_days: Posts
    fewer: bool


class RealisticCadence(Value):
    """What the hours really give. Figures are a week's, on average over the weeks of ``plan``.

    ``hours``: given in a whole week. ``lines``: of them the daily presence and the protected lines;
    ``making``: what is left for posts. ``usual``: posts in a usual week (the median).
    ``next_post``: the one more post a week that would cost least. ``full_time_people``: what the
    whole wish would take by its hours; ``rule_people``: by the rule of thumb ``full_time_rule``.
    """

    channels: tuple[RealChannel, ...]
    weeks: tuple[RealWeek, ...]
    wish: Amount
    posts: Amount
    usual: Amount
    gap_posts: Amount
    gap_hours: Amount
    hours: Amount
    lines: Amount
    making: Amount
    next_post: NextPost | None = None
    full_time_people: Amount
    rule_people: Amount
    full_time_rule: Default
    plan: Plan


class Loses(Value):
    """A channel, or a content type, that has fewer posts a week than before."""

    name: Name
    before: Amount
    after: Amount


class LessHours(Value):
    """What goes first when hours are lost: channels and content types, the greatest loss first.

    ``hours``: so many fewer a week. ``diff``: all of it, side by side.
    """

    hours: Amount
    posts_before: Amount
    posts_after: Amount
    channels: tuple[Loses, ...]
    content: tuple[Loses, ...]
    diff: RehearsalDiff
