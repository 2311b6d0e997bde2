"""Asking: what holds for every question, and what a reader is told."""

from __future__ import annotations

import itertools
import string
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcn_bot.knowledge.problems import KnowledgeError
from tests.conftest import Base, the_assistant
from tests.questions.bank import FOLDER, load

ASSISTANT = the_assistant()
SOCIAL = {"hello", "thanks", "bye", "praise", "okay", "help", "identity"}
ANSWERED = [
    question.ask
    for question in load(FOLDER / "en.yaml")
    if question.answerable and question.kind != "social" and ASSISTANT.ask(question.ask).status == "answer"
]


@given(st.one_of(st.text(max_size=4096), st.text("abcehimnorswuy ?'", max_size=400)))
@settings(max_examples=300, deadline=None)
def test_any_text_at_all_gets_a_reply(text: str) -> None:
    reply = ASSISTANT.ask(text)
    assert reply.text
    assert len(reply.text) < 1500
    assert reply.status in ("answer", "suggest", "unknown")
    assert len(reply.suggestions) <= 3
    social = {ASSISTANT.say(key, reply.language) for key in SOCIAL}
    assert reply.sources or reply.status != "answer" or reply.text in social


@given(st.text(max_size=200))
def test_any_key_of_a_button_gets_a_reply_or_nothing(key: str) -> None:
    reply = ASSISTANT.ask_suggested(key)
    assert reply is None or reply.status == "answer"


def _slips(name: str) -> list[str]:
    slips = {name[:i] + name[i + 1 :] for i in range(len(name))}
    slips |= {
        name[:i] + letter + name[i + 1 :] for i in range(len(name)) for letter in string.ascii_lowercase
    }
    slips |= {name[:i] + letter + name[i:] for i in range(len(name) + 1) for letter in string.ascii_lowercase}
    slips |= {name[:i] + name[i + 1] + name[i] + name[i + 2 :] for i in range(len(name) - 1)}
    return sorted(slips - {name})


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("who is the mayor of {}?", "casablanca"),
        ("what is {}'s project about", "casablanca"),
        ("who is nabila {}", "rmili"),
        ("what does {} say", "azzaoui"),
        ("what did {} say about the economy", "azzaoui"),
        ("who is {}", "giannini"),
        ("what did {} giannini say about classrooms", "stefania"),
    ],
)
def test_no_slip_in_a_name_leads_to_another_fact(question: str, name: str) -> None:
    right = ASSISTANT.ask(question.format(name))
    assert right.status == "answer"
    replies = [ASSISTANT.ask(question.format(slip)) for slip in _slips(name)]
    answers = [reply.text for reply in replies if reply.status == "answer"]
    assert set(answers) <= {right.text}
    assert len(answers) > 0.7 * len(replies)


@pytest.mark.parametrize(
    "word", ["weather", "budget", "wife", "football", "previous", "only", "airport", "not"]
)
def test_a_word_more_that_matters_is_never_overlooked(word: str) -> None:
    for question in ANSWERED[::7]:
        plain = ASSISTANT.ask(question).text
        for more in (f"{word} {question}", f"{question.rstrip('?!. ')} {word}"):
            reply = ASSISTANT.ask(more)
            assert reply.status != "answer" or reply.text != plain or word in question, more


@pytest.mark.parametrize(
    "polite", ["please {}", "hi! could you please tell me {}", "{} pls", "hey, {} thanks"]
)
def test_politeness_changes_nothing(polite: str) -> None:
    for question in [
        "who is the mayor of Oujda",
        "how many cities are in the network",
        "what does Rmili say",
    ]:
        assert ASSISTANT.ask(polite.format(question)).text == ASSISTANT.ask(question).text


def _all_suggestions() -> set[tuple[str, str, str]]:
    asked = [question.ask for path in FOLDER.glob("*.yaml") for question in load(path)]
    replies = list(map(ASSISTANT.ask, asked))
    return {(s.key, s.question, reply.language) for reply in replies for s in reply.suggestions}


def test_every_question_that_is_suggested_is_answered_typed_or_tapped() -> None:
    for key, question, language in _all_suggestions():
        tapped = ASSISTANT.ask_suggested(key, language=language)
        assert key.isascii() and len(key) <= 60
        assert tapped is not None
        typed = ASSISTANT.ask(question, language=language)
        assert (typed.status, typed.text) == ("answer", tapped.text), question


def test_what_is_not_known_is_named_and_what_is_known_is_offered() -> None:
    reply = ASSISTANT.ask("what's the weather in Oujda?")
    assert reply.status == "unknown"
    assert "“weather”" in reply.text and "Oujda" in reply.text
    assert [suggestion.question for suggestion in reply.suggestions][:1] == ["What do you know about Oujda?"]


def test_a_question_that_lacks_something_is_asked_back() -> None:
    reply = ASSISTANT.ask("who is the mayor?")
    assert reply.status == "suggest"
    questions = [suggestion.question for suggestion in reply.suggestions]
    assert questions[:2] == ["Who is the mayor of Casablanca?", "Who is the mayor of Oujda?"]


def test_a_real_word_is_not_taken_for_a_misspelt_one_but_asked_back() -> None:
    reply = ASSISTANT.ask("major of oujda")
    assert reply.status == "suggest"
    assert [suggestion.question for suggestion in reply.suggestions] == ["Who is the mayor of Oujda?"]


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("is oujda a learning city?", "Yes. Oujda"),
        ("is Rmili the mayor of Oujda?", "No. Mohamed Azzaoui is the mayor of Oujda"),
        ("is it 425 cities?", "Yes. 425"),
        ("are there 600 cities in the network?", "No. 425"),
        ("did Azzaoui say education is not confined to classrooms?", "No. Stefania Giannini"),
        ("is Oujda in Algeria?", "No. Oujda is in Morocco"),
        ("is the mayor of Casablanca a woman?", "Yes. Nabila Rmili"),
        ("is the mayor of Oujda a woman?", "No. Mohamed Azzaoui"),
        ("are Casablanca and Oujda in Tunisia?", "No. Casablanca is in Morocco"),
        ("are Casablanca and Oujda in Morocco?", "Yes. Casablanca is in Morocco"),
    ],
)
def test_a_yes_or_no_question_gets_yes_or_no_first(question: str, start: str) -> None:
    assert ASSISTANT.ask(question).text.startswith(start)


def test_a_description_that_fits_nobody_is_not_answered() -> None:
    assert "Rmili" in ASSISTANT.ask("the woman who runs Casablanca").text
    assert ASSISTANT.ask("the man who runs Casablanca").status != "answer"


def test_a_subject_that_somebody_did_not_speak_of_is_named() -> None:
    reply = ASSISTANT.ask("what does Giannini say about climate")
    assert (reply.status, "climate" in reply.text) == ("unknown", True)


def test_numbers_and_dates_that_are_not_borne_out_are_a_veto() -> None:
    for question in [
        "how many cities in 2014?",
        "who was mayor of Oujda in 1995",
        "mayor of Oujda in March 2025",
    ]:
        assert ASSISTANT.ask(question).status != "answer"


def test_a_message_too_long_to_be_a_question_is_not_half_read() -> None:
    reply = ASSISTANT.ask("who is the mayor of Oujda " + "and so on " * 60)
    assert reply.status == "unknown"


def test_the_order_of_the_entries_changes_no_answer(base: Base) -> None:
    for file in ("people.yaml", "figures.yaml", "cities/morocco.yaml", "topics.yaml"):
        head, *entries = base.text(file).split("\n- id:")
        if head.startswith("- id:"):
            head, entries = "", ["" + head.removeprefix("- id:"), *entries]
        base.write(file, head + "".join("\n- id:" + entry.rstrip("\n") for entry in reversed(entries)) + "\n")
    turned = base.assistant()
    for question in ANSWERED[::9]:
        if "ayors" not in question and "which cities" not in question:
            ours, theirs = ASSISTANT.ask(question), turned.ask(question)
            assert sorted(ours.text.split()) == sorted(theirs.text.split()), question


def test_reload_takes_up_what_was_edited_and_keeps_the_old_where_it_is_faulty(base: Base) -> None:
    assistant = base.assistant()
    base.edit("people.yaml", "Mohamed Azzaoui", "Somebody Else")
    assert "Mohamed Azzaoui" in assistant.ask("mayor of oujda").text
    assistant.reload()
    assert "Somebody Else" in assistant.ask("mayor of oujda").text
    base.edit("people.yaml", "of: oujda", "of: nowhere")
    with pytest.raises(KnowledgeError):
        assistant.reload()
    assert "Somebody Else" in assistant.ask("mayor of oujda").text


def test_no_question_is_answered_from_half_a_reload(base: Base) -> None:
    assistant = base.assistant()
    old = assistant.ask("mayor of oujda and how many cities").text
    before, after = base.text("people.yaml"), base.text("figures.yaml")
    changed = before.replace("Mohamed Azzaoui", "Somebody Else"), after.replace("value: 425", "value: 426")
    done = threading.Event()

    def keep_reloading() -> None:
        for people, figures in itertools.islice(itertools.cycle([changed, (before, after)]), 4):
            base.write("people.yaml", people)
            base.write("figures.yaml", figures)
            assistant.reload()
        done.set()

    thread = threading.Thread(target=keep_reloading)
    thread.start()
    seen = set()
    while not done.is_set():
        seen.add(assistant.ask("mayor of oujda and how many cities").text)
    thread.join()
    assert seen <= {old, old.replace("Mohamed Azzaoui", "Somebody Else").replace("425", "426")}


def test_a_knowledge_base_without_the_number_of_members_still_answers(base: Base) -> None:
    launch = "- id: launch\n  kind: year\n  asked: [when launch]\n  history:\n    - {value: 2013, sources: [seed]}\n"
    base.write("figures.yaml", launch)
    for example in ("figure:members", "figure:countries", "growth"):
        base.edit("languages/en.yaml", f"  - {example}\n", "  - figure:launch\n")
    assistant = base.assistant()
    asked = [
        "is Rabat a learning city?",
        "learning cities in Sweden",
        "which cities joined?",
        "mayor of Oujda",
    ]
    assert all(assistant.ask(question).text for question in asked)


def test_of_two_countries_the_one_without_a_member_is_named_beside_the_other() -> None:
    reply = ASSISTANT.ask("learning cities in Morocco and Sweden")
    assert reply.status == "answer"
    assert "Casablanca" in reply.text
    assert reply.text.splitlines()[-1].endswith("none of them is in Sweden.")
