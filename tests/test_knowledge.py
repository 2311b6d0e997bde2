"""The knowledge base: what is refused, what is said of it, and that the article is in it."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lcn_bot.assistant import Assistant
from lcn_bot.checking import check
from lcn_bot.knowledge.loading import load_records, to_knowledge
from lcn_bot.knowledge.problems import KnowledgeError
from tests.conftest import KNOWLEDGE, Base

TODAY = dt.date(2026, 11, 23)

FAULTS = {
    "a fact without a source": (
        "figures.yaml",
        "      sources: [seed, sufe2025]\n",
        "",
        "`history.0.sources` is missing",
    ),
    "an empty list of sources": ("quotes.yaml", "sources: [seed]", "sources: []", "`sources` is empty"),
    "a source that is not there": (
        "people.yaml",
        "[seed, linformation2025]",
        "[sead]",
        "no source has the id `sead`",
    ),
    "a key nobody knows": (
        "cities/morocco.yaml",
        "  country: MA\n",
        "  country: MA\n  mayr: x\n",
        "`mayr` is not a key",
    ),
    "a country in words": ("cities/morocco.yaml", "country: MA", "country: Morocco", "two capital letters"),
    "a date that is none": (
        "cities/morocco.yaml",
        "date: 2025-12",
        "date: 2025-13",
        "month must be in 1..12",
    ),
    "a date in words": ("cities/morocco.yaml", "date: 2025-12", "date: December", "write a date as 2025"),
    "a number with separators": (
        "figures.yaml",
        "value: 500000000",
        "value: 500,000,000 people",
        "whole number",
    ),
    "an office of a place that is not there": ("people.yaml", "of: oujda", "of: ujda", "has the id `ujda`"),
    "a quote of nobody": ("quotes.yaml", "speaker: giannini", "speaker: gianini", "nobody in people.yaml"),
    "an id taken twice": (
        "cities/morocco.yaml",
        "- id: oujda",
        "- id: casablanca",
        "is taken (cities/morocco.yaml:1)",
    ),
    "an id taken by a person": ("people.yaml", "- id: azzaoui", "- id: oujda", "the id `oujda` is taken"),
    "two cities of one name": (
        "cities/morocco.yaml",
        "[Oujda,",
        "[Oujda, casablanca,",
        "belongs to `casablanca` too",
    ),
    "words and report at once": (
        "quotes.yaml",
        "  words: redefine",
        "  reported: {en: x}\n  words: redefine",
        "either",
    ),
    "a link that is none": (
        "sources.yaml",
        "url: https://en",
        "url: javascript:en",
        "a link starts with https://",
    ),
    "a group that is not there": (
        "relations.yaml",
        "[+talk, who, mayor]",
        "[+tlak]",
        "no group in relations.yaml",
    ),
    "a concept without words": (
        "topics.yaml",
        "  about: [network]",
        "  about: [netwrk]",
        "the concept `netwrk`",
    ),
    "a missing wording": (
        "languages/en.yaml",
        '  joined: "{city}, {country}',
        '  jined: "{city}',
        "`wording.joined` is missing",
    ),
    "a wording used nowhere": (
        "languages/en.yaml",
        "  too_long: ",
        "  to_long: ",
        "`wording.to_long` is used nowhere",
    ),
    "a placeholder nobody fills": (
        "languages/en.yaml",
        '"{city} is in',
        '"{town} is in',
        "cannot hold {town}",
    ),
    "a figure without a sentence": ("figures.yaml", "- id: launch", "- id: lanch", "`lanch` (figures.yaml:"),
    "an office without a title": (
        "people.yaml",
        "office: adg_education",
        "office: director",
        "`director` (people.yaml:",
    ),
    "a text in no language of ours": (
        "topics.yaml",
        "    en: Whose",
        "    fr: Whose",
        "there is no text in `en`",
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "message"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_is_named_with_its_file_and_line(
    base: Base, file: str, old: str, new: str, message: str
) -> None:
    base.edit(file, old, new)
    problems = base.problems()
    assert any(message in problem for problem in problems), problems
    for problem in problems:
        name, line, _ = problem.split(":", 2)
        lines = base.text(name).count("\n") + 1
        assert 1 <= int(line) <= lines


def test_the_line_is_that_of_the_fault(base: Base) -> None:
    line = base.edit("people.yaml", "of: oujda", "of: ujda")
    assert base.problems()[0].startswith(f"people.yaml:{line}: ")


def test_all_problems_of_all_files_are_said_at_once(base: Base) -> None:
    base.edit("people.yaml", "of: oujda", "of: ujda")
    base.edit("figures.yaml", "value: 425", "value: many")
    base.edit("quotes.yaml", "speaker: giannini", "speaker: nobody")
    base.write("cities/broken.yaml", "- id: x\n  id: y\n")
    base.write("citys.yaml", "- id: x\n")
    files = {problem.split(":")[0] for problem in base.problems()}
    assert {"people.yaml", "figures.yaml", "quotes.yaml", "cities/broken.yaml", "citys.yaml"} <= files


def test_a_folder_that_is_not_there_is_a_problem(base: Base) -> None:
    with pytest.raises(KnowledgeError, match="there is no such folder"):
        Assistant(base.folder / "missing")


@given(st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_mutation_of_the_files_raises_anything_else(base: Base, data: st.DataObject) -> None:
    file = data.draw(
        st.sampled_from(["figures.yaml", "quotes.yaml", "people.yaml", "topics.yaml", "sources.yaml"])
    )
    text = (KNOWLEDGE / file).read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = min(len(text), start + data.draw(st.integers(0, 40)))
    base.write(
        file, text[:start] + data.draw(st.text("ab:-?[]{}&*!|>'\"%@`#, \n\t", max_size=6)) + text[end:]
    )
    try:
        base.assistant().ask("who is mayor of Oujda?")
    except KnowledgeError as error:
        assert all(problem.line >= 1 and (base.folder / problem.file).exists() for problem in error.problems)
    finally:
        base.write(file, text)


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


def test_everything_the_article_states_is_in() -> None:
    records, problems = load_records(KNOWLEDGE)
    knowledge = to_knowledge(records)
    assert not problems
    now = {figure.id: figure.history[0] for figure in knowledge.figures.values()}
    assert {key: value.value for key, value in now.items()} == {
        "members": 425,
        "countries": 91,
        "new_members": 72,
        "new_countries": 46,
        "citizens": 500_000_000,
        "launch": 2013,
    }
    assert now["citizens"].qualifier == "nearly"
    assert {city.name: sorted(city.facts) for city in knowledge.cities.values()} == {
        "Casablanca": ["partners", "project"],
        "Oujda": ["project"],
    }
    offices = {p.name: (o.office, o.of, o.as_of) for p in knowledge.people.values() for o in p.offices}
    assert offices == {
        "Nabila Rmili": ("mayor", "casablanca", "2025-12"),
        "Mohamed Azzaoui": ("mayor", "oujda", "2025-12"),
        "Stefania Giannini": ("adg_education", "unesco", "2025-12"),
    }
    quoted = {(knowledge.people[q.speaker].name, q.words) for q in knowledge.quotes.values() if q.words}
    assert quoted == {
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
