"""What the first screens of a strategy session come to, in sentences."""

from collections.abc import Sequence
from typing import Final

from coachkit.language.findings import Finding
from coachkit.language.speech import Speech, later_in
from coachkit.language.strategy_words import inside_name, worry_name
from coachkit.model.actions import Action, ActionState, Promises
from coachkit.model.audit import Audit, LinkState, Mention
from coachkit.model.inside_view import InsideQuestion, InsideView
from coachkit.model.intake import Intake
from coachkit.model.strategy import Basis, OurQuestion, Profile, Worry

_STATES: Final = {
    ActionState.OPEN: later_in("what became of a promise", "Waiting"),
    ActionState.DONE: later_in("what became of a promise", "Kept"),
    ActionState.DROPPED: later_in("what became of a promise", "Dropped"),
}
_LATE: Final = later_in("what became of a promise", "Late")


# ── Our question ────────────────────────────────────────────────────────────────────────────────


def question_asked(question: OurQuestion, speech: Speech) -> str:
    """The question in their own words, or the one of the five; empty before it is chosen."""
    if question.words:
        return question.words
    if question.worry in {None, Worry.OWN}:
        return ""
    return worry_name(question.worry, speech)


def question_said(question: OurQuestion, in_room: int, speech: Speech) -> Finding | None:
    """What is to be answered, and by how many."""
    asked = question_asked(question, speech)
    if not asked:
        return None
    return Finding(text=asked, detail=_in_room(in_room, speech) if in_room else "")


def _in_room(n: int, speech: Speech) -> str:
    return speech.count("%(n)s person is in the room.", "%(n)s people are in the room.", n)


def promises_said(promised: Promises, speech: Speech) -> Finding:
    """How many promises of earlier sessions were kept, and what became of the others."""
    kept = speech.count(
        "%(kept)s of %(n)s promise was kept.",
        "%(kept)s of %(n)s promises were kept.",
        promised.n,
        kept=len(promised.kept),
    )
    late = len(promised.late)
    detail = speech.count("%(n)s is late.", "%(n)s are late.", late) if late else ""
    return Finding(text=kept, detail=detail)


def promise_state(action: Action, speech: Speech, *, late: bool) -> str:
    """What became of a promise, in a word."""
    return speech.say_in(*(_LATE if late else _STATES[action.state]))


# ── The outside view ────────────────────────────────────────────────────────────────────────────


def audit_said(audit: Audit, speech: Speech) -> Finding | None:
    """How much there is, and what is still open of it."""
    if not (audit.accounts or audit.mentions):
        return None
    text = speech.say(
        "%(accounts)s and %(places)s.",
        accounts=speech.count("%(n)s account", "%(n)s accounts", len(audit.accounts)),
        places=speech.count(
            "%(n)s place that talks about you",
            "%(n)s places that talk about you",
            len(audit.mentions),
        ),
    )
    return Finding(text=text, detail=" ".join(_open_in(audit, speech)))


def _open_in(audit: Audit, speech: Speech) -> list[str]:
    said = []
    ownerless = sum(not one.owner for one in audit.accounts)
    if ownerless:
        said.append(
            speech.count("%(n)s account has no owner.", "%(n)s accounts have no owner.", ownerless)
        )
    undecided = sum(one.verdict is None for one in audit.accounts)
    if undecided:
        said.append(
            speech.count("%(n)s account is undecided.", "%(n)s accounts are undecided.", undecided)
        )
    links = links_said(audit, speech)
    return [*said, links] if links else said


def links_said(audit: Audit, speech: Speech) -> str:
    """How many ways between the site and the channels are there; empty before one is looked at."""
    ways = [way for one in audit.links for way in (one.to_channel, one.to_site)]
    looked_at = [way for way in ways if way not in {None, LinkState.NOT_NEEDED}]
    if not looked_at:
        return ""
    return speech.count(
        "%(there)s of %(n)s way between site and channels is there.",
        "%(there)s of %(n)s ways between site and channels are there.",
        len(looked_at),
        there=looked_at.count(LinkState.THERE),
    )


def prefilled_said(audit: Audit, intake: Intake, speech: Speech) -> str:
    """What nobody had to write in the session, and whence it is; empty where there is nothing."""
    said = [
        speech.count(
            "%(n)s place from %(source)s", "%(n)s places from %(source)s", n, source=source
        )
        for source, n in _imported(audit.mentions).items()
    ]
    theirs = {one.channel.casefold() for one in intake.accounts}
    accounts = sum(one.channel.casefold() in theirs for one in audit.accounts)
    if accounts:
        said.append(
            speech.count(
                "%(n)s account from the client's form",
                "%(n)s accounts from the client's form",
                accounts,
            )
        )
    wheres = {one.where.casefold() for one in intake.mentions}
    places = sum(one.count is None and one.where.casefold() in wheres for one in audit.mentions)
    if places:
        said.append(
            speech.count(
                "%(n)s place from the client's form", "%(n)s places from the client's form", places
            )
        )
    if not said:
        return ""
    return speech.say("Filled in already: %(what)s.", what=speech.list(said))


def _imported(mentions: Sequence[Mention]) -> dict[str, int]:
    found: dict[str, int] = {}
    for one in mentions:
        if one.count is not None and one.source:
            found[one.source] = found.get(one.source, 0) + 1
    return found


def imported_said(mention: Mention, speech: Speech) -> str:
    """How often a place was counted, and in which file."""
    counted = speech.count("%(n)s mention", "%(n)s mentions", mention.count or 0)
    if not mention.source:
        return counted
    return f"{counted} · {mention.source}"


# ── The inside view ─────────────────────────────────────────────────────────────────────────────


def inside_said(view: InsideView, speech: Speech) -> Finding | None:
    """How many of the six have an answer, and on which not all say the same."""
    if not view.answers:
        return None
    answered = sum(bool(view.answered(question)) for question in InsideQuestion)
    text = speech.count(
        "%(n)s of %(of)s questions has an answer.",
        "%(n)s of %(of)s questions have an answer.",
        answered,
        of=len(InsideQuestion),
    )
    return Finding(text=text, detail=_differing(view, speech))


def _differing(view: InsideView, speech: Speech) -> str:
    seen = {question: _views(view, question) for question in InsideQuestion}
    apart = [question for question, n in seen.items() if n > 1]
    if not apart:
        return ""
    if len(apart) > 1:
        topics = speech.list([inside_name(one, speech) for one in apart])
        return speech.say("Not all answer the same: %(topics)s.", topics=topics)
    return speech.count(
        "%(n)s person sees this differently: %(topic)s.",
        "%(n)s people see this differently: %(topic)s.",
        seen[apart[0]],
        topic=inside_name(apart[0], speech),
    )


def _views(view: InsideView, question: InsideQuestion) -> int:
    """How many different answers a question has, each from somebody else."""
    return len({" ".join(one.text.casefold().split()) for one in view.answered(question)})


# ── Customer profiles ───────────────────────────────────────────────────────────────────────────


def profiles_said(profiles: Sequence[Profile], speech: Speech) -> Finding | None:
    """How much of what is said of customers is known, and how much is guessed."""
    lines = [line for one in profiles for line in one.lines if line.text]
    if not lines:
        return None
    sure = [line for line in lines if line.basis is Basis.DATA]
    text = speech.count(
        "%(data)s of %(n)s line rests on data.",
        "%(data)s of %(n)s lines rest on data.",
        len(lines),
        data=len(sure),
    )
    sourceless = sum(not line.source for line in sure)
    if not sourceless:
        return Finding(text=text)
    detail = speech.count(
        "%(n)s line of data does not say where from.",
        "%(n)s lines of data do not say where from.",
        sourceless,
    )
    return Finding(text=text, detail=detail)
