"""What everything that is done with a card of the board goes through."""

from collections.abc import Iterator
from secrets import token_hex

from coachkit.model.campaign import Campaign
from coachkit.model.errors import InvalidValue
from coachkit.model.idea_assets import after_card
from coachkit.model.ideas import Idea, IdeaBoard, IdeaState
from coachkit.model.people import Team
from coachkit.sessions.session_desk import SessionDesk

MOST = 1_000
"""As many cards as a board has room for."""


def new_card(board: IdeaBoard, text: str, unit: str) -> Idea:
    """A card with a key that no other browser gives; :class:`InvalidValue` where it cannot be.

    Codes ``no_unit``, ``missing``, ``board_full``.
    """
    if not unit.strip():
        raise InvalidValue("no_unit")
    if not text.strip():
        raise InvalidValue("missing", "text")
    if len(board.cards) >= MOST:
        raise InvalidValue("board_full")
    return Idea(key=f"idea-{token_hex(6)}", text=text, unit=unit)


def units_of(board: IdeaBoard, team: Team) -> tuple[str, ...]:
    """Who may write: the departments, and whoever has written already."""
    return tuple(dict.fromkeys((*(one.name for one in team.departments), *board.units)))


class Cards:
    """The board of a session's client, and the campaign that kept cards go into."""

    def __init__(self, desk: SessionDesk) -> None:
        self._desk = desk

    @property
    def board(self) -> IdeaBoard:
        """The board as it is now."""
        return self._desk.the(IdeaBoard)

    @property
    def campaign(self) -> Campaign:
        """The campaign as it is now."""
        return self._desk.the(Campaign)

    def write(self, text: str, unit: str) -> Idea:
        """One more card; :class:`InvalidValue` as :func:`new_card`."""
        fresh = new_card(self.board, text, unit)
        card = fresh.changed(written_on=self._desk.today, session=self._desk.session.number)
        self._desk.put(self.board.changed(cards=(*self.board.cards, card)), "idea")
        return card

    def change(self, card: Idea) -> None:
        """The card as it is now, and with it what was made of it.

        One that was kept and is not tagged any more is open again; one that is gone stays gone.
        """
        before = self.board.card(card.key)
        if before is None or before == card:
            return
        if card.state is IdeaState.KEPT and not card.tagged:
            card = card.changed(state=IdeaState.OPEN)
        self._put(self.board.with_card(card), before, card)

    def keep(self, key: str) -> None:
        """It may enter the plan; codes ``untagged``, ``no_writer``, ``not_opted_in``."""
        card = self._known(key)
        if not card.tagged:
            raise InvalidValue("untagged", value=card.text[:80])
        if not card.writer:
            raise InvalidValue("no_writer")
        unasked = {one.name for one in self._desk.the(Team).people if not one.opted_in}
        if card.writer in unasked:
            raise InvalidValue("not_opted_in", value=card.writer)
        self.change(card.changed(state=IdeaState.KEPT))

    def park(self, key: str) -> None:
        """It waits for another time."""
        self.change(self._known(key).changed(state=IdeaState.PARKED))

    def reopen(self, key: str) -> None:
        """It is talked about again."""
        self.change(self._known(key).changed(state=IdeaState.OPEN))

    def withdraw(self, key: str) -> None:
        """Off the board."""
        before = self._known(key)
        self._put(self.board.without(key), before, None)

    def tag_group(self, key: str) -> int:
        """Give the untagged cards of that card's group the same tags; how many there were."""
        like = self._known(key)
        if like.group is None or not like.tagged:
            return 0
        tags = {
            name: getattr(like, name) for name in ("track", "message", "channel", "content_type")
        }
        others = {one.key for one in self.board.in_group(like.group) if not one.tagged}
        if others:
            cards = tuple(
                one.changed(**tags) if one.key in others else one for one in self.board.cards
            )
            self._desk.put(self.board.changed(cards=cards), "idea")
        return len(others)

    def _known(self, key: str) -> Idea:
        card = self.board.card(key)
        if card is None:
            raise InvalidValue("card_gone")
        return card

    def _put(self, board: IdeaBoard, before: Idea, after: Idea | None) -> None:
        self._desk.put(board, "idea")
        campaign = after_card(self.campaign, before, after, tuple(self._makers()))
        self._desk.put(campaign, "idea")

    def _makers(self) -> Iterator[str]:
        request = self._desk.request
        if request is not None:
            yield from (one.name for one in request.team.contributors)
