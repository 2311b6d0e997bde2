"""Text as typed -> the words that are compared. One function for questions, names and lexicons alike.

Two spellings of one word must meet (İzmir and izmir, ２０２５ and ٢٠٢٥, “who’s” and whos), two different words must
not: й is not и, and a Hindi vowel sign is not decoration. So marks are dropped only where writers drop them: in
Latin and Greek letters, and the vowel marks of Arabic. Chinese characters are read in their simplified form, each as a
word of its own, since nothing parts the words: phrases are found as they are anywhere else.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable

from opencc import OpenCC

MAX_CHARACTERS = 400
MAX_WORDS = 60
"""Longer than any question; what lies beyond is not read, and the reader is told so."""

BOUNDARIES = frozenset(",;:.?!&/")
"""Punctuation that may part two questions; each is a word of its own."""

_LETTERS_WITHOUT_DECOMPOSITION = {
    "đ": "d", "ð": "d", "ł": "l", "ı": "i", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "ŧ": "t",
}  # fmt: skip
_ARABIC_FORMS = {
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ة": "ه",
    "ؤ": "و",
    "ئ": "ي",
}
_APOSTROPHES = "'’‘ʼ`´＇ʻ"
_FULL_STOPS = {
    "؟": "?",
    "،": ",",
    "؛": ";",
    "。": ".",
    "、": ",",
    "…": ".",
    "\n": ";",
    "¿": ";",
    "¡": ";",
    "+": "&",
}

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f"
_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}]) (?=[{_HAN}])")
_IS_HAN = re.compile(f"[{_HAN}]")
_SIMPLIFIED = OpenCC("t2s")

_SEPARATOR = "\x1f"
_THOUSANDS = re.compile(r"(?<=\d)[.,'\u00a0\u202f](?=\d{3}(?!\d))")


class _Folding(dict[int, str]):
    """A table for str.translate that works out each character when it first meets it."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code))
        return folded


def _fold(character: str) -> str:
    if character in _APOSTROPHES:
        return "'"
    if character in _FULL_STOPS or character in BOUNDARIES:
        return f" {_FULL_STOPS.get(character, character)} "
    if character in _LETTERS_WITHOUT_DECOMPOSITION:
        return _LETTERS_WITHOUT_DECOMPOSITION[character]
    if character in _ARABIC_FORMS:
        return _ARABIC_FORMS[character]
    if _IS_HAN.match(character):
        return f" {_SIMPLIFIED.convert(character)} "
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.digit(character))
    if category == "Cf" or character == "\u0640":  # zero-width and direction marks; the Arabic tatweel
        return ""
    if category == "Mn" and ("\u0300" <= character <= "\u036f" or "\u064b" <= character <= "\u0670"):
        return ""
    if category[0] in "LMN":
        base = unicodedata.normalize("NFD", character)
        if len(base) > 1 and unicodedata.name(base[0], "").startswith(("LATIN", "GREEK")):
            return "".join(_fold(part) for part in base)
        return character
    return " "


_FOLDING = _Folding()


def fold(words: Iterable[str]) -> list[str]:
    """Each of many single words without capitals, normalised, but for what only longer text has; without spaces."""
    folding = _Folding({ord(_SEPARATOR): _SEPARATOR})
    return _SEPARATOR.join(words).translate(folding).replace(" ", "").split(_SEPARATOR)


def normalise(text: str) -> str:
    """Fold case, accents, Arabic letter forms, digits and punctuation; idempotent."""
    if text.isascii():
        return _spaced(text.lower())
    before = ""
    while text != before:
        # Again, since what stands together once a mark between is gone may compose, or be one number: 1’234.
        before = text
        composed = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        text = _spaced(composed)
    return text


def _spaced(text: str) -> str:
    """Folded, with one space between words and boundaries."""
    return " ".join(_THOUSANDS.sub("", text).translate(_FOLDING).split())


def split_words(text: str, elided: Container[str] = ()) -> list[str]:
    """The words of a text, normalised, with boundaries (`BOUNDARIES`) as words of their own.

    An apostrophe inside a word is dropped, since people drop it ("whos", "isnt"), and so is a possessive 's; but what
    is `elided` before one is a word of its own ("d'Oujda").
    """
    words = normalise(text).split()
    if any("'" in word for word in words):
        bare = (part for word in words for part in _without_apostrophes(word, elided))
        words = [word for word in bare if word]
    return words


def _without_apostrophes(word: str, elided: Container[str]) -> list[str]:
    word = word.strip("'")
    before, apostrophe, rest = word.partition("'")
    if apostrophe and before in elided:
        return [before, *_without_apostrophes(rest, elided)]
    return [word.removesuffix("'s").replace("'", "")]


def joined(words: Iterable[str]) -> str:
    """Words as one text, as it is written: without spaces between Chinese characters."""
    return _BETWEEN_HAN.sub("", " ".join(words))
