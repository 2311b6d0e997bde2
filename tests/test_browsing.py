"""Cards: all that can be reached is there, and fits a small phone."""

from __future__ import annotations

import pytest

from lcn_bot.answering.answer import Voice
from lcn_bot.browsing import Button, Card, card
from lcn_bot.language.normalise import normalise
from lcn_bot.pictures.named import picture
from tests.conftest import the_assistant

ROOTS = ("cities", "figures", "events", "quote", "sources")
WIDEST = {1: 46, 2: 20, 3: 12}
"""Letters of a label, by how many are in its row; Telegram cuts longer ones with an ellipsis."""


def reachable(voice: Voice) -> dict[str, Card]:
    """Every card that buttons lead to, by its key."""
    found: dict[str, Card] = {}
    waiting = list(ROOTS)
    while waiting:
        key = waiting.pop()
        if key in found or key.startswith("quote:not"):
            continue
        opened = card(voice, key)
        assert opened is not None, key
        found[key] = opened
        waiting += [b.target for b in buttons(opened) if b.opens == "card"]
    return found


def buttons(shown: Card) -> list[Button]:
    return [button for row in shown.rows for button in row]


@pytest.mark.parametrize("code", ["en", "ar", "ru"])
def test_everything_that_a_button_promises_is_there(code: str) -> None:
    voice = the_assistant().voice(code)
    cards = reachable(voice)
    assert len([key for key in cards if key.startswith("city:") and key.count(":") == 1]) >= 355
    for key, shown in cards.items():
        assert shown.title or shown.text, key
        assert shown.rows or shown.listed or ":" in key, key
        for button in buttons(shown):
            assert button.label.strip()
            assert len(f"v1:{button.opens}:{button.target}".encode()) <= 64 or button.opens == "url"
            if button.opens == "place":
                assert voice.knowledge.places[button.target].latitude is not None
            if button.opens == "url":
                assert button.target.startswith("https://")
        for row in shown.rows:
            assert all(len(button.label) <= WIDEST[len(row)] for button in row), (key, row)


@pytest.mark.parametrize("code", ["en", "zh"])
def test_every_picture_that_a_card_offers_can_be_drawn(code: str) -> None:
    voice = the_assistant().voice(code)
    names = {b.target for shown in reachable(voice).values() for b in buttons(shown) if b.opens == "picture"}
    missing = {name for name in names if picture(voice, name) is None}
    assert not missing


def test_every_member_is_found_by_region_and_country() -> None:
    voice = the_assistant().voice("en")
    cards = reachable(voice)
    assert {f"city:{city.id}" for city in voice.knowledge.members} <= set(cards)


def test_a_card_is_short_unless_it_is_a_list() -> None:
    for code, _ in the_assistant().languages():
        voice = the_assistant().voice(code)
        longest = max(len(card(voice, f"city:{city}").text) for city in voice.knowledge.cities)  # type: ignore[union-attr]
        assert longest <= 600


@pytest.mark.parametrize(
    "key",
    [
        "",
        "city",
        "city:",
        "city:x",
        "moon",
        "city:oujda:password",
        "city:oujda:joined",
        "country:MAR",
        "region:x",
        "event:x",
        "events:x",
        "cities:1:2",
    ],
)
def test_a_key_that_means_nothing_opens_nothing(key: str) -> None:
    assert card(the_assistant().voice("en"), key) is None


@pytest.mark.parametrize(
    ("page", "shown"), [("0", 1), ("-1", 1), ("x", 1), ("2", 2), ("999", 38), ("99999999999", 1)]
)
def test_a_page_that_there_is_not_is_the_nearest(page: str, shown: int) -> None:
    opened = card(the_assistant().voice("en"), f"sources:{page}")
    assert opened is not None
    assert opened.text == f"Page {shown} of 38"


def test_another_quotation_is_another() -> None:
    voice = the_assistant().voice("en")
    for quote in voice.knowledge.quotes:
        opened = card(voice, f"quote:not:{quote}")
        assert opened is not None
        assert opened.key != f"quote:{quote}"


@pytest.mark.parametrize("code", ["en", "ru"])
def test_the_cities_of_a_country_are_in_the_order_of_their_names(code: str) -> None:
    opened = card(the_assistant().voice(code), "country:MA")
    assert opened is not None
    names = [normalise(b.label) for b in buttons(opened) if b.target.startswith("city:")]
    assert len(names) > 5
    assert names == sorted(names)


def test_events_and_sources_are_listed_from_the_newest_on() -> None:
    voice = the_assistant().voice("en")
    held, listed = card(voice, "events:conference"), card(voice, "sources")
    assert held is not None and listed is not None
    years = [b.label[:4] for b in buttons(held) if b.target.startswith("event:")]
    dates = [source.date for source in listed.listed]
    assert len(years) > 3
    assert years == sorted(years, reverse=True)
    assert dates == sorted(dates, reverse=True)
    assert dates[0] == max(source.date for source in voice.knowledge.sources.values())


def test_only_a_city_whose_leader_is_quoted_offers_quotations() -> None:
    voice = the_assistant().voice("en")
    spoke = {quote.speaker for quote in voice.knowledge.quotes.values()}
    for city in voice.knowledge.cities:
        opened = card(voice, f"city:{city}:quotes")
        shown = card(voice, f"city:{city}")
        assert shown is not None
        assert (opened is not None) == (f"city:{city}:quotes" in {b.target for b in buttons(shown)})
        if opened:
            names = [person.name for person, _ in voice.knowledge.offices_of(city) if person.id in spoke]
            assert any(name in opened.text for name in names), city
