"""Several questions in one message, comparisons, statements, and asking back."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import KNOWLEDGE, the_assistant
from tests.questions.bank import FOLDER, load

ASSISTANT = the_assistant()


@pytest.mark.parametrize(
    ("message", "pieces"),
    [
        ("Mayors of Casablanca and Oujda", ["Nabila Rmili", "Mohamed Azzaoui"]),
        ("how many cities and countries", ["425", "91"]),
        ("when was it launched and by whom", ["In 2013", "UNESCO's network"]),
        ("who is the mayor of Oujda and what did he say?", ["is the mayor of Oujda", "lifelong learning"]),
        ("Oujda?? casablanca?? mayors", ["Mohamed Azzaoui", "Nabila Rmili"]),
        ("casablanca oujda mayors", ["Nabila Rmili", "Mohamed Azzaoui"]),
        ("is Oujda in Morocco and who is its mayor?", ["Yes. Oujda is in Morocco", "Mohamed Azzaoui"]),
        ("how many new cities joined in 2022 and how many in 2024", ["77", "64"]),
        (
            "Fez and Marrakech: when did they join and where are they?",
            ["February 2024", "September 2022", "° N"],
        ),
        (
            "Casablanca and Oujda: when did they join, and who are their mayors?",
            ["December 2025", "Rmili", "Azz"],
        ),
        ("who is the mayor of Oujda annd what did he say", ["is the mayor of Oujda", "lifelong learning"]),
    ],
)
def test_each_part_of_a_message_is_answered(message: str, pieces: list[str]) -> None:
    reply = ASSISTANT.ask(message)
    assert reply.status == "answer"
    assert [piece for piece in pieces if piece not in reply.text] == []
    ids = [source.id for source in reply.sources]
    assert ids and len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("message", "answered", "open_"),
    [
        ("mayor of Oujda and the weather there", "Azzaoui", "I have nothing about “weather” for Oujda."),
        ("weather and mayor of Oujda", "Azzaoui", "I have nothing about “weather”."),
        ("mayors of Casablanca and Fez", "Rmili", "I do not know that about Fez."),
        ("mayors of Casablanca and Rabat", "Rmili", "I have nothing about “Rabat”"),
        ("who is mayor of Oujda and since when?", "Azzaoui", "To “since when” I have no answer."),
        ("who is mayor of Oujda and when was he born?", "Azzaoui", "To “when was he born” I have no answer."),
        (
            "which cities won in 2024 and who announced it?",
            "Jubail",
            "To “who announced it” I have no answer.",
        ),
        ("learning cities in Morocco and Sweden", "Casablanca", "none of them is in Sweden."),
    ],
)
def test_a_part_without_an_answer_says_so_beside_the_others(message: str, answered: str, open_: str) -> None:
    reply = ASSISTANT.ask(message)
    assert reply.status == "answer"
    assert answered in reply.text
    assert open_ in reply.text


@pytest.mark.parametrize(
    "message",
    [
        "prev. mayor of Oujda",
        "mayor of Oujda, the previous one",
        "which cities, not counting Morocco, joined in 2025",
        "Oujda! how many citizens",
        "those 72 towns, how many inhabitants do they have",
        "what did Casablanca and Oujda do to warn such an honour",
        "mayor of Oujda, Algeria",
        "when did Casablanca, Chile join?",
        "who is the mayor of Fez and what did he say?",
    ],
)
def test_what_may_change_the_rest_of_a_message_is_no_part_of_its_own(message: str) -> None:
    assert ASSISTANT.ask(message).status != "answer"


@pytest.mark.parametrize(
    ("question", "start"),
    [
        ("which joined first, Fez or Marrakech?", "Marrakech joined first, in September 2022. Fez followed"),
        ("did Marrakech join before Fez?", "Yes. Marrakech joined first"),
        ("did Fez join before Marrakech?", "No. Marrakech joined first"),
        ("did Fez join after Marrakech?", "Yes. Marrakech joined first"),
        ("who joined first Casablanca or Oujda", "Casablanca and Oujda joined in the same round"),
        ("did Dublin join before Fez?", "I have no date for Dublin."),
        ("does Portugal have more learning cities than Spain?", "Yes, as far as I know. Portugal has more"),
        ("does Spain have more learning cities than Portugal?", "No, as far as I know. Portugal has more"),
        ("does Egypt have more learning cities than France?", "Yes. Egypt has more member cities"),
        ("does Egypt have fewer learning cities than France?", "No. Egypt has more member cities"),
        ("did Fez and Oujda join in the same year?", "No. Fez joined first"),
        ("did Fez and Oujda join together?", "No. Fez joined first"),
        ("did Mayo-Baléo and Oujda join in different years?", "I have no date for Mayo-Baléo"),
        ("did Fez and Agadir join in different years?", "No. Fez and Agadir joined in the same round"),
        ("are Fez and Oujda in the same country?", "Yes. Fez is in Morocco"),
        ("is Fez the newest member?", "No. Fez"),
        ("isn't Fez in Algeria?", "No. Fez is in Morocco"),
        ("isn't Oujda a member?", "Yes. Oujda"),
        ("Portugal or Spain, which has more", "Portugal has more member cities"),
        ("was Suwon a member in 2020?", "Yes. Suwon"),
        ("was Fez a member in 2020?", "No. Fez"),
        ("did Fez join in 2025?", "No. Fez"),
    ],
)
def test_cities_and_countries_are_compared(question: str, start: str) -> None:
    assert ASSISTANT.ask(question).text.startswith(start)


@pytest.mark.parametrize(
    ("statement", "start"),
    [
        ("Oujda's mayor is Rmili", "No. Mohamed Azzaoui is the mayor of Oujda"),
        ("Oujda's mayor is Azzaoui", "Yes. Mohamed Azzaoui is the mayor of Oujda"),
        ("the network has 300 cities", "No. 425 cities"),
        ("Oujda is in Algeria", "No. Oujda is in Morocco"),
    ],
)
def test_a_statement_is_confirmed_or_corrected_with_its_source(statement: str, start: str) -> None:
    reply = ASSISTANT.ask(statement)
    assert reply.text.startswith(start)
    assert reply.sources


def test_the_most_likely_slip_is_named() -> None:
    assert ASSISTANT.ask("major of oujda").text == "Did you mean “mayor”?"
    assert ASSISTANT.ask("how many cities in irland").text == "Did you mean “Ireland”?"
    assert ASSISTANT.ask("who is the mayor of ouda").text == "Did you mean “Oujda”?"


def test_a_name_of_several_places_lists_them() -> None:
    questions = [offer.question for offer in ASSISTANT.ask("is Seo-gu a learning city?").suggestions]
    assert questions == ["Is Seo-gu (Gwangju) a learning city?", "Is Seo-gu (Busan) a learning city?"]
    assert "Córdoba (Argentina)" in ASSISTANT.ask("is Córdoba a member?").suggestions[0].question


@pytest.mark.parametrize(
    "question",
    ["is Oujda nice?", "is Oujda a nice city?", "best mayor of Oujda", "is Rmili the mayor in Chile"],
)
def test_what_is_said_of_something_is_no_courtesy(question: str) -> None:
    assert ASSISTANT.ask(question).status != "answer"


ANSWERED = [
    question.ask
    for path in sorted(FOLDER.glob("en*.yaml"))
    for question in load(path)
    if question.answerable and question.kind != "social" and ASSISTANT.ask(question.ask).status == "answer"
]
UNKNOWN = [
    "weather",
    "budget",
    "tram",
    "hospital",
    "football",
    "zebra",
    "husband",
    "qwxzk",
    "airport",
    "cheese",
]


@given(st.sampled_from(ANSWERED), st.sampled_from(UNKNOWN), st.integers(0, 40))
@settings(max_examples=300, deadline=None)
def test_an_unknown_word_more_is_never_as_if_it_were_not_there(question: str, word: str, place: int) -> None:
    words = question.split()
    more = " ".join([*words[:place], word, *words[place:]])
    reply, plain = ASSISTANT.ask(more), ASSISTANT.ask(question)
    assert reply.status != "answer" or reply.text != plain.text or word in question, more
    assert reply.status != "answer" or word in reply.text.lower(), more


POLAR = {
    word
    for phrase in yaml.safe_load((KNOWLEDGE / "languages" / "en.yaml").read_text("utf-8"))["polar"]
    for word in phrase.split()
}


def _without_each_filler(question: str) -> list[str]:
    reading, words = ASSISTANT.read(question)
    if reading.parts or any(word.typed != word.read_as for word in words):
        return []
    return [
        " ".join(other.read_as for number, other in enumerate(words) if number != left_out)
        for left_out, word in enumerate(words)
        if word.meanings
        and all(meaning.kind == "filler" for meaning in word.meanings)
        and not POLAR & set(word.read_as.split())
    ]


def test_leaving_out_a_filler_word_never_changes_the_answer() -> None:
    tried = 0
    for question in ANSWERED[::3]:
        for shorter in _without_each_filler(question):
            tried += 1
            said = (ASSISTANT.ask(shorter).text, ASSISTANT.ask(question).text)
            # without its mark a question may be a statement, to which there is no yes
            assert min(said, key=len) in max(said, key=len), shorter
    assert tried > 100


@pytest.mark.parametrize("file", sorted(path.name for path in FOLDER.glob("*.yaml")))
def test_why_can_be_told_of_any_question(file: str) -> None:
    for question in load(FOLDER / file)[::4]:
        why = ASSISTANT.why(question.ask)
        assert "[EVENT" not in why
        assert "CITY?" not in why
