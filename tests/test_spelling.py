"""Any one slip in a long word is found again, and nothing is found that is too far away."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from lcn_bot.understanding.spelling import Keyboard, Spelling, is_slight, slips_allowed

KNOWN = [
    "casablanca",
    "oujda",
    "nabila",
    "azzaoui",
    "giannini",
    "stefania",
    "mohamed",
    "mayor",
    "cities",
    "learning",
]
KNOWN += ["country", "network", "citizens", "entrepreneurship", "who", "two", "fes", "is"]
SPELLING = Spelling(KNOWN)
LETTERS = string.ascii_lowercase + "éيक"


@st.composite
def _slipped(draw: st.DrawFn) -> tuple[str, str]:
    word = draw(st.sampled_from([word for word in KNOWN if len(word) >= 6]))
    place = draw(st.integers(0, len(word) - 1))
    match draw(st.sampled_from(["delete", "swap", "double", "substitute", "insert"])):
        case "delete":
            return word, word[:place] + word[place + 1 :]
        case "swap":
            return word, word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
        case "double":
            return word, word[:place] + word[place] + word[place:]
        case "substitute":
            return word, word[:place] + draw(st.sampled_from(LETTERS)) + word[place + 1 :]
        case _:
            return word, word[:place] + draw(st.sampled_from(LETTERS)) + word[place:]


@given(_slipped())
@settings(max_examples=400, deadline=None)
def test_any_one_slip_in_a_word_of_six_letters_or_more_is_found(slipped: tuple[str, str]) -> None:
    word, typed = slipped
    assert word == typed or word in SPELLING.near(typed)


@given(st.one_of(st.text(max_size=30), st.text("abcdehimnorstuwyz", max_size=12)))
@settings(max_examples=400, deadline=None)
def test_nothing_is_found_beyond_what_its_length_allows(typed: str) -> None:
    for word in SPELLING.near(typed):
        assert OSA.distance(typed, word) <= slips_allowed(len(typed))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ()),
        ("hwo", ("two", "who")),
        ("whho", ("who",)),
        ("wha", ("who",)),
        ("ten", ()),
        ("casblnca", ("casablanca",)),
        ("csblnc", ()),
        ("entrprenurship", ("entrepreneurship",)),
        ("casablanca" * 50, ()),
    ],
)
def test_the_length_of_a_word_bounds_how_far_it_may_be_off(typed: str, found: tuple[str, ...]) -> None:
    assert SPELLING.near(typed) == found


def test_a_word_is_not_near_itself() -> None:
    assert "oujda" not in SPELLING.near("oujda")


@pytest.mark.parametrize(
    ("typed", "word", "likely"),
    [
        ("mayir", "mayor", True),  # the key beside
        ("mayer", "mayor", False),
        ("mayr", "mayor", True),  # left out
        ("maoyr", "mayor", True),  # swapped
        ("mayyor", "mayor", True),  # doubled
        ("mayoir", "mayor", True),  # the key beside, too
        ("mayofr", "mayor", True),
        ("mayoxr", "mayor", False),
        ("gow", "how", True),
        ("bow", "how", True),
        ("low", "how", False),
    ],
)
def test_a_thumb_hits_the_keys_beside(typed: str, word: str, likely: bool) -> None:
    assert Keyboard([("qwertyuiop", "asdfghjkl", "zxcvbnm")]).is_likely(typed, word) == likely


@pytest.mark.parametrize(
    ("typed", "word", "slight"),
    [("si", "is", True), ("iss", "is", True), ("od", "of", False), ("is", "is", True)],
)
def test_swapped_and_doubled_letters_are_slight(typed: str, word: str, slight: bool) -> None:
    assert is_slight(typed, word) == slight


def test_words_that_are_equally_near_are_all_found() -> None:
    assert Spelling(["fosters", "posters"]).near("bosters") == ("fosters", "posters")


def test_the_nearest_words_alone_are_found() -> None:
    assert Spelling(["stefania", "stefanias"]).near("stefaniaa") == ("stefania", "stefanias")
    assert Spelling(["casablanca", "casabianco"]).near("casablanka") == ("casablanca",)


@given(st.permutations(KNOWN), _slipped())
@settings(max_examples=30, deadline=None)
def test_the_order_of_the_known_words_makes_no_difference(known: list[str], slipped: tuple[str, str]) -> None:
    assert Spelling(known).near(slipped[1]) == SPELLING.near(slipped[1])
