"""Every row of the facts that were gathered is in the knowledge base.

tests/facts/ holds what identifies each row of those tables: the name, the value, the date and the source. What the
rows say is worded in the knowledge base; here it is only looked up.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.knowledge.loading import load_records, to_knowledge
from lcn_bot.knowledge.model import City, Event, Topic
from tests.conftest import KNOWLEDGE

FACTS = Path(__file__).parent / "facts"
ROWS = {
    "about": 35,
    "events": 26,
    "figures": 124,
    "local_examples": 100,
    "members": 370,
    "members_geo": 368,
    "members_other_mentions": 145,
    "people": 104,
    "quotes": 31,
    "sources": 296,
}
WORDS = {2: "two", 3: "three", 7: "seven", 10: "ten", 12: "twelve", 16: "sixteen"}
"""How texts write small numbers."""


@pytest.fixture(scope="module")
def held() -> Knowledge:
    records, problems = load_records(KNOWLEDGE)
    assert not problems
    return to_knowledge(records)


def rows(table: str) -> list[dict[str, str]]:
    with (FACTS / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def city_of(held: Knowledge, name: str, country: str | None = None) -> City:
    """The city of a row: by its shown name, or by any where districts are written the other way round."""
    named = [c for c in held.cities.values() if name in c.names and country in (None, c.country or "")]
    assert len(named) == 1, (name, country)
    return named[0]


def cited_by(entry: object) -> set[str]:
    """Every source that an entry names, at any depth."""
    return set(re.findall(r"'([a-z0-9_-]+)'", " ".join(re.findall(r"sources=\(([^)]*)\)", repr(entry)))))


def entries(held: Knowledge) -> Iterator[object]:
    for kind in (held.cities, held.people, held.figures, held.quotes, held.events, held.topics, held.regions):
        yield from kind.values()


@pytest.mark.parametrize("table", ROWS)
def test_the_tables_are_whole(table: str) -> None:
    assert len(rows(table)) == ROWS[table]


def test_every_member_is_in_with_its_year_and_source(held: Knowledge) -> None:
    for row in rows("members"):
        joined = city_of(held, row["city"], row["country_iso2"]).joined
        told = [(joined.date, joined.sources), *((other.date, other.sources) for other in joined.otherwise)]
        sources = [
            source for date, cited in told for source in cited if (date or "")[:4] == row["joined_year"]
        ]
        assert row["source_id"] in sources, row
    assert len(held.cities) == len({(row["city"], row["country_iso2"]) for row in rows("members")}) == 368


def test_every_further_source_of_a_member_is_in(held: Knowledge) -> None:
    for row in rows("members_other_mentions"):
        assert row["source_id"] in city_of(held, row["city"], row["country_iso2"]).joined.sources, row


def test_every_match_with_geonames_is_in(held: Knowledge) -> None:
    for row in rows("members_geo"):
        city = city_of(held, row["city"], row["country_iso2"])
        assert (city.geoname or "") == row["geonameid"] or city.id == "laayoune", row
        if row["geonameid"]:
            assert held.places[city.id].latitude is not None, row


def test_every_figure_is_in_with_its_source(held: Knowledge) -> None:
    for row in rows("figures"):
        assert is_stated(held, int(row["value"]), row["source_id"]), row


def is_stated(held: Knowledge, value: int, source: str) -> bool:
    """Whether a figure has the value from the source, or a text that rests on the source holds it."""
    for figure in held.figures.values():
        stated = [(at.value, at.sources) for at in figure.history]
        stated += [(other.value, other.sources) for at in figure.history for other in at.otherwise]
        if any(number == value and source in sources for number, sources in stated):
            return True
    for entry in entries(held):
        texts: list[str] = []
        if isinstance(entry, Topic | Event):
            texts = [*entry.text.values(), *entry.numbers]
        elif isinstance(entry, City):
            texts = [text for fact in (*entry.facts.values(), *entry.does) for text in fact.text.values()]
        said = " ".join(texts).replace(",", "")
        if source in cited_by(entry) and re.search(
            rf"\b({value}|{WORDS.get(value, value)})\b", said, re.IGNORECASE
        ):
            return True
    return False


def test_everybody_is_in_with_office_date_and_source(held: Knowledge) -> None:
    for row in rows("people"):
        name = re.sub(r" \(.*\)", "", row["name"])
        (person,) = [person for person in held.people.values() if name in person.names]
        offices = [office for office in person.offices if row["source_id"] in office.sources]
        assert offices, row
        if re.fullmatch(r"[0-9-]+", row["as_of"]):
            assert {office.as_of for office in offices} == {row["as_of"]}, row


def test_every_quotation_is_in_as_it_was_published(held: Knowledge) -> None:
    for row in rows("quotes"):
        found = [quote for quote in held.quotes.values() if row["text"] in (quote.words, *quote.also)]
        assert found, row
        quote = found[0]
        assert row["source_id"] in quote.sources, row
        assert row["speaker"] in held.people[quote.speaker].names, row
        assert (quote.date or "") == row["date"] or row["text"] in quote.also, row


def test_every_event_is_in_with_its_dates_and_source(held: Knowledge) -> None:
    for row in rows("events"):
        (event,) = [
            e
            for e in held.events.values()
            if row["name"].split(": ")[0].lower() in map(str.lower, e.names["en"])
        ]
        dates = (event.start, event.end or "")
        assert (dates, row["source_id"] in event.sources) == ((row["start_date"], row["end_date"]), True), row


def test_every_winner_of_an_award_is_in(held: Knowledge) -> None:
    winners = {event.start[:4]: len(event.winners) for event in held.events.values() if event.kind == "award"}
    assert winners == {"2015": 12, "2017": 16, "2019": 10, "2021": 10, "2024": 10}


def test_every_question_about_the_network_has_its_source_in_the_knowledge(held: Knowledge) -> None:
    cited = {source for entry in entries(held) for source in cited_by(entry)}
    assert not {row["source_id"] for row in rows("about")} - cited


def test_every_local_example_is_in_as_it_was_found(held: Knowledge) -> None:
    for row in rows("local_examples"):
        city = city_of(held, row["city"])
        statements = (*city.does, *city.facts.values())
        if row["source_id"] == "seed":  # the article is told in sentences of its own
            assert any("seed" in statement.sources for statement in statements), row
            continue
        said = [fact.text["en"].lower() for fact in statements if row["source_id"] in fact.sources]
        assert row["fact"].lower() in said, row


def test_every_source_is_in_and_every_source_that_is_named_exists(held: Knowledge) -> None:
    for row in rows("sources"):
        assert held.sources[row["id"]].date in (row["date"], "2025-12-05"), row
    for entry in entries(held):
        assert cited_by(entry) <= set(held.sources)
