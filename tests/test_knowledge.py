"""The knowledge base: what its editors are told, all at once, and what it holds."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcn_bot.assistant import Assistant
from lcn_bot.checking import check
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.knowledge.loading import load_records, to_knowledge
from lcn_bot.knowledge.problems import KnowledgeError
from tests.conftest import KNOWLEDGE, Base

CITIES = "cities/morocco.yaml"
ENGLISH = "languages/en.yaml"
TODAY = dt.date(2026, 11, 23)

TOWN = """
- id: azrou
  names: [Azrou]
  country: MA
  joined:
    date: 2025-12
    sources: [seed]
"""

# file, what is replaced, with what, lines below the edit, what the editor reads
WRONG = {
    "a source that is not there": (
        CITIES,
        "sources: [seed, assahafa2025]",
        "sources: [seed, asahafa]",
        0,
        "no source has the id `asahafa`; add it to sources.yaml or correct it",
    ),
    "a source of an office that is not there": (
        "people.yaml",
        "      sources: [seed, linformation2025]",
        "      sources: [nowhere]",
        0,
        "no source has the id `nowhere`",
    ),
    "a speaker who is not there": (
        "quotes.yaml",
        "speaker: azzaoui",
        "speaker: azawi",
        0,
        "nobody in people.yaml has the id `azawi`; add the person or correct it",
    ),
    "an office in no known place": (
        "people.yaml",
        "of: oujda",
        "of: udja",
        0,
        "no city or organisation has the id `udja`; add it or correct it",
    ),
    "an id that another file has taken": (
        "figures.yaml",
        "id: countries",
        "id: members",
        0,
        "the id `members` is taken (figures.yaml:4); choose another",
    ),
    "a fact without its source": (
        CITIES,
        "    date: 2025-12\n    sources: [seed, assahafa2025]",
        "    date: 2025-12",
        -1,
        "`joined.sources` is missing; add it",
    ),
    "a fact with an empty list of sources": (
        "quotes.yaml",
        "sources: [seed]",
        "sources: []",
        0,
        "`sources` is empty; fill it in",
    ),
    "a source that is not in a list": (
        "quotes.yaml",
        "sources: [seed]",
        "sources: seed",
        0,
        "`sources` must be a list; write it as [first, second] or as lines that start with `-`",
    ),
    "a key that nobody knows": (
        CITIES,
        "country: MA",
        "country: MA\n  mayor: Nabila Rmili",
        1,
        "`mayor` is not a key that is known here; correct or remove it; the keys of an entry are id, names",
    ),
    "a key that nobody knows, deeper": (
        "people.yaml",
        "office: mayor",
        "office: mayor\n      until: 2026",
        1,
        "`offices.0.until` is not a key that is known here; correct or remove it",
    ),
    "a month that does not exist": (
        "people.yaml",
        "as_of: 2025-12",
        "as_of: 2025-13",
        0,
        "`offices.0.as_of`: month must be in 1..12",
    ),
    "a day that does not exist": (
        "sources.yaml",
        "date: 2025-12-05",
        "date: 2025-11-31",
        0,
        "day is out of range for month",
    ),
    "a date in words": (
        "figures.yaml",
        "as_of: 2025-12",
        "as_of: December 2025",
        0,
        "write a date as 2025, 2025-12 or 2025-12-05",
    ),
    "a number with a separator": (
        "figures.yaml",
        "value: 425",
        "value: 4,250",
        0,
        "must be a whole number without separators, like 425, not '4,250'",
    ),
    "a number in words": ("figures.yaml", "value: 425", "value: many", 0, "must be a whole number"),
    "a country by its name": (
        CITIES,
        "country: MA",
        "country: Morocco",
        0,
        "`country`: 'Morocco' has a wrong form; a country is two capital letters, like MA",
    ),
    "a country in small letters": (CITIES, "country: MA", "country: ma", 0, "two capital letters"),
    "a link that is no web address": (
        "sources.yaml",
        "url: https://",
        "url: javascript://",
        0,
        "a link starts with https:// and has no spaces",
    ),
    "a name that is empty": (CITIES, "names: [Casablanca", "names: [''", 0, "`names.0` is empty; fill it in"),
    "a place that is a list": (
        "events.yaml",
        "place: Beijing",
        "place: [Beijing]",
        0,
        "`place` must be text",
    ),
    "a place in no language": (
        "events.yaml",
        "place: Beijing",
        "place: {}",
        0,
        "`place` is empty; fill it in",
    ),
    "a place in a language that is none": (
        "events.yaml",
        "place: Beijing",
        "place: {English: Beijing}",
        0,
        "`place.English`: 'English' has a wrong form",
    ),
    "no name at all": (CITIES, "names: [Casablanca, Casa]", "names: []", 0, "`names` is empty; fill it in"),
    "an id with capitals": (CITIES, "id: casablanca", "id: Casablanca", 0, "use small letters"),
    "an id that is missing": (CITIES, "- id: casablanca\n  names", "- names", 0, "`id` is missing; add it"),
    "an entry that is one word": (CITIES, "- id: casablanca", "- Rabat\n- id: casablanca", 0, "`- id:`"),
    "a quote that is both said and reported": (
        "quotes.yaml",
        "  words: lifelong",
        "  reported: {en: x}\n  words: lifelong",
        -2,
        "give either `words` (as published) or `reported` (in our words)",
    ),
    "a quote in no language": (
        "quotes.yaml",
        "  language: en\n",
        "",
        -3,
        "say in which `language` the `words` were published",
    ),
    "a gender that nobody has": ("people.yaml", "gender: female", "gender: mayor", 0, "`gender`"),
    "text on several lines": (
        "quotes.yaml",
        "words: redefine education",
        "words: |-\n    redefine\n    education",
        0,
        "write it on one line",
    ),
    "one name twice in an entry": (CITIES, "Casa]", "casablanca]", 0, "is here twice; keep one"),
    "an id that a person has taken": (
        "people.yaml",
        "- id: azzaoui",
        "- id: oujda",
        0,
        "the id `oujda` is taken",
    ),
    "a group of words that is not there": (
        "relations.yaml",
        "[+talk, who, mayor]",
        "[+tlak]",
        0,
        "no group in relations.yaml",
    ),
    "a text that one language lacks": (
        "topics.yaml",
        "    en: What is a learning city?",
        "    de: Was ist eine lernende Stadt?",
        -1,
        "there is no text in `en` (English); add it",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "below", "message"), WRONG.values(), ids=WRONG.keys())
def test_what_is_wrong_is_said_with_its_file_and_line(
    base: Base, file: str, old: str, new: str, below: int, message: str
) -> None:
    line = base.edit(file, old, new) + below
    problems = base.problems()
    assert any(p.startswith(f"{file}:{line}: ") and message in p for p in problems), problems


def test_an_id_that_a_file_of_the_same_folder_has_taken_is_a_problem(base: Base) -> None:
    base.write("cities/more.yaml", TOWN.replace("azrou", "oujda").lstrip())
    line = base.text(CITIES).partition("- id: oujda")[0].count("\n") + 1
    taken = f"{CITIES}:{line}: the id `oujda` is taken (cities/more.yaml:1); choose another"
    assert base.problems() == [taken]


def test_a_city_and_a_person_cannot_share_an_id(base: Base) -> None:
    line = base.append(CITIES, TOWN.replace("id: azrou", "id: rmili"))
    problems = base.problems()
    assert any("the id `rmili` is taken" in p for p in problems), problems
    assert any(p.startswith((f"{CITIES}:{line}: ", "people.yaml:")) for p in problems)


def test_two_cities_of_one_country_cannot_share_a_name(base: Base) -> None:
    line = base.append(CITIES, TOWN.replace("[Azrou]", "[Azrou, OUJDA]")) + 1
    (problem,) = base.problems()
    assert problem.startswith(f"{CITIES}:{line}: the name “OUJDA” belongs to `oujda` too ({CITIES}:")


def test_two_people_cannot_share_a_name(base: Base) -> None:
    line = base.append("people.yaml", "- id: other\n  names: [Nabila Rmili]\n  gender: female") + 1
    (problem,) = base.problems()
    assert problem.startswith(f"people.yaml:{line}: the name “Nabila Rmili” belongs to `rmili` too")


def test_two_cities_of_different_countries_may_share_a_name(base: Base) -> None:
    base.append(CITIES, TOWN.replace("ifrane", "oujda-dz").replace("Ifrane", "Oujda").replace("MA", "DZ"))
    assert base.problems() == []


@pytest.mark.parametrize("file", ["mayors.yaml", "towns/morocco.yaml", "figure.yml"])
def test_a_file_whose_name_means_nothing_is_a_problem(base: Base, file: str) -> None:
    base.write(file, "- id: x\n")
    (problem,) = base.problems()
    assert problem.startswith(f"{file}:1: nothing is called `")
    assert "figures" in problem


def test_a_file_that_is_no_list_is_a_problem(base: Base) -> None:
    base.write("cities/one.yaml", "id: rabat\n")
    assert base.problems() == [
        "cities/one.yaml:1: the file must be a list of entries, each starting with `- id:`"
    ]


def test_a_knowledge_base_without_a_language_is_a_problem(base: Base) -> None:
    (base.folder / ENGLISH).unlink()
    assert base.problems() == ["languages:1: there is no language file; add languages/en.yaml"]


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="there is no such folder"):
        Assistant(tmp_path / "nowhere")


def test_hidden_files_of_editors_are_not_read(base: Base) -> None:
    base.write("cities/.#morocco.yaml", "[")
    base.write(".git/x.yaml", "[")
    assert base.problems() == []


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_files_and_lines(base: Base) -> None:
    expected = {
        ("sources.yaml", base.edit("sources.yaml", "date: 2025-12-04", "date: yesterday")),
        (CITIES, base.edit(CITIES, "sources: [seed]", "sources: [nowhere]")),
        (CITIES, base.append(CITIES, TOWN.replace("MA", "Morocco")) + 2),
        ("figures.yaml", base.edit("figures.yaml", "value: 46", "value: 46 countries")),
        ("people.yaml", base.edit("people.yaml", "of: casablanca", "of: casa")),
        ("quotes.yaml", base.edit("quotes.yaml", "speaker: giannini", "speaker: nobody")),
        (ENGLISH, base.edit(ENGLISH, '  thanks: "You are', '  thankyou: "You are')),
        ("towns.yaml", 1),
    }
    base.write("towns.yaml", "[")
    with pytest.raises(KnowledgeError) as error:
        base.assistant()
    found = [(problem.file, problem.line) for problem in error.value.problems]
    assert expected <= set(found)
    assert found == sorted(found)
    assert all(re.match(r"[\w/.]+:\d+: .+", str(problem)) for problem in error.value.problems)


def test_one_broken_file_is_one_problem_and_not_one_for_each_entry_that_refers_to_it(base: Base) -> None:
    line = base.edit("people.yaml", "gender: female", "gender: &g female")
    assert base.problems() == [f"people.yaml:{line}: the anchor `&g` is not supported; remove it"]


def test_one_wrong_value_is_one_problem(base: Base) -> None:
    line = base.edit("figures.yaml", "value: 46", "value: forty-six")
    (problem,) = base.problems()
    assert problem.startswith(f"figures.yaml:{line}: ")


def test_a_date_in_digits_of_another_script_is_a_problem(base: Base) -> None:
    base.edit("figures.yaml", "as_of: 2025-12", "as_of: ٢٠٢٥-١٢")
    assert base.problems()


def test_a_number_too_large_to_be_worded_is_a_problem(base: Base) -> None:
    line = base.edit("figures.yaml", "value: 425", f"value: {'9' * 400}")
    assert [problem for problem in base.problems() if problem.startswith(f"figures.yaml:{line}: ")]


def test_a_relation_that_nothing_answers_is_a_problem(base: Base) -> None:
    line = base.edit("relations.yaml", "answer: office", "answer: offfice")
    assert any(p.startswith(f"relations.yaml:{line}: ") and "offfice" in p for p in base.problems())


def test_a_kind_of_mention_that_does_not_exist_is_a_problem(base: Base) -> None:
    line = base.edit("relations.yaml", "asked: [CITY COUNTRY]", "asked: [CITTY COUNTRY]")
    assert any(p.startswith(f"relations.yaml:{line}: ") and "CITTY" in p for p in base.problems())


@pytest.mark.parametrize("code", ["QQ", "EU", "CP"])
def test_a_country_that_does_not_exist_is_a_problem(base: Base, code: str) -> None:
    line = base.edit(CITIES, "country: MA", f"country: {code}")
    assert any(p.startswith(f"{CITIES}:{line}: ") and code in p for p in base.problems())


# --- whatever an editor does to the files

FILES = sorted(path.relative_to(KNOWLEDGE).as_posix() for path in KNOWLEDGE.rglob("*.yaml"))
SNIPPETS = st.sampled_from(
    [
        *"-:\n\t'\"{}[]#|?%@x09_Aéا\u202e\x00",
        "  ",
        "&a ",
        "*a",
        "!!int ",
        "<<: ",
        "---\n",
        ">-\n",
        "- id: x\n",
    ]
)


@st.composite
def _mutated(draw: st.DrawFn) -> tuple[str, str]:
    """A file of the knowledge base after a few slips of its editor."""
    file = draw(st.sampled_from(FILES))
    text = (KNOWLEDGE / file).read_text("utf-8")
    for _ in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(text)))
        start = text.rfind("\n", 0, place) + 1
        end = text.find("\n", place) + 1 or len(text)
        match draw(st.sampled_from(["insert", "delete", "line twice", "no line", "cut off", "dedent"])):
            case "insert":
                text = text[:place] + draw(SNIPPETS) + text[place:]
            case "delete":
                text = text[:place] + text[place + draw(st.integers(1, 5)) :]
            case "line twice":
                text = text[:end] + text[start:end] + text[end:]
            case "no line":
                text = text[:start] + text[end:]
            case "cut off":
                text = text[:place]
            case _:
                text = text[:start] + text[start:].lstrip(" ")
    return file, text


@pytest.fixture(scope="module")
def mutable(tmp_path_factory: pytest.TempPathFactory) -> Base:
    return Base(tmp_path_factory.mktemp("mutable") / "knowledge")


@given(_mutated())
@settings(max_examples=15, deadline=None)
def test_any_slip_of_an_editor_loads_or_is_refused_with_lines_that_exist(
    mutable: Base, mutated: tuple[str, str]
) -> None:
    file, text = mutated
    mutable.write(file, text)
    try:
        Assistant(mutable.folder).ask("Who is the mayor of Oujda and how many citizens benefit?")
    except KnowledgeError as error:
        assert error.problems
        for problem in error.problems:
            assert (
                1 <= problem.line <= mutable.text(problem.file).count("\n") + 2
            )  # one more: the end of the file
            assert problem.message
    finally:
        mutable.write(file, (KNOWLEDGE / file).read_bytes())


# --- what is held


def test_the_knowledge_base_is_sound_and_nothing_in_it_is_doubtful() -> None:
    assert check(KNOWLEDGE, TODAY) == ([], [])


def test_what_is_legal_but_doubtful_is_said(base: Base) -> None:
    base.edit("cities/morocco.yaml", "[Casablanca,", "[Casablanca, Thanks,")
    base.append(
        "cities/morocco.yaml",
        "- id: elsewhere\n  names: [Oujda]\n  country: DZ\n  joined: {date: 2025-12, sources: [seed]}\n",
    )
    base.append("sources.yaml", "- id: idle\n  title: Nothing\n")
    _, doubts = check(base.folder, dt.date(2027, 1, 1))
    text = "\n".join(map(str, doubts))
    assert "also names `oujda`" in text
    assert "is also an ordinary word (`lexicon.thanks`)" in text
    assert "`as_of` 2025-12 is more than a year old" in text
    assert "no fact rests on the source `idle`" in text


def test_a_question_on_a_button_that_is_not_understood_is_doubtful(base: Base) -> None:
    base.edit(
        "languages/en.yaml", "question: How many cities are in the network?", "question: How gloopy is it?"
    )
    _, doubts = check(base.folder, TODAY)
    assert any("“How gloopy is it?” is not understood" in str(doubt) for doubt in doubts)


@pytest.fixture(scope="module")
def held() -> Knowledge:
    records, problems = load_records(KNOWLEDGE)
    assert problems == []
    return to_knowledge(records)


def test_everything_the_article_states_is_in(held: Knowledge) -> None:
    knowledge = held
    article = ("members", "countries", "new_members", "new_countries", "citizens", "launch")
    now = {figure: knowledge.figures[figure].history[0] for figure in article}
    assert {key: value.value for key, value in now.items()} == {
        "members": 425,
        "countries": 91,
        "new_members": 72,
        "new_countries": 46,
        "citizens": 500_000_000,
        "launch": 2013,
    }
    assert now["citizens"].qualifier == "nearly"
    assert {city.name: sorted(city.facts) for city in knowledge.cities.values() if city.facts} == {
        "Casablanca": ["partners", "project"],
        "Oujda": ["project"],
    }
    offices = {p.name: (o.office, o.of, o.as_of) for p in knowledge.people.values() for o in p.offices}
    assert (
        offices.items()
        >= {
            "Nabila Rmili": ("mayor", "casablanca", "2025-12"),
            "Mohamed Azzaoui": ("mayor", "oujda", "2025-12"),
            "Stefania Giannini": ("adg_education", "unesco", "2025-12"),
        }.items()
    )
    quoted = {(knowledge.people[q.speaker].name, q.words) for q in knowledge.quotes.values() if q.words}
    assert quoted >= {
        ("Nabila Rmili", "lifelong learning is at the heart of the learning city project"),
        (
            "Nabila Rmili",
            "investment in ongoing training strengthens skills, inclusion, and collective resilience",
        ),
        ("Mohamed Azzaoui", "essential for building an inclusive and resilient society"),
        ("Stefania Giannini", "education is not confined to classrooms"),
        ("Stefania Giannini", "redefine education"),
        ("UNESCO", "exceptional commitment"),
    }


@pytest.mark.parametrize(
    "word",
    ["career", "literacy", "AI", "entrepreneurship", "streets", "libraries", "museums", "homes", "Paris"],
)
def test_what_the_article_says_of_learning_cities_is_held(held: Knowledge, word: str) -> None:
    texts = [topic.text["en"] for topic in held.topics.values()]
    assert any(word in text for text in texts)


def test_every_source_has_a_title_and_the_article_has_no_address(held: Knowledge) -> None:
    assert all(source.title for source in held.sources.values())
    assert (held.sources["seed"].url, held.sources["seed"].date) == ("", "2025-12-05")


def test_the_newest_figure_and_office_come_first(held: Knowledge) -> None:
    for figure in held.figures.values():
        dates = [value.as_of or "" for value in figure.history]
        assert dates == sorted(dates, reverse=True), figure.id
    for person in held.people.values():
        dates = [office.as_of or "" for office in person.offices]
        assert dates == sorted(dates, reverse=True), person.id


def test_nothing_that_is_held_can_be_changed(held: Knowledge) -> None:
    with pytest.raises((AttributeError, ValueError)):
        held.cities["oujda"].country = "FR"
    with pytest.raises(AttributeError):
        held.cities = {}  # type: ignore[misc]


def test_the_mayor_with_the_newest_date_comes_first(base: Base) -> None:
    base.append(
        "people.yaml",
        "- id: newer\n  names: [Amina Newer]\n  gender: female\n  offices:\n"
        "    - {office: mayor, of: oujda, as_of: 2026-02, sources: [seed]}",
    )
    records, problems = load_records(base.folder)
    assert problems == []
    holders = to_knowledge(records).holders("mayor", "oujda")
    assert [person.id for person, _ in holders] == ["newer", "azzaoui"]
