"""Drafts: three of them as on a phone, what is remarked on each, and who lets it go out.

A remark is a hint, never a lock: people let a draft go or not. Whoever changes a draft that was let
go asks anew: what was read is what goes out.
"""

from collections.abc import Callable
from typing import Final

from coachkit.documents import draft_pages as pages
from coachkit.documents.session_first import with_tick
from coachkit.language.draft_lint import Own, Remark, remarks
from coachkit.language.draft_said import drafts_said, remark_said
from coachkit.language.findings import Finding
from coachkit.language.strategy_words import shortened
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_drafts import DraftPost
from coachkit.model.deciding import next_key
from coachkit.model.languages import Language
from coachkit.model.policies import Policies
from coachkit.sessions.campaign_screen import CampaignScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.draft_forms import ABOUT, RELEASED, WRITTEN
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import Hints
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

SLOTS: Final = 6
"""So many are looked at in a session."""

LOOK, MEND, KNOW, RELEASE = "look", "mend", "know", "release"

_NAME: Final = 18
_EMPTY: Final = DraftPost(key="none")
_READ: Final = ("text", "alt", "shows")
"""What somebody has read who lets a draft go."""


class DraftsScreen(CampaignScreen):
    """A step for each draft, and in it four small ones."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.slots = tuple(_Slot(self, place) for place in range(SLOTS))
        self.another = fields.button(lambda: self.act(self._another), quiet=True)
        self.nothing = Panel()
        self.steps = SubSteps({one.name: one.body for one in self.slots})
        self.body.children = (self.outcome, self.steps, self.another)
        self.redraw()

    @property
    def drafts(self) -> tuple[DraftPost, ...]:
        """The drafts, an empty one where there is none: somebody may begin to write."""
        return self.record.drafts or (_EMPTY.changed(key="draft-1"),)

    def answer(self) -> Finding | None:
        """How many may go out, and how many remarks are left."""
        left = sum(len(one.remarks) for one in self.slots if one.there)
        return drafts_said(self.record.drafts, left, self.speech)

    def redraw(self) -> None:
        """Each draft as it is now."""
        speech = self.speech
        self.steps.named(
            {
                one.name: with_tick(one.title, ticked=bool(one.draft.released_by))
                for one in self.slots
                if one.there
            }
        )
        self.another.description = speech.say("Another draft")
        room = len(self.drafts) < SLOTS and bool(self.record.drafts)
        fields.shown(self.another, there=room and not self.desk.read_only)
        for one in self.slots:
            one.redraw()

    @property
    def own(self) -> Own:
        """What the client has decided by itself."""
        tone = self.desk.the(Policies).tone
        return Own(tone.avoid, tuple(one.claim for one in self.record.no_go))

    def _another(self) -> None:
        key = next_key("draft", (one.key for one in self.record.drafts))
        self.put("draft", drafts=(*self.record.drafts, DraftPost(key=key)))
        self.steps.go(self.slots[len(self.record.drafts) - 1].name)


class _Slot:
    """A place for a draft, by its number."""

    def __init__(self, screen: DraftsScreen, place: int) -> None:
        self._screen, self._place, self.name = screen, place, f"draft-{place + 1}"
        self.phone, self.said, self.beside = Panel(), Panel(), Panel()
        self.left = Panel()
        self.write = self._form("write", WRITTEN)
        self.about = self._form("about", ABOUT)
        self.release = self._form("release", RELEASED)
        self.within = SubSteps(
            {
                LOOK: fields.band(self.phone, self.said, kind="ck-draft"),
                MEND: Stack([self.write, self.beside]),
                KNOW: self.about,
                RELEASE: Stack([self.left, self.release]),
            }
        )
        self.within.switch.add_class("ck-within")
        self.body = Stack([self.within])

    @property
    def there(self) -> bool:
        """Whether there is a draft here."""
        return self._place < len(self._screen.drafts)

    @property
    def draft(self) -> DraftPost:
        """What stands here; an empty one where nothing does."""
        return self._screen.drafts[self._place] if self.there else _EMPTY

    @property
    def title(self) -> str:
        """Its first words."""
        words = self.draft.item or self.draft.text
        said = shortened(words, _NAME)
        return said or self._screen.speech.say("Draft %(n)s", n=self._place + 1)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What somebody who reads along would say."""
        return remarks(self.draft, self._screen.desk.client.language, self._screen.own)

    def redraw(self) -> None:
        """As it is now."""
        if not self.there:
            return
        screen, language, draft = self._screen, self._screen.language, self.draft
        speech = screen.speech
        self.within.named(
            {
                LOOK: speech.say_in("step", "On a phone"),
                MEND: speech.say_in("step", "Mend"),
                KNOW: speech.say_in("step", "What it is"),
                RELEASE: speech.say_in("step", "Let it go"),
            }
        )
        found = [remark_said(one, speech) for one in self.remarks]
        screen.draw(
            self.phone,
            (draft, "phone"),
            lambda: pages.phone(draft, screen.desk.client.name, language),
        )
        said = pages.remarks(found, draft, language)
        for panel in (self.said, self.beside, self.left):
            panel.value = said

    def _form(self, name: str, hints: Hints) -> Form:
        return self._screen.part_form(
            f"{self.name} {name}",
            Campaign,
            _always(hints),
            self._taken,
            self._put,
            known=self._screen.known,
        )

    def _taken(self, campaign: Campaign) -> DraftPost:
        if self._place < len(campaign.drafts):
            return campaign.drafts[self._place]
        return _EMPTY.changed(key="draft-1")

    def _put(self, campaign: Campaign, new: DraftPost) -> Campaign:
        drafts = list(campaign.drafts)
        if self._place > len(drafts) or (self._place and self._place == len(drafts)):
            return campaign
        before = drafts[self._place] if drafts else _EMPTY
        kept = _released(before, new, self._screen)
        if drafts:
            drafts[self._place] = kept
        else:
            drafts.append(kept)
        return campaign.changed(drafts=tuple(drafts))


def _released(before: DraftPost, new: DraftPost, screen: CampaignScreen) -> DraftPost:
    """With the day on which it was let go; another text has to be read anew."""
    other = any(getattr(before, one) != getattr(new, one) for one in _READ)
    if other and before.released_by and new.released_by == before.released_by:
        return new.changed(released_by="", released_on=None)
    day = new.released_on or screen.desk.held_on
    return new.changed(released_on=day if new.released_by else None)


def _always(hints: Hints) -> Callable[[], Hints]:
    return lambda: hints
