"""The policies and the guideline."""

from datetime import date

from coachkit.model.policies import (
    Acknowledgement,
    GoodExample,
    Guideline,
    HardSituation,
    ImagePair,
    ImagePolicy,
    Policies,
    Rewrite,
    TonePolicy,
)
from tests.model.refusing import refused
from tests.model.strategies import the_policies


def test_policies_begin_empty():
    assert Policies() == Policies(tone=TonePolicy(), guideline=Guideline())


def test_each_of_their_lists_knows_its_members_apart():
    for policy, field, one in (
        (TonePolicy, "rewrites", Rewrite(key="a")),
        (ImagePolicy, "pairs", ImagePair(key="a")),
        (Guideline, "examples", GoodExample(key="a")),
        (Guideline, "situations", HardSituation(key="a")),
    ):
        assert refused(lambda p=policy, f=field, one=one: p(**{f: (one, one)})) == (
            "repeated",
            field,
        )


def test_whoever_has_gone_through_them_stands_there_once_with_a_day():
    elsa = Acknowledgement(name="Elsa", on=date(2026, 10, 19))
    again = elsa.changed(on=date(2026, 11, 2))
    assert Policies(acknowledged=(elsa,)).acknowledged == (elsa,)
    assert refused(lambda: Policies(acknowledged=(elsa, again))) == ("repeated", "acknowledged")
    assert refused(lambda: Acknowledgement(name=" ", on=elsa.on)) == ("too_short", "name")
    assert refused(lambda: Acknowledgement(name="Elsa")) == ("missing", "on")


def test_policies_kept_before_there_was_a_list_have_nobody_on_it():
    kept = the_policies().model_dump(mode="json", exclude={"acknowledged"})
    assert Policies.model_validate(kept) == the_policies()


def test_policies_come_back_from_json_as_they_were():
    policies = the_policies()
    assert Policies.model_validate_json(policies.model_dump_json()) == policies
