"""Predict before reveal: everybody votes, then the figures are shown, then what surprised is said.

What the posts gathered is read when somebody asks for it, and not before: nothing of it is in the
page, in the record or on its way to a browser while votes are taken.
"""

from secrets import token_hex
from typing import Any, Final

from coachkit.documents import evaluation_blocks as blocks
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech
from coachkit.language.terms import metric_name, platform_name
from coachkit.language.typed_numbers import typed_number
from coachkit.model.ballots import Ballot, Candidate, Figure, Vote
from coachkit.model.errors import InvalidValue
from coachkit.model.languages import Language
from coachkit.model.observations import Platform
from coachkit.model.results import PostResult
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.opening import now
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.evaluation_forms import SURPRISES
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

TOLD_APART: Final = 7
"""So many posts can be looked at and voted on in two minutes."""

_EDGE: Final = 3
_MIDDLE: Final = TOLD_APART - 2 * _EDGE


class PredictScreen(EvaluationScreen):
    """The vote, the figures, the surprises: in this order and no other."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._deaf = False
        self.about = fields.choice([("", "")])
        self.best, self.worst = fields.choice([("", "")]), fields.choice([("", "")])
        self.amount = fields.text(kind="ck-number")
        self.vote = fields.button(lambda: self.act(self._vote), primary=True)
        self.show_figures = fields.button(lambda: self.act(self.reveal))
        self.posts, self.figures, self.wait = Panel(), Panel(), Panel()
        self.ask = fields.band(self.about, kind="ck-chosen")
        self.choose = fields.band(self.best, self.worst, self.amount, kind="ck-voted")
        self.buttons = fields.band(self.vote, self.show_figures)
        self.surprises = self.of_record("surprises", SURPRISES)
        self.steps = SubSteps(
            {
                "vote": Stack([self.ask, self.choose, self.buttons, self.posts]),
                "figures": Stack([self.wait, self.figures]),
                "surprises": Stack([self.surprises]),
            }
        )
        self.about.observe(self._asked_about, "value")
        self.body.children = (self.outcome, self.steps)
        self.redraw()

    @property
    def ballot(self) -> Ballot:
        """The vote as it stands; before the first one, on the first metric there is."""
        kept = self.record.ballot
        return kept if kept.candidates else self._begun()

    def answer(self) -> Finding | None:
        """How the vote stands; then who saw it coming."""
        ballot, speech = self.record.ballot, self.speech
        if not ballot.votes:
            return None
        if ballot.open:
            return Finding(
                text=speech.count("%(n)s vote so far.", "%(n)s votes so far.", len(ballot.votes)),
                detail=speech.say("The figures are shown when everybody has voted."),
            )
        return Finding(text=blocks.hits(ballot, speech))

    def redraw(self) -> None:
        """The vote as it stands; the figures once they were shown."""
        speech, ballot = self.speech, self.ballot
        self.steps.named(
            {
                "vote": speech.say_in("step", "Vote"),
                "figures": speech.say_in("step", "What the figures say"),
                "surprises": speech.say_in("step", "Surprises"),
            }
        )
        self._choices(speech, ballot)
        self.posts.value = blocks.ballot(ballot, self.language)
        self.figures.value = blocks.revealed(ballot, self.language)
        waits = speech.say("Nobody sees the figures before the votes are in.")
        self.wait.value = blocks.lines("", [waits] if ballot.open else [], self.language)
        live = ballot.open and bool(ballot.candidates) and not self.desk.read_only
        for one in (self.choose, self.vote, self.show_figures):
            fields.shown(one, there=live)
        self.show_figures.disabled = not ballot.votes
        fields.shown(self.ask, there=live and not ballot.votes)

    # ── What is pressed ─────────────────────────────────────────────────────────────────────────

    def _vote(self) -> None:
        vote = Vote(
            # A key that says nothing of who, or of who came when.
            key=f"vote-{token_hex(6)}",
            best=self.best.value or None,
            worst=self.worst.value or None,
            amount=self._amount(),
            said=now(),
        )
        if vote.best is None and vote.worst is None:
            return
        self.put("vote", ballot=self.ballot.with_vote(vote))
        self.best.value = self.worst.value = self.amount.value = ""

    def _amount(self) -> float | None:
        written = self.amount.value.strip()
        if not written:
            return None
        found = typed_number(written, self.language)
        if found is None:
            raise InvalidValue("wrong_type", "amount", value=written[:80])
        return found

    def reveal(self) -> None:
        """The votes are in: read what the posts gathered, and show it."""
        ballot = self.ballot
        found = {one.item: one.value for one in self._posts(ballot.platform, ballot.metric)}
        figures = [Figure(item=one.item, value=found.get(one.item)) for one in ballot.candidates]
        self.put("figures shown", ballot=ballot.revealed(figures, now()))
        self.steps.go("figures")

    def _asked_about(self, change: Any) -> None:
        if self._deaf or not change["new"]:
            return
        platform, _, metric = str(change["new"]).partition("/")
        self.put("vote", ballot=self._on(Platform(platform), metric))

    # ── What there is ───────────────────────────────────────────────────────────────────────────

    def _begun(self) -> Ballot:
        first = next(iter(self._askable()), None)
        return Ballot() if first is None else self._on(*first)

    def _on(self, platform: Platform, metric: str) -> Ballot:
        """With the posts to choose from, in the order of their days: it tells nothing else."""
        found = [one for one in self._posts(platform, metric) if not one.young]
        ranked = sorted(found, key=lambda one: (-one.value, one.item))
        chosen = ranked
        if len(ranked) > TOLD_APART:
            half = len(ranked) // 2
            chosen = [*ranked[:_EDGE], *ranked[half : half + _MIDDLE], *ranked[-_EDGE:]]
        told = sorted(chosen, key=lambda one: (one.day, one.item))
        return Ballot(
            platform=platform,
            metric=metric,
            candidates=tuple(
                Candidate(
                    item=one.item,
                    day=one.day,
                    text=" ".join(one.text.split())[:240],
                    permalink=one.permalink,
                )
                for one in told
            ),
        )

    def _posts(self, platform: Platform | None, metric: str) -> tuple[PostResult, ...]:
        if platform is None:
            return ()
        found = self.metric(platform, metric)
        return () if found is None else found.posts

    def _askable(self) -> list[tuple[Platform, str]]:
        """What can be voted on: the most telling measure of each platform's posts."""
        if self.period is None:
            return []
        return [
            (platform, metric)
            for platform in self.data.platforms()
            for metric in self.metrics(platform)[:2]
            if self._posts(platform, metric)
        ]

    def _choices(self, speech: Speech, ballot: Ballot) -> None:
        posts = [(blocks.called(one), one.item) for one in ballot.candidates]
        nobody = (speech.say("Not chosen"), "")
        self._deaf = True
        try:
            for one in (self.best, self.worst):
                options = (nobody, *posts)
                if one.options != options:
                    kept = one.value
                    one.options = options
                    one.value = kept if kept in {item for _, item in posts} else ""
            if ballot.open and not ballot.votes:
                self._offer(speech, ballot)
        finally:
            self._deaf = False
        self.best.description = speech.say("The best, I think")
        self.worst.description = speech.say("The weakest, I think")
        self.amount.description = speech.say("The best gathered about")
        self.about.description = speech.say("What we vote on")
        self.vote.description = speech.say("Vote without a name")
        self.show_figures.description = speech.say("All have voted: show the figures")

    def _offer(self, speech: Speech, ballot: Ballot) -> None:
        options = tuple(
            (
                f"{metric_name(metric, speech)} · {platform_name(platform, speech)}",
                f"{platform}/{metric}",
            )
            for platform, metric in self._askable()
        )
        if options and self.about.options != options:
            self.about.options = options
        here = f"{ballot.platform}/{ballot.metric}" if ballot.platform else ""
        if here in {value for _, value in options}:
            self.about.value = here
