"""The names that are generated from GeoNames: what is kept, what is not, and that every one reaches its city."""

from __future__ import annotations

from typing import Any

import pytest
from scripts.places import as_yaml, cleaned, generate, key

from lcn_bot.assistant import Assistant
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.knowledge.loading import load_records, to_knowledge
from tests.conftest import KNOWLEDGE


@pytest.fixture(scope="module")
def held() -> Knowledge:
    return to_knowledge(load_records(KNOWLEDGE)[0])


def place(name: str, country: str = "XX", size: int = 1000, id_: int = 1, *others: str) -> dict[str, Any]:
    held = {"name": name, "countrycode": country, "population": size, "geonameid": id_}
    return held | {"alternatenames": list(others), "latitude": 1.234, "longitude": -5.678}


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("CMN", "an airport's code"),
        ("White House", "ordinary words"),
        ("The Pearl", "ordinary words"),
        ("ka sa bu lan ka", "a machine's transliteration"),
        ("qzblnqh", "a machine's transliteration"),
        ("ʿeCasa", "a machine's transliteration"),
        ("Casablanca", "what is written in the city already"),
        ("casa-blanca", "what is written in the city already"),
        ("Arrondissement 3", "a number"),
        ("The Most Noble and Loyal City of Casablanca", "too long to be said"),
        ("Ai", "too short to be told from a word"),
        ("Casa؛ Morocco", "a list"),
    ],
)
def test_what_is_no_name_of_the_city_is_left_out(other: str, why: str) -> None:
    assert cleaned(place("Casablanca", "MA", 1000, 1, other), ["Casablanca", "Casa blanca"], []) == [], why


@pytest.mark.parametrize(
    "other", ["Kasablanka", "Касабланка", "الدار البيضاء", "卡萨布兰卡", "카사블랑카", "Dar el Beida"]
)
def test_names_in_other_languages_and_scripts_are_kept(other: str) -> None:
    assert cleaned(place("Casablanca", "MA", 1000, 1, other), ["Casablanca"], []) == [other]


def test_a_frequent_word_is_kept_where_it_is_a_form_of_the_name() -> None:
    assert cleaned(place("Lisbon", "PT", 1000, 1, "Lisboa"), ["Lisbon"], []) == ["Lisboa"]


def test_a_name_of_two_cities_or_of_another_large_place_is_left_out() -> None:
    gazetteer = {
        "1": place("Alpha", "MA", 1000, 1, "Twinname", "Bigplace", "Alphaville"),
        "2": place("Beta", "MA", 1000, 2, "Twinname", "Betaburg"),
        "3": place("Bigplace", "ES", 500_000, 3),
    }
    cities = [
        {"id": "alpha", "names": ["Alpha"], "country": "MA", "geoname": "1"},
        {"id": "beta", "names": ["Beta"], "country": "MA", "geoname": "2"},
    ]
    assert [entry["names"] for entry in generate(cities, gazetteer)] == [["Alphaville"], ["Betaburg"]]


def test_a_name_is_shared_with_places_elsewhere_that_are_as_well_known() -> None:
    gazetteer = {
        "1": place("León", "NI", 144_000, 1),
        "2": place("León", "ES", 124_000, 2),
        "3": place("León", "HN", 900, 3),
        "4": place("León de los Aldama", "MX", 1_500_000, 4, "León"),
    }
    (entry,) = generate([{"id": "leon", "names": ["León"], "country": "NI", "geoname": "1"}], gazetteer)
    assert entry["shared"] == ["ES", "MX"]


def test_the_same_input_gives_the_same_text() -> None:
    cities = [{"id": "fez", "names": ["Fez"], "country": "MA", "geoname": "1"}]
    one = generate(cities, {"1": place("Fès", "MA", 9, 1, "Фес", "Fas")})
    other = generate(cities, {"1": place("Fès", "MA", 9, 1, "Fas", "Фес")})
    assert "".join(map(as_yaml, one)) == "".join(map(as_yaml, other))


def test_no_generated_name_is_shared_by_two_cities(held: Knowledge) -> None:
    claimed: dict[str, str] = {}
    for city in held.cities.values():
        for name in held.places[city.id].names if city.id in held.places else ():
            assert claimed.setdefault(key(name), city.id) == city.id, name


def test_every_name_of_every_city_reaches_that_city_or_asks_which(
    assistant: Assistant, held: Knowledge
) -> None:
    for city in held.cities.values():
        told = city.doubt.text["en"] if city.doubt else city.name
        for name in held.names(city):
            reply = assistant.ask(f"is {name} a learning city?")
            offered = [suggestion.question for suggestion in reply.suggestions]
            asked_back = reply.status == "suggest" and any(city.name in question for question in offered)
            assert (reply.status == "answer" and told in reply.text) or asked_back, (city.id, name)


def test_the_places_are_credited(held: Knowledge) -> None:
    assert "CC BY 4.0" in held.sources["geonames"].publisher
    assert "CC BY 4.0" in (KNOWLEDGE / "places.yaml").read_text("utf-8")[:300]
