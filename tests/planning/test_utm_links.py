import pytest
from hypothesis import given
from hypothesis import strategies as st

from coachkit.model.campaign import Campaign
from coachkit.model.campaign_assets import Asset
from coachkit.model.campaign_measuring import CampaignLink, Measurement
from coachkit.model.campaign_tracks import Track
from coachkit.model.errors import InvalidValue
from coachkit.planning.utm_links import built, fault, links_for, slug

PAGE = "https://nordlykta.example/ljusvaskan"


def link(key="link-1", **said):
    known = {"address": PAGE, "source": "Facebook", "medium": "social", "campaign": "Ljusväskan"}
    return CampaignLink(key=key, **{**known, **said})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ljusväskan & mörkret", "ljusvaskan-morkret"),
        ("Äiti ÖLJY", "aiti-oljy"),
        ("  Straße – 20 % ", "strasse-20"),
        ("日本", ""),
    ],
)
def test_words_become_parts_of_a_link(text, said):
    assert slug(text) == said


@given(st.text(max_size=300))
def test_a_part_is_plain_whatever_is_typed(text):
    made = slug(text)
    assert len(made) <= 120
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(made) == made


def test_a_link_says_where_the_click_came_from():
    assert built(link(content="Tio minuter", address=f"{PAGE}?size=10#boka")) == (
        f"{PAGE}?size=10&utm_source=facebook&utm_medium=social&utm_campaign=ljusvaskan"
        "&utm_content=tio-minuter#boka"
    )


@pytest.mark.parametrize(
    ("said", "code", "field"),
    [
        ({"address": ""}, "missing", "address"),
        ({"source": "–"}, "missing", "source"),
        ({"address": "http://nordlykta.example"}, "not_https", "address"),
        ({"address": "nordlykta.example"}, "not_https", "address"),
        ({"address": "https://[::1"}, "not_https", "address"),
        ({"address": "https://a b.example"}, "not_https", "address"),
        ({"address": "javascript:alert(1)"}, "not_https", "address"),
        ({"address": f"{PAGE}?to=elsa@nordlykta.example"}, "mail_in_link", "address"),
        ({"address": f"{PAGE}?utm_source=nyhetsbrev"}, "has_other_parts", "address"),
        ({"address": f"{PAGE}?q={'x' * 1_960}"}, "too_long", "address"),
    ],
)
def test_what_is_wrong_with_a_link_is_said_at_its_field(said, code, field):
    with pytest.raises(InvalidValue) as refused:
        built(link(**said))
    assert (refused.value.code, refused.value.field) == (code, field)


def test_parts_that_say_the_same_already_are_said_once():
    assert built(link(address=f"{PAGE}?utm_source=facebook")).count("utm_source") == 1


def test_two_links_that_nobody_could_tell_apart_are_one_too_many():
    first, second = link(content="film"), link("link-2", content="Film!", item="asset-2")
    assert fault(first, [first]) is None
    assert fault(first, [first, second]).code == "link_repeated"


def asset(key, title, **said):
    return Asset(key=key, title=title, channel="Facebook", track="private", **said)


def test_every_item_gets_a_link_once_and_what_was_written_stays():
    by_hand = link(content="min-egen", item="asset-1")
    campaign = Campaign(
        name="Ljusväskan",
        tracks=(Track(key="private", name="Privatpersoner", route=PAGE),),
        assets=(
            asset("asset-1", "Kartan"),
            asset("asset-2", "Kartan"),
            asset("asset-3", "Kartan"),
            Asset(key="film", title="Film", track="private"),
            Asset(key="loose", title="Utan spår", channel="Facebook"),
        ),
        measurement=Measurement(links=(by_hand,)),
    )
    made = links_for(campaign)
    assert made[0] == by_hand
    assert [one.item for one in made] == ["asset-1", "asset-2", "asset-3"]
    assert [one.content for one in made[1:]] == ["privatpersoner-kartan", "privatpersoner-kartan-2"]
    assert all(fault(one, made) is None for one in made)
    again = campaign.changed(measurement=Measurement(links=made))
    assert links_for(again) == made
