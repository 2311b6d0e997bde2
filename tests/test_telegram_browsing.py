"""Cards, pictures and places: looking around without typing much."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lcn_bot.answering.reply import Reply
from lcn_bot.pictures.picture import Picture
from tests.bot_api import Fault, World
from tests.bot_api.assistants import ARTICLE
from tests.bot_api.photos import png
from tests.conftest import an_assistant

if TYPE_CHECKING:
    from tests.bot_api.messages import Sent


def labels(sent: Sent) -> list[str]:
    return [button["text"] for row in sent.rows for button in row]


def test_cities_are_found_by_region_and_country_in_one_message(world: World) -> None:
    person = world.person()
    sent = person.ask("/cities")
    for label, title in (
        ("The Arab States", "The Arab States"),
        ("Morocco", "Morocco"),
        ("Oujda", "Oujda"),
        ("Mayor", "Oujda"),
        ("‹ Oujda", "Oujda"),
        ("‹ Morocco", "Morocco"),
        ("‹ The Arab States", "The Arab States"),
        ("‹ Learning cities", "Learning cities"),
    ):
        person.changes(sent, label)
        assert sent.raw.startswith(f"<b>{title}</b>\n\n")
    assert len(person.received()) == 1
    world.wait_for_call("answerCallbackQuery", 8)


def test_a_long_list_is_turned_page_by_page(world: World) -> None:
    person = world.person()
    sent = person.ask("/country South Korea")
    seen = set(labels(sent))
    for _ in range(4):
        person.changes(sent, "Next ›")
        seen |= set(labels(sent))
    assert "Page 5 of 5" in sent.text
    assert "Next ›" not in labels(sent)
    assert {"Suwon", "Andong", "‹ Previous"} <= seen


@pytest.mark.parametrize(
    ("typed", "title"), [("oujda", "Oujda"), ("Wudjda", "Oujda"), ("وجدة", "Oujda"), ("fes", "Fez")]
)
def test_a_city_is_shown_by_any_of_its_names(world: World, typed: str, title: str) -> None:
    sent = world.person().ask(f"/city {typed}")
    assert sent.raw.startswith(f"<b>{title}</b>\n\n{title}, Morocco, has been a member")
    assert sent.text.partition("Source")[2]
    assert {"On the map", "‹ Morocco"} <= set(labels(sent))


def test_a_card_leads_to_its_source(world: World) -> None:
    (link,) = [b for row in world.person().ask("/city Oujda").rows for b in row if "url" in b]
    assert link["text"] == "Source"
    assert link["url"].startswith("https://")


def test_a_country_is_shown_with_its_cities_and_its_map(world: World) -> None:
    sent = world.person().ask("/country maroc")
    assert sent.raw.startswith("<b>Morocco</b>\n\nI know 9 members")
    assert {"Oujda", "Casablanca", "Map", "‹ The Arab States"} <= set(labels(sent))


def test_cities_that_are_called_by_what_was_begun_are_offered(world: World) -> None:
    sent = world.person().ask("/city san")
    assert sent.text == "Perhaps you mean:"
    assert all(label.startswith("San") and data.startswith("en:card:city:") for label, data in sent.buttons)
    assert len(sent.buttons) > 3


@pytest.mark.parametrize("name", ["London", "Paris", "Springfield"])
def test_a_city_that_is_not_known_is_said_not_to_be_among_the_members_that_are(
    world: World, name: str
) -> None:
    assert f"and {name} is not among them." in world.person().ask(f"/city {name}").text


def test_a_country_without_members_is_said_to_have_none_that_is_known(world: World) -> None:
    person = world.person()
    sent = person.ask("/country Ghana")
    assert "none of them is in Ghana." in sent.text
    assert person.changes(sent, "‹ Learning cities").text.startswith("Learning cities")


def test_a_country_that_joined_but_whose_cities_are_not_named_is_told_so(world: World) -> None:
    sent = world.person().ask("/country Niger")
    assert "joined for the first time in December 2025" in sent.text
    assert "I know no city of Niger by name." in sent.text


@pytest.mark.parametrize(("typed", "title"), [("/city Morocco", "Morocco"), ("/country Oujda", "Oujda")])
def test_who_takes_a_country_for_a_city_sees_what_they_named(world: World, typed: str, title: str) -> None:
    assert world.person().ask(typed).text.startswith(f"{title}\n\n")


@pytest.mark.parametrize("command", ["/city", "/country", "/cities"])
def test_a_command_without_a_name_shows_where_to_begin(world: World, command: str) -> None:
    assert world.person().ask(command).text.startswith("Learning cities\n\n425 cities")


@pytest.mark.parametrize(
    ("command", "begins"), [("/figures", "The network in numbers"), ("/events", "Events")]
)
def test_figures_and_events_have_cards(world: World, command: str, begins: str) -> None:
    sent = world.person().ask(command)
    assert sent.text.startswith(begins)
    assert "Source" in sent.text


def test_an_event_leads_to_the_cities_that_won(world: World) -> None:
    person = world.person()
    sent = person.ask("/events")
    for label in ("Awards", "2024", "Cork"):
        person.changes(sent, label)
    assert sent.raw.startswith("<b>Cork</b>")


def test_another_quotation_takes_the_place_of_the_last(world: World) -> None:
    person = world.person()
    sent = person.ask("/quote")
    first = sent.text
    person.tap(sent, "Another")
    world.wait(lambda: sent.edits == 1)
    assert sent.text != first
    assert len(person.received()) == 1


def test_sources_are_listed_with_links_page_by_page(world: World) -> None:
    person = world.person()
    sent = person.ask("/sources")
    assert sent.text.count("• ") == 8
    assert '<a href="https://' in sent.raw
    person.tap(sent, "Next ›")
    world.wait(lambda: sent.edits == 1)
    assert "Page 2 of" in sent.text


@pytest.mark.parametrize(
    "gone",
    ["message to edit not found", "message can't be edited", "there is no text in the message to edit"],
)
def test_a_tap_on_a_message_that_cannot_be_changed_sends_a_new_one(world: World, gone: str) -> None:
    person = world.person()
    sent = person.ask("/cities")
    world.server.fail("editMessageText", Fault.refused(400, f"Bad Request: {gone}"))
    person.tap(sent, "Africa")
    assert person.next().text.startswith("Africa")


def test_a_tap_that_changes_nothing_is_no_repetition_and_no_trouble(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    person = world.person()
    sent = person.ask("/cities")
    person.changes(sent, "Africa")
    person.tap_data("en:card:region:africa", message=sent.shown(person.chat))
    world.wait_for_call("editMessageText", 2)
    person.hears_nothing()
    assert sent.text.startswith("Africa")
    assert "could not be sent" not in caplog.text


def test_a_message_that_is_changed_often_shows_what_was_tapped_last(world: World) -> None:
    person = world.person()
    sent = person.ask("/cities")
    world.server.fail("editMessageText", Fault.too_many(0.3))
    person.tap(sent, "Africa")
    world.wait_for_call("editMessageText")
    person.tap(sent, "The Arab States")
    person.tap(sent, "Europe")
    world.wait(lambda: sent.text.startswith("Europe"))
    assert sent.edits == 2  # what was out of date is not shown on the way


def test_what_is_sent_by_a_tap_is_sent_once_however_quickly_it_is_tapped_again(world: World) -> None:
    person = world.person()
    card = person.ask("/city Oujda")
    for _ in range(2):
        person.tap(card, "On the map")
    assert person.next().kind == "venue"
    person.hears_nothing()


@pytest.mark.parametrize(
    "data",
    [
        "en:card:city:gone",
        "en:card:x:y:z:1",
        "en:card:",
        "en:picture:moon",
        "en:place:gone",
        "en:card:city:oujda:__init__",
    ],
)
def test_an_old_or_forged_button_says_that_it_no_longer_works(world: World, data: str) -> None:
    person = world.person()
    sent = person.ask("/cities")
    person.tap_data(data, message=sent.shown(person.chat))
    assert "no longer works" in world.wait_for_call("answerCallbackQuery").parameters["text"]
    person.hears_nothing()


@pytest.mark.parametrize("payload", ["city_oujda", "city_oujda "])
def test_a_link_opens_a_card(world: World, payload: str) -> None:
    assert world.person().ask(f"/start {payload}").raw.startswith("<b>Oujda</b>")


@pytest.mark.parametrize(
    ("payload", "begins"),
    [
        ("country_MA", "Morocco"),
        ("region_africa", "Africa"),
        ("event_award-2024", "Learning City Award 2024"),
        ("figures", "The network in numbers"),
    ],
)
def test_other_cards_have_links_too(world: World, payload: str, begins: str) -> None:
    assert world.person().ask(f"/start {payload}").text.startswith(begins)


@pytest.mark.parametrize("payload", ["city_gone", "c_42", "quote_not_x_y", "__", "-"])
def test_a_link_that_leads_nowhere_is_a_start(world: World, payload: str) -> None:
    assert world.person().ask(f"/start {payload}").text.startswith("Hello!")


def test_a_card_is_what_the_next_question_is_about() -> None:
    with World(assistant=an_assistant) as world:
        person = world.person()
        person.ask("/city Oujda")
        assert "Azzaoui" in person.ask("who is the mayor?").text


def test_a_picture_that_is_still_on_its_way_is_not_sent_twice() -> None:
    with World(double_tap=0.0) as world:
        person = world.person()
        sent = person.ask("/figures")
        for _ in range(3):
            person.tap(sent, "Growth")
        assert person.next().kind == "photo"
        person.hears_nothing()


def test_once_more_is_said_only_of_what_was_last_shown(world: World) -> None:
    person = world.person()
    first = person.ask("/cities")
    person.changes(first, "Africa")
    assert not person.ask("/cities").text.startswith("Once more")
    assert person.ask("/cities").text.startswith("Once more:")


def test_where_a_city_is_is_shown_on_a_map(world: World) -> None:
    where = Reply("answer", "en", "Oujda is in Morocco.", (ARTICLE,), (), ("where:oujda",))
    world.assistant.replies["where is Oujda?"] = where
    sent = world.person().ask("where is Oujda?")
    assert sent.kind == "venue"
    assert sent.parameters["title"] == "Oujda"
    assert sent.parameters["address"] == "Morocco · Source: GeoNames (CC BY 4.0)"
    assert 34 < float(sent.parameters["latitude"]) < 35
    assert -3 < float(sent.parameters["longitude"]) < -1
    assert {"Oujda", "Source"} <= set(labels(sent))


def test_the_card_of_a_place_is_a_message_of_its_own(world: World) -> None:
    person = world.person()
    person.tap(person.ask("/city Oujda"), "On the map")
    person.tap(person.next(), "Oujda")
    assert person.next().text.startswith("Oujda")
    assert not world.calls("editMessageText")


def test_a_name_that_only_begins_as_typed_is_asked_back(world: World) -> None:
    sent = world.person().ask("/city وجد")
    assert "Perhaps you mean:" in sent.text


def test_a_card_s_map_button_sends_the_place(world: World) -> None:
    person = world.person()
    person.tap(person.ask("/city Oujda"), "On the map")
    assert person.next().kind == "venue"


def test_a_city_that_is_asked_for_alone_is_shown_as_its_card(world: World) -> None:
    about = Reply("answer", "en", "Oujda is a member.", (ARTICLE,), (), ("city:oujda",))
    world.assistant.replies["Oujda"] = about
    assert {"Mayor", "On the map"} <= set(labels(world.person().ask("Oujda")))


def test_a_picture_is_drawn_once_and_then_sent_by_its_id(world: World) -> None:
    person, other = world.person(1), world.person(2)
    person.tap(person.ask("/figures"), "Growth")
    drawn = person.next()
    assert drawn.kind == "photo"
    assert "425" in drawn.text
    assert "Source" in drawn.text
    uploaded = world.calls("sendPhoto")[0]
    assert [file[:4] for file in uploaded.files.values()] == [b"\x89PNG"]
    other.tap(other.ask("/figures"), "Growth")
    assert other.next().kind == "photo"
    again = world.calls("sendPhoto")[1]
    assert not again.files
    world.stop_bot()  # what Telegram has outlives the bot
    world.start_bot()
    other.tap(other.received()[0], "Growth")
    other.next()
    assert world.calls("sendPhoto")[2].parameters["photo"] == again.parameters["photo"]


def test_a_picture_that_telegram_has_lost_is_drawn_again(world: World) -> None:
    person, other = world.person(1), world.person(2)
    person.tap(person.ask("/figures"), "By country")
    person.next()
    lost = Fault.refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
    world.server.fail("sendPhoto", lost)
    other.tap(other.ask("/figures"), "By country")
    assert other.next().kind == "photo"
    assert [bool(call.files) for call in world.calls("sendPhoto")] == [True, False, True]


def test_an_answer_that_has_a_picture_offers_it(world: World) -> None:
    grown = Reply("answer", "en", "It grew.", (ARTICLE,), (), ("growth",))
    world.assistant.replies["how did it grow?"] = grown
    person = world.person()
    person.tap(person.ask("how did it grow?"), "Growth")
    assert person.next().kind == "photo"


def test_cards_speak_the_language_of_the_chat(world: World) -> None:
    world.assistant.chosen["1"] = "fr"
    assert world.person(1).ask("/country Maroc").raw.startswith("<b>Maroc</b>")


def test_a_place_that_was_just_shown_is_said_in_words() -> None:
    with World(assistant=an_assistant) as world:
        person = world.person()
        assert person.ask("where is Oujda?").kind == "venue"
        again = person.ask("where is Oujda?")
        assert again.text.startswith("Once more:\nOujda is in Morocco")
        assert labels(again)[:2] == ["Oujda", "Source"]


NO_RIGHTS = Fault.refused(400, "Bad Request: not enough rights to send this to the chat")


def test_a_place_that_a_chat_does_not_allow_is_said_in_words() -> None:
    with World(assistant=an_assistant) as world:
        world.server.fail("sendVenue", NO_RIGHTS)
        assert world.group().ask("/ask where is Oujda?").text.startswith("Oujda is in Morocco")


def test_a_picture_that_a_chat_does_not_allow_is_no_silence(world: World) -> None:
    group = world.group()
    card = group.ask("/city Oujda")
    group.tap(card, "‹ Morocco")
    world.edited(card)
    world.server.fail("sendPhoto", NO_RIGHTS)
    group.tap(card, "Map")
    assert "administrators can allow" in group.next().text


def test_a_topic_that_is_gone_in_a_chat_that_allows_no_pictures_is_no_silence(world: World) -> None:
    group, topic = world.group(), {"message_thread_id": 42, "is_topic_message": True}
    card = group.ask("/city Oujda", **topic)
    group.tap(card, "‹ Morocco")
    world.edited(card)
    world.server.fail("sendPhoto", Fault.refused(400, "Bad Request: message thread not found"), NO_RIGHTS)
    group.tap(card, "Map")
    assert "administrators can allow" in group.next().text


def test_a_picture_that_was_lost_is_sent_when_it_is_asked_for_again(world: World) -> None:
    person = world.person()
    card = person.ask("/cities")
    world.server.fail("sendPhoto", Fault.refused(400, "Bad Request: PHOTO_INVALID_DIMENSIONS"))
    world.server.fail("sendMessage", Fault.drop(done=False))
    person.tap(card, "World map")
    world.wait_for_call("sendMessage", 2)
    person.changes(card, "Africa")
    person.tap(person.ask("/cities"), "World map")
    assert person.next().kind == "photo"


def test_a_card_below_a_place_is_sent_once_however_often_it_is_tapped() -> None:
    with World(assistant=an_assistant, double_tap=60.0) as world:
        person = world.person()
        place = person.ask("where is Oujda?")
        for _ in range(3):
            person.tap(place, "Oujda")
        world.wait_for_call("answerCallbackQuery", 3)
        assert person.next().text.startswith("Oujda\n\n")
        assert len(person.received()) == 2


def test_what_was_asked_in_a_topic_that_is_gone_is_answered_all_the_same(world: World) -> None:
    world.server.fail("sendMessage", Fault.refused(400, "Bad Request: message thread not found"))
    reply = world.group().ask("/ask who?", message_thread_id=42, is_topic_message=True)
    assert reply.text.startswith("About who?")
    assert "message_thread_id" not in reply.parameters


def test_a_picture_that_two_ask_for_at_once_is_drawn_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw() -> bytes:
        world.wait_for_call("sendChatAction", 2)  # by now the other has found that there is none yet
        drawn.append("growth")
        return png()

    monkeypatch.setattr(
        "lcn_bot.telegram.features.browsing.picture", lambda *_: Picture("growth", "It grew.", (), draw)
    )
    people = [world.person(1), world.person(2)]
    for card, person in [(person.ask("/figures"), person) for person in people]:
        person.tap(card, "Growth")
    assert [person.next().kind for person in people] == ["photo", "photo"]
    assert drawn == ["growth"]


def test_that_a_picture_takes_a_moment_is_shown_where_it_will_be(world: World) -> None:
    group = world.group()
    card = group.ask("/figures@cities_bot", message_thread_id=42, is_topic_message=True)
    world.server.fail("sendChatAction", Fault.refused(400, "Bad Request: not enough rights"))
    group.tap(card, "Growth")
    assert group.next().kind == "photo"
    shown = world.wait_for_call("sendChatAction").parameters
    assert shown == {"chat_id": str(group.id), "action": "upload_photo", "message_thread_id": "42"}


def test_a_picture_that_is_known_is_not_drawn_again_where_a_chat_does_not_allow_it(world: World) -> None:
    person, group = world.person(), world.group()
    person.tap(person.ask("/figures"), "Growth")
    person.next()
    card = group.ask("/figures@cities_bot")
    world.server.fail("sendPhoto", NO_RIGHTS)
    group.tap(card, "Growth")
    assert "administrators can allow" in group.next().text
    assert len(world.calls("sendPhoto")) == 2


def test_a_city_that_a_tapped_question_is_about_is_told_below_that_question(world: World) -> None:
    about = Reply("answer", "en", "Oujda is a member.", (ARTICLE,), (), ("city:oujda",))
    world.assistant.ask_suggested = lambda key, **_: about  # type: ignore[method-assign]
    person = world.person()
    person.tap(person.ask("/start"), 0)
    assert person.next().raw.startswith("<b>Example question 1?</b>\n\nOujda is a member.")


def test_no_map_is_offered_of_a_country_where_no_city_is_known_to_be(world: World) -> None:
    person = world.person()
    for code, offered in (("MN", False), ("MA", True)):
        told = Reply("answer", "en", f"There are some in {code}.", (ARTICLE,), (), (f"members_in:{code}",))
        world.assistant.replies[code] = told
        assert ("Map" in labels(person.ask(code))) == offered


def test_of_countries_that_are_called_by_what_was_begun_only_those_with_members_are_offered(
    world: World,
) -> None:
    assert set(labels(world.person().ask("/country so"))) == {"South Africa", "South Korea"}
