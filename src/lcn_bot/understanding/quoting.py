"""Words of a question that are those of a quotation: enough of them in a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.knowledge.model import Quote
from lcn_bot.language.language import Language
from lcn_bot.language.normalise import BOUNDARIES, split_words
from lcn_bot.understanding.meaning import Meaning, means_nothing

_SHORTEST = 4
_CONTENT = 3
"""Words of a quotation that must stand in a row, and how many of them must be content, to be recognised as it."""
_CHARACTERS = 2
"""How many characters make a word, where each counts as one."""


class Quotations:
    """What was said, by every few words of it."""

    def __init__(
        self,
        knowledge: Knowledge,
        language: Language,
        longest_at: Callable[[Sequence[str], int], tuple[int, tuple[Meaning, ...]]],
        is_filler: Callable[[str], bool],
    ) -> None:
        """Quotations as they were published, and as they are told in a language.

        `longest_at` gives the longest known phrase at a place, `is_filler` says whether a word carries no meaning.
        """
        self._is_filler = is_filler
        factor = 1 if language.spaced else _CHARACTERS
        self._shortest, self._content = _SHORTEST * factor, _CONTENT * factor
        self._runs: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = {}
        self._starts: set[str] = set()
        self.short: list[tuple[str, str]] = []
        """Those that are too short to be known by a few words: their text, and the quotation's id."""
        self.words: set[str] = set()
        elided = frozenset(language.elided)
        for quote in knowledge.quotes.values():
            for text in (*_texts(quote, language.code), *quote.also):
                words = tuple(word for word in split_words(text, elided) if word not in BOUNDARIES)
                if len(words) < self._shortest:
                    self.short.append((text, quote.id))
                for start in range(len(words) - self._shortest + 1):
                    if start and any(meaning.id == "not" for meaning in longest_at(words, start - 1)[1]):
                        continue  # without the word before it, it says the contrary
                    run = words[start : start + self._shortest]
                    if _is_telling(run, longest_at):
                        self._runs.setdefault(run, []).append((quote.id, words[start:]))
                        self._starts.add(run[0])
                        self.words.update(words[start:])

    def at(self, words: Sequence[str], start: int) -> tuple[int, str]:
        """Where the longest run of a quotation's words that begins at `start` ends, and whose it is; punctuation does
        not interrupt a run.
        """
        best, best_quote = start, ""
        if words[start] not in self._starts:
            return best, best_quote
        spoken = (words[place] for place in range(start, len(words)) if words[place] not in BOUNDARIES)
        runs = self._runs.get(tuple(islice(spoken, self._shortest)), ())
        places = (
            [place for place in range(start, len(words)) if words[place] not in BOUNDARIES] if runs else []
        )
        for quote, said in runs:
            same = 0
            while same < min(len(said), len(places)) and words[places[same]] == said[same]:
                same += 1
            end = places[same - 1] + 1
            content = sum(not self._is_filler(word) for word in said[:same])
            if end > best and content >= self._content:
                best, best_quote = end, quote
        return best, best_quote


def _texts(quote: Quote, language: str) -> list[str]:
    if quote.words is None:
        return list((quote.reported or {}).values())
    translation = (quote.translation or {}).get(language)
    return [quote.words, *([translation] if translation else [])]


def _is_telling(
    run: Sequence[str], longest_at: Callable[[Sequence[str], int], tuple[int, tuple[Meaning, ...]]]
) -> bool:
    """Whether words of a quotation say more than one thing: "the unesco learning cities" is no quotation."""
    said = start = 0
    while start < len(run):
        end, meanings = longest_at(run, start)
        said += not means_nothing(meanings)
        start = max(end, start + 1)
    return said > 1
