"""The bar that the question bank sets: `make figures` prints how each kind fares."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lcn_bot.assistant import Assistant
from tests.questions.bank import CONVERSATIONS, FOLDER, Question, converse, load, load_conversations


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_question_of_the_bank_is_answered_wrongly(path: Path, assistant: Assistant) -> None:
    wrong = [
        question.ask
        for question in load(path)
        if question.judge(assistant.ask(question.ask, language=question.language)) == "wrong"
    ]
    assert not wrong


def test_the_english_bank_is_large_and_97_percent_right(assistant: Assistant) -> None:
    questions = load(FOLDER / "en.yaml")
    verdicts = Counter(question.judge(assistant.ask(question.ask)) for question in questions)
    assert len(questions) >= 300
    assert sum(not question.answerable for question in questions) >= 100
    assert verdicts["right"] / verdicts.total() >= 0.97


def test_the_bank_about_the_whole_network_is_large_and_97_percent_right(assistant: Assistant) -> None:
    questions = load(FOLDER / "en_network.yaml")
    verdicts = Counter(question.judge(assistant.ask(question.ask)) for question in questions)
    assert len(questions) >= 250
    assert sum(not question.answerable for question in questions) >= 80
    assert verdicts["right"] / verdicts.total() >= 0.97


def _verdicts(bank: str, assistant: Assistant) -> tuple[list[Question], Counter[str]]:
    questions = load(FOLDER / f"{bank}.yaml")
    return questions, Counter(question.judge(assistant.ask(question.ask)) for question in questions)


def test_several_questions_at_once_are_97_percent_right(assistant: Assistant) -> None:
    questions, verdicts = _verdicts("en_compound", assistant)
    assert len(questions) >= 60
    assert verdicts["right"] / verdicts.total() >= 0.97


def test_near_misses_by_somebody_who_set_out_to_trick_are_97_percent_right(assistant: Assistant) -> None:
    questions, verdicts = _verdicts("en_tricks", assistant)
    assert sum(not question.answerable for question in questions) >= 200
    assert verdicts["right"] / verdicts.total() >= 0.97


def test_turns_of_conversations_are_97_percent_right_and_none_is_wrong(assistant: Assistant) -> None:
    conversations = [c for path in sorted(CONVERSATIONS.glob("*.yaml")) for c in load_conversations(path)]
    turns = sum(map(len, conversations))
    assert len(conversations) >= 60
    assert turns / len(conversations) >= 4
    assert sum(any(turn.alone for turn in turns) for turns in conversations) >= len(conversations) / 3
    verdicts: Counter[str] = Counter()
    for conversation in conversations:
        for turn, reply in converse(assistant, conversation):
            verdict = turn.judge(reply)
            verdicts[verdict] += 1
            assert verdict != "wrong", [
                question.ask for question in conversation[: conversation.index(turn) + 1]
            ]
    assert verdicts["right"] / verdicts.total() >= 0.97


def test_no_question_stands_in_the_bank_twice() -> None:
    asked = Counter(question.ask for path in FOLDER.glob("*.yaml") for question in load(path))
    assert not [ask for ask, times in asked.items() if times > 1]
