"""The entries as they stand in their files, and what is wrong between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lcn_bot.knowledge.fields import COUNTRIES
from lcn_bot.knowledge.model import City, Event, Figure, Person, Place, Quote
from lcn_bot.knowledge.problems import Problem
from lcn_bot.knowledge.strict_yaml import Mapping, Sequence, line_of


@dataclass(frozen=True, slots=True)
class Record:
    """One entry, and where it stands."""

    kind: str
    entry: Any
    file: str
    raw: Mapping

    def problem(self, path: tuple[str | int, ...], message: str) -> Problem:
        """A Problem with the line that `path` (keys and indexes inside the entry) leads to."""
        return Problem(self.file, line_of(self.raw, path), message)


class Ids:
    """The ids that the files hold, also those of entries with a Problem: what refers to them has none for it."""

    def __init__(self, kinds: Iterable[str]) -> None:
        self._held: dict[str, set[str]] = {kind: set() for kind in kinds}
        self._unreadable: set[str] = set()

    def add(self, kind: str, id_: object) -> None:
        """An entry of `kind` has this id; anything but text is none."""
        if isinstance(id_, str):
            self._held[kind].add(id_)

    def unreadable(self, kind: str) -> None:
        """A file of `kind` could not be read, so nobody can say which ids it holds."""
        self._unreadable.add(kind)

    def hold(self, kind: str, id_: str) -> bool:
        """Whether there is, or may be, an entry of `kind` with this id."""
        return kind in self._unreadable or id_ in self._held[kind]


def check_between(records: list[Record], ids: Ids) -> list[Problem]:
    """What is wrong between entries: ids used twice, references that lead nowhere, names claimed twice."""
    problems: list[Problem] = []
    first: dict[tuple[str, str], Record] = {}
    for record in records:
        # Cities and people share one set of ids: an office may be "of" either.
        kind = "cities or people" if record.kind in ("cities", "people") else record.kind
        earlier = first.setdefault((kind, record.entry.id), record)
        if earlier is not record:
            where = f"{earlier.file}:{line_of(earlier.raw, ('id',))}"
            problems.append(
                record.problem(("id",), f"the id `{record.entry.id}` is taken ({where}); choose another")
            )
    for record in records:
        for path, source in source_references(record.raw):
            if not ids.hold("sources", source):
                problems.append(
                    record.problem(
                        path, f"no source has the id `{source}`; add it to sources.yaml or correct it"
                    )
                )
        for index, name in enumerate(getattr(record.entry, "may", ())):
            if name.startswith("+") and not ids.hold("relations", name[1:]):
                message = f"no group in relations.yaml has the id `{name[1:]}`; add it or correct it"
                problems.append(record.problem(("may", index), message))
        match record.entry:
            case Person(offices=offices):
                for index, office in enumerate(offices):
                    if not (
                        any(ids.hold(kind, office.of) for kind in ("cities", "people"))
                        or office.of in COUNTRIES
                    ):
                        message = f"no city or organisation has the id `{office.of}`; add it or correct it"
                        problems.append(record.problem(("offices", index, "of"), message))
            case Figure(beside=beside, of=figure_of):
                for index, figure in enumerate(beside):
                    if not ids.hold("figures", figure):
                        message = f"no figure has the id `{figure}`; correct it"
                        problems.append(record.problem(("beside", index), message))
                if figure_of and figure_of not in COUNTRIES and not ids.hold("regions", figure_of):
                    message = (
                        f"no country or region has the id `{figure_of}`; add it to regions.yaml or correct it"
                    )
                    problems.append(record.problem(("of",), message))
            case Event(winners=winners):
                for index, winner in enumerate(winners):
                    if not ids.hold("cities", winner):
                        message = f"no city has the id `{winner}`; add it or correct it"
                        problems.append(record.problem(("winners", index), message))
            case Place(id=place) if not ids.hold("cities", place):
                message = f"no city has the id `{place}`; run `make places` again"
                problems.append(record.problem(("id",), message))
            case Quote(speaker=speaker) if not ids.hold("people", speaker):
                message = f"nobody in people.yaml has the id `{speaker}`; add the person or correct it"
                problems.append(record.problem(("speaker",), message))
    return problems + _names_claimed_twice(records)


def source_references(
    raw: Any, path: tuple[str | int, ...] = ()
) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """(where, id) of each source that an entry names, at any depth."""
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            if key == "sources" and isinstance(value, Sequence):
                for index, source in enumerate(value):
                    yield (*path, key, index), source
            else:
                yield from source_references(value, (*path, key))
    elif isinstance(raw, Sequence):
        for index, value in enumerate(raw):
            yield from source_references(value, (*path, index))


def _names_claimed_twice(records: list[Record]) -> list[Problem]:
    """Two cities of one country, or two people, under one name: most likely one of them written twice.

    They may share a name that is the shown name of neither: two districts are both called Seo-gu for short.
    """
    problems: list[Problem] = []
    claimed: dict[tuple[str, str], tuple[Record, int]] = {}
    for record in records:
        if not isinstance(record.entry, City | Person):
            continue
        realm = str(record.entry.country) if isinstance(record.entry, City) else "people"
        for index, name in enumerate(record.entry.names):
            other, place = claimed.setdefault((realm, name.casefold()), (record, index))
            if other is not record and index and place:
                continue
            if other is not record:
                where = f"{other.file}:{line_of(other.raw, ('id',))}"
                message = (
                    f"the name “{name}” belongs to `{other.entry.id}` too ({where}); keep it in one place"
                )
                problems.append(record.problem(("names", index), message))
            elif index != list(map(str.casefold, record.entry.names)).index(name.casefold()):
                problems.append(
                    record.problem(("names", index), f"the name “{name}” is here twice; keep one")
                )
    return problems
