"""What screens of an evaluation session have in common: its record and the client's exports."""

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from coachkit.documents.session_first import guide
from coachkit.model.evaluation_record import Evaluation
from coachkit.model.observations import Platform
from coachkit.model.people import Team
from coachkit.model.periods import Period
from coachkit.model.results import MetricResults
from coachkit.sessions.evaluated import evaluated
from coachkit.sessions.known_names import known_names
from coachkit.sessions.reading import ClientData
from coachkit.sessions.session_screens import HintsOf
from coachkit.sessions.told_screen import ToldScreen
from coachkit.widgets.evaluation_forms import DEPARTMENTS
from coachkit.widgets.form import Form
from coachkit.widgets.form_hints import Hints
from coachkit.widgets.form_schema import Known
from coachkit.widgets.panel import Panel

T = TypeVar("T")


class EvaluationScreen(ToldScreen):
    """A screen over the record of the session that is on."""

    def __init__(self, *told: Any) -> None:
        super().__init__(*told)
        self._read_of: tuple[ClientData, Period] | None = None
        self._read: dict[Hashable, Any] = {}

    @property
    def record(self) -> Evaluation:
        """What was said so far."""
        return self.desk.the(Evaluation)

    @property
    def period(self) -> Period | None:
        """What is evaluated; ``None`` as long as there is nothing to evaluate."""
        return evaluated(self.record, self.data)

    def remembered(self, asked: Hashable, find: Callable[[ClientData, Period], T]) -> T | None:
        """What is found in the exports of the period, once; ``None`` where there is no period."""
        data, period = self.data, self.period
        if period is None:
            return None
        if self._read_of is None or self._read_of[0] is not data or self._read_of[1] != period:
            self._read_of, self._read = (data, period), {}
            self.reading += 1
        if asked not in self._read:
            self._read[asked] = find(data, period)
        found: T = self._read[asked]
        return found

    def metric(self, platform: Platform, name: str) -> MetricResults | None:
        """One metric of the platform's posts in the period."""
        return self.remembered(
            ("metric", platform, name), lambda data, period: data.metric(platform, name, period)
        )

    def metrics(self, platform: Platform) -> tuple[str, ...]:
        """The metrics that its posts have, the most telling first."""
        return self.data.telling(platform) if platform in self.data.observed else ()

    def say_nothing_yet(self, panel: Panel) -> None:
        """That there is nothing to look at, and that this is no zero."""
        said = self.speech.say("Nothing is imported yet: nothing can be said, and nothing is zero.")
        self._drawn.pop(panel, None)
        panel.value = guide(said, self.language)

    def put(self, because: str, **parts: Any) -> None:
        """Keep these parts of the record, and with the first of them what is evaluated."""
        self.desk.put(self._dated(self.record.changed(**parts)), because)

    def of_record(self, name: str, hints: Hints | HintsOf) -> Form:
        """A form over fields of the record itself; ``hints``: also such as follow from values."""
        return self.part_form(
            name,
            Evaluation,
            hints if callable(hints) else lambda: hints,
            lambda record: record,
            lambda _, new: self._dated(new),
            known=self.known,
        )

    def of_part(self, part: str, name: str, hints: Hints) -> Form:
        """A form over one part of the record: ``of_part("data", "health", HEALTH)``."""
        return self.part_form(
            name,
            Evaluation,
            lambda: hints,
            lambda record: getattr(record, part),
            lambda record, new: self._dated(record.changed(**{part: new})),
            known=self.known,
        )

    def known(self) -> Known:
        """The names that may be picked while writing."""
        departments = tuple(one.name for one in self.desk.the(Team).departments)
        return {**known_names(self.desk), DEPARTMENTS: departments}

    def _dated(self, record: Evaluation) -> Evaluation:
        if record.first is not None or record.last is not None or self.desk.read_only:
            return record
        period = evaluated(record, self.data)
        return record if period is None else record.changed(first=period.first, last=period.last)
