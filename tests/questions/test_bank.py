"""The bar that the question bank sets: `make figures` prints how each kind fares."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lcn_bot.assistant import Assistant
from tests.questions.bank import CONVERSATIONS, FOLDER, Question, Verdict, converse, load, load_conversations

LANGUAGES = ("ar", "es", "fr", "ru", "zh")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_question_of_the_bank_is_answered_wrongly(path: Path, assistant: Assistant) -> None:
    wrong = [
        question.ask
        for question in load(path)
        if question.judge(assistant.ask(question.ask, language=question.language)) == "wrong"
    ]
    assert not wrong


def _verdicts(bank: str, assistant: Assistant) -> tuple[list[Question], Counter[Verdict]]:
    questions = load(FOLDER / f"{bank}.yaml")
    replies = (assistant.ask(question.ask, language=question.language) for question in questions)
    return questions, Counter(
        question.judge(reply) for question, reply in zip(questions, replies, strict=True)
    )


@pytest.mark.parametrize(
    ("bank", "least", "near_misses"),
    [("en", 300, 100), ("en_network", 250, 80), ("en_compound", 60, 0), ("en_tricks", 200, 200)],
)
def test_the_english_banks_are_large_and_97_percent_right(
    bank: str, least: int, near_misses: int, assistant: Assistant
) -> None:
    questions, verdicts = _verdicts(bank, assistant)
    assert len(questions) >= least
    assert sum(not question.answerable for question in questions) >= near_misses
    assert verdicts["right"] / verdicts.total() >= 0.97


@pytest.mark.parametrize(("language", "least"), [*((language, 200) for language in LANGUAGES), ("ary", 60)])
def test_the_bank_of_each_language_is_large_and_95_percent_right(
    language: str, least: int, assistant: Assistant
) -> None:
    questions, verdicts = _verdicts(language, assistant)
    assert len(questions) >= least
    assert sum(not question.answerable for question in questions) >= len(questions) * 0.29
    assert verdicts["right"] / verdicts.total() >= 0.95


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_the_reply_is_in_the_language_of_the_question(language: str, assistant: Assistant) -> None:
    questions = load(FOLDER / f"{language}.yaml")
    replies = [assistant.ask(question.ask, language=language) for question in questions]
    assert sum(reply.language == language for reply in replies) >= 0.99 * len(replies)


def test_darija_is_answered_in_arabic_or_in_the_french_or_english_of_the_settings(
    assistant: Assistant,
) -> None:
    questions = [question.ask for question in load(FOLDER / "ary.yaml")]
    for own, answered in (("ar", "ar"), ("de", "ar"), ("fr", "fr"), ("en", "en")):
        replies = [assistant.ask(question, language=own) for question in questions[::2]]
        # some of what is written in Arabic letters may be Standard Arabic as well
        assert sum(reply.language in (answered, "ar") for reply in replies) >= 0.97 * len(replies)
        assert sum(reply.language == answered for reply in replies) >= 0.8 * len(replies)


def _turns(path: Path, assistant: Assistant) -> Counter[Verdict]:
    verdicts: Counter[Verdict] = Counter()
    for conversation in load_conversations(path):
        for turn, reply in converse(assistant, conversation):
            verdict = turn.judge(reply)
            verdicts[verdict] += 1
            before = [question.ask for question in conversation[: conversation.index(turn) + 1]]
            assert verdict != "wrong", before
    return verdicts


def test_turns_of_english_conversations_are_97_percent_right_and_none_is_wrong(assistant: Assistant) -> None:
    paths = sorted(CONVERSATIONS.glob("en*.yaml"))
    conversations = [conversation for path in paths for conversation in load_conversations(path)]
    turns = sum(map(len, conversations))
    assert len(conversations) >= 60
    assert turns / len(conversations) >= 4
    assert sum(any(turn.alone for turn in turns) for turns in conversations) >= len(conversations) / 3
    verdicts = sum((_turns(path, assistant) for path in paths), Counter())
    assert verdicts["right"] / verdicts.total() >= 0.97


@pytest.mark.parametrize("language", [*LANGUAGES, "ary"])
def test_turns_of_other_conversations_are_90_percent_right_and_none_is_wrong(
    language: str, assistant: Assistant
) -> None:
    paths = sorted(CONVERSATIONS.glob(f"{language}*.yaml"))
    verdicts = sum(
        (_turns(path, assistant) for path in paths if path.stem.partition("_")[0] == language), Counter()
    )
    assert verdicts.total() >= 30
    assert verdicts["right"] / verdicts.total() >= 0.9


def test_no_question_stands_in_the_bank_twice() -> None:
    asked = Counter((q.language, q.ask) for path in FOLDER.glob("*.yaml") for q in load(path))
    assert not [ask for ask, times in asked.items() if times > 1]
