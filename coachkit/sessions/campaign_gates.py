"""The questions of the gates, as the documents of a campaign ask them."""

from coachkit.documents.campaign_papers import GateAsked
from coachkit.model.gates import gates
from coachkit.model.languages import Language


def gates_asked(language: Language, country: str = "") -> tuple[GateAsked, ...]:
    """Every question of that country in that language, in its order; all without a country."""
    return tuple(
        GateAsked(
            one.key, gate.called(language), one.asked(language), one.sourced(language), one.checked
        )
        for gate in gates()
        for one in gate.in_country(country)
    )
