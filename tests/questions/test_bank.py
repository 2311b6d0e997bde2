"""The bar that the question bank sets: `make figures` prints how each kind fares."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from lcn_bot.assistant import Assistant
from tests.questions.bank import FOLDER, load


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


def test_no_question_stands_in_the_bank_twice() -> None:
    asked = Counter(question.ask for path in FOLDER.glob("*.yaml") for question in load(path))
    assert not [ask for ask, times in asked.items() if times > 1]
