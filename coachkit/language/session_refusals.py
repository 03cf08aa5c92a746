"""What coachkit says when a run sheet cannot be held, or a session cannot do what is asked."""

from collections.abc import Mapping
from typing import Final

from coachkit.language.speech import Sentences, later

SHEETS: Final[Mapping[str, Sentences]] = {
    "not_ninety": (
        later("The blocks take %(value)s minutes together. A session takes %(expected)s."),
        later("The blocks of a session take 90 minutes together."),
    ),
    "steps_disagree": (
        later("The steps take %(value)s minutes, the block %(minutes)s. Make them agree."),
        later("The steps take longer or shorter than their block. Make them agree."),
    ),
    "same_pace": (
        later(
            "From here the pace stays the same for %(value)s minutes; at most %(limit)s. Let "
            "people write, look, talk or decide in between."
        ),
        later("The pace stays the same for too long here."),
    ),
    "waits": (
        later("From here people only listen for %(value)s minutes; at most %(limit)s."),
        later("People only listen for too long here."),
    ),
    "taught_too_long": (
        later(
            "From here something is shown for %(value)s minutes before people do it themselves; "
            "at most %(limit)s."
        ),
        later("Something is shown for too long here before people do it themselves."),
    ),
    "not_taught": (
        later("The block begins with people doing something. First show or say how, for a minute."),
    ),
    "fills_nothing": (
        later("The block leaves nothing behind. Say which part of the model it fills, or drop it."),
    ),
    "words_missing": (later("Words are missing here. Every language of the sheet needs them."),),
    "not_toml": (
        later("“%(value)s” cannot be read as TOML (%(reason)s)."),
        later("“%(value)s” cannot be read as TOML."),
        later("The file cannot be read as TOML."),
    ),
    "unknown_sheet": (
        later("There is no run sheet “%(value)s”. There are: %(known)s."),
        later("There is no run sheet of that name."),
    ),
}

SESSIONS: Final[Mapping[str, Sentences]] = {
    "unknown_block": (
        later("The run sheet has no block “%(value)s”."),
        later("The run sheet has no such block."),
    ),
    "not_begun": (later("The session has not begun yet. Start the clock first."),),
    "session_over": (later("The session is over. What was decided stays as it is."),),
    "block_done": (
        later("This block is behind you. Go back to it, or extend one that is still to come."),
    ),
    "no_minutes_left": (
        later(
            "There are not that many minutes to take from the other blocks: %(known)s at most. "
            "Leave a block out instead."
        ),
        later("The other blocks have no minutes left to give. Leave one out instead."),
    ),
    "no_consent": (later("A name is kept only of those who said yes to it. Ask them first."),),
    "too_many_actions": (
        later("%(limit)s open actions are enough. Finish or drop one before you add another."),
        later("There are enough open actions. Finish or drop one before you add another."),
    ),
    "unknown_action": (later("This action is no longer in the plan. Open the plan again."),),
    "unknown_question": (later("This question is no longer among the parked ones."),),
}

STORED_SESSIONS: Final[Mapping[str, Sentences]] = {
    "unknown_session": (
        later("Nothing was written down in session %(session)s."),
        later("There is no such session."),
    ),
    "no_session": (
        later("“%(client)s” has had no session yet."),
        later("There has been no session yet."),
    ),
}
