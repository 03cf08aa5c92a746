"""A channel is one, however its name is written; its choice and its accounts hold together."""

from coachkit.model.audit import Account, Audit, Verdict
from coachkit.model.channel_verdicts import (
    beginning_of,
    choice_of,
    chosen,
    every_channel,
    judged,
    verdict_on,
)
from coachkit.model.strategy import ChannelChoice, Strategy

AUDIT = Audit(
    accounts=(
        Account(key="a-1", channel=" facebook", verdict=Verdict.KEEP),
        Account(key="a-2", channel="Facebook", verdict=Verdict.CLOSE, owner="Elsa"),
        Account(key="a-3", channel="X", verdict=Verdict.CLOSE),
        Account(key="a-4"),
    )
)


def test_every_channel_is_named_once_as_the_first_who_spoke_of_it_wrote_it():
    strategy = Strategy(channels=(ChannelChoice(key="k", channel="Facebook"),))
    named = every_channel(strategy, AUDIT, ["x", "TikTok", " "])
    assert named == ("Facebook", "X", "TikTok")


def test_accounts_that_disagree_decide_nothing_and_a_choice_decides_alone():
    assert verdict_on("Facebook", Strategy(), AUDIT) is None
    assert verdict_on("x", Strategy(), AUDIT) is Verdict.CLOSE
    paused = Strategy(channels=(ChannelChoice(key="k", channel="X", verdict=Verdict.PAUSE),))
    assert verdict_on("x", paused, AUDIT) is Verdict.PAUSE
    open_one = Strategy(channels=(ChannelChoice(key="k", channel="X"),))
    assert verdict_on("x", open_one, AUDIT) is None


def test_a_choice_begins_with_what_the_audit_knows_and_gets_a_key_of_its_own():
    begun = beginning_of("Facebook", AUDIT)
    assert (begun.owner, begun.verdict) == ("Elsa", None)
    first = chosen(Strategy(), begun)
    second = chosen(first, beginning_of("X", AUDIT))
    assert [one.key for one in second.channels] == ["channel-1", "channel-2"]
    again = chosen(second, begun.changed(key="other", owner="Amir"))
    choice = choice_of(again, "FACEBOOK")
    assert choice is not None
    assert (choice.key, choice.owner, len(again.channels)) == ("channel-1", "Amir", 2)


def test_a_verdict_is_that_of_every_account_of_the_channel():
    verdicts = [one.verdict for one in judged(AUDIT, "Facebook", Verdict.PAUSE).accounts]
    assert verdicts == [Verdict.PAUSE, Verdict.PAUSE, Verdict.CLOSE, None]
