"""What is remembered beyond the bot's own life."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from lcn_bot.state import State

LATE = dt.timedelta(hours=1)


@pytest.fixture
def state(tmp_path: Path) -> State:
    return State.at(str(tmp_path))


def test_a_person_has_one_vote_on_a_message_and_may_change_it(state: State) -> None:
    for person, vote in (("7", "good"), ("8", "good"), ("8", "good"), ("7", "poor")):
        state.vote("1", "10", person, vote)
    state.vote("1", "11", "7", "poor")
    assert state.votes() == {"good": 1, "poor": 2}


def test_a_report_keeps_what_was_answered_once_and_leaves_the_vote(state: State) -> None:
    state.vote("1", "10", "7", "poor")
    for _ in range(3):
        state.report("1", "10", "7", "office:mayor:fez", "en")
    state.report("1", "11", "8", "office:mayor:fez", "fr")
    assert [(told.answer, told.times) for told in state.reports()] == [("office:mayor:fez", 2)]
    assert state.votes() == {"poor": 1}


def test_reports_are_told_the_newest_first(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([at(3, 9), at(2, 9), at(1, 9)])
    clock = SimpleNamespace(now=lambda _: next(times))
    monkeypatch.setattr("lcn_bot.state.state.dt", SimpleNamespace(datetime=clock, UTC=dt.UTC))
    for message in ("10", "11", "12"):
        state.report("1", message, "7", f"city:{message}", "en")
    assert [told.answer for told in state.reports()] == ["city:10", "city:11", "city:12"]


def test_only_the_first_answer_to_a_poll_counts(state: State) -> None:
    state.quizzes.keep("p", "1", "country_of:fez", 2)
    for option in (2, 0, 2):
        state.quizzes.answered("p", "7", option)
    state.quizzes.answered("p", "8", 1)
    state.quizzes.answered("somebody else's poll", "7", 2)
    assert (state.quizzes.score("7"), state.quizzes.score("8"), state.quizzes.score("9")) == (
        (1, 1),
        (0, 1),
        (0, 0),
    )


def test_a_chat_is_not_asked_again_what_it_was_just_asked(state: State) -> None:
    for number in range(60):
        state.quizzes.keep(f"p{number}", "1", f"quiz:{number}", 0)
    assert state.quizzes.recent("1") == {f"quiz:{number}" for number in range(10, 60)}
    assert state.quizzes.recent("2") == set()


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 1, day, hour, minute, tzinfo=dt.UTC)


def test_a_subscriber_gets_one_question_a_day_at_its_minute(state: State) -> None:
    state.daily.subscribe("1", 42, 9 * 60, "en", "2026-01-01")
    times = [at(1, 9), at(2, 8, 59), at(2, 9), at(2, 9, 1), at(3, 9, 30), at(4, 10, 1), at(5, 9)]
    assert [len(state.daily.take_due(time, LATE)) for time in times] == [0, 0, 1, 0, 1, 0, 1]
    state.daily.subscribe("1", 42, 9 * 60, "en", "2026-01-05")
    assert state.daily.take_due(at(6, 9), LATE) == [("1", 42, "en")]
    assert state.daily.subscribed("1") == 540
    assert (state.daily.unsubscribe("1"), state.daily.unsubscribe("1")) == (True, False)
    assert state.daily.take_due(at(7, 9), LATE) == []


def test_the_minute_before_midnight_is_not_missed_after_it(state: State) -> None:
    state.daily.subscribe("1", None, 23 * 60 + 59, "en", "2026-01-01")
    assert len(state.daily.take_due(at(3, 0, 1), LATE)) == 1
    assert state.daily.take_due(at(3, 0, 2), LATE) == []
    assert len(state.daily.take_due(at(3, 23, 59), LATE)) == 1


def test_nothing_of_a_chat_is_left_when_it_is_forgotten(state: State) -> None:
    for chat in ("1", "2"):
        state.choose(chat, "fr")
        state.vote(chat, "10", "7", "good")
        state.report(chat, "10", "7", f"city:{chat}", "en")
        state.quizzes.keep(f"p{chat}", chat, "quiz", 0)
        state.daily.subscribe(chat, None, 0, "en", "2026-01-01")
    state.forget("1")
    assert (state.language("1"), state.quizzes.recent("1"), state.daily.subscribed("1")) == ("", set(), None)
    assert state.votes() == {"good": 1}
    assert [told.answer for told in state.reports()] == ["city:2"]
    assert (state.language("2"), state.quizzes.recent("2"), state.daily.subscribed("2")) == (
        "fr",
        {"quiz"},
        0,
    )


def test_nothing_of_a_person_is_left_who_has_blocked_the_bot(state: State) -> None:
    state.vote("-100", "10", "7", "good")
    state.report("-100", "10", "7", "city:fez", "en")
    state.quizzes.keep("p", "-100", "quiz", 0)
    state.quizzes.answered("p", "7", 0)
    state.forget("7")
    assert (state.votes(), state.quizzes.score("7"), state.reports()) == ({}, (0, 0), [])


def test_what_was_chosen_moves_with_a_group_that_gets_a_new_id(state: State) -> None:
    state.choose("-1", "fr")
    state.daily.subscribe("-1", None, 5, "en", "2026-01-01")
    for _ in range(2):  # Telegram tells it twice
        state.move("-1", "-1001")
    assert (state.language("-1"), state.daily.subscribed("-1")) == ("", None)
    assert (state.language("-1001"), state.daily.subscribed("-1001")) == ("fr", 5)


def test_what_the_old_group_chose_takes_the_place_of_what_the_new_one_has(state: State) -> None:
    for chat, language, minute in (("-1", "fr", 5), ("-1001", "es", 6)):
        state.choose(chat, language)
        state.daily.subscribe(chat, None, minute, "en", "2026-01-01")
    state.move("-1", "-1001")
    assert (state.language("-1001"), state.daily.subscribed("-1001")) == ("fr", 5)


def test_a_picture_is_known_by_its_bot_and_content(state: State) -> None:
    state.keep_photo("bot", "key", "file")
    assert (state.photo("bot", "key"), state.photo("other", "key"), state.photo("bot", "new")) == (
        "file",
        None,
        None,
    )


WRITES = """
import os, signal, sys
from lcn_bot.state import State
state = State.at(sys.argv[1])
state.choose("1", "fr")
state.vote("1", "10", "7", "good")
state.daily.subscribe("1", None, 5, "en", "2026-01-01")
state.quizzes.keep("p", "1", "quiz", 0)
state.quizzes.answered("p", "7", 0)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_everything_survives_kill_9(tmp_path: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", WRITES, str(tmp_path)], env=os.environ, check=False)
    assert killed.returncode == -signal.SIGKILL
    state = State.at(str(tmp_path))
    assert (state.language("1"), state.daily.subscribed("1"), state.quizzes.score("7")) == ("fr", 5, (1, 1))
    assert state.votes() == {"good": 1}
