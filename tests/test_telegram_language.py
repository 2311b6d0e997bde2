"""The language of a chat in Telegram: /language, and that what is chosen is kept."""

from __future__ import annotations

from tests.bot_api import World


def test_language_shows_each_language_by_its_own_name_as_a_button(world: World) -> None:
    shown = world.person().ask("/language")
    assert shown.text == "Which language do you want me to speak?"
    assert shown.buttons == [("English", "v1:language:en"), ("français", "v1:language:fr")]


def test_a_language_that_is_tapped_is_kept_and_said(world: World) -> None:
    person = world.person(7)
    assert person.changes(person.ask("/language"), 1).text.startswith("From now on I answer in English")
    assert world.assistant.chosen == {"7": "fr"}
    assert world.wait_for_call("answerCallbackQuery").parameters["text"].startswith("From now on")


def test_a_language_that_the_bot_does_not_speak_is_no_longer_offered(world: World) -> None:
    person = world.person()
    person.tap_data("v1:language:xx", message=person.message("old"))
    assert "no longer works" in world.wait_for_call("answerCallbackQuery").parameters["text"]
    person.hears_nothing()


def test_menus_are_registered_in_every_language_and_the_default_one_for_all_others(world: World) -> None:
    world.wait_for_call("setMyCommands", 10)
    codes = [call.parameters.get("language_code") for call in world.calls("setMyCommands")]
    assert codes.count(None) == codes.count("fr") == 5
