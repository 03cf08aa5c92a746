"""Nothing is to be had from our server, whatever is tried."""

import pytest

from tests.attacks.target import PROTOCOLS
from tests.attacks.tricks import ATTACKS


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_gains_nothing(ours, name):
    assert ATTACKS[name](ours) is None


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_what_is_allowed_is_heard_on_the_same_line(ours, protocol):
    """Else nothing would be gained for no other reason than that nothing is heard."""
    line = ours.talk(PROTOCOLS[protocol])
    look = line.named("Look")
    for index in (1, 0):
        data = {"method": "update", "state": {"index": index}, "buffer_paths": []}
        line.say("comm_msg", {"comm_id": look, "data": data})
        line.all_until_quiet()
        assert line.models()[look]["index"] == index
