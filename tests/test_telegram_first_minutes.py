"""A new person's first ten minutes, with the real knowledge."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.bot_api import World
from tests.conftest import an_assistant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.bot_api.chat import Chat
    from tests.bot_api.messages import Sent


@pytest.fixture
def world() -> Iterator[World]:
    with World(assistant=an_assistant) as world:
        yield world


def opened(person: Chat, sent: Sent, label: str) -> Sent:
    """The message that a button sends."""
    person.tap(sent, label)
    return person.next()


def test_a_new_person_s_first_ten_minutes(world: World) -> None:
    person = world.person(77, language_code="fr")
    start = person.ask("/start")
    assert "villes apprenantes" in start.text
    assert "Azzaoui" in opened(person, start, "maire d’Oujda").text  # a suggestion
    assert "Rmili" in person.ask("et Casablanca ?").text
    assert person.ask("quel temps fait-il à Oujda ?").text.startswith("Je n")
    assert "91" in person.ask("how many countries?").text  # in the language that is written
    person.tap(person.ask("combien de villes ?"), "👍")
    world.wait(
        lambda: any("Merci" in c.parameters.get("text", "") for c in world.calls("answerCallbackQuery"))
    )

    # looking around, in one message
    cities = person.ask("/cities")
    for label in ("États arabes (47", "Maroc", "Oujda"):
        person.changes(cities, label)
    assert cities.raw.startswith("<b>Oujda</b>")
    where = next(label for label, data in cities.buttons if ":place:" in data)
    assert opened(person, cities, where).kind == "venue"
    assert person.ask("où se trouve Marrakech ?").kind == "venue"

    # numbers and pictures
    figures = person.ask("/figures")
    growth = next(label for label, data in figures.buttons if data.endswith(":picture:growth"))
    assert opened(person, figures, growth).kind == "photo"
    quote = person.ask("/quote")
    again = next(label for label, data in quote.buttons if "quote:not" in data)
    person.changes(quote, again)

    # a quiz, and one for every day
    poll = person.ask("/quiz")
    world.polled(person.vote(poll, poll.json("correct_option_ids")[0]))
    score = next(label for label, data in poll.buttons if ":score" in data)
    person.tap(poll, score)
    world.wait(
        lambda: any(
            "1\xa0fois sur 1" in c.parameters.get("text", "") for c in world.calls("answerCallbackQuery")
        )
    )
    assert person.ask("/daily").buttons
    assert person.ask("/daily off").text

    # another language
    language = person.ask("/language")
    person.changes(language, "العربية")
    assert "وجدة" in person.ask("/city Oujda").text
    assert "425" in person.ask("كم عدد المدن؟").text
    assert person.ask("/nonsense").text
    assert "Atlantis" in person.ask("/city Atlantis").text
    person.write(
        None,
        sticker={
            "file_id": "f",
            "file_unique_id": "u",
            "width": 1,
            "height": 1,
            "type": "regular",
            "is_animated": False,
            "is_video": False,
        },
    )
    assert person.next().text
    assert "/quiz" in person.ask("/help").text

    assert person.repeats() == []
    assert not any("{" in sent.text for sent in person.received())  # every wording is filled in
    lists = (figures.message_id, person.received()[-1].message_id)  # asked for: /figures, /help
    assert all(len(sent.text) <= 600 for sent in person.received() if sent.message_id not in lists)
    for sent in person.received():
        for row in sent.rows:
            assert len(row) <= 3
            widest = {1: 60, 2: 20, 3: 14}[len(row)]
            assert all(len(button["text"]) <= widest for button in row), row


def test_the_same_question_again_is_answered_but_not_repeated_word_for_word(world: World) -> None:
    person = world.person(78)
    said = [person.ask("how many cities?").text for _ in range(3)]
    assert all("425 cities" in text for text in said)
    assert all(one != other for one, other in itertools.pairwise(said))
    assert said[1].startswith("Once more:")
