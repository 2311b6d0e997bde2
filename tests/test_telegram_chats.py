"""What people in private chats get."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from lcn_bot.answering.reply import Reply, Suggestion
from lcn_bot.knowledge.model import Source
from tests.bot_api.assistants import ARTICLE, PAPER
from tests.bot_api.markup import units

if TYPE_CHECKING:
    from tests.bot_api import World


def unchecked_source(**fields: str) -> Source:
    """A source that the knowledge base would refuse: this edge does not rest on that."""
    return Source.model_construct(**{"id": "s", "publisher": "", "date": "", **fields})  # type: ignore[arg-type]


def test_a_question_in_a_private_chat_is_answered_with_its_source(world: World) -> None:
    reply = world.person().ask("who is mayor of Oujda?")
    assert reply.text == "About who is mayor of Oujda?\n\nSource: Two Cities Join, UNESCO, 2025-12-05"
    assert '<i>Source: <a href="https://unesco.org/a?b=1&amp;c=2">Two Cities Join</a>, UNESCO' in reply.raw


def test_the_assistant_is_told_the_chat_and_the_language(world: World) -> None:
    world.person(7, language_code="pt-br").ask("olá")
    assert world.assistant.asked == [("olá", "7", "pt-br")]


def test_somebody_without_a_language_is_answered_too(world: World) -> None:
    assert world.person(7, language_code=None).ask("hello").text.startswith("About hello")


def test_several_sources_stand_in_one_footnote(world: World) -> None:
    world.assistant.replies["both"] = Reply("answer", "en", "Yes.", (ARTICLE, PAPER))
    reply = world.person().ask("both")
    assert reply.text == "Yes.\n\nSources: Two Cities Join, UNESCO, 2025-12-05; Report, 2025"


def test_of_many_sources_the_first_are_named_and_the_others_counted(world: World) -> None:
    sources = tuple(unchecked_source(title=f"S{number}", url="") for number in range(9))
    world.assistant.replies["many"] = Reply("answer", "en", "Yes.", sources)
    assert world.person().ask("many").text == "Yes.\n\nSources: S0; S1; S2; … and 6 more"


def test_a_reply_without_sources_has_no_footnote(world: World) -> None:
    world.assistant.replies["hi"] = Reply("answer", "en", "Hello!")
    assert world.person().ask("hi").raw == "Hello!"


def test_a_link_that_is_not_https_is_not_made(world: World) -> None:
    addresses = ("javascript:alert(1)", "http://x.org", "tg://user?id=1")
    sources = tuple(unchecked_source(title=a, url=a) for a in addresses)
    world.assistant.replies["links"] = Reply("answer", "en", "Yes.", sources)
    assert "<a" not in world.person().ask("links").raw


def test_link_previews_are_off(world: World) -> None:
    assert world.person().ask("who?").json("link_preview_options") == {"is_disabled": True}


def test_start_says_who_it_is_and_offers_three_questions(world: World) -> None:
    reply = world.person().ask("/start")
    assert "Learning Cities" in reply.text
    assert reply.buttons == [(f"Example question {n}?", f"en:example:{n}") for n in (1, 2, 3)]


def test_start_with_a_payload_is_start(world: World) -> None:
    assert len(world.person().ask("/start c_42").buttons) == 3


def test_help_tells_what_can_be_done(world: World) -> None:
    assert "/sources" in world.person().ask("/help").text


def test_ask_works_in_private_too(world: World) -> None:
    assert world.person().ask("/ask how many cities?").text.startswith("About how many cities?")


def test_a_question_may_begin_on_the_line_below_the_command(world: World) -> None:
    assert world.person().ask("/ask\nhow many?").text.startswith("About how many?")


def test_commands_are_read_in_any_case(world: World) -> None:
    assert "/sources" in world.person().ask("/HELP").text


@pytest.mark.parametrize("text", ["/ask", "/ask   ", "/ask@cities_bot"])
def test_ask_without_a_question_tells_how(world: World, text: str) -> None:
    assert "For example: /ask" in world.person().ask(text).text
    assert world.assistant.asked == []


@pytest.mark.parametrize("text", ["/nonsense", "/cities_", "/start2", "/help@other_bot"])
def test_an_unknown_command_gets_a_short_hint(world: World, text: str) -> None:
    reply = world.person().ask(text)
    assert "see /help" in reply.text or "/quiz –" in reply.text
    assert world.assistant.asked == []


@pytest.mark.parametrize("text", ["/", "/ who?", "1/2 of the cities", "/привет"])
def test_a_slash_alone_does_not_make_a_command(world: World, text: str) -> None:
    world.person().ask(text)
    assert [asked[0] for asked in world.assistant.asked] == [text]


HOSTILE = [
    "<b>bold</b> & <script>alert(1)</script>",
    '"><a href="tg://user?id=1">x</a>',
    "&lt;already&gt; &amp;",
    "\x00\x07bell\x1b[31m",
    "\ud800 lone surrogate",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 \u202e reversed",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_comes_back_as_text(world: World, text: str) -> None:
    shown = "".join(c for c in text.replace("\ud800", "?") if c >= " " and c != "\u202e")
    assert world.person().ask(f"x {text}").text.startswith(f"About x {shown}")


def test_hostile_sources_and_buttons_are_text_too(world: World) -> None:
    source = unchecked_source(title="<i>&", publisher="</i>", url='https://x.org/"><b>')
    world.assistant.replies["evil"] = Reply("unknown", "en", "No.", (source,), (Suggestion("k", "<b>&"),))
    reply = world.person().ask("evil")
    assert reply.text == "No.\n\nSource: <i>&, </i>"
    assert reply.buttons == [("<b>&", "en:k")]


@pytest.mark.parametrize("letter", ["x", "&", "𝔘", "\n", "🇲🇦"])
def test_a_very_long_answer_is_cut_and_keeps_its_source(world: World, letter: str) -> None:
    world.assistant.replies["long"] = Reply("answer", "en", "Well, " + letter * 5000, (ARTICLE,))
    reply = world.person().ask("long")
    assert units(reply.text) <= 4096
    assert reply.text.endswith("Source: Two Cities Join, UNESCO, 2025-12-05")


def test_an_empty_answer_is_still_a_message(world: World) -> None:
    world.assistant.replies["nothing"] = Reply("unknown", "en", " \n")
    assert world.person().ask("nothing").text == "…"


@pytest.mark.parametrize("kind", ["photo", "sticker", "voice", "location"])
def test_what_is_not_text_gets_one_polite_line(world: World, kind: str) -> None:
    file = {"file_id": "f", "file_unique_id": "u"}
    content: dict[str, Any] = {
        "photo": [file | {"width": 1, "height": 1}],
        "sticker": file
        | {"width": 1, "height": 1, "type": "regular", "is_animated": False, "is_video": False},
        "voice": file | {"duration": 1},
        "location": {"latitude": 1.0, "longitude": 2.0},
    }
    assert "only read text" in world.person().ask(None, **{kind: content[kind]}).text  # type: ignore[arg-type]


def test_an_album_gets_one_line_not_one_for_each_picture(world: World) -> None:
    person, photo = world.person(), [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
    for _ in range(3):
        person.write(None, photo=photo, media_group_id="album")
    assert "only read text" in person.next().text
    person.hears_nothing()


def test_service_messages_are_left_alone(world: World) -> None:
    person = world.person()
    person.write(None, message_auto_delete_timer_changed={"message_auto_delete_time": 60})
    person.hears_nothing()


def test_an_edited_message_is_not_answered_again(world: World) -> None:
    person = world.person()
    message = person.message("who?")
    world.push(message=message)
    person.next()
    world.push(edited_message=message | {"text": "who is it?", "edit_date": message["date"] + 1})
    person.hears_nothing()


UNKNOWN = {
    "channel_post": {"message_id": 1, "date": 1, "chat": {"id": -5, "type": "channel"}, "text": "/ask who?"},
    "teleported_message": {"message_id": 1, "text": "from a Bot API of the future"},
    "message_reaction": {"chat": {"id": 1, "type": "private"}, "message_id": 1, "date": 1, "new": "?"},
    "poll": {"id": "1"},
    "message": {"text": "neither a date nor a chat"},
    "callback_query": "not even an object",
}


@pytest.mark.parametrize("kind", UNKNOWN)
def test_updates_of_unknown_kinds_and_shapes_are_passed_over(world: World, kind: str) -> None:
    world.push(**{kind: UNKNOWN[kind]})
    world.person().hears_nothing()
    world.polled(world.push(**{kind: UNKNOWN[kind]}))


def test_unknown_fields_do_no_harm(world: World) -> None:
    assert world.person().ask("who?", hologram={"depth": 3}).text.startswith("About who?")


def test_only_the_kinds_that_are_handled_are_asked_for(world: World) -> None:
    world.person().ask("who?")
    assert set(world.server.allowed) == {
        "message",
        "callback_query",
        "inline_query",
        "guest_message",
        "poll_answer",
        "my_chat_member",
    }


def test_a_crash_in_answering_is_admitted_and_the_next_question_answered(world: World) -> None:
    person = world.person()
    assert "went wrong" in person.ask("crash").text
    assert person.ask("who?").text.startswith("About who?")


def test_questions_of_one_chat_are_answered_in_order(world: World) -> None:
    person = world.person()
    for number in range(30):
        person.write(f"question {number}")
    assert [person.next().text.split("\n")[0] for _ in range(30)] == [
        f"About question {n}" for n in range(30)
    ]


def test_questions_asked_while_the_bot_was_away_are_answered_once(world: World) -> None:
    person = world.person()
    person.ask("before")
    world.stop_bot()
    person.write("meanwhile")
    world.start_bot()
    assert person.next().text.startswith("About meanwhile")
    person.hears_nothing()


def test_the_command_menu_is_registered_where_it_belongs(world: World) -> None:
    world.wait_for_call("setMyCommands", 10)
    calls = [call for call in world.calls("setMyCommands") if "language_code" not in call.parameters]
    menus = {
        scope["type"]: [command["command"] for command in json.loads(call.parameters["commands"])]
        for call in calls
        if (scope := json.loads(call.parameters["scope"]))
    }
    assert menus["default"] == menus["all_private_chats"]
    assert {"cities", "quiz", "help"} <= set(menus["all_private_chats"])
    assert not {"reload", "why"} & set(menus["default"])
    assert menus["all_group_chats"] == ["ask", "city", "quiz"]
    assert menus["all_chat_administrators"] == ["ask", "city", "quiz", "daily", "language"]
    assert set(menus["chat"]) == {*menus["default"], "reload", "why", "feedback"}


def test_the_bot_presents_itself_in_every_language_and_again_only_where_that_changed(world: World) -> None:
    world.wait_for_call("setMyShortDescription", 1)
    world.wait_for_call("getMyDescription", 2)
    assert world.server.names[""] == "Learning Cities"
    assert "Not UNESCO" in world.server.short_descriptions[""]
    assert "how many cities" in world.server.descriptions[""]
    world.stop_bot()
    world.start_bot()
    world.wait_for_call("getMyDescription", 4)
    assert len(world.calls("setMyName")) == len(world.calls("setMyDescription")) == 1
