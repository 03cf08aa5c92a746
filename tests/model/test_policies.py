"""The policies and the guideline."""

from coachkit.model.policies import (
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


def test_policies_come_back_from_json_as_they_were():
    policies = the_policies()
    assert Policies.model_validate_json(policies.model_dump_json()) == policies
