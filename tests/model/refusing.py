"""What a value refuses."""

import pytest

from coachkit.model.errors import InvalidValue


def refused(make):
    """Code and field of the refusal that ``make()`` meets."""
    with pytest.raises(InvalidValue) as error:
        make()
    return error.value.code, error.value.field
