"""Words are compared by what is written, not by how it is dressed; and two different words stay different."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lcn_bot.language.normalise import normalise, split_words

SAME = [
    ("İzmir", "izmir"),
    ("IZMIR", "izmir"),
    ("Ixtapa-Zihuatanejo", "ixtapa zihuatanejo"),
    ("Évora", "evora"),
    ("E\u0301vora", "evora"),
    ("São Paulo", "sao paulo"),
    ("Wrocław", "wroclaw"),
    ("Ærø", "aero"),
    ("Straße", "strasse"),
    ("Đà Nẵng", "da nang"),
    ("Αθήνα", "αθηνα"),
    ("ΜΑΪΟΣ", "μαιοσ"),
    ("２０２５", "2025"),
    ("٢٠٢٥", "2025"),
    ("۲۰۲۵", "2025"),
    ("२०२५", "2025"),
    ("1,234", "1234"),
    ("1.234.567", "1234567"),
    ("500\u202f000", "500 000"),
    ("Ｍａｙｏｒ", "mayor"),
    ("who’s", "who's"),
    ("who`s", "who's"),
    ("classrooms\u200b", "classrooms"),
    ("ca\u00adsa\u200dblanca", "casablanca"),
    ("\u202eOujda", "oujda"),
    ("وُجْدَة", "وجده"),
    ("وجدة", "وجده"),
    ("أكادير", "اكادير"),
    ("إفران", "افران"),
    ("الدار البيضـــاء", "الدار البيضاء"),
    ("مصطفى", "مصطفي"),
    ("ک", "ك"),
    ("ﻻ", "لا"),
]


@pytest.mark.parametrize(("typed", "compared"), SAME)
def test_two_spellings_of_one_word_meet(typed: str, compared: str) -> None:
    assert normalise(typed).split() == normalise(compared).split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("й", "и"),
        ("ї", "і"),
        ("ў", "у"),
        ("का", "कि"),
        ("के", "कै"),
        ("がく", "かく"),
        ("パン", "ハン"),
        ("가", "거"),
        ("กา", "กี"),
        ("ب", "ت"),
        ("1,2", "12"),
        ("1,23", "123"),
        ("12,3456", "123456"),
    ],
)
def test_two_different_words_stay_different(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Oujda's mayor", ["oujda", "mayor"]),
        ("Oujda’s mayor", ["oujda", "mayor"]),
        ("the cities' mayors", ["the", "cities", "mayors"]),
        ("isn't", ["isnt"]),
        ("'", []),
        ("Casablanca, Oujda & Fes?", ["casablanca", ",", "oujda", "&", "fes", "?"]),
        ("mayor/Oujda", ["mayor", "/", "oujda"]),
        ("من هو؟", ["من", "هو", "?"]),
        ("<b>x</b>", ["b", "x", "/", "b"]),
        ("x\x00y\ud800z", ["x", "y", "z"]),
        ("🙂", []),
        ("", []),
    ],
)
def test_a_text_is_split_into_words_and_the_marks_that_part_questions(typed: str, words: list[str]) -> None:
    assert split_words(typed) == words


TEXT = st.one_of(st.text(max_size=60), st.text("aİıßéيىة١2３,.'’ʼ\u0301\u064e\u0640йи्क़าํ?& ", max_size=30))


@given(TEXT)
@settings(max_examples=400, deadline=None)
def test_splitting_what_was_split_changes_nothing(text: str) -> None:
    words = split_words(text)
    assert all(words)
    assert [word for part in words for word in part.split()] == words


@given(TEXT)
@example("1’234")
@example("\u1100\u200d\u1161")
@example("\u09c7\u200d\u09be")
@settings(max_examples=400, deadline=None)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=20))
@settings(max_examples=200, deadline=None)
def test_capitals_make_no_difference_where_they_come_back(text: str) -> None:
    if text.upper().lower() == text:
        assert normalise(text.upper()) == normalise(text)
