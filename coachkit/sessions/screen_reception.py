"""Reception: each channel beside its own usual, the goals, what works, and a sentence for each."""

from functools import partial
from typing import Annotated

from pydantic import Field

from coachkit.documents import evaluation_pages as parts
from coachkit.documents.session_first import guide
from coachkit.language.findings import Finding
from coachkit.language.terms import metric_name, platform_name
from coachkit.model.audit import Account, Audit
from coachkit.model.benchmarks import BesideOthers, Brought
from coachkit.model.courses import GoalAhead
from coachkit.model.deciding import Line
from coachkit.model.evaluation_record import Evaluation, OutTake
from coachkit.model.factors import ContentEffects
from coachkit.model.languages import Language
from coachkit.model.observations import Platform
from coachkit.model.periods import Period
from coachkit.model.results import MetricResults
from coachkit.model.values import Value
from coachkit.sessions import evaluation_figures as figures
from coachkit.sessions.drawn_in_turn import DrawnInTurn
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.reckoning import Reckoning
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_reality import Remembered
from coachkit.widgets.form_hints import As, Hint, Hints
from coachkit.widgets.others_form import others_form
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

_CHANNELS, _GOALS, _WORKS, _OTHERS, _SAID = "channels", "goals", "works", "others", "said"

_Asked = tuple[int, tuple[Period, ...]]
"""Which reading of the exports, and the campaigns that are no quiet past."""


class Sentences(Value):
    """A sentence for each channel, in their order."""

    sentences: Annotated[tuple[Line, ...], Field(max_length=20)] = ()


class ReceptionScreen(EvaluationScreen):
    """Small pictures side by side; then what is said of each. What takes longer is found later."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.channels, self.goals, self.works = Panel(), DrawnInTurn(), DrawnInTurn()
        self._hints_of: tuple[str, ...] | None = None
        self._hints: Hints = {}
        self._tried: Remembered[_Asked, tuple[GoalAhead, ...]] = Remembered(
            lambda asked: figures.forecasts(self.data, others=asked[1], refined=True)
        )
        self._forecasting = Reckoning(self._tried, self.at_work, self.refuse)
        self.others = Panel()
        self._others_form: tuple[tuple[tuple[str, ...], str], Hints] | None = None
        self.brought = self.of_record("others", self._others_hints)
        self.said = self.part_form(
            "sentences", Evaluation, self._sentence_hints, self._sentences, self._put_sentences
        )
        self.steps = SubSteps(
            {
                _CHANNELS: Stack([self.channels]),
                _GOALS: Stack([self.working, self.goals.body]),
                _WORKS: Stack([self.works.body]),
                _OTHERS: Stack([self.others, self.brought]),
                _SAID: Stack([self.said]),
            }
        )
        self.steps.on_step = lambda _: self.redraw()
        self.body.children = (self.outcome, self.steps)
        self.redraw()

    def answer(self) -> Finding | None:
        """How many channels have their sentence."""
        said = sum(bool(one.text) for one in self.record.out_takes)
        if not said:
            return None
        return Finding(
            text=self.speech.count(
                "%(n)s of %(of)s channels has its sentence.",
                "%(n)s of %(of)s channels have their sentence.",
                said,
                of=self.speech.number(len(self.found)),
            )
        )

    @property
    def found(self) -> tuple[MetricResults, ...]:
        """Each channel's most telling response, beside its own past."""
        return self.remembered("receptions", figures.receptions) or ()

    def redraw(self) -> None:
        """The part that is looked at; the others when somebody goes there."""
        speech = self.speech
        self.steps.named(
            {
                _CHANNELS: speech.say_in("step", "Channel by channel"),
                _GOALS: speech.say_in("step", "The goals"),
                _WORKS: speech.say_in("step", "What works"),
                _OTHERS: speech.say_in("step", "Beside others"),
                _SAID: speech.say_in("step", "One sentence each"),
            }
        )
        if not self.found:
            self.say_nothing_yet(self.channels)
            return
        self.draw(
            self.channels,
            "channels",
            lambda: parts.reception_page(self.found, self.language, question=False),
        )
        if self.steps.here == _GOALS:
            self._draw_goals()
        elif self.steps.here == _WORKS:
            self._draw_works()
        elif self.steps.here == _OTHERS:
            self._draw_others()

    def lay_open(self) -> None:
        """All of it at once, for who reads without a browser."""
        if self.found:
            self._draw_goals()
            self._draw_works()
            self._draw_others()

    # ── What is found ───────────────────────────────────────────────────────────────────────────

    def _draw_goals(self) -> None:
        others = self.record.effect.days
        first = self.remembered(
            ("goals", others),
            lambda data, _: figures.forecasts(data, others=others, refined=False),
        )
        asked = (self.reading, others)
        if self._tried.known(asked) is None:
            self._show_goals(first or ())
        self._forecasting.ask(asked, self._show_goals)

    def _show_goals(self, ahead: tuple[GoalAhead, ...]) -> None:
        language = self.language
        each = [[one] for one in ahead] or [[]]
        self.goals.show(
            [
                ((tuple(one), language), partial(parts.goals_page, one, language, question=False))
                for one in each
            ]
        )

    def _draw_works(self) -> None:
        """Channel by channel, each fitted when its turn comes; at the end what cannot be told."""
        key = (self.found, self.reading, self.language)
        self.works.show(
            [
                *(((one.platform, key), partial(self._works, one)) for one in self.found),
                (key, self._nothing_works),
            ]
        )

    def _works(self, of: MetricResults) -> str:
        found = self._factors(of)
        if found is None or found.reason is not None:
            return ""
        return parts.factors_page(found, self.language, question=False, place=of.platform)

    def _nothing_works(self) -> str:
        """Why, where of no channel anything can be told."""
        found = [(of.platform, one) for of in self.found if (one := self._factors(of)) is not None]
        if any(one.reason is None for _, one in found):
            return ""
        if not found:
            none = self.speech.say("There are too few posts with a rate to say what works.")
            return guide(none, self.language)
        return "\n".join(
            parts.factors_page(one, self.language, question=False, place=platform)
            for platform, one in found
        )

    def _factors(self, of: MetricResults) -> ContentEffects | None:
        return self.remembered(
            ("factors", of.platform),
            lambda data, period: figures.factors(data, of.platform, of.metric, period),
        )

    # ── What others say of themselves ───────────────────────────────────────────────────────────

    def _draw_others(self) -> None:
        """Each channel of which a rate can be made, beside the figures of the same kind."""
        brought, accounts = self.record.others, self.desk.the(Audit).accounts
        found = [(one, self._beside(one, brought, accounts)) for one in self.found]
        told = [seen for _, seen in found if seen is not None and seen.others]
        none = self.speech.say("No figure of others is at hand for these channels.")
        self.draw(
            self.others,
            (brought, accounts),
            lambda: (
                "\n".join(parts.others_page(one, self.language, question=False) for one in told)
                or guide(none, self.language)
            ),
        )

    def _beside(
        self, of: MetricResults, brought: tuple[Brought, ...], accounts: tuple[Account, ...]
    ) -> BesideOthers | None:
        mine = [
            one.followers
            for one in accounts
            if one.channel.strip().casefold() in {of.platform.value, self._called(of.platform)}
        ]
        followers = mine[0] if len(mine) == 1 else None
        return self.remembered(
            ("others", of.platform, brought, followers),
            lambda data, period: figures.others(
                data, of.platform, of.metric, period, brought=brought, followers=followers
            ),
        )

    def _called(self, platform: Platform) -> str:
        return platform_name(platform, self.speech).casefold()

    def _others_hints(self) -> Hints:
        """What may be chosen follows from the exports."""
        counted = {name for one in self.found for name in self.metrics(one.platform)}
        key = (tuple(sorted(counted)), self.data.client.sector)
        if self._others_form is None or self._others_form[0] != key:
            self._others_form = (key, others_form(*key))
        return self._others_form[1]

    # ── What is said ────────────────────────────────────────────────────────────────────────────

    def _sentence_hints(self) -> Hints:
        speech = self.speech
        named = tuple(
            f"{platform_name(one.platform, speech)} · {metric_name(one.metric, speech)}"
            for one in self.found
        )
        if named != self._hints_of:
            self._hints_of = named
            self._hints = {
                "sentences": Hint(
                    As.LINES,
                    lambda s: s.say_in("field", "A sentence that you'd dare to say to the board"),
                    each=lambda _: named,
                )
            }
        return self._hints

    def _sentences(self, record: Evaluation) -> Sentences:
        said = {one.platform: one.text for one in record.out_takes}
        return Sentences(sentences=tuple(said.get(one.platform, "") for one in self.found))

    def _put_sentences(self, record: Evaluation, new: Sentences) -> Evaluation:
        padded = (*new.sentences, *("" for _ in self.found))
        out_takes = [
            OutTake(
                key=one.platform.value,
                platform=one.platform,
                metric=one.metric,
                verdict=one.verdict,
                text=text,
            )
            for one, text in zip(self.found, padded, strict=False)
            if text
        ]
        seen = {one.platform for one in self.found}
        others = [one for one in record.out_takes if one.platform not in seen]
        return record.changed(out_takes=(*out_takes, *others))
