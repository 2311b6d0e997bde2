"""The language of a chat in Telegram: /language, and that what is chosen is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.bot_api import World
from tests.conftest import an_assistant

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def real() -> Iterator[World]:
    """The bot with the real knowledge, which speaks all languages."""
    with World(assistant=an_assistant) as world:
        yield world


def test_language_shows_each_language_by_its_own_name_as_a_button(world: World) -> None:
    shown = world.person().ask("/language")
    assert shown.text == "Which language do you want me to speak?"
    assert shown.buttons == [("English", "en:language:en"), ("Français", "fr:language:fr")]


def test_a_language_that_is_tapped_is_kept_and_said(world: World) -> None:
    person = world.person(7)
    assert person.changes(person.ask("/language"), 1).text.startswith("From now on I answer in English")
    assert world.assistant.chosen == {"7": "fr"}
    assert world.wait_for_call("answerCallbackQuery").parameters["text"].startswith("From now on")


def test_a_language_that_the_bot_does_not_speak_is_no_longer_offered(world: World) -> None:
    person = world.person()
    person.tap_data("en:language:xx", message=person.message("old"))
    assert "no longer works" in world.wait_for_call("answerCallbackQuery").parameters["text"]
    person.hears_nothing()


def test_menus_are_registered_in_every_language_and_the_default_one_for_all_others(world: World) -> None:
    world.wait_for_call("setMyCommands", 10)
    codes = [call.parameters.get("language_code") for call in world.calls("setMyCommands")]
    assert codes.count(None) == codes.count("fr") == 5


def test_what_is_tapped_goes_on_in_the_language_of_the_message_whoever_taps_it(real: World) -> None:
    asking, tapping = real.group(member=1, language_code="fr"), real.group(member=2, language_code="es")
    cities = asking.ask("/cities@cities_bot")
    tapping.next()
    assert "Maroc" in str(tapping.changes(cities, "États arabes").buttons)
    answer = asking.ask("/ask combien de villes ?")
    tapping.next()
    tapping.tap(answer, 0)
    assert tapping.next().text.startswith(answer.buttons[0][0])


def test_a_chosen_language_is_spoken_whatever_was_last_asked(real: World) -> None:
    person = real.person(8, language_code="en")
    person.changes(person.ask("/language"), "Français")
    assert "Morocco" in person.ask("in which country is Oujda?").text
    assert "États arabes" in str(person.ask("/cities").buttons)


def test_a_group_is_spoken_to_in_the_language_that_its_administrators_chose(real: World) -> None:
    real.server.administrators.add((-100123, 1))
    administrator, member = real.group(member=1), real.group(member=2, language_code="es")
    administrator.changes(administrator.ask("/language"), "Français")
    member.next()
    assert "États arabes" in str(member.ask("/cities@cities_bot").buttons)
