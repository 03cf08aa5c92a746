"""One measured figure beside its bar."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """``value`` must not exceed ``limit``; ``None``: there is no bar, it is only reported."""

    name: str
    value: float
    unit: str
    limit: float | None = None

    @property
    def reached(self) -> bool:
        """Whether the bar is reached."""
        return self.limit is None or self.value <= self.limit

    @property
    def measured(self) -> str:
        """The value in words."""
        return f"{self.value:.3g} {self.unit}"

    @property
    def bar(self) -> str:
        """The bar in words."""
        return "–" if self.limit is None else f"≤ {self.limit:g} {self.unit}"

    @property
    def verdict(self) -> str:
        """What to say of it."""
        return "" if self.limit is None else "reached" if self.reached else "MISSED"
