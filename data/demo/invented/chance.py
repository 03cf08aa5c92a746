"""Chance that falls the same way every time: counts and amounts as social media deal them out."""

import math
import random
from collections.abc import Mapping, Sequence
from typing import TypeVar

Kind = TypeVar("Kind")

_TOO_MANY_TO_COUNT = 60.0


class Chance:
    """Draws from one seed. The same seed and the same order of questions give the same answers."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)

    def happens(self, probability: float) -> bool:
        """Whether something of that probability happens this time."""
        return self._random.random() < probability

    def between(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def part(self, low: float, high: float) -> float:
        """A number in parts, evenly spread from ``low`` to ``high``."""
        return low + self._random.random() * (high - low)

    def one_of(self, choices: Sequence[Kind]) -> Kind:
        """One of them, each as likely."""
        return choices[int(self._random.random() * len(choices))]

    def weighted(self, weights: Mapping[Kind, float]) -> Kind:
        """One of the keys, as likely as its weight says."""
        left = self._random.random() * sum(weights.values())
        for choice, weight in weights.items():
            left -= weight
            if left < 0:
                return choice
        return next(reversed(list(weights)))

    def some_of(self, choices: Sequence[Kind], number: int) -> list[Kind]:
        """So many different ones of them, in chance order."""
        left = list(choices)
        return [left.pop(self.between(0, len(left) - 1)) for _ in range(min(number, len(left)))]

    def around(self, middle: float, spread: float) -> float:
        """A lognormal amount: half of them below ``middle``, a few far above it."""
        return middle * math.exp(spread * self._normal())

    def count(self, mean: float, clumping: float = 0.5) -> int:
        """A clumped count (negative binomial) with variance ``mean + clumping · mean²``."""
        if mean <= 0:
            return 0
        return self._poisson(mean * self._random.gammavariate(1 / clumping, clumping))

    def shared(self, total: int, weights: Sequence[float]) -> list[int]:
        """``total`` things over as many places as there are weights; they sum to ``total``."""
        parts: list[int] = []
        left, weight_left = total, sum(weights)
        for weight in weights:
            fair = left * weight / weight_left if weight_left > 0 else 0.0
            part = min(left, self._poisson(fair)) if weight < weight_left else left
            parts.append(part)
            left -= part
            weight_left -= weight
        parts[-1] += left
        return parts

    def digits(self, number: int) -> str:
        """So many digits, the first of them not zero."""
        return str(self.between(1, 9)) + "".join(str(self.between(0, 9)) for _ in range(number - 1))

    def letters(self, number: int, alphabet: str) -> str:
        """So many characters of an alphabet."""
        return "".join(self.one_of(alphabet) for _ in range(number))

    def _normal(self) -> float:
        first, second = 1.0 - self._random.random(), self._random.random()
        return math.sqrt(-2.0 * math.log(first)) * math.cos(2.0 * math.pi * second)

    def _poisson(self, mean: float) -> int:
        if mean > _TOO_MANY_TO_COUNT:
            return max(0, round(mean + math.sqrt(mean) * self._normal()))
        limit, product, number = math.exp(-mean), self._random.random(), 0
        while product > limit:
            product *= self._random.random()
            number += 1
        return number
