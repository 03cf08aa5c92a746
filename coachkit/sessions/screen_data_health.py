"""State of the data: what came in, where it breaks, and which questions it may answer today."""

from functools import partial
from typing import Final

from coachkit.documents import evaluation_pages as parts
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech
from coachkit.language.terms import platform_name
from coachkit.model.evaluation_record import HealthNote
from coachkit.model.languages import Language
from coachkit.model.seams import Confidence, Seam, Seams
from coachkit.sessions import evaluation_figures as figures
from coachkit.sessions.evaluation_screen import EvaluationScreen
from coachkit.sessions.session_desk import SessionDesk
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.evaluation_forms import HEALTH, PERIOD, REMEMBERED
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

_SAYS: Final = 120
_SERIES: Final = 2
"""Series whose unusual days have room above what people write."""


class DataHealthScreen(EvaluationScreen):
    """Rows, gaps and seams; what people remember of those days; what may be answered."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self.seen, self.apart = Panel(), Panel()
        self.days = self.of_record("period", PERIOD)
        self.notes = self.of_part("data", "notes", REMEMBERED)
        self.offers = fields.band(kind="ck-suggested")
        self._offered: tuple[HealthNote, ...] = ()
        self.health = self.of_part("data", "health", HEALTH)
        self.steps = SubSteps(
            {
                "look": Stack([self.seen]),
                "period": Stack([self.days]),
                "notes": Stack([self.apart, self.notes, self.offers]),
                "decide": Stack([self.health]),
            }
        )
        self.steps.on_step = lambda _: self._draw_apart()
        self.body.children = (self.outcome, self.steps)
        self.redraw()

    def lay_open(self) -> None:
        """With the days that stand out."""
        self._draw_apart()

    def answer(self) -> Finding | None:
        """How many of the questions may be answered."""
        data, speech = self.record.data, self.speech
        if not data.decided:
            return None
        return Finding(
            text=speech.count(
                "The figures may answer %(n)s question today.",
                "The figures may answer %(n)s questions today.",
                len(data.may_answer),
            ),
            detail=data.reason,
        )

    def redraw(self) -> None:
        """What came in, of the days that are evaluated."""
        speech, period = self.speech, self.period
        self.steps.named(
            {
                "look": speech.say_in("step", "What came in"),
                "period": speech.say_in("step", "Which days"),
                "notes": speech.say_in("step", "What we remember"),
                "decide": speech.say_in("step", "May answer"),
            }
        )
        self._offer_seams(speech)
        if period is None:
            self.say_nothing_yet(self.seen)
            return
        seen = self.remembered("health", figures.health)
        if seen is not None:
            page = lambda: parts.health_page(seen, self.language, question=False)  # noqa: E731
            self.draw(self.seen, "health", page)
        if self.steps.here == "notes":
            self._draw_apart()

    # ── Days that stand out ─────────────────────────────────────────────────────────────────────

    def _draw_apart(self) -> None:
        """Above what people remember: what happened on these days? Only dense series can tell."""
        found = self.remembered("unusual", figures.unusual) or ()
        told = [one for one in found if one[1].reason is None][:_SERIES] or found[:1]
        self.draw(
            self.apart,
            "unusual",
            lambda: "\n".join(
                parts.unusual_page(days, self.language, place=kpi.platform) for kpi, days in told
            ),
        )

    # ── Days from which something else is counted ───────────────────────────────────────────────

    def note_seam(self, note: HealthNote) -> None:
        """From that day on that platform counts something else: nothing is compared across it."""
        if note.platform is None or note.on is None or not note.text:
            return
        self.desk.note_seam(
            Seam(
                platform=note.platform,
                day=note.on,
                says=note.text[:_SAYS],
                source=self.speech.say("Remembered in the evaluation session"),
                confidence=Confidence.ABOUT,
            )
        )

    def _offer_seams(self, speech: Speech) -> None:
        known = {(one.platform, one.day) for one in self.desk.the(Seams).seams}
        offered = tuple(
            one
            for one in self.record.data.notes
            if one.platform is not None
            and one.on is not None
            and one.text
            and (one.platform, one.on) not in known
            and not self.desk.read_only
        )
        if offered == self._offered and len(self.offers.children) == len(offered):
            self._word_offers(speech)
            return
        self._offered = offered
        self.offers.children = tuple(
            fields.button(partial(self.act, partial(self.note_seam, one))) for one in offered
        )
        self._word_offers(speech)

    def _word_offers(self, speech: Speech) -> None:
        for one, button in zip(self._offered, self.offers.children, strict=True):
            button.description = speech.say(
                "Don't compare %(platform)s across %(day)s",
                platform="" if one.platform is None else platform_name(one.platform, speech),
                day="" if one.on is None else speech.day(one.on),
            )
