"""The outside view."""

from datetime import date, timedelta

from coachkit.model.audit import (
    TOOL_GOOD_FOR,
    Account,
    Audit,
    LinkState,
    Mention,
    SiteLink,
    Tool,
    stale_tools,
)
from tests.model.refusing import refused
from tests.model.strategies import an_audit


def test_an_empty_audit_is_one_that_has_begun():
    assert (Audit().on, Audit().mentions, Audit().channels) == (None, (), ())


def test_each_of_its_lists_knows_its_members_apart():
    for field, one in (
        ("mentions", Mention(key="a")),
        ("accounts", Account(key="a")),
        ("links", SiteLink(key="a")),
        ("tools", Tool(key="a")),
    ):
        assert refused(lambda field=field, one=one: Audit(**{field: (one, one)})) == (
            "repeated",
            field,
        )


def test_a_channel_with_two_accounts_is_named_once_and_in_order():
    audit = Audit(
        accounts=(
            Account(key="a", channel="Facebook"),
            Account(key="b", channel="X"),
            Account(key="c"),
            Account(key="d", channel="Facebook"),
        )
    )
    assert audit.channels == ("Facebook", "X")


def test_a_number_of_mentions_or_followers_is_unknown_and_not_zero():
    assert (Mention(key="a").count, Account(key="a").followers) == (None, None)
    assert refused(lambda: Mention(key="a", count=-1)) == ("not_positive", "count")


def test_a_tool_is_stale_after_half_a_year_or_when_nobody_ever_looked():
    today = date(2026, 10, 6)
    known = Tool(key="a", name="Canva", checked_on=today - TOOL_GOOD_FOR)
    old = Tool(key="b", name="CapCut", checked_on=today - TOOL_GOOD_FOR - timedelta(days=1))
    never = Tool(key="c", name="The inbox")
    assert stale_tools((known, old, never, Tool(key="d")), today) == (old, never)


def test_an_audit_comes_back_from_json_as_it_was():
    audit = an_audit(
        links=(SiteLink(key="l", place="Footer", to_channel=LinkState.BROKEN),), summary="Calm"
    )
    assert Audit.model_validate_json(audit.model_dump_json()) == audit
