"""Polls: what one may ask, and what becomes of it when people vote."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from tests.bot_api.calls import refuse
from tests.bot_api.formatting import CAPTION, EXPLANATION, formatted

if TYPE_CHECKING:
    from tests.bot_api.calls import Call


def poll_of(number: int, call: Call) -> dict[str, Any]:
    """The Poll that a sendPoll makes."""
    given, quiz, correct = (
        call.parameters,
        call.parameters.get("type") == "quiz",
        call.json("correct_option_ids"),
    )
    question, marks = formatted(given, "question", 300, least=1)
    options = [formatted(option, "text", 100, least=1) for option in call.json("options")]
    texts = [text for text, _ in options]
    explanation, explained = formatted(given, "explanation", EXPLANATION)
    description, described = formatted(given, "description", CAPTION)
    poll: dict[str, Any] = {
        "id": str(number),
        "question": question,
        "options": [
            {"persistent_id": f"{number}.{index}", "text": text, "voter_count": 0}
            for index, text in enumerate(texts)
        ],
        "total_voter_count": 0,
        "is_closed": call.true("is_closed"),
        "is_anonymous": call.true("is_anonymous", otherwise=True),
        "type": given.get("type", "regular"),
        "allows_multiple_answers": call.true("allows_multiple_answers"),
        "allows_revoting": call.true("allows_revoting", otherwise=not quiz),
        "members_only": call.true("members_only"),
    }
    may_be_empty = {
        "correct_option_ids": correct,
        "explanation": explanation,
        "explanation_entities": explained,
        "open_period": int(given.get("open_period", 0)),
        "close_date": int(given.get("close_date", 0)),
        "description": description,
        "description_entities": described,
    }
    refuse(
        {
            "a poll has 2 to 12 options": not 2 <= len(texts) <= 12,
            "POLL_OPTION_DUPLICATE": len(set(texts)) < len(texts),
            "a question and options have no formatting": bool(marks) or any(marks for _, marks in options),
            "a quiz needs correct options, in order, of those that it has": quiz
            and not (correct and correct == sorted({*correct} & {*range(len(texts))})),
            "several correct options need allows_multiple_answers": bool(correct)
            and len(correct) > 1
            and not poll["allows_multiple_answers"],
            "only a quiz has correct options and an explanation": not quiz and bool(correct or explanation),
            "the explanation has more than 2 line feeds": explanation.count("\n") > 2,
            "open_period and close_date exclude each other": "open_period" in given and "close_date" in given,
            "close_date is not 5 to 2628000 seconds from now": "close_date" in given
            and not 5 <= int(given["close_date"]) - time.time() <= 2_628_000,
            "only a public poll that is no quiz lets people add options": call.true("allow_adding_options")
            and (quiz or poll["is_anonymous"]),
            "only channels limit who may vote": bool(poll["members_only"] or call.json("country_codes")),
            "the double shows no media in polls": "media" in given or "explanation_media" in given,
        }
    )
    return poll | {name: value for name, value in may_be_empty.items() if value}


def answered(poll: dict[str, Any], before: list[int], options: list[int]) -> None:
    """Somebody who chose some options chooses others."""
    assert not poll["is_closed"], "this poll is closed: nobody can vote"
    assert not poll["is_anonymous"], "this poll is anonymous: no bot is told who votes"
    assert not before or poll["allows_revoting"], "who has voted here may not vote again"
    assert len(options) <= 1 or poll["allows_multiple_answers"], "this poll takes one answer from everybody"
    for index in before:
        poll["options"][index]["voter_count"] -= 1
    for index in options:
        poll["options"][index]["voter_count"] += 1
    poll["total_voter_count"] += bool(options) - bool(before)
