"""Quiz questions: they fit a poll, the right option is right, and the others are wrong, by the knowledge."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache
from random import Random

import pytest

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.questions import suggestion
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.knowledge.model import City
from lcn_bot.quiz.quiz import KINDS, Quiz, quiz
from tests.conftest import the_assistant

VOICES = {code: the_assistant()._held.voice(code) for code, _ in the_assistant().languages()}
KNOWLEDGE = VOICES["en"].knowledge
FIGURES = {"members", "countries", "new_members"}
SEEDS = range(200)

in_every_language = pytest.mark.parametrize("code", VOICES)


@cache
def quizzes(code: str) -> list[Quiz]:
    """A few hundred, each from a seed of its own."""
    return [quiz(VOICES[code], Random(seed)) for seed in SEEDS]


@cache
def all_quizzes() -> dict[str, Quiz]:
    """One for everything that is asked, by its key."""
    asked: dict[str, Quiz] = {}
    while (made := quiz(VOICES["en"], Random(len(asked)), asked.keys())).key not in asked:
        asked[made.key] = made
    return asked


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def bare(option: str) -> str:
    return option.translate(dict.fromkeys(map(ord, "\u200f\u2068\u2069")))


@in_every_language
def test_a_quiz_fits_a_poll_of_telegram(code: str) -> None:
    for made in quizzes(code):
        assert made.key.isascii()
        assert len(made.key) <= 40
        assert 0 < units(made.question) <= 160
        assert all(0 < units(option) <= 40 for option in made.options)
        assert 0 < units(made.explanation) <= 200
        assert made.explanation.count("\n") <= 2
        assert not {"{", "}"} & set(made.question + made.explanation)


@in_every_language
def test_four_options_differ_and_none_stands_out_by_its_script(code: str) -> None:
    for made in quizzes(code):
        assert len(set(made.options)) == len(made.options) == 4
        scripts = {
            frozenset(unicodedata.name(c).split()[0] for c in option if c.isalpha())
            for option in made.options
        }
        assert len(scripts) == 1, made.options


@in_every_language
def test_the_right_option_is_right_and_the_others_are_wrong_by_the_knowledge(code: str) -> None:
    for made in quizzes(code):
        options = [bare(option) for option in made.options]
        judged = [is_right(VOICES[code], made.key, option) for option in options]
        assert judged == [place == made.correct for place in range(4)], made


@in_every_language
def test_the_bot_can_be_asked_more_about_it_and_then_tells_the_same(code: str) -> None:
    voice = VOICES[code]
    for made in quizzes(code):
        asked = suggestion(voice, made.ask)
        assert asked, made.ask
        told = the_assistant().ask_suggested(asked.key, language=code)
        assert told
        assert told.status == "answer"
        if made.key.split(":")[0] not in ("country_of", "joined"):  # the name of the country may be inflected
            assert bare(made.options[made.correct]) in bare(told.text), (made, told.text)


@in_every_language
def test_the_explanation_names_a_source_of_the_fact(code: str) -> None:
    for made in quizzes(code):
        cited = [KNOWLEDGE.sources[source] for source in made.sources]
        shown = bare(made.explanation)
        assert any(
            source.title in shown or (source.publisher or source.title)[:10] in shown for source in cited
        )


def test_the_same_seed_makes_the_same_quiz() -> None:
    for code, voice in VOICES.items():
        assert [quiz(voice, Random(seed)) for seed in SEEDS[:20]] == quizzes(code)[:20]


def test_what_is_avoided_is_asked_only_when_nothing_else_is_left() -> None:
    asked = all_quizzes()
    kinds = Counter(key.split(":")[0] for key in asked)
    assert len(kinds) == len(KINDS) - 1 + len(FIGURES)
    assert min(kinds.values()) >= 2
    assert len(asked) > 900


def test_the_place_of_the_right_option_says_nothing() -> None:
    right = [made for code in VOICES for made in quizzes(code)]
    places = Counter(made.correct for made in right)
    assert min(places.values()) > len(right) / 6
    numbers = [made for made in right if made.key.split(":")[0] in FIGURES]
    ranks = Counter(
        sorted(map(int, map(bare, made.options))).index(int(bare(made.options[made.correct])))
        for made in numbers
    )
    assert min(ranks[rank] for rank in range(4)) > len(numbers) / 8


def test_a_city_that_may_be_another_or_no_member_is_not_asked_about() -> None:
    for made in quizzes("en"):
        kind, *ids = made.key.split(":")
        for city in filter(None, map(KNOWLEDGE.cities.get, ids)):
            assert not city.doubt
            place = KNOWLEDGE.places.get(city.id)
            assert kind in ("joined", "mayor") or not (place and place.shared)
    assert not {"country_of:mexico-city", "in_country:tunis", "country_of:algiers"} & {
        made.key for made in quizzes("en")
    }


def test_where_a_city_is_that_is_fought_over_or_shares_its_name_is_not_asked() -> None:
    placed = {key.partition(":")[2] for key in all_quizzes() if key.startswith(("country_of", "in_country"))}
    assert not {"melitopol", "san-nicolas"} & placed


def test_nobody_who_spoke_of_the_same_is_a_wrong_answer_to_who_said_something() -> None:
    people = {person.name: person.id for person in KNOWLEDGE.people.values()}
    for key, made in all_quizzes().items():
        if key.startswith("said:"):
            said = KNOWLEDGE.quotes[key.partition(":")[2]]
            alike = {quote.speaker for quote in KNOWLEDGE.quotes.values() if {*quote.about} & {*said.about}}
            assert {people[option] for option in made.options} & alike == {said.speaker}


def test_a_mayor_does_not_stand_out_as_a_man_among_women_or_a_woman_among_men() -> None:
    genders = {person.name: person.gender for person in KNOWLEDGE.people.values()}
    mayors = [made for key, made in all_quizzes().items() if key.startswith("mayor:")]
    mixed = [made for made in mayors if {"female", "male"} <= {genders.get(o) for o in made.options}]
    assert len(mixed) < len(mayors) / 5  # where too few are known


def test_names_from_left_to_right_are_kept_together_in_a_question_and_bare_as_an_option() -> None:
    questions = [made.question for made in quizzes("ar") if "Oujda" not in made.question]
    assert any("\u2068" in question for question in questions)
    options = [option for made in quizzes("ar") for option in made.options]
    assert not any("\u2068" in option for option in options if option[0].isdigit() or "a" <= option[0] <= "z")
    assert any(option.isascii() for option in options)


def test_without_facts_there_is_no_quiz() -> None:
    with pytest.raises(LookupError):
        quiz(Voice(Knowledge(), VOICES["en"].language), Random(1))


def is_right(voice: Voice, key: str, option: str) -> bool:
    """Whether an option answers what is asked, by the knowledge alone."""
    kind, *ids = key.split(":")
    match kind, ids:
        case "country_of", [city]:
            return option == voice.place(KNOWLEDGE.cities[city].country or "")
        case "in_country", [city]:
            return {found.country for found in called(voice, option)} == {KNOWLEDGE.cities[city].country}
        case "joined", [city]:
            joined = KNOWLEDGE.cities[city].joined
            dates = {joined.date or "", *(other.date for other in joined.otherwise)}
            return option in {voice.language.date(date[:4]) for date in dates}
        case (("members" | "countries" | "new_members"), [month]):
            given = {
                number
                for value in KNOWLEDGE.figures[kind].history
                if (value.as_of or month).startswith(month[:4])
                for number in (value.value, *(other.value for other in value.otherwise))
            }
            return int(option) in given
        case "awarded", [year, _]:
            won = [
                event for event in KNOWLEDGE.events.values() if event.winners and event.start.startswith(year)
            ]
            ever = {city.id for city in called(voice, option)} & KNOWLEDGE.awards.keys()
            return bool(ever) and all(set(event.winners) & ever for event in won)
        case "conference", [event]:
            held = KNOWLEDGE.events[event]
            own = held.place.values() if isinstance(held.place, dict) else ()
            return option in own or called(voice, option) == KNOWLEDGE.cities_at(held)
        case "mayor", [city, _]:
            return option in {voice.place(person.id) for person, _ in KNOWLEDGE.offices_of(city)}
        case "said", [quote]:
            return option == voice.place(KNOWLEDGE.quotes[quote].speaker)
    raise AssertionError(f"no test knows what {key} asks")


def called(voice: Voice, name: str) -> list[City]:
    """Every city that is called so, or else goes by that name, also those that may be no members."""
    cities = KNOWLEDGE.cities.values()
    return [city for city in cities if voice.place(city.id) == name] or [c for c in cities if name in c.names]
