"""Can we see it? What the client's own past could show, before anything is launched."""

from typing import Any, Final, NamedTuple

from ipywidgets import ToggleButtons

from coachkit.documents import evaluation_blocks as blocks
from coachkit.documents import evaluation_pages as parts
from coachkit.documents import measuring_pages
from coachkit.documents.session_first import guide
from coachkit.language import measuring_words as words
from coachkit.language.findings import Finding
from coachkit.language.speech import Speech
from coachkit.model.campaign import Campaign
from coachkit.model.campaign_measuring import CampaignLink, HowSeen, Measurement
from coachkit.model.effects import Detectability, Smallest
from coachkit.model.goals import Kpi
from coachkit.model.languages import Language
from coachkit.model.periods import Period
from coachkit.planning.utm_links import links_for
from coachkit.sessions import campaign_figures as figures
from coachkit.sessions.campaign_screen import CampaignScreen
from coachkit.sessions.evaluation_figures import detectable
from coachkit.sessions.evaluation_series import control_choices
from coachkit.sessions.measure_choice import offer
from coachkit.sessions.reckoning import Reckoning
from coachkit.sessions.screen_experiment import HOPES
from coachkit.sessions.session_desk import SessionDesk
from coachkit.sessions.session_reality import Remembered
from coachkit.widgets import plan_fields as fields
from coachkit.widgets.measuring_forms import DECIDED, EVENTS, HAPPENS, LINK, READINGS
from coachkit.widgets.panel import Panel, Stack
from coachkit.widgets.sub_steps import SubSteps

_METER, _DECIDED, _LINKS, _EVENTS, _READINGS = "meter", "decided", "links", "events", "readings"
_NO_LINK: Final = CampaignLink(key="none")


class _Asked(NamedTuple):
    """What the smallest lift follows from."""

    measure: Kpi | None
    weeks: int
    control: Kpi | None
    also: tuple[Period, ...]


class _Found(NamedTuple):
    """What could be seen, and by which other measures sooner."""

    found: Detectability | None
    better: tuple[tuple[Kpi, Smallest], ...] = ()


class CanWeSeeItScreen(CampaignScreen):
    """The meter, what is done about it, and the measurement plan."""

    def __init__(self, desk: SessionDesk, block: str, language: Language) -> None:
        super().__init__(desk, block, language)
        self._deaf = False
        self.measure, self.beside = fields.choice([("", "")]), fields.choice([("", "")])
        self.hoped = _marks()
        self.how = _marks("ck-how")
        self.found, self.better, self.elsewhere = Panel(), Panel(), Panel()
        self.happens = self.of_part("measurement", "happens", HAPPENS)
        self.said = self.of_part("measurement", "seen", DECIDED)
        self.could = Panel()
        self.listed = Panel()
        self.make = fields.button(lambda: self.act(self._make_links), primary=True)
        self.which = fields.choice([("", "")])
        self.link = self.part_form(
            "link", Campaign, lambda: LINK, self._chosen_link, self._put_link
        )
        self.events = self.of_part("measurement", "events", EVENTS)
        self.readings = self.of_part("measurement", "readings", READINGS)
        self._seen: Remembered[_Asked, _Found] = Remembered(self._find)
        self._reckoning = Reckoning(self._seen, self.at_work, self.refuse)
        self.steps = SubSteps(
            {
                _METER: Stack(
                    [
                        fields.band(self.measure, self.beside, kind="ck-chosen"),
                        *(self.hoped, self.working, self.found, self.better),
                        *(self.elsewhere, self.happens),
                    ]
                ),
                _DECIDED: Stack([self.could, self.how, self.said]),
                _LINKS: Stack([fields.band(self.make), self.listed, self.which, self.link]),
                _EVENTS: Stack([self.events]),
                _READINGS: Stack([self.readings]),
            }
        )
        self.measure.observe(self._measured, "value")
        self.beside.observe(self._compared, "value")
        self.hoped.observe(self._hoped, "value")
        self.how.observe(self._how, "value")
        self.which.observe(self._look_at_link, "value")
        self.body.children = (self.outcome, self.steps)
        self.redraw()

    @property
    def measurement(self) -> Measurement:
        """What was said of it so far."""
        return self.record.measurement

    def answer(self) -> Finding | None:
        """What was decided; before that, what could be seen."""
        decided = words.seen_decided(self.measurement, self.speech)
        if decided is not None:
            return decided
        found = self._known()
        if found is None:
            return None
        return words.seen_said(found, self.measurement, self.record.weeks, self.speech)

    def redraw(self) -> None:
        """What can be chosen, what could be seen of it, and what there is to measure it with."""
        speech = self.speech
        self.steps.named(
            {
                _METER: speech.say_in("step", "The smallest lift"),
                _DECIDED: speech.say_in("step", "What we do about it"),
                _LINKS: speech.say_in("step", "Links"),
                _EVENTS: speech.say_in("step", "What is counted"),
                _READINGS: speech.say_in("step", "Who reads it"),
            }
        )
        self._draw_choices(speech)
        self._draw_found()
        self._draw_how(speech)
        self._draw_links(speech)

    # ── The meter ───────────────────────────────────────────────────────────────────────────────

    @property
    def _asked(self) -> "_Asked":
        measurement, measure = self.measurement, self.record.outcome.measure
        return _Asked(measure, self.record.weeks, measurement.control, measurement.also)

    def _find(self, asked: "_Asked") -> "_Found":
        if asked.measure is None:
            return _Found(None)
        found = detectable(
            self.data, asked.measure, asked.weeks, control=asked.control, others=asked.also
        )
        return _Found(found, figures.seen_better(self.data, asked.measure, found, asked.weeks))

    def _known(self) -> Detectability | None:
        known = self._seen.known(self._asked)
        return None if known is None else known.found

    def _draw_found(self) -> None:
        speech = self.speech
        if self.record.outcome.measure is None:
            said = speech.say("Choose what it is to move; then it says what can be seen.")
            self.found.value = guide(said, self.language)
            return
        known = self._seen.known(self._asked)
        if known is None:
            asked = self._asked
            self._reckoning.ask(asked, lambda _: self._reckoned(asked))
            return
        self._show_found(known, speech)

    def _show_found(self, known: "_Found", speech: Speech) -> None:
        if known.found is None:
            said = speech.say("No export says how this went, day by day or post by post.")
            self.found.value = guide(said, self.language)
            return
        self.found.value = self._drawn_found(known.found)
        better = words.better_said(known.better, speech)
        self.better.value = blocks.lines(
            speech.say("Another measure"), better, self.language, quiet=True
        )

    def _drawn_found(self, found: Detectability) -> str:
        weeks = self.record.weeks
        return parts.detectability_page(
            found, self.language, weeks=weeks, question=False, answer=False
        )

    def _reckoned(self, asked: "_Asked") -> None:
        known = self._seen.known(asked)
        if known is not None and asked == self._asked:
            self._show_found(known, self.speech)
            self.desk.changed([Campaign])

    def _draw_choices(self, speech: Speech) -> None:
        record = self.record
        self._deaf = True
        try:
            known = figures.measures(self.data)
            offer(self.measure, speech.say("Not chosen"), known, record.outcome.measure, speech)
            beside = control_choices(self.data, record.outcome.measure)
            nothing = speech.say("Nothing beside it")
            offer(self.beside, nothing, beside, self.measurement.control, speech)
            options = tuple((speech.percent(one), one) for one in HOPES)
            if self.hoped.options != options:
                self.hoped.options = options
            self.hoped.value = self.measurement.hoped if self.measurement.hoped in HOPES else None
        finally:
            self._deaf = False
        hint = "" if self.data.by_group else words.another_region(speech)
        self.elsewhere.value = blocks.lines("", [hint] if hint else [], self.language, quiet=True)
        self.measure.description = speech.say("What it is to move")
        self.beside.description = speech.say("Beside what it can't have touched")
        self.hoped.description = speech.say("We hope for at least")
        for one in (self.measure, self.beside, self.hoped, self.how):
            one.disabled = self.desk.read_only

    def _measured(self, change: Any) -> None:
        chosen = change["new"] or None
        if self._deaf or chosen == self.record.outcome.measure:
            return
        outcome = self.record.outcome.changed(measure=chosen, found=None)
        control = self.measurement.control
        near = control is not None and chosen is not None and not control.apart_from(chosen)
        anew = {"control": None} if near else {}
        self.act(lambda: self.put("measure", outcome=outcome, measurement=self._undecided(**anew)))

    def _compared(self, change: Any) -> None:
        if not self._deaf:
            control = change["new"] or None
            self.act(lambda: self.put("control", measurement=self._undecided(control=control)))

    def _hoped(self, change: Any) -> None:
        if not self._deaf and change["new"]:
            self.act(lambda: self.put("hoped", measurement=self._undecided(hoped=change["new"])))

    def _undecided(self, **anew: Any) -> Measurement:
        """Another question has another answer: what was decided was decided of the last."""
        return self.measurement.changed(**anew, found=None, weeks=None, how=None, decided_on=None)

    # ── What is done about it ───────────────────────────────────────────────────────────────────

    def _draw_how(self, speech: Speech) -> None:
        measurement, found = self.measurement, self._known()
        asked = measurement.changed(found=found, weeks=self.record.weeks)
        may = [
            one
            for one in HowSeen
            if (one is not HowSeen.AS_IT_IS or asked.could_be_seen is not False)
            and (one is not HowSeen.CONTROL or measurement.control is not None)
        ]
        options = tuple((words.how_seen_name(one, speech), one.value) for one in may)
        self._deaf = True
        try:
            if self.how.options != options:
                self.how.options = options
            here = None if measurement.how is None else measurement.how.value
            self.how.value = here if here in {value for _, value in options} else None
        finally:
            self._deaf = False
        self.how.description = speech.say("What we do about it")
        hope = "" if found is None else words.hope_said(asked, speech)
        self.could.value = guide(hope, self.language)

    def _how(self, change: Any) -> None:
        if self._deaf or change["new"] is None:
            return
        decided = self.measurement.changed(
            how=HowSeen(change["new"]),
            found=self._known(),
            weeks=self.record.weeks,
            decided_on=self.desk.held_on,
        )
        self.act(lambda: self.put("how seen", measurement=decided))

    # ── Links ───────────────────────────────────────────────────────────────────────────────────

    def _draw_links(self, speech: Speech) -> None:
        links = self.measurement.links
        self.draw(
            self.listed,
            (links, self.record.assets),
            lambda: measuring_pages.links(links, self._carrier, self.language),
        )
        self.make.description = speech.say("Make a link for each item")
        there = len(links_for(self.record)) > len(links)
        fields.shown(self.make, there=there and not self.desk.read_only)
        options = (
            (speech.say("None"), ""),
            *((self._carrier(one), one.key) for one in links),
        )
        self._deaf = True
        try:
            if self.which.options != options:
                here = self.which.value
                self.which.options = options
                self.which.value = here if here in {key for _, key in options} else ""
        finally:
            self._deaf = False
        self.which.description = speech.say("Change a link")
        fields.shown(self.which, there=bool(links) and not self.desk.read_only)
        fields.shown(self.link, there=bool(self.which.value))

    def _look_at_link(self, _: Any) -> None:
        if not self._deaf:
            self.changed([Campaign])

    def _carrier(self, link: CampaignLink) -> str:
        titles = {one.key: one.title for one in self.record.assets}
        return titles.get(link.item) or link.content or link.key

    def _make_links(self) -> None:
        links = links_for(self.record)
        self.put("links", measurement=self.measurement.changed(links=links))

    def _chosen_link(self, campaign: Campaign) -> CampaignLink:
        here = str(self.which.value or "")
        return next((one for one in campaign.measurement.links if one.key == here), _NO_LINK)

    def _put_link(self, campaign: Campaign, link: CampaignLink) -> Campaign:
        links = tuple(link if one.key == link.key else one for one in campaign.measurement.links)
        return campaign.changed(measurement=campaign.measurement.changed(links=links))


def _marks(kind: str = "") -> Any:
    made = ToggleButtons(options=[("", "")], value=None)
    made.add_class("ck-of-marks")
    if kind:
        made.add_class(kind)
    made.style.description_width = "initial"
    return made
