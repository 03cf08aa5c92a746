"""A mixed programme: columns with their cost, rows with their bounds, solved to a proven gap.

It never runs to a time limit, so that its answer does not depend on the machine.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

_SURE, _MANY = 1e-4, 2_000

BROKEN = 1_000.0
"""What a post below a minimum costs beside a post, which is worth about one."""


@dataclass
class Programme:
    """A programme under construction: columns with their cost, rows with their bounds.

    ``near``: how far the answer may be from the best, as a share of it; ``nodes``: how many nodes
    of the search tree are looked at, at most.
    """

    cost: list[float] = field(default_factory=list)
    lower: list[float] = field(default_factory=list)
    upper: list[float] = field(default_factory=list)
    whole: list[int] = field(default_factory=list)
    entries: list[tuple[int, int, float]] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    missed: list[int] = field(default_factory=list)
    near: float = 0.005
    nodes: int = _MANY

    def column(self, cost: float, upper: float = np.inf, *, whole: bool = False) -> int:
        """A new column; its number."""
        self.cost.append(cost)
        self.lower.append(0.0)
        self.upper.append(upper)
        self.whole.append(int(whole))
        return len(self.cost) - 1

    def may_miss(self, price: float = BROKEN) -> tuple[int, float]:
        """A term that keeps a row when nothing else does, at a price that no post is worth."""
        self.missed.append(self.column(price))
        return self.missed[-1], 1.0

    def keep_missed(self, answer: list[float]) -> bool:
        """Hold what is missed to what had to be, and free of cost; whether there was any.

        Else the gap that the solver may leave would be a share of the price, not of the posts.
        """
        if not any(answer[column] > 1e-6 for column in self.missed):
            return False
        answer = self._missing_least()
        for column in self.missed:
            self.cost[column] = 0.0
            self.upper[column] = answer[column] + 1e-7
        return True

    def _missing_least(self) -> list[float]:
        """The answer that misses least; where something is missed, a near one will not do."""
        missed = set(self.missed)
        alone = replace(
            self,
            cost=[cost if column in missed else 0.0 for column, cost in enumerate(self.cost)],
            near=_SURE,
            nodes=_MANY,
        )
        return alone.solved()[0]

    def price(self, answer: list[float]) -> float:
        """What an answer costs, leaving out what had to be missed."""
        missed = set(self.missed)
        return sum(
            cost * value
            for column, (cost, value) in enumerate(zip(self.cost, answer, strict=True))
            if column not in missed
        )

    def row(self, terms: Iterable[tuple[int, float]], least: float, most: float) -> None:
        """A new row: ``least`` ≤ sum of the terms ≤ ``most``."""
        number = len(self.least)
        self.entries += [(number, column, factor) for column, factor in terms]
        self.least.append(least)
        self.most.append(most)

    def solved(self) -> tuple[list[float], float]:
        """The answer and the bound of its cost. It always has one: what must break can break."""
        if not self.entries:
            return list(self.lower), 0.0
        rows, columns, factors = zip(*self.entries, strict=True)
        matrix = csr_array(
            (np.array(factors, float), (np.array(rows), np.array(columns))),
            shape=(len(self.least), len(self.cost)),
        )
        answer = milp(
            c=np.array(self.cost),
            integrality=np.array(self.whole),
            bounds=Bounds(np.array(self.lower), np.array(self.upper)),
            constraints=LinearConstraint(matrix, np.array(self.least), np.array(self.most)),
            options={"mip_rel_gap": self.near, "node_limit": self.nodes},
        )
        if answer.x is None:
            raise ArithmeticError(answer.message)
        return [float(value) for value in answer.x], float(answer.mip_dual_bound or answer.fun)
