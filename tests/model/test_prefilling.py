"""What is known before the session fills the audit, and never overwrites a person."""

from datetime import date

from coachkit.model.audit import Account, Audit, HowOften, Mention, SiteLink, Verdict
from coachkit.model.intake import Intake
from coachkit.model.prefilling import prefilled


def account(key: str, channel: str, handle: str, **more: object) -> Account:
    return Account(key=key, channel=channel, handle=handle, **more)


def test_intake_comes_before_the_exports() -> None:
    intake = Intake(accounts=(account("a-1", "Facebook", "Nordlykta", owner="Elsa"),))
    seen = (account("account-1", "facebook", "nordlykta", last_post=date(2026, 11, 3)),)
    audit = prefilled(Audit(), intake, seen, ())
    assert audit.accounts == (
        account("account-1", "Facebook", "Nordlykta", owner="Elsa", last_post=date(2026, 11, 3)),
    )


def test_what_a_person_wrote_stands() -> None:
    written = account("account-4", "X", "@nordlykta", owner="Amir", verdict=Verdict.PAUSE)
    seen = (account("account-1", "X", "nordlykta", owner="Somebody", followers=12),)
    audit = prefilled(Audit(accounts=(written,)), Intake(), seen, ())
    assert audit.accounts == (written.changed(followers=12),)


def test_new_ones_get_keys_that_nobody_had() -> None:
    standing = Audit(mentions=(Mention(key="mention-7", where="forum.example"),))
    heard = (Mention(key="mention-1", where="news.example", how_often=HowOften.WEEKLY),)
    audit = prefilled(standing, Intake(), (), heard)
    assert [(one.key, one.where) for one in audit.mentions] == [
        ("mention-7", "forum.example"),
        ("mention-8", "news.example"),
    ]


def test_prefilling_twice_changes_nothing_more() -> None:
    intake = Intake(links=(SiteLink(key="l", place="Startsidan", channel="Facebook"),))
    heard = (Mention(key="mention-1", where="news.example"),)
    once = prefilled(Audit(), intake, (account("a", "X", "n"),), heard)
    assert prefilled(once, intake, (account("a", "X", "n"),), heard) == once
