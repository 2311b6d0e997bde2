"""A question as it is understood: what each word is taken for, and what is left over."""

from __future__ import annotations

import random

import pytest

from lcn_bot.answering.answers import ANSWERS
from lcn_bot.assistant import Assistant

TRUTH = "who is the mayor of Oujda?"


def _explained(assistant: Assistant, text: str) -> dict[str, str]:
    return {
        word.typed: " or ".join(f"{item.kind} {item.id}".strip() for item in word.meanings)
        for word in assistant.read(text)[1]
    }


@pytest.mark.parametrize(
    ("text", "typed", "taken_for"),
    [
        (TRUTH, "who is", "concept who"),
        (TRUTH, "mayor", "concept mayor"),
        (TRUTH, "oujda", "city oujda"),
        ("what does Rmili say", "rmili", "person rmili"),
        ("what does Nabila Rmili say", "nabila rmili", "person rmili"),
        ("what does Nabilla Rmili say", "nabilla rmili", "person rmili"),
        ("what did Rmili say about the job maket", "the job maket", "concept work"),
        ("does it reach 500 milion citizens", "500 milion", "number 500000000"),
        ("what does Oujda want to acheive", "acheive", "filler"),
        ("cities of Morocco", "morocco", "country MA"),
        ("are there five hundred cities", "five hundred", "number 500"),
        ("who said education is not confined to classrooms", "education is not confined to classrooms", ""),
    ],
)
def test_every_word_is_explained(assistant: Assistant, text: str, typed: str, taken_for: str) -> None:
    explained = _explained(assistant, text)
    assert explained.get(typed, "").startswith(taken_for or "quote giannini-classrooms")


def test_what_is_asked_is_told_by_its_key(assistant: Assistant) -> None:
    assert [ask.key for ask in assistant.read(TRUTH)[0].asks] == ["office:mayor:oujda"]


def test_the_longest_name_counts(assistant: Assistant) -> None:
    assert "what does" not in _explained(assistant, "network of learning cities")
    assert _explained(assistant, "network of learning cities") == {
        "network of learning cities": "concept network"
    }


@pytest.mark.parametrize(
    "text",
    [
        "oujda mayor",
        "OUJDA MAYOR",
        "mayor oujda?",
        "whos the mayor of ojuda",
        "who runs Oujda",
        "mayorof oujda",
        "oujdas mayor",
        "hi! could you please tell me who the mayor of oujda is, thanks",
    ],
)
def test_one_question_in_many_words_is_one_question(assistant: Assistant, text: str) -> None:
    assert assistant.ask(text).text == assistant.ask(TRUTH).text


@pytest.mark.parametrize(
    ("text", "leftover"),
    [
        ("weather in Oujda", ("weather",)),
        ("who is the mayor of Rabat?", ("Rabat",)),
        ("Oujda's football team", ("football team",)),
        ("zxqv", ("zxqv",)),
    ],
)
def test_what_nothing_explains_is_left_over(
    assistant: Assistant, text: str, leftover: tuple[str, ...]
) -> None:
    reading, _ = assistant.read(text)
    assert tuple(word.casefold() for word in reading.unknown) == tuple(map(str.casefold, leftover))
    assert reading.asks == ()


@pytest.mark.parametrize(
    "cut", ["prev. {}", "ex. {}", "asst. {}", "dep. {}", "vice. {}", "ex; {}", "deputy! {}"]
)
def test_an_abbreviation_before_a_question_is_part_of_it(assistant: Assistant, cut: str) -> None:
    assert assistant.ask(cut.format("mayor of Oujda")).status != "answer"


@pytest.mark.parametrize(
    "text",
    [
        "pop. of Oujda",
        "the mayor of Rabat. of Oujda",
        "Rabat. mayor. Oujda",
        "Creative Cities. how many members?",
        "In Atlantis; how many cities?",
        "Fez! how many citizens",
        "Facebook. how many people",
    ],
)
def test_the_last_words_alone_are_not_a_question(assistant: Assistant, text: str) -> None:
    assert assistant.ask(text).status != "answer"


@pytest.mark.parametrize(
    "text",
    [
        "did the network have 425 cities in 2015?",
        "were there 91 countries in 1999?",
        "did 72 new cities join in 2019?",
        "is it 425 cities in 2030?",
    ],
)
def test_a_number_is_not_confirmed_for_another_year(assistant: Assistant, text: str) -> None:
    assert not assistant.ask(text).text.startswith("Yes")


def test_a_topic_does_not_bear_out_the_numbers_of_other_facts(assistant: Assistant) -> None:
    assert assistant.ask("why did Casablanca join in 2013").status != "answer"
    assert assistant.ask("did Casablanca join in 2013 and why").text.startswith("No. Casablanca")


def test_a_post_that_nobody_holds_has_no_holder(assistant: Assistant) -> None:
    reply = assistant.ask("Who is UNESCO's Assistant Director-General for Instagram Education?")
    assert reply.status != "answer"


@pytest.mark.parametrize(
    "key",
    [
        *("said_about:nothing", "said_about:", "quotes:oujda:nothing", "quotes:nobody:climate", "quotes:/:x"),
        *("office:mayor:nowhere", "office::", "person:unesco", "person:rmili:mayor", "fact:oujda:nothing"),
        *(
            "holds:rmili:nothing:oujda",
            "cities_of:",
            "cities_of:XX",
            "country_of:oujda:XX:YY",
            "topic:nothing",
        ),
        *("figure:", "speaker:nothing", "said_by:rmili:nothing", "mayors:x", "__class__", "answer", ":" * 60),
        "said_about:" + "education:" * 6,
    ],
)
def test_a_forged_key_means_nothing(assistant: Assistant, key: str) -> None:
    reply = assistant.ask_suggested(key)
    assert reply is None or (reply.text and len(reply.suggestions) <= 3)


def test_the_key_of_a_suggestion_fits_a_button_however_many_subjects_it_has(assistant: Assistant) -> None:
    reply = assistant.ask("innovation the right to education inclusion lifelong learning")
    assert reply.suggestions
    assert all(len(suggestion.key) <= 60 for suggestion in reply.suggestions)


WORDS = ["mayor", "say", "how many", "cities", "countries", "new", "who", "when", "why", "project", "network"]
WORDS += [
    "climate",
    "economy",
    "education",
    "unesco",
    "citizens",
    "launched",
    "mayors",
    "join",
    "learning city",
]
NAMES = ["Casablanca", "Oujda", "Rmili", "Azzaoui", "Giannini", "Morocco", "France", "425", "2013", "zorblax"]


def test_whatever_is_suggested_to_whatever_words_is_answered_typed_or_tapped(assistant: Assistant) -> None:
    chance = random.Random(5)  # a fixed draw: a failure can be repeated
    offered: dict[str, str] = {}
    for _ in range(1500):
        words = chance.sample(WORDS, chance.randint(1, 3)) + chance.sample(NAMES, chance.randint(0, 2))
        chance.shuffle(words)
        reply = assistant.ask(" ".join(words), language="en")
        offered |= {s.key: s.question for s in reply.suggestions if reply.language == "en"}
    assert len(offered) > 50
    for key, question in offered.items():
        tapped = assistant.ask_suggested(key)
        assert tapped is not None
        typed = assistant.ask(question)
        assert (typed.status, typed.text) == ("answer", tapped.text), question


ODD = ("", "x", "2025", "2025-", "2025-99", "20", "oujda", "MA", "ZZ", "africa", "award", "rmili", "members")


@pytest.mark.parametrize("relation", ANSWERS)
def test_no_forged_key_of_any_relation_is_a_fault(assistant: Assistant, relation: str) -> None:
    for arguments in ([], *([one] for one in ODD), *([one, other] for one in ODD for other in ODD)):
        reply = assistant.ask_suggested(":".join((relation, *arguments)))
        assert reply is None or reply.text
