"""Conversations: what a question borrows, what it never does, and how long a chat is remembered."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcn_bot.answering.reply import Reply
from lcn_bot.assistant import Assistant
from lcn_bot.conversations import Conversations
from tests.conftest import KNOWLEDGE, Base, the_assistant

ASSISTANT = the_assistant()


def say(*questions: str, assistant: Assistant = ASSISTANT) -> Reply:
    """The reply to the last of some questions, asked in one chat that begins with them."""
    assistant.forget("chat")
    replies = [assistant.ask(question, chat="chat") for question in questions]
    return replies[-1]


def offered(*questions: str) -> list[str]:
    reply = say(*questions)
    assert reply.status != "answer", reply.text
    return [suggestion.question for suggestion in reply.suggestions]


def test_a_conversation_goes_on_from_what_was_last_talked_about() -> None:
    chain = [
        ("who is mayor of Oujda?", "Mohamed Azzaoui is the mayor of Oujda"),
        ("and Casablanca?", "Nabila Rmili is the mayor of Casablanca"),
        ("what did she say?", "Nabila Rmili, mayor of Casablanca, said: "),
        ("since when is the city a member?", "Casablanca, Morocco, has been a member of UNESCO's"),
        ("and in 2020?", "No. Casablanca, Morocco, has been a member"),
        ("in German?", "I cannot say that in German. I speak English, "),
        (
            "in French?",
            "Non. Casablanca (Maroc) est membre du Réseau mondial UNESCO des villes apprenantes depuis",
        ),
    ]
    asked = [question for question, _ in chain]
    for turn, (_, start) in enumerate(chain, 1):
        assert say(*asked[:turn]).text.startswith(start)


@pytest.mark.parametrize(
    ("turns", "piece"),
    [
        (["how many cities are in the network?", "and countries?"], "91 countries"),
        (["how many cities are in the network?", "and in 2020?"], "229 cities"),
        (["how many cities in 2020?", "and how many countries?"], "64 countries"),
        (["how many cities joined in 2024?", "from how many countries?"], "35 countries"),
        (["how many cities in Spain?", "which ones?"], "Girona"),
        (["which cities of Spain are members?", "and of Germany?"], "Bonn"),
        (["is Fez a member?", "and Marrakech?"], "Yes. Marrakech"),
        (["is Fez a member?", "where is it?"], "Fez is in Morocco"),
        (["where is Fez?", "how many cities does the country have?"], "members in Morocco"),
        (["what did Rmili say about skills?", "and about climate?"], "climate challenges"),
        (["what did Rmili say?", "and Azzaoui?"], "Azzaoui, mayor of Oujda"),
        (["mayors of Casablanca and Oujda", "what did he say?"], "Azzaoui, mayor of Oujda"),
        (["mayors of Casablanca and Oujda", "what did they say?"], "Rmili, mayor of Casablanca"),
        (["mayors of Casablanca and Oujda", "what did she say?", "and the other one?"], "Azzaoui"),
        (["what is the learning city award?", "how often is it given?"], "every two years|biennial"),
        (["who is mayor of Oujda?", "no, Casablanca"], "Rmili"),
        (["who is mayor of Oujda?", "Casablanca?"], "Nabila Rmili is the mayor of Casablanca (as of"),
        (["where was the first conference?", "and the second?"], "Mexico City"),
        (["is Oujda a member of the network?", "when was it launched?"], "2013"),
        (["who is the director of UIL?", "and before her?"], "David Atchoarena"),
        (["is Marrakech a member?", "how many are there in that country?"], "9 members in Morocco"),
        (["which cities in Morocco are members?", "which was first?"], "Benguerir and Chefchaouen (2020)"),
        (["who won the award in 2019?", "where was it given?"], "Medellín"),
        (["who is Stefania Giannini?", "what does she do?"], "Assistant Director-General"),
        (["are Casablanca and Oujda members?", "who are their mayors?"], "Rmili"),
        (["who won the award in 2021?", "and in 2015?"], "Mexico City"),
        (["is Paris a member?", "London?"], "London is not among them"),
        (["who is mayor of Casablanca?", "is Oujda a member?", "are they both members?"], "Oujda, Morocco"),
        (["which ones in France?", "and 2024?"], "I know one in France by name that joined in 2024: Lille"),
        (["who won the award in 2015?", "is Cork among them?"], "Yes. Cork"),
        (["which cities joined in 2025?", "how many of them are in Africa?"], "Lusaka"),
        (["how many new cities joined in 2022", "how many in 2024"], "64 new cities"),
        (["Granada?", "in Spain?"], "Granada (Spain) is not among them"),
    ],
)
def test_a_question_borrows_only_what_it_lacks(turns: list[str], piece: str) -> None:
    reply = say(*turns)
    assert any(choice in reply.text for choice in piece.split("|")), reply.text


@pytest.mark.parametrize(
    ("turns", "alone"),
    [
        (["which cities of Spain are members?"], "how many cities are in the network?"),
        (["who is the mayor of Oujda?"], "how many countries are in the network?"),
        (["who is the mayor of Oujda?"], "who is the mayor of Casablanca?"),
        (["how many cities in 2020?"], "how many cities are in the network?"),
        (["what did Rmili say?"], "what is a learning city?"),
        (["is Fez a member?"], "which cities joined in 2025?"),
    ],
)
def test_a_complete_question_never_borrows(turns: list[str], alone: str) -> None:
    assert say(*turns, alone).text == ASSISTANT.ask(alone).text


@pytest.mark.parametrize(
    "turns",
    [
        ["who is the mayor of Oujda?", "how many people live there?"],
        ["who is the mayor of Oujda?", "when was he born?"],
        ["who is the mayor of Casablanca?", "and her husband?"],
        ["who is the mayor of Oujda?", "and Rabat?"],
        ["who is the mayor of Oujda?", "since when?"],
        ["is Fez a member?", "why?"],
        ["is Oujda a member?", "is it a nice place?"],
        ["what's the weather in Oujda?", "and Fez?"],
        ["how many cities are in the network?", "and Fez?", "how many people live there?"],
        ["which cities of Morocco are members?", "which of them are in Africa?"],
        ["tell me about the conference in Bangkok", "how many people?"],
        ["who leads UNESCO?", "when was it founded?"],
        ["who is the mayor of Oujda?", "since 2015?"],
        ["who won the award in 2021?", "was it in Mexico?"],
        ["list members in Argentina", "who leads their network?"],
        ["what is Casablanca's project?", "what about Fez?", "tell me more"],
        ["is Laayoune a member?", "which Moroccan cities joined that year?"],
        ["tell me about the meeting in Queretaro", "how many came?"],
        ["where was the conference of 2017?", "who came?"],
    ],
)
def test_what_is_not_known_is_not_made_up_from_what_was_said_before(turns: list[str]) -> None:
    assert say(*turns).status != "answer"


def test_of_two_that_may_be_meant_it_is_asked_which() -> None:
    assert offered("mayors of Casablanca and Oujda", "since when is the city a member?") == [
        "Is Casablanca a learning city?",
        "Is Oujda a learning city?",
    ]


def test_she_is_no_man() -> None:
    assert offered("who is the mayor of Oujda?", "what did she say?")[0] == "What does Mohamed Azzaoui say?"


def test_what_was_asked_back_is_picked_by_yes_by_a_name_and_the_other_one_by_being_that() -> None:
    assert "Mohamed Azzaoui" in say("major of oujda", "yes").text
    assert "Mérida" in say("who is mayor of Mérida?", "Mexico").text
    assert say("when did seo-gu join?", "the one in busan").text.startswith("Seo-gu (Busan)")
    assert say("when did seo-gu join?", "busan", "and the other one?").text.startswith("Seo-gu (Gwangju)")


def test_where_an_answer_comes_from_is_told_in_full() -> None:
    reply = say("who is mayor of Oujda?", "where do you have that from?")
    assert reply.status == "answer"
    assert [source.id for source in reply.sources] == ["seed", "linformation2025"]
    for source in reply.sources:
        assert source.title in reply.text
        assert source.url in reply.text
        assert "5 December 2025" in reply.text


def test_more_is_told_until_all_is_told() -> None:
    told = ["who is the mayor of Oujda?"]
    texts = []
    while (reply := say(*told, "tell me more")).status == "answer":
        assert reply.text not in texts
        texts.append(reply.text)
        told.append("tell me more")
    assert 1 < len(texts) < 10
    assert reply.text.startswith("I have nothing more on that.")


@pytest.mark.parametrize(
    "text", ["source?", "tell me more", "and Casablanca", "what did she say?", "yes", "why?"]
)
def test_a_follow_up_to_nothing_is_no_fault(text: str) -> None:
    assert say(text).text


def test_two_unknowns_in_a_row_get_a_hint_of_what_can_be_asked() -> None:
    hint = ASSISTANT.say("hint")
    assert hint not in say("weather in Oujda").text
    assert hint in say("weather in Oujda", "best restaurant").text
    assert hint not in say("weather in Oujda", "mayor of Oujda").text


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_chat_is_remembered_for_ten_minutes_after_its_last_question() -> None:
    clock = Clock()
    assistant = Assistant(KNOWLEDGE, Conversations(clock=clock))
    assistant.ask("who is the mayor of Oujda?", chat="1")
    clock.now += 599
    assert "Rmili" in assistant.ask("and Casablanca?", chat="1").text
    clock.now += 599
    assert "Azzaoui" in assistant.ask("and Oujda?", chat="1").text
    clock.now += 601
    assert assistant.ask("what did he say?", chat="1").status == "suggest"


def test_chats_are_apart_and_one_that_is_forgotten_begins_afresh() -> None:
    assistant = Assistant(KNOWLEDGE)
    assistant.ask("who is the mayor of Oujda?", chat="1")
    assert assistant.ask("what did he say?", chat="2").status == "suggest"
    assert assistant.ask("what did he say?").status == "suggest"
    assistant.forget("1")
    assert assistant.ask("what did he say?", chat="1").status == "suggest"


def test_of_too_many_chats_the_one_that_was_quiet_longest_is_forgotten() -> None:
    assistant = Assistant(KNOWLEDGE, Conversations(chats=2))
    for chat in ("1", "2"):
        assistant.ask("who is the mayor of Oujda?", chat=chat)
    assistant.ask("and Casablanca?", chat="1")
    assistant.ask("who is the mayor of Oujda?", chat="3")
    assert assistant.ask("what did she say?", chat="1").status == "answer"
    assert assistant.ask("what did he say?", chat="2").status == "suggest"


def test_nothing_is_remembered_where_the_settings_say_so() -> None:
    assistant = Assistant(KNOWLEDGE, Conversations(0))
    assistant.ask("who is the mayor of Oujda?", chat="1")
    assert assistant.ask("what did he say?", chat="1").status == "suggest"


def test_a_conversation_goes_on_with_new_knowledge(base: Base) -> None:
    assistant = base.assistant()
    say("who is the mayor of Oujda?", assistant=assistant)
    base.edit("people.yaml", "Mohamed Azzaoui", "Somebody Else")
    assistant.reload()
    assert "Somebody Else" in assistant.ask("what did he say?", chat="chat").text


def test_what_a_reload_took_out_is_spoken_of_no_more(base: Base) -> None:
    follow_ups = [
        "its mayor?",
        "which country is it in?",
        "which joined first?",
        "its population?",
        "and Fez?",
    ]
    held = base.text("cities/morocco.yaml")
    city = (
        "- id: newtown\n  names: [Newtown]\n  country: MA\n  joined: {date: 2022-09, sources: [mirage2022]}\n"
    )
    base.append("cities/morocco.yaml", city)
    assistant = base.assistant()
    for chat in follow_ups:
        assert "September 2022" in assistant.ask("when did Newtown join?", chat=chat).text
    before = assistant.conversation(follow_ups[0])
    base.write("cities/morocco.yaml", held)
    assistant.reload()
    for follow_up in follow_ups:
        assert "Newtown" not in assistant.ask(follow_up, chat=follow_up).text
        assert "Newtown" not in assistant.why(follow_up, before)


def test_a_tapped_question_is_a_turn_and_borrows_nothing() -> None:
    ASSISTANT.forget("chat")
    ASSISTANT.ask("who is the mayor of Oujda?", chat="chat")
    tapped = ASSISTANT.ask_suggested("topic:owner", chat="chat")
    assert tapped is not None and tapped.text == ASSISTANT.ask("Whose network is it?").text
    tapped = ASSISTANT.ask_suggested("office:mayor:casablanca", chat="chat")
    assert tapped is not None
    assert "Rmili" in ASSISTANT.ask("what did she say?", chat="chat").text


PIECES = [
    "and", "?", "he", "she", "it", "the other one", "what did", "say", "mayor", "Oujda", "Casablanca", "in 2020",
    "why", "source", "more", "yes", "weather", "how many cities", "Spain", "in French", "when", "they", ",", "there",
]  # fmt: skip


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map(" ".join), min_size=1, max_size=5))
@settings(max_examples=300, deadline=None)
def test_any_turns_at_all_get_replies(turns: list[str]) -> None:
    reply = say(*turns)
    assert reply.text
    assert len(reply.suggestions) <= 3
    assert all(ASSISTANT.ask_suggested(suggestion.key) for suggestion in reply.suggestions)
