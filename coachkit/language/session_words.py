"""What is said of a session: how long it took, what follows it, what is talked about then."""

from collections.abc import Mapping, Sequence
from typing import Final

from coachkit.language.speech import Speech, later, later_in
from coachkit.model.actions import Action, ActionState
from coachkit.model.follow_ups import FollowUp, FollowUpKind
from coachkit.model.minutes import BlockMinutes, Minutes
from coachkit.model.open_decisions import Known, Undecided
from coachkit.model.run_sheets import RunSheet
from coachkit.model.session_time import Clock
from coachkit.model.sessions import MINUTE

_STATES: Final = {
    ActionState.OPEN: later_in("state of an action", "open"),
    ActionState.DONE: later_in("state of an action", "done"),
    ActionState.DROPPED: later_in("state of an action", "dropped"),
}

_MEETINGS: Final = {
    FollowUpKind.CHECK_IN: later("Check-in: how are the actions going?"),
    FollowUpKind.MONTHLY: later("Monthly meeting: measure and share"),
    FollowUpKind.QUARTERLY: later("Quarterly review of the strategy"),
}

_AGENDAS: Final[Mapping[FollowUpKind, Sequence[tuple[int, str]]]] = {
    FollowUpKind.CHECK_IN: (
        (3, later("Each action: done, under way or stuck")),
        (1, later("What is in the way, and who can remove it?")),
        (1, later("The one next step until next time")),
    ),
    FollowUpKind.MONTHLY: (
        (5, later("One number for each goal, with a note where a platform counts differently")),
        (10, later("Plan and reality side by side, and whose turn was it?")),
        (10, later("Two wins, and why they worked")),
        (5, later("One failure, without blame: what did we learn?")),
        (5, later("What customers say and ask, from customer service")),
        (5, later("What is new on the platforms")),
        (5, later("Decisions, and thanks to those who made it possible")),
    ),
    FollowUpKind.QUARTERLY: (
        (10, later("Decisions whose day has come: keep, change or drop?")),
        (10, later("What has changed in the strategy, and what did we learn it from?")),
        (5, later("Rehearsal: four hours a week fewer, what goes first?")),
        (5, later("The next version gets its name, the next review its day")),
    ),
}
"""By meeting: how many minutes, and for what."""


def action_state_name(state: ActionState, speech: Speech) -> str:
    """What became of an action, in a word."""
    return speech.say_in(*_STATES[state])


def meeting_name(meeting: FollowUp, speech: Speech) -> str:
    """What a follow-up is called in a calendar."""
    return speech.say(_MEETINGS[meeting.kind])


def agenda(kind: FollowUpKind, speech: Speech) -> list[tuple[int, str]]:
    """What is talked about in a follow-up: minutes and subject, in order."""
    return [(minutes, speech.say(about)) for minutes, about in _AGENDAS[kind]]


def minutes_said(seconds: int, speech: Speech) -> str:
    """Seconds as whole minutes: “12 minutes”."""
    return speech.count("%(n)s minute", "%(n)s minutes", _whole(seconds))


def block_over(block: str, seconds: int, speech: Speech) -> str:
    """How much longer or shorter a block was than planned. ``block``: its title."""
    minutes = _whole(abs(seconds))
    if minutes == 0:
        return speech.say("%(block)s took as long as planned.", block=block)
    if seconds > 0:
        return speech.count(
            "%(n)s minute over in %(block)s.",
            "%(n)s minutes over in %(block)s.",
            minutes,
            block=block,
        )
    return speech.count(
        "%(n)s minute saved in %(block)s.",
        "%(n)s minutes saved in %(block)s.",
        minutes,
        block=block,
    )


def session_over(seconds: int, speech: Speech) -> str:
    """How the whole session kept to its time. ``seconds``: beyond the run sheet's."""
    minutes = _whole(abs(seconds))
    if minutes == 0:
        return speech.say("The session ended on time.")
    if seconds > 0:
        return speech.count(
            "The session ended %(n)s minute late.", "The session ended %(n)s minutes late.", minutes
        )
    return speech.count(
        "The session ended %(n)s minute early.", "The session ended %(n)s minutes early.", minutes
    )


def late_said(seconds: int, speech: Speech) -> str:
    """What the clock says of one who is late; empty when on time."""
    minutes = _whole(seconds)
    if minutes <= 0:
        return ""
    return speech.count(
        "%(n)s minute late: it comes off the blocks to come.",
        "%(n)s minutes late: it comes off the blocks to come.",
        minutes,
    )


def action_said(action: Action, speech: Speech) -> str:
    """An action in a line: what, who and until when."""
    return speech.say(
        "%(what)s – %(who)s, %(day)s",
        what=action.what,
        who=action.who,
        day=speech.short_day(action.when),
    )


def minutes_lines(minutes: Minutes, sheet: RunSheet, speech: Speech) -> list[str]:
    """The minutes in plain lines, block by block: what a command prints."""
    spoken = sheet.said(speech.language)
    title = speech.say("%(name)s, session %(number)s", name=spoken.name, number=minutes.session)
    lines = [f"{title} · {minutes.label}" if minutes.label else title]
    if minutes.started_at is not None:
        lines.append(speech.moment(minutes.started_at))
    if minutes.ended_at is not None:
        lines.append(session_over(minutes.over, speech))
    if minutes.question:
        lines.append(speech.say("Our question: %(question)s", question=minutes.question))
    for block in minutes.blocks:
        lines += _block_lines(block, spoken.blocks[block.key].title, speech)
    lines += [
        speech.say("Still open: %(question)s", question=one.text) for one in minutes.unanswered
    ]
    lines += [
        speech.say("Action: %(action)s", action=action_said(one, speech)) for one in minutes.actions
    ]
    return lines


def _block_lines(block: BlockMinutes, title: str, speech: Speech) -> list[str]:
    if block.began is None or block.over is None:
        return ["", speech.say("%(block)s was left out.", block=title)]
    return [
        "",
        f"{on_the_clock(block.began)}  {title}",
        f"  {block_over(title, block.over, speech)}",
        *(
            "  "
            + (
                speech.say("Decided: %(text)s (%(owner)s)", text=one.text, owner=one.owner)
                if one.owner
                else speech.say("Decided: %(text)s", text=one.text)
            )
            for one in block.decisions
        ),
        *(f"  {speech.say('Parked: %(text)s', text=one.text)}" for one in block.parked),
    ]


def replay_lines(
    clock: Clock, known: Known, left: Sequence[Undecided], sheet: RunSheet, speech: Speech
) -> list[str]:
    """How a session stood at a minute, in plain lines: what a command prints."""
    spoken = sheet.said(speech.language)
    title = spoken.blocks[clock.block].title if clock.block else spoken.name
    lines = [
        f"{on_the_clock(clock.second)}  {title}",
        speech.say("%(minutes)s left of the session.", minutes=minutes_said(clock.left, speech)),
    ]
    late = late_said(clock.late, speech)
    return [
        *lines,
        *([late] if late else []),
        *(speech.say("Decided: %(text)s", text=one.text) for one in known.session.decisions),
        *(
            speech.say("To be decided: %(question)s", question=spoken.decisions[one.key])
            for one in left
            if one.due
        ),
    ]


def on_the_clock(seconds: int) -> str:
    """Seconds as a clock shows them: “38:20”."""
    return f"{seconds // MINUTE:02d}:{seconds % MINUTE:02d}"


def _whole(seconds: int) -> int:
    """Whole minutes, half ones upwards."""
    return (seconds + MINUTE // 2) // MINUTE
