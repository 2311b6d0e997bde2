"""Answers in chats that the bot is not in: as somebody types, and to a guest's mention."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from lcn_bot.offers import MOST
from tests.bot_api import Fault, World
from tests.bot_api.server import BOT
from tests.conftest import an_assistant

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def everywhere() -> Iterator[World]:
    """The real bot, asked from chats that it is not in: it remembers nothing between these tests."""
    with World(assistant=an_assistant) as world:
        yield world


def said(result: dict[str, Any]) -> str:
    return str(result["input_message_content"]["message_text"])


def test_an_answer_comes_first_with_its_source(everywhere: World) -> None:
    results = everywhere.inline_answer(everywhere.person().query("mayor of oujda"))
    assert results[0]["title"] == "Who is the mayor of Oujda?"
    assert said(results[0]).startswith("Mohamed Azzaoui is the mayor of Oujda")
    assert "<i>Source" in said(results[0])
    assert any(said(result).startswith("<b>Oujda</b>") for result in results)
    assert len(results) <= MOST


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("mayor of ouj", "Who is the mayor of Oujda?"),
        ("ouj", "Oujda"),
        ("maire de casab", "Qui est maire de Casablanca\u202f?"),
    ],
)
def test_what_is_not_finished_is_completed(everywhere: World, typed: str, title: str) -> None:
    assert title in [result["title"] for result in everywhere.inline_answer(everywhere.person().query(typed))]


def test_no_text_at_all_shows_what_many_want_to_know(everywhere: World) -> None:
    results = everywhere.inline_answer(everywhere.person(language_code="fr").query(""))
    assert len(results) >= 5
    assert said(results[0]).startswith("Mohamed Azzaoui est le maire")


def test_what_is_sent_is_whole_without_the_bot(everywhere: World) -> None:
    for typed in ("", "oujda", "how many cities", "weather in oujda", "zzzz"):
        for result in everywhere.inline_answer(everywhere.person().query(typed)):
            buttons = [b for row in result.get("reply_markup", {}).get("inline_keyboard", []) for b in row]
            assert all(b["url"].startswith("https://t.me/cities_bot?start=") for b in buttons)
            assert "Source" in said(result)


def test_results_are_shared_only_where_the_words_tell_the_language(everywhere: World) -> None:
    for typed, personal in (("how many cities are there", "false"), ("oujda", "true"), ("", "true")):
        number = everywhere.person().query(typed)
        everywhere.inline_answer(number)
        (call,) = [
            c for c in everywhere.calls("answerInlineQuery") if c.parameters["inline_query_id"] == number
        ]
        assert call.parameters.get("is_personal", "false") == personal
        assert 10 <= int(call.parameters["cache_time"]) <= 300
        assert json.loads(call.parameters["button"])["start_parameter"]


def test_a_guest_s_mention_is_answered_once_as_inline(everywhere: World) -> None:
    group = everywhere.group(-100999, member=5)
    answer = everywhere.guest_answer(group.summon("who is the mayor of Oujda?"))
    assert said(answer).startswith("Mohamed Azzaoui is the mayor of Oujda")
    assert "reply_markup" not in answer


def test_a_guest_is_told_what_is_not_known(everywhere: World) -> None:
    group = everywhere.group(-100999, member=5)
    answer = everywhere.guest_answer(group.summon("what is the weather in Oujda?"))
    assert "weather" in said(answer)
    assert "\n– What do you know about Oujda?" in said(answer)  # as there are no buttons


def test_what_has_been_typed_on_from_is_not_answered_any_more(everywhere: World) -> None:
    person, answers = everywhere.person(9), everywhere.server.inline_answers
    queries = [person.query("mayor of Oujda"[: number % 10 + 5]) for number in range(60)]
    asked = everywhere.person(10).write("who is mayor of Oujda?")
    everywhere.inline_answer(queries[-1])
    assert sum(query in answers for query in queries) < len(queries)
    assert asked


def test_only_people_are_answered_as_guests(world: World) -> None:
    group = world.group(-100999)
    machine = group.summon("who?", via_bot=BOT)
    world.guest_answer(group.summon("and why?"))
    assert [asked for asked, _, _ in world.assistant.asked] == ["and why?"]
    assert machine not in world.server.guest_answers


def test_a_guest_who_is_answered_is_offered_nothing_else(everywhere: World) -> None:
    answer = everywhere.guest_answer(everywhere.group(-100999).summon("how many cities are there?"))
    assert "425" in said(answer)
    assert "\n– " not in said(answer)


def test_results_are_in_the_language_that_somebody_chose_in_private(everywhere: World) -> None:
    everywhere.state.choose("99", "fr")
    results = everywhere.inline_answer(everywhere.person(99, language_code="es").query(""))
    assert said(results[0]).startswith("Mohamed Azzaoui est le maire")
    guest = everywhere.group(-100999, member=99, language_code="es").summon("Oujda")
    assert "Maroc" in said(everywhere.guest_answer(guest))


def test_what_was_typed_on_is_answered_though_what_was_before_could_not_be(everywhere: World) -> None:
    old = Fault.refused(400, "Bad Request: query is too old and response timeout expired")
    everywhere.server.fail("answerInlineQuery", Fault.too_many(0.3), old)
    person, answered = everywhere.person(98), len(everywhere.calls("answerInlineQuery"))
    person.query("ouj")
    everywhere.wait_for_call("answerInlineQuery", answered + 1)
    assert everywhere.inline_answer(person.query("oujda"))


def test_what_means_nothing_shows_as_much_as_no_text_at_all(everywhere: World) -> None:
    person = everywhere.person(97)
    shown = [everywhere.inline_answer(person.query(typed)) for typed in ("zzzz", "")]
    assert [result["title"] for result in shown[0]] == [result["title"] for result in shown[1]]


@pytest.mark.parametrize(
    ("typed", "personal"),
    [("maire de Casablanca", False), ("oujda", True), ("quel temps fait-il à la maison ce soir", True)],
)
def test_only_what_everybody_would_be_offered_is_kept_for_everybody(
    everywhere: World, typed: str, *, personal: bool
) -> None:
    before = len(everywhere.calls("answerInlineQuery"))
    everywhere.inline_answer(everywhere.person(language_code="es").query(typed))
    call = everywhere.wait_for_call("answerInlineQuery", before + 1)
    assert (call.parameters.get("is_personal") == "true") is personal
