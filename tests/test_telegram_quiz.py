"""Quiz polls, scores, and the question of the day."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import OperationalError

from lcn_bot.answering.reply import Reply
from tests.bot_api import Fault, World
from tests.conftest import an_assistant

if TYPE_CHECKING:
    from lcn_bot.state.daily import Due
    from tests.bot_api.messages import Sent

DAY = dt.timedelta(days=1)


class Clock:
    """A time of day that a test sets."""

    def __init__(self) -> None:
        self.time = dt.datetime(2026, 1, 1, 9, 30, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.time


def correct(sent: Sent) -> int:
    (index,) = sent.json("correct_option_ids")
    return int(index)


def test_a_quiz_is_a_native_poll_of_four_with_the_source_in_its_explanation(world: World) -> None:
    sent = world.person().ask("/quiz")
    assert sent.kind == "poll"
    assert sent.parameters["type"] == "quiz"
    assert sent.parameters["is_anonymous"] == "false"
    assert len(sent.json("options")) == 4
    assert sent.parameters["explanation"]
    assert [label for label, _ in sent.buttons] == ["Another one", "My score", "More about it"]


def test_there_is_more_to_learn_about_a_question(world: World) -> None:
    world.assistant.ask_suggested = lambda key, **_: Reply("answer", "en", f"More: {key}")  # type: ignore[method-assign]
    person = world.person()
    told: list[Sent] = []
    while len(told) < 8:
        sent = person.ask("/quiz")
        person.tap(sent, "More about it")
        told.append(more := person.next())
        assert sent.parameters["explanation"].split("\n")[0] != more.text
    assert any("Source" in more.text and more.rows for more in told)  # a card


def test_another_one_asks_something_else(world: World) -> None:
    person = world.person()
    sent = person.ask("/quiz")
    asked = [sent.text]
    for _ in range(5):
        person.tap(sent, "Another one")
        sent = person.next()
        asked.append(sent.text + sent.parameters["options"])
    assert len(set(asked)) == len(asked)


def test_what_was_asked_is_not_asked_again_soon_whatever_chance_says(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lcn_bot.telegram.features.quizzes.Random", lambda: Random(7))
    person, asked = world.person(), set()
    for _ in range(2):
        world.stop_bot()
        world.start_bot()  # chance begins anew
        asked.add(person.ask("/quiz").raw)
    assert len(asked) == 2


def test_another_one_that_is_tapped_again_while_it_is_on_its_way_is_one() -> None:
    with World(double_tap=0.0) as world:
        person = world.person()
        sent = person.ask("/quiz")
        world.server.fail("sendPoll", Fault.too_many(0.3))
        for _ in range(2):
            person.tap(sent, "Another one")
        assert person.next().kind == "poll"
        person.hears_nothing()


def test_the_score_is_the_asker_s_own_and_outlives_the_bot(world: World) -> None:
    person, other = world.person(1), world.person(2)
    sent = person.ask("/quiz")
    person.tap(sent, "My score")
    assert "not answered" in world.wait_for_call("answerCallbackQuery").parameters["text"]
    world.polled(person.vote(sent, correct(sent)))
    second = other.ask("/quiz")
    world.polled(other.vote(second, (correct(second) + 1) % 4))
    world.stop_bot()
    world.start_bot()
    for who, shown, count in ((person, "1 of 1 right", 2), (other, "0 of 1 right", 3)):
        who.tap(sent, "My score")
        notice = world.wait_for_call("answerCallbackQuery", count).parameters
        assert notice["text"].startswith(shown)
        assert notice["show_alert"] == "true"


def test_a_question_comes_every_day_at_its_hour_until_it_is_called_off() -> None:
    clock = Clock()
    with World(now=clock, daily=0.01) as world:
        person = world.person()
        assert "every day at 09:30 (UTC)" in person.ask("/daily").text
        person.hears_nothing()
        clock.time += DAY
        assert person.next().kind == "poll"
        person.hears_nothing()
        clock.time += DAY
        assert person.next().kind == "poll"
        assert "not ask a question every day any more" in person.ask("/daily off").text
        clock.time += DAY
        person.hears_nothing()
        assert "/daily begins it" in person.ask("/daily off").text


def test_a_question_of_the_day_comes_in_the_language_in_which_it_was_asked_for() -> None:
    clock = Clock()
    with World(now=clock, daily=0.01, assistant=an_assistant) as world:
        person = world.person(language_code="fr")
        person.ask("/daily")
        clock.time += DAY
        assert "Mon score" in [label for label, _ in person.next().buttons]


@pytest.mark.parametrize("words", ["99", "25:00", "12:75", "never", "offline"])
def test_what_is_no_time_subscribes_nobody(world: World, words: str) -> None:
    assert "like this: /daily 18:30" in world.person().ask(f"/daily {words}").text
    assert world.state.daily.subscribed("1") is None


@pytest.mark.parametrize("words", ["18:30", "18h30", "18.30", "1830", "١٨:٣٠", "１８：３０"])
def test_a_time_is_read_as_people_write_it(world: World, words: str) -> None:
    assert "at 18:30 (UTC)" in world.person().ask(f"/daily {words}").text


def test_the_hour_can_be_given_and_moved() -> None:
    clock = Clock()
    with World(now=clock, daily=0.01) as world:
        person = world.person()
        sent = person.ask("/daily 10")
        assert "at 10:00 (UTC)" in sent.text
        assert "at 11:00 (UTC)" in person.changes(sent, "An hour later").text
        assert "at 10:00 (UTC)" in person.changes(sent, "An hour earlier").text
        assert "at 11:00 (UTC)" in person.changes(sent, "An hour later").text
        world.wait_for_call("answerCallbackQuery", 3)
        clock.time = clock.time.replace(hour=11, minute=0)
        assert person.next().kind == "poll"
        person.changes(sent, "No more")
        assert world.state.daily.subscribed("1") is None


def test_the_hour_of_what_was_called_off_is_not_moved(world: World) -> None:
    person = world.person()
    sent = person.ask("/daily")
    person.ask("/daily off")
    assert "/daily begins it" in person.changes(sent, "An hour later").text
    assert world.state.daily.subscribed("1") is None


@pytest.mark.parametrize(("minutes", "comes"), [(59, True), (61, False)])
def test_a_question_that_the_bot_was_away_for_comes_late_but_not_hours_late(
    minutes: int, comes: bool
) -> None:
    clock = Clock()
    with World(now=clock, daily=0.01) as world:
        person = world.person()
        person.ask("/daily")
        world.stop_bot()
        clock.time += DAY + dt.timedelta(minutes=minutes)
        world.start_bot()
        if comes:
            assert person.next().kind == "poll"
        person.hears_nothing()


def test_questions_of_the_day_go_on_after_what_is_kept_could_not_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Clock()
    with World(now=clock, daily=0.01) as world:
        person, take_due, faults = (
            world.person(),
            world.state.daily.take_due,
            [OperationalError("", {}, OSError())],
        )

        def unsteady(now: dt.datetime, late: dt.timedelta) -> list[Due]:
            if faults:
                raise faults.pop()
            return take_due(now, late)

        person.ask("/daily")
        monkeypatch.setattr(world.state.daily, "take_due", unsteady)
        clock.time += DAY
        assert person.next().kind == "poll"
        assert not faults


@pytest.mark.parametrize("words", ["off", "OFF", "stop", "arrêter", "выкл", "parar", "إيقاف", "关闭"])
def test_it_is_called_off_in_any_language(words: str) -> None:
    with World(assistant=an_assistant) as world:
        person = world.person()
        person.ask("/daily")
        person.ask(f"/daily {words}")
        assert world.state.daily.subscribed("1") is None


@pytest.mark.parametrize("change", ["later", "/daily 11"])
def test_one_who_had_a_question_today_and_moves_the_hour_gets_the_next_tomorrow(change: str) -> None:
    clock = Clock()
    with World(now=clock, daily=0.01) as world:
        person = world.person()
        sent = person.ask("/daily")
        clock.time += DAY
        assert person.next().kind == "poll"
        if change == "later":
            person.changes(sent, "An hour later")
        else:
            person.ask(change)
        clock.time = clock.time.replace(hour=11, minute=0)
        person.hears_nothing()
        clock.time += DAY
        assert person.next().kind == "poll"


def test_a_chat_that_allows_no_polls_is_told_so(world: World) -> None:
    world.server.fail(
        "sendPoll", Fault.refused(400, "Bad Request: not enough rights to send polls to the chat")
    )
    assert "administrators can allow" in world.group().ask("/quiz").text


def test_a_group_gets_it_in_the_topic_where_an_administrator_asked_for_it() -> None:
    clock = Clock()
    with World(now=clock, daily=0.01) as world:
        group = world.group()
        topic = {"message_thread_id": 42, "is_topic_message": True}
        assert "only its administrators" in group.ask("/daily", **topic).text
        world.server.administrators.add((group.id, 1))
        assert "every day" in group.ask("/daily", **topic).text
        clock.time += DAY
        poll = group.next()
        assert (poll.kind, poll.parameters["message_thread_id"]) == ("poll", "42")


def test_a_question_of_a_day_is_never_sent_twice_though_the_bot_falls() -> None:
    clock = Clock()
    with World(now=clock, daily=0.01) as world:
        person = world.person()
        person.ask("/daily")
        clock.time += DAY
        assert person.next().kind == "poll"
        world.stop_bot()
        world.start_bot()
        person.hears_nothing()


def test_who_has_blocked_the_bot_is_asked_no_more() -> None:
    clock = Clock()
    with World(now=clock, daily=0.01) as world:
        person = world.person()
        person.ask("/daily")
        world.server.fail("sendPoll", Fault.refused(403, "Forbidden: bot was blocked by the user"))
        clock.time += DAY
        world.wait_for_call("sendPoll")
        world.stop_bot()
        assert world.state.daily.subscribed("1") is None
