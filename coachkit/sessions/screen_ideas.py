"""The idea sprint: write cards, group them, tag them, keep the best; and what became of others."""

from functools import lru_cache
from typing import Final

from coachkit.documents import idea_pages as pages
from coachkit.documents import session_pages
from coachkit.documents.session_first import with_tick
from coachkit.language.findings import Finding
from coachkit.language.idea_words import board_said
from coachkit.language.speech import Speech
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_tracks import Track
from coachkit.model.digital_group import TALKS as ENOUGH_TALKS
from coachkit.model.drafts import Drafts
from coachkit.model.errors import InvalidValue
from coachkit.model.ideas import Idea, IdeaBoard, IdeaState
from coachkit.model.languages import Language
from coachkit.model.people import Team
from coachkit.sessions.campaign_screen import CampaignScreen
from coachkit.sessions.idea_cards import Cards, units_of
from coachkit.sessions.idea_choosing import CardList, FormOfCard
from coachkit.sessions.idea_course import fates_of
from coachkit.sessions.idea_groups import GroupStep
from coachkit.sessions.idea_writing import WriteStep
from coachkit.sessions.known_names import known_names
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_screens import HintsOf
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.evaluation_forms import DEPARTMENTS
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import Hints
from coachkit.widgets.form_schema import Known
from coachkit.widgets.idea_forms import CIRCLE, MESSAGES, TALKS, TEXT, WRITER, WRITERS, tags
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.strategy_forms import CHANNELS, PEOPLE
from coachkit.widgets.sub_steps import SubSteps

STEPS: Final = ("write", "group", "tag", "keep", "became", "circle")


class IdeasScreen(CampaignScreen):
    """Each step shows what it needs and no more; what others write appears by itself."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.cards = Cards(desk)
        self.writing = WriteStep(
            self.cards.write,
            self.act,
            desk.the(Drafts).of(self._half) or {},
            lambda half: desk.draft(self._half, half or None),
        )
        self.grouping = GroupStep(
            lambda: self.board,
            lambda board: desk.put(board, "idea"),
            self.act,
            language,
            read_only=desk.read_only,
        )
        self._make_tagging()
        self._make_keeping()
        self.fates = Panel()
        self.circle = self.part_form(
            "circle",
            IdeaBoard,
            lambda: CIRCLE,
            lambda board: board.circle,
            lambda board, circle: board.changed(circle=circle),
            known=self.known,
        )
        self.talks = self.form("talks", IdeaBoard, lambda: TALKS, known=self.known)
        self.within = SubSteps({"circle": Stack([self.circle]), "talks": Stack([self.talks])})
        self.within.switch.add_class("ck-within")
        self.steps = SubSteps(
            {
                "write": self.writing,
                "group": self.grouping,
                "tag": self.tagging,
                "keep": self.keeping,
                "became": Stack([self.fates]),
                "circle": self.within,
            }
        )
        self.steps.on_step = lambda _: self.redraw()
        self.body.children = (self.outcome, self.steps)
        self.redraw()

    @property
    def _half(self) -> str:
        """Under what is kept that is half typed."""
        return f"{self.block}.write"

    @property
    def board(self) -> IdeaBoard:
        """The board as it is now."""
        return self.desk.the(IdeaBoard)

    def answer(self) -> Finding | None:
        """How many cards from how many units, how many are kept, how many still untagged."""
        return board_said(self.board, self.speech)

    # ── The steps ───────────────────────────────────────────────────────────────────────────────

    def _make_tagging(self) -> None:
        self.to_tag = CardList(self.redraw)
        self.tagged = Panel()
        self.tag_forms = FormOfCard(self._tag_form, self.forget)
        self.next = fields.button(self._next_untagged, primary=True)
        self.same = fields.button(self._tag_group)
        self.gone = fields.button(lambda: self.act(self._withdraw), quiet=True)
        self.tag_buttons = fields.band(self.next, self.same, self.gone)
        beside = Stack([self.tagged, self.tag_buttons, self.tag_forms])
        self.tagging = fields.band(self.to_tag, beside, kind="ck-idea-pair")

    def _make_keeping(self) -> None:
        self.to_keep = CardList(self.redraw)
        self.chosen = Panel()
        self.writer_forms = FormOfCard(self._writer_form, self.forget)
        self.keep = fields.button(lambda: self.act(self._keep), primary=True)
        self.park = fields.button(lambda: self.act(self._park))
        self.open = fields.button(lambda: self.act(self._reopen), quiet=True)
        self.keep_buttons = fields.band(self.keep, self.park, self.open)
        beside = Stack([self.chosen, self.writer_forms, self.keep_buttons])
        self.keeping = fields.band(self.to_keep, beside, kind="ck-idea-pair")

    def _tag_form(self, key: str) -> Form:
        return self._form_of(key, "tags", self._tags)

    def _writer_form(self, key: str) -> Form:
        return self._form_of(key, "writer", lambda: WRITER)

    def _form_of(self, key: str, name: str, hints: HintsOf) -> Form:
        return self.part_form(
            f"{name}.{key}",
            IdeaBoard,
            hints,
            lambda board: board.card(key) or Idea(key=key),
            lambda _, card: self._entered(card),
            known=self.known,
            keeps_half=False,
        )

    def _entered(self, card: Idea) -> IdeaBoard:
        """The board after a form has changed a card, with what was made of the card."""
        self.outcome.value = ""
        before = self.board.card(card.key)
        if before is not None and before.state is IdeaState.KEPT and not card.tagged:
            self.refuse(InvalidValue("untagged", value=before.text[:80]))
        self.cards.change(card)
        return self.board

    def forget(self, form: Form) -> None:
        """A card's form is not shown any more and makes room for another."""
        self._bound = [one for one in self._bound if one.form is not form]
        form.close()

    def _tags(self) -> Hints:
        request, board = self.desk.request, self.board
        channels = () if request is None else tuple(one.name for one in request.channels)
        types = () if request is None else tuple(one.name for one in request.content)
        if request is None:
            channels = tuple(known_names(self.desk).get(CHANNELS, ()))
        return _tag_hints(
            self.desk.the(Campaign).named_tracks,
            (*channels, *(one.channel for one in board.cards)),
            (*types, *(one.content_type for one in board.cards)),
        )

    def known(self) -> Known:
        """The names that may be picked while writing; the messages are those of the audience."""
        team = self.desk.the(Team)
        departments = tuple(one.name for one in team.departments)
        unasked = {one.name for one in team.people if not one.opted_in}
        people = known_names(self.desk)
        writers = (one for one in (*departments, *people[PEOPLE]) if one not in unasked)
        return {
            **people,
            DEPARTMENTS: departments,
            WRITERS: tuple(dict.fromkeys(writers)),
            MESSAGES: self._messages(),
        }

    def _messages(self) -> tuple[str, ...]:
        campaign, card = self.desk.the(Campaign), self.board.card(self._here)
        tracks = campaign.named_tracks
        own = [one for one in tracks if card is not None and one.key == card.track]
        said = (
            message
            for track in own or tracks
            for message in (track.message, *(pillar.message for pillar in track.pillars))
        )
        return tuple(dict.fromkeys(filter(None, said)))

    @property
    def _here(self) -> str:
        """The card that is being tagged; none before there is a list."""
        return self.to_tag.here

    # ── What is pressed ─────────────────────────────────────────────────────────────────────────

    def _next_untagged(self) -> None:
        keys = [one.key for one in self.board.cards]
        here = keys.index(self._here) if self._here in keys else -1
        left = {one.key for one in self.board.untagged}
        later = (key for key in (*keys[here + 1 :], *keys[: here + 1]) if key in left)
        self.to_tag.go(next(later, self._here))

    def _tag_group(self) -> None:
        self.act(lambda: self._told_of(self.cards.tag_group(self._here)))

    def _told_of(self, n: int) -> None:
        self.outcome.value = session_pages.said(
            self.speech.count(
                "%(n)s card of the group has the same tags now.",
                "%(n)s cards of the group have the same tags now.",
                n,
            ),
            self.language,
        )

    def _withdraw(self) -> None:
        self.cards.withdraw(self._here)

    def _keep(self) -> None:
        self.cards.keep(self.to_keep.here)

    def _park(self) -> None:
        self.cards.park(self.to_keep.here)

    def _reopen(self) -> None:
        self.cards.reopen(self.to_keep.here)

    # ── Drawing ─────────────────────────────────────────────────────────────────────────────────

    def lay_open(self) -> None:
        """Everything of every step: it is about to be read as a whole."""
        for step in STEPS:
            self._draw(step)

    def redraw(self) -> None:
        """The step that is shown, as it is now: hundreds of cards are drawn once and not twice."""
        speech, board = self.speech, self.board
        self.steps.named(
            {
                "write": with_tick(speech.say_in("step", "Write"), ticked=bool(board.cards)),
                "group": with_tick(speech.say_in("step", "Group"), ticked=bool(board.groups)),
                "tag": with_tick(
                    speech.say_in("step", "Tag"),
                    ticked=bool(board.cards) and not board.untagged,
                ),
                "keep": with_tick(speech.say_in("step", "Keep"), ticked=bool(board.kept)),
                "became": speech.say_in("step", "What became of them"),
                "circle": with_tick(
                    speech.say_in("step", "Digital group"), ticked=board.circle.whole
                ),
            }
        )
        self._draw(self.steps.here)

    def _draw(self, step: str) -> None:
        match step:
            case "write":
                known = units_of(self.board, self.desk.the(Team))
                self.writing.redraw(self.board, known, self.language, self.speech)
                there = not self.desk.read_only
                fields.shown(self.writing.units, there=there)
                fields.shown(self.writing.more, there=there)
            case "group":
                self.grouping.redraw(self.language, self.speech)
            case "tag":
                self._draw_tagging(self.speech)
            case "keep":
                self._draw_keeping(self.speech)
            case "circle":
                self._draw_circle(self.speech)
            case "became":
                self.fates.value = pages.fates(fates_of(self.desk), self.language)

    def _draw_circle(self, speech: Speech) -> None:
        board = self.board
        joined = sum(one.joined for one in board.talks)
        self.within.named(
            {
                "circle": with_tick(speech.say_in("step", "The group"), ticked=board.circle.whole),
                "talks": with_tick(
                    speech.say_in("step", "Talks that we join"), ticked=joined >= ENOUGH_TALKS
                ),
            }
        )

    def _draw_tagging(self, speech: Speech) -> None:
        board = self.board
        self.to_tag.redraw(board.cards, speech)
        card = board.card(self.to_tag.here)
        campaign = self.desk.the(Campaign)
        lead = (
            "" if campaign.named_tracks else speech.say("There are no tracks to tag it with yet.")
        )
        self.tagged.value = pages.card(card, campaign, self.language, lead)
        self.tag_forms.show(self.to_tag.here)
        self.next.description = speech.say("The next without tags")
        self.same.description = speech.say("The same for its group")
        self.gone.description = speech.say("Take it off the board")
        self.next.disabled = not board.untagged
        fields.shown(self.same, there=card is not None and bool(card.group) and card.tagged)
        there = card is not None and not self.desk.read_only
        fields.shown(self.tag_buttons, there=there)

    def _draw_keeping(self, speech: Speech) -> None:
        board = self.board
        self.to_keep.redraw(board.cards, speech)
        card = board.card(self.to_keep.here)
        self.chosen.value = pages.card(card, self.desk.the(Campaign), self.language)
        self.writer_forms.show(self.to_keep.here)
        state = IdeaState.OPEN if card is None else card.state
        self.keep.description = speech.say("Keep it")
        self.park.description = speech.say("Park it")
        self.open.description = speech.say("Talk about it again")
        fields.shown(self.keep, there=state is not IdeaState.KEPT)
        fields.shown(self.park, there=state is not IdeaState.PARKED)
        fields.shown(self.open, there=state is not IdeaState.OPEN)
        fields.shown(self.keep_buttons, there=card is not None and not self.desk.read_only)


@lru_cache(maxsize=4)
def _tag_hints(
    tracks: tuple[Track, ...], channels: tuple[str, ...], types: tuple[str, ...]
) -> Hints:
    """The same object for the same choices: a form is then drawn once."""
    return {**tags(tracks, channels, types), **TEXT}
