"""What is said of hard situations while they are rehearsed."""

from collections.abc import Mapping, Sequence
from typing import Final

from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, later_in
from coachkit.model.campaign_decided import CASES
from coachkit.model.case_cards import CaseSector
from coachkit.model.hard_cases import CaseRehearsal
from coachkit.model.policies import HardSituation

_SECTORS: Final[Mapping[CaseSector, tuple[str, str]]] = {
    CaseSector.COMPANY: later_in("sector of a case", "Company"),
    CaseSector.SHOP: later_in("sector of a case", "Shop"),
    CaseSector.ASSOCIATION: later_in("sector of a case", "Association"),
    CaseSector.MUNICIPALITY: later_in("sector of a case", "Municipality"),
    CaseSector.CARE: later_in("sector of a case", "Care"),
    CaseSector.CULTURE: later_in("sector of a case", "Culture"),
}


def sector_name(sector: CaseSector, speech: Speech) -> str:
    """Where a case happens."""
    return speech.say_in(*_SECTORS[sector])


def played(case: CaseRehearsal, situation: HardSituation | None) -> bool:
    """Whether it was played through: there is a first sentence, and somebody to call."""
    return bool(case.first_sentence and situation is not None and situation.call)


def cases_said(
    cases: Sequence[CaseRehearsal], situations: Sequence[HardSituation], speech: Speech
) -> Finding | None:
    """How many are rehearsed, and who is called first; ``None`` before one is chosen."""
    if not cases:
        return None
    known = {one.key: one for one in situations}
    with_call = [(one, known.get(one.situation or "")) for one in cases]
    n = sum(played(one, situation) for one, situation in with_call)
    if n > CASES:
        text = speech.count("%(n)s case is rehearsed.", "%(n)s cases are rehearsed.", n)
    else:
        text = speech.say(
            "%(n)s of %(of)s cases are rehearsed.", n=speech.number(n), of=speech.number(CASES)
        )
    called = next((s for _, s in with_call if s is not None and s.call), None)
    if called is None:
        return Finding(text=text, detail=speech.say("Nobody to call yet."))
    if not called.within:
        lacking = speech.say("%(who)s is called first; in what time is open.", who=called.call)
        return Finding(text=text, detail=lacking)
    first = speech.say(
        "%(who)s is called first, within %(time)s.", who=called.call, time=called.within
    )
    return Finding(text=f"{text} {first}", detail="")


def untested_said(cases: Sequence[CaseRehearsal], speech: Speech) -> str:
    """How many are still to be chosen; empty once there are enough."""
    left = CASES - len(cases)
    if left <= 0:
        return ""
    return speech.count("Choose %(n)s more.", "Choose %(n)s more.", left)
