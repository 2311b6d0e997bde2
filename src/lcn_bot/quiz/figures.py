"""Questions about how many."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.answers import answer
from lcn_bot.answering.figures import otherwise
from lcn_bot.answering.reading import Ask
from lcn_bot.knowledge.model import Figure, Value
from lcn_bot.quiz.draft import Draft, Draw

_ASKED = ("members", "countries", "new_members")
"""The figures that are asked for, each in a wording of its own."""
_OFF = ((0.09, 0.16), (0.19, 0.27), (0.3, 0.38))
"""By what parts of it the wrong numbers lie above the right one, or below: apart from it, and from each other."""
_ROUND = 10


def how_many(voice: Voice, draw: Draw) -> Draft | None:
    """How many cities or countries were there, or joined, in a month? The others are numbers that no source gives."""
    figure, value, month = draw.one(
        {
            f"{figure.id}:{month}": (figure, value, month)
            for id_ in _ASKED
            if (figure := voice.knowledge.figures.get(id_))
            for value in figure.history
            if (month := _undisputed(voice, figure, value))
        }
    )
    ask = Ask("figure", (figure.id, month))
    told = answer(voice, ask)
    if not told or told.number != value.value:
        return None
    asked = voice.language.say(f"quiz_{figure.id}", date=voice.language.date(month))
    wrong = [voice.language.number(number) for number in _near(value.value, _given(figure), draw.random)]
    return Draft(asked, voice.language.number(value.value), wrong, told.text, ask, value.sources)


def _undisputed(voice: Voice, figure: Figure, value: Value) -> str:
    """The month for which a value is the only one that is told; nothing, where it is not."""
    month = (value.as_of or "")[:7]
    if len(month) < len("2025-12") or value.qualifier or otherwise(voice, value.otherwise):
        return ""
    then = (
        other
        for other in figure.history
        if other.as_of and (other.as_of.startswith(month) or month.startswith(other.as_of))
    )
    agreed = all(other.value == value.value and not otherwise(voice, other.otherwise) for other in then)
    return month if agreed else ""


def _given(figure: Figure) -> set[int]:
    """Every number that a source gives for a figure, at any time."""
    others = {other.value for value in figure.history for other in value.otherwise}
    return others | {value.value for value in figure.history}


def _near(right: int, given: set[int], random: Random) -> Iterator[int]:
    """Three numbers that could be it, some lower and some higher, as round as it is and none that is given."""
    step = _ROUND if right % _ROUND == 0 else 1
    lower = random.randint(0, len(_OFF))
    signs = [-1] * lower + [1] * (len(_OFF) - lower)
    for place, sign in enumerate(signs):
        band = _OFF[place if sign < 0 else place - lower]
        number = round(right * (1 + sign * random.uniform(*band)) / step) * step
        while number in given:
            number += sign * step
        yield number
