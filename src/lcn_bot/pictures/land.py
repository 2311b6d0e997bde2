"""The land that maps are drawn on, and how the globe is laid flat.

Coastlines only: there is no border between countries on any map, since every border takes a side where one is disputed.
They are Natural Earth's (https://www.naturalearthdata.com, public domain) at 1:50 million; scripts/coastlines.py made
the file. Points are pairs of longitude and latitude in degrees; projections give pixels, from the left and the top.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from matplotlib.path import Path as Outline
    from numpy.typing import NDArray

    Points = NDArray[np.float64]
    Project = Callable[[Points], Points]

Window = tuple[float, float, float, float]
"""West, south, east and north, in degrees; the east may be beyond the 180th meridian."""

TURN = 360
SOUTH, NORTH = -57.0, 84.0
"""What the map of the world shows: Antarctica is cut off."""
MIDDLE = 11.0
"""The meridian in its middle: its edge, on the other side, runs between Asia and America."""
_LAND = Path(__file__).parent / "land.npz"


@dataclass(frozen=True, slots=True)
class Flat:
    """A map around a point that keeps the shapes there: straight meridians, pixels per degree of latitude."""

    longitude: float
    latitude: float
    scale: float
    x: float
    y: float
    """Where the point is, in pixels."""

    def __call__(self, points: Points) -> Points:
        """Where points are."""
        import numpy as np

        across = (points[:, 0] - self.longitude) * self.scale * math.cos(math.radians(self.latitude))
        return np.column_stack([self.x + across, self.y - (points[:, 1] - self.latitude) * self.scale])

    def window(self, width: float, height: float) -> Window:
        """What a map of so many pixels shows around its middle."""
        across = width / 2 / self.scale / math.cos(math.radians(self.latitude))
        down = height / 2 / self.scale
        return (
            self.longitude - across,
            max(self.latitude - down, SOUTH - 3),
            self.longitude + across,
            min(self.latitude + down, 90.0),
        )


@dataclass(frozen=True, slots=True)
class World:
    """The map of the world that Tom Patterson drew for Natural Earth, by the polynomials of Šavrič and others (2011).

    It is `width` pixels wide at the equator, and begins at (`x`, `y`).
    """

    width: float
    x: float
    y: float

    def __call__(self, points: Points) -> Points:
        """Where points are."""
        import numpy as np

        scale = self.width / (2 * math.pi * 0.8707)
        across, down = _flattened(np.radians(points[:, 0] - MIDDLE), np.radians(points[:, 1]))
        top = _flattened(0.0, math.radians(NORTH))[1]
        return np.column_stack([self.x + self.width / 2 + across * scale, self.y + (top - down) * scale])

    @property
    def height(self) -> float:
        """In pixels."""
        scale = self.width / (2 * math.pi * 0.8707)
        top, bottom = (_flattened(0.0, math.radians(latitude))[1] for latitude in (NORTH, SOUTH))
        return float((top - bottom) * scale)

    @property
    def window(self) -> Window:
        """What it shows."""
        return (MIDDLE - TURN / 2, SOUTH, MIDDLE + TURN / 2, NORTH)

    def edge(self) -> Outline:
        """The outline of what it shows."""
        return frame(self.window, self)


def land(window: Window, project: Project) -> Outline:
    """The outlines of the land in a window."""
    import numpy as np
    from matplotlib.path import Path as Outline

    shown, codes = [np.zeros((0, 2))], [np.zeros(0, Outline.code_type)]
    for ring in _rings_in(window):
        code = np.full(len(ring), Outline.LINETO, Outline.code_type)
        code[0], code[-1] = Outline.MOVETO, Outline.CLOSEPOLY
        shown.append(project(ring))
        codes.append(code)
    return Outline(np.concatenate(shown), np.concatenate(codes))


def coast(window: Window) -> int:
    """How many points of coastline there are in a window."""
    west, south, east, north = window
    return sum(
        int(((ring > (west, south)) & (ring < (east, north))).all(axis=1).sum()) for ring in _rings_in(window)
    )


def frame(window: Window, project: Project) -> Outline:
    """The outline of a window: its sides are curves where the projection bends them."""
    import numpy as np
    from matplotlib.path import Path as Outline

    west, south, east, north = window
    across, up = np.linspace(west, east), np.linspace(south, north)
    sides: Sequence[tuple[Any, Any]] = [
        (across, np.full_like(across, south)),
        (np.full_like(up, east), up),
        (across[::-1], np.full_like(across, north)),
        (np.full_like(up, west), up[::-1]),
    ]
    return Outline(project(np.concatenate([np.column_stack(side) for side in sides])))


def _rings_in(window: Window) -> Iterator[Points]:
    """The outlines that reach into a window, where it shows them: there may be the same again, a turn farther on."""
    import numpy as np

    west, south, east, north = window
    for ring, (left, bottom), (right, top) in _rings():
        for turn in (-TURN, 0, TURN):
            if left + turn < east and right + turn > west and bottom < north and top > south:
                yield ring + np.array([turn, 0])


@cache
def _rings() -> list[tuple[Points, Points, Points]]:
    """Each outline with the south-west and the north-east of what it covers, in degrees."""
    import numpy as np

    with np.load(_LAND) as held:
        steps, lengths = held["steps"].T.astype(np.int32), held["lengths"]
    rings = [
        np.cumsum(ring, axis=0).astype(np.int16) / 100 for ring in np.split(steps, np.cumsum(lengths)[:-1])
    ]
    return [(ring, ring.min(axis=0), ring.max(axis=0)) for ring in rings]


def _flattened(longitude: Any, latitude: Any) -> tuple[Any, Any]:
    """The polynomials, of radians."""
    p2 = latitude**2
    p4 = p2**2
    across = longitude * (0.8707 + p2 * (-0.131979 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4))))
    down = latitude * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    return across, down
