"""Where the names of dots are written on a map so that none covers another, a dot, or the edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

_BESIDE, _CLEAR = 6, 7
"""Pixels between a name and its dot, and between it and others at least."""


class Box(NamedTuple):
    """A rectangle in pixels, from the left and from the top."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether they have a point in common."""
        return not (
            self.right <= other.left
            or other.right <= self.left
            or self.bottom <= other.top
            or other.bottom <= self.top
        )

    def holds(self, point: tuple[float, float]) -> bool:
        """Whether a point lies in it."""
        return self.left < point[0] < self.right and self.top < point[1] < self.bottom

    def within(self, other: Box) -> bool:
        """Whether it lies in another."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.right <= other.right
            and self.bottom <= other.bottom
        )


class Dot(NamedTuple):
    """A dot, what it is called, and the room that its name takes."""

    x: float
    y: float
    name: str
    width: float
    height: float

    def around(self, reach: float) -> Box:
        """The square that reaches so far from its middle."""
        return Box(self.x - reach, self.y - reach, self.x + reach, self.y + reach)


def place(
    dots: Sequence[Dot], radius: float, taken: Sequence[Box], page: Box, most: int
) -> list[tuple[str, Box]]:
    """Boxes for the names of as many dots, the first before the others, as there is room for; `most` at most.

    They cover no dot and nothing that is `taken`, stay on the page, and keep so far from other dots than their own
    that nobody takes one for the name of another.
    """
    placed: list[tuple[str, Box]] = []
    for dot in dots:
        if len(placed) == most:
            break
        held = [
            *(other.around(radius + _CLEAR) for other in dots if other is not dot),
            *(box for _, box in placed),
            *taken,
        ]
        for box in _around(dot, radius + _BESIDE):
            if box.within(page) and not any(box.meets(other) for other in held):
                placed.append((dot.name, box))
                break
    return placed


def _around(dot: Dot, near: float) -> Iterator[Box]:
    """Boxes beside the dot, then above and below it, then at its corners."""
    corner = near * 0.7
    for x, y in (
        (dot.x + near, dot.y - dot.height / 2),
        (dot.x - near - dot.width, dot.y - dot.height / 2),
        (dot.x - dot.width / 2, dot.y - near - dot.height),
        (dot.x - dot.width / 2, dot.y + near),
        (dot.x + corner, dot.y - corner - dot.height),
        (dot.x + corner, dot.y + corner),
        (dot.x - corner - dot.width, dot.y - corner - dot.height),
        (dot.x - corner - dot.width, dot.y + corner),
    ):
        yield Box(x, y, x + dot.width, y + dot.height)
