"""The facts, as the YAML files state them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Source(BaseModel):
    """Where a fact was published."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    title: str
    publisher: str = ""
    date: str = ""
    """ISO date as precise as it is known: "2025", "2025-12" or "2025-12-05"; "" where unknown."""
    url: str = ""
