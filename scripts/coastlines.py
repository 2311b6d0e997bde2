"""Makes src/lcn_bot/pictures/land.npz, the land that maps are drawn on. `python -m scripts.coastlines land-50m.json`.

The file is of the npm package world-atlas (2.0.2, ISC), which has the land of Natural Earth 4.1 at 1:50 million as
TopoJSON; Natural Earth (https://www.naturalearthdata.com) is in the public domain. It is land against water only: no
borders between countries. Antarctica, where no city is, is left out. An outline that crosses the 180th meridian goes on
beyond it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

LAND = Path(__file__).parents[1] / "src" / "lcn_bot" / "pictures" / "land.npz"
HUNDREDTHS = 100
"""Of a degree, about a kilometre: finer than 1:50 million is drawn."""
TURN = 360
ANTARCTICA = -60
"""Degrees of latitude; what lies wholly south of it is left out."""
CORNERS = 4
"""Of the smallest ring that is an area: the first point is the last as well."""

Ring = NDArray[np.int16]


def rings(topology: dict[str, Any]) -> list[Ring]:
    """The outlines of land and, the other way round, of what water lies in it: points in hundredths of a degree."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in topology["arcs"]]
    found = []
    for geometry in topology["objects"]["land"]["geometries"]:
        for ring in (ring for polygon in geometry["arcs"] for ring in polygon):
            # An arc that is run through backwards has the complement of its number.
            points = np.concatenate([arcs[at] if at >= 0 else arcs[~at][::-1] for at in ring])
            points[:, 0] = np.unwrap(
                points[:, 0], period=TURN
            )  # on beyond the 180th meridian, not back around
            points[:, 0] -= TURN * np.round((points[:, 0].min() + points[:, 0].max()) / 2 / TURN)
            rounded = np.round(points * HUNDREDTHS).astype(np.int16)
            moved = np.concatenate([[True], np.any(np.diff(rounded, axis=0) != 0, axis=1)])
            if points[:, 1].max() > ANTARCTICA and moved.sum() >= CORNERS:
                found.append(rounded[moved])
    return found


def main() -> None:
    """Write the file anew from the TopoJSON that is named."""
    found = rings(json.loads(Path(sys.argv[1]).read_text("utf-8")))
    # Steps from point to point, one coordinate after the other: a third of the size of the points.
    steps = np.concatenate([np.diff(ring, axis=0, prepend=np.int16(0)) for ring in found]).astype(np.int16)
    np.savez_compressed(LAND, steps=steps.T, lengths=np.array([len(ring) for ring in found], np.int32))
    sys.stdout.write(f"{len(found)} outlines, {len(steps.T[0])} points, {LAND.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
