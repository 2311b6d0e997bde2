"""A language file: what it lacks is said, and how it words numbers, dates and lists."""

from __future__ import annotations

import pytest

from lcn_bot.knowledge.loading import load_records
from lcn_bot.language.language import Language
from lcn_bot.language.loading import load_languages
from tests.conftest import KNOWLEDGE, Base

ENGLISH = "languages/en.yaml"


@pytest.fixture(scope="module")
def english() -> Language:
    records, _ = load_records(KNOWLEDGE)
    languages, problems, _ = load_languages(KNOWLEDGE, records)
    assert problems == []
    (language,) = [record.language for record in languages if record.language.code == "en"]
    return language


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("  thanks: ", "  thankyou: ", "`wording.thanks` is missing; add it"),
        ("  thanks: ", "  thankyou: ", "`wording.thankyou` is used nowhere; correct or remove it"),
        ("  cities: Which", "  towns: Which", "`questions.cities` is missing; add it"),
        (
            '"{city} is {in_country}',
            '"{town} is {in_country}',
            "`wording.country_of` cannot hold {town}; the placeholders here are: {city}, {country}",
        ),
        ('"You are welcome', '"{you} are welcome', "cannot hold {you}; the placeholders here are: none"),
        ('"You are welcome', '"{You} are welcome', "write a placeholder as {name}, with small letters only"),
        ('"You are welcome', '"You } are welcome', "write a placeholder as {name}, with small letters only"),
        ("  members:\n    question: How", "  membres:\n    question: How", "`members` (figures.yaml:"),
        ("  mayor:\n    holder", "  maire:\n    holder", "`mayor` (people.yaml:"),
        ("  partners:\n    question", "  friends:\n    question", "`partners` (cities/morocco.yaml:"),
        ('  nearly: "nearly {number}"', '  almost: "almost {number}"', "`nearly` (figures.yaml:"),
        ("\n  mayor:", "\n  maire:", "the concept `mayor` ("),
        ("\nfiller:", "\nfilling:", "`filler` is missing; add it"),
        ('["in {language}"]', '["in {tongue}"]', "`speaking.0` cannot hold {tongue}"),
        ("  he: [he,", "  hee: [he,", "`pronouns.hee`: Input should be "),
        ("region: en_GB", "regoin: en_GB", "`regoin` is not a key that is known here"),
    ],
)
def test_what_a_language_lacks_or_has_too_much_is_said_with_a_line(
    base: Base, old: str, new: str, message: str
) -> None:
    base.edit(ENGLISH, old, new)
    found = [problem for problem in base.problems() if message in problem]
    assert found
    assert all(problem.startswith(f"{ENGLISH}:") for problem in found)


def test_a_wording_that_is_wrong_is_said_with_its_own_line(base: Base) -> None:
    line = base.edit(ENGLISH, '"You are welcome', '"{you} are welcome')
    (problem,) = base.problems()
    assert problem.startswith(f"{ENGLISH}:{line}: `wording.thanks`")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('answer: "{number} cities belong', 'answer: "{numbr} cities belong'),
        ("{person} is the mayor {of_place}", "{person} is the mayor of {town}"),
        ('title: "mayor {of_place}"', 'title: "mayor of {town}"'),
        ("question: \"What is {city}'s", "question: \"What is {town}'s"),
        ('nearly: "nearly {number}"', 'nearly: "nearly {value}"'),
    ],
)
def test_a_placeholder_that_nothing_fills_is_a_problem_in_every_section(
    base: Base, old: str, new: str
) -> None:
    line = base.edit(ENGLISH, old, new)
    assert [problem for problem in base.problems() if problem.startswith(f"{ENGLISH}:{line}: ")]


@pytest.mark.parametrize(
    ("old", "new"), [("region: en_GB", "region: en_XX"), ("region: en_GB", "region: England")]
)
def test_a_region_that_nobody_knows_is_a_problem(base: Base, old: str, new: str) -> None:
    line = base.edit(ENGLISH, old, new)
    assert [problem for problem in base.problems() if problem.startswith(f"{ENGLISH}:{line}: ")]


@pytest.mark.parametrize("key", ["said_about:nothing", "office:mayor:nowhere", "weather"])
def test_an_example_that_has_no_answer_is_a_problem(base: Base, key: str) -> None:
    line = base.edit(ENGLISH, "- office:mayor:oujda", f"- {key}")
    assert [problem for problem in base.problems() if problem.startswith(f"{ENGLISH}:{line}: ")]


def test_names_of_a_country_that_does_not_exist_are_a_problem(base: Base) -> None:
    line = base.edit(ENGLISH, "  MA: [Moroccan", "  QQ: [Moroccan")
    assert any(p.startswith(f"{ENGLISH}:{line}: ") and "QQ" in p for p in base.problems())


def test_two_files_of_one_language_are_a_problem(base: Base) -> None:
    base.write("languages/other.yaml", base.text(ENGLISH))
    assert base.problems()


@pytest.mark.parametrize(
    ("iso", "worded"),
    [("2025", "2025"), ("2025-12", "December 2025"), ("2025-12-05", "5 December 2025")],
)
def test_a_date_is_worded_as_precisely_as_it_is_known(english: Language, iso: str, worded: str) -> None:
    assert english.date(iso) == worded


@pytest.mark.parametrize(
    ("value", "worded"),
    [
        (0, "0"),
        (425, "425"),
        (1234, "1,234"),
        (999_999, "999,999"),
        (1_250_000, "1,250,000"),
        (500_000_000, "500 million"),
        (2_100_000_000, "2.1 billion"),
    ],
)
def test_a_number_is_worded_as_it_would_be_read_aloud(english: Language, value: int, worded: str) -> None:
    assert english.number(value) == worded


@pytest.mark.parametrize(
    ("parts", "joined"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_a_list_is_joined_in_words(english: Language, parts: list[str], joined: str) -> None:
    assert english.join(parts) == joined


def test_a_country_is_called_by_its_name_and_known_by_its_demonyms(english: Language) -> None:
    assert english.country("MA") == "Morocco"
    assert {"Morocco", "Moroccan"} <= set(english.country_names()["MA"])
    assert not {"EU", "UN", "ZZ"} & set(english.country_names())


def test_placeholders_are_filled_and_what_is_filled_in_is_taken_as_it_is(english: Language) -> None:
    said = english.say("by_country", country="{cities}", cities="Fez")
    assert said == "{cities}: Fez"


def test_a_common_word_is_more_frequent_than_a_rare_one_and_a_word_never_seen_is_0(english: Language) -> None:
    assert english.frequency("mayor") > english.frequency("mayoralty") > english.frequency("mayorzxq") == 0
