"""One quiz question at a time: a kind and a fact by chance, then held to what a poll of Telegram can show."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from random import Random

from lcn_bot.answering.answer import Voice
from lcn_bot.answering.reading import Ask
from lcn_bot.knowledge.model import Source
from lcn_bot.quiz.cities import country_of, in_country, joined
from lcn_bot.quiz.draft import Draft, Draw, NothingLeftError, alike
from lcn_bot.quiz.events import awarded, conference
from lcn_bot.quiz.figures import how_many
from lcn_bot.quiz.people import mayor, said

KINDS: dict[Callable[[Voice, Draw], Draft | None], int] = {
    country_of: 4,
    in_country: 4,
    joined: 3,
    how_many: 3,
    awarded: 3,
    conference: 1,
    mayor: 2,
    said: 2,
}
"""The kinds of question, and how often each is asked; a kind draws a fact and drafts a question, if that makes one."""

LONGEST_KEY = 40
"""In bytes: it goes into the data of a button, with something before it."""
LONGEST_QUESTION = 300
LONGEST_OPTION = 100
LONGEST_EXPLANATION = 200
"""Telegram's limits, in UTF-16 units."""
_MARKS = "\u200f\u2068\u2069"
_WRONG = 3
_AMONG = 6
"""Of how many that are most plausible the wrong options are."""
_CUT = 24
"""To how many characters a publisher is cut at last."""


@dataclass(frozen=True, slots=True)
class Quiz:
    """A question with four options, as a poll shows it."""

    key: str
    """Stable ASCII id of what is asked, at most 40 bytes: "country_of:oujda"."""
    question: str
    options: tuple[str, ...]
    """Four, in an order that says nothing."""
    correct: int
    """Which of them is right."""
    explanation: str
    """The fact, and a line below it where that comes from."""
    ask: Ask
    """The question to the bot that tells more about it."""
    sources: tuple[str, ...]
    """Ids."""


def quiz(voice: Voice, random: Random, avoid: Collection[str] = ()) -> Quiz:
    """A question in the language of `voice`, none whose key is in `avoid` unless all there are.

    The same state of `random` gives the same question. Raises LookupError where the knowledge makes none at all.
    """
    for shunned in (avoid, ()):
        draw = Draw(random, shunned)
        left = dict(KINDS)
        while left:
            (kind,) = random.choices(list(left), list(left.values()))
            try:
                draft = kind(voice, draw)
            except NothingLeftError:
                del left[kind]
                continue
            made = _made(voice, draw, draft) if draft else None
            if made:
                return made
    raise LookupError("the knowledge holds no fact that makes a quiz question")


def _made(voice: Voice, draw: Draw, draft: Draft) -> Quiz | None:
    """The draft as a Quiz; None where it has too few good options, or does not fit."""
    plausible = [wrong for wrong in dict.fromkeys(draft.wrong) if wrong != draft.right]
    plausible = [wrong for wrong in plausible if alike(draft.right, wrong)][:_AMONG]
    if len(plausible) < _WRONG:
        return None
    options = draw.shuffled([draft.right, *draw.random.sample(plausible, _WRONG)])
    correct = options.index(draft.right)
    question = voice.language.laid_out(draft.question)
    shown = tuple(_shown(voice, option) for option in options)
    explanation = next(
        (text for text in _explanations(voice, draft) if _units(text) <= LONGEST_EXPLANATION), ""
    )
    fits = (
        len(draw.key.encode()) <= LONGEST_KEY
        and _units(question) <= LONGEST_QUESTION
        and max(map(_units, shown)) <= LONGEST_OPTION
        and explanation
    )
    return Quiz(draw.key, question, shown, correct, explanation, draft.ask, draft.sources) if fits else None


def _shown(voice: Voice, option: str) -> str:
    """An option laid out, but for one that is written in one direction and needs no marks to stand alone."""
    laid_out = voice.language.laid_out(option)
    return option if laid_out.strip(_MARKS) == option else laid_out


def _explanations(voice: Voice, draft: Draft) -> Iterator[str]:
    """The fact with its first source, in ever fewer words."""
    source = voice.knowledge.sources[draft.sources[0]]
    publisher = source.publisher or source.title
    untitled = source.model_copy(update={"title": "", "publisher": publisher})
    cut = untitled.model_copy(update={"publisher": publisher[:_CUT].rpartition(" ")[0] + "…"})
    for cited in (source, untitled, cut):
        yield voice.language.laid_out(f"{draft.fact}\n{_citation(voice, cited)}")


def _citation(voice: Voice, source: Source) -> str:
    return f"— {voice.language.source(source)}"


def _units(text: str) -> int:
    """The text's length as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2
