"""YAML as an editor means it: what is refused, on which line, and that everything else stays text."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lcn_bot.knowledge.problems import KnowledgeError, Problem
from lcn_bot.knowledge.strict_yaml import MAX_BYTES, Mapping, Sequence, line_of, read

BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 10))
MERGES = "a0: &a0 {x: y}\n" + "".join(f"a{n}: &a{n}\n  <<: [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 21))


def _read(folder: Path, text: str | bytes) -> Mapping | Sequence:
    path = folder / "some.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return read(path, "some.yaml")


def _problems(folder: Path, text: str | bytes) -> list[Problem]:
    with pytest.raises(KnowledgeError) as error:
        _read(folder, text)
    assert {problem.file for problem in error.value.problems} == {"some.yaml"}
    return error.value.problems


REFUSED = {
    "a Python object": ("a: 1\nb: !!python/object/apply:os.system ['true']\n", 2, "tag"),
    "a standard tag": ("a: 1\nb: !!int 2\n", 2, "tag"),
    "a tag of one's own": ("- x\n- !city y\n", 2, "tag"),
    "the tag that is only a mark": ("- x\n- ! y\n", 2, "tag"),
    "a tag on a list": ("a:\n  !!set\n  - x\n", 2, "tag"),
    "a tag that a directive makes shorter": ("%TAG ! tag:x.org,2000:\n---\na: !y z\n", 3, "tag"),
    "an anchor": ("a: 1\nb: &here 2\n", 2, "anchor `&here`"),
    "an alias": ("a: 1\nb: *there\n", 2, "`*there`"),
    "an alias as a key": ("a: 1\n*there : 2\n", 2, "`*there`"),
    "a list within itself": ("a:\n  &a [*a]\n", 2, "`*a`"),
    "a merge key": ("a: 1\n<<: {b: 2}\n", 2, "merge keys"),
    "a key that is a list": ("a: 1\n? [b, c]\n: 2\n", 2, "key must be"),
    "a key that is a mapping": ("a: 1\n{b: c}: 2\n", 2, "key must be"),
    "a second document": ("a: 1\n---\nb: 2\n", 2, "second document"),
    "an empty second document": ("a: 1\n---\n", 2, "second document"),
    "an empty file": ("", 1, "no list or mapping"),
    "a file of comments": ("# nothing\n# yet\n", 1, "no list or mapping"),
    "a file of one word": ("word\n", 1, "no list or mapping"),
    "indentation that does not fit": ("a:\n  b: 1\n   c: 2\n", 3, "indentation"),
    "a tab as indentation": ("a:\n\tb: 1\n", 2, "indentation"),
    "a quotation mark that is not closed": ('a: "b\n', 2, "quotes"),
    "a bracket that is not closed": ("a: [b, c\n", 2, "check"),
    "a second colon": ("a: b: c\n", 1, "colons"),
    "3,000 opening brackets": ("[" * 3000, 1, "nested"),
    "3,000 nested list items": ("a: 1\nb:\n  " + "- " * 3000, 3, "nested"),
    "3,000 nested mappings": ("{a: " * 3000, 1, "nested"),
    "bytes that are not UTF-8": (b"a: 1\nb: \xe9t\xe9\n", 2, "UTF-8"),
    "UTF-16": ("a: 1\n".encode("utf-16"), 1, "UTF-8"),
    "half a character in UTF-8": ("a: 1\nb: \ud800\n", 2, "UTF-8"),
    "a control character": ("a: 1\nb: x\x07y\n", 2, "control character"),
    "a NUL": ("a: 1\nb: x\x00y\n", 2, "control character"),
    "a delete character": ("a: 1\nb: x\x7fy\n", 2, "control character"),
    "a control character, written as an escape": ('a: 1\nb: "x\\ay"\n', 2, "control character"),
    "half a character, written as an escape": ('a: 1\nb: "x\\ud800y"\n', 2, ""),
    "text that is turned round": ("a: 1\nb: x\u202ey\n", 2, "direction mark"),
    "an isolate": ("a: 1\nb: x\u2067y\n", 2, "direction mark"),
    "a direction mark in a key": ("a: 1\nb\u200f: y\n", 2, "direction mark"),
}


@pytest.mark.parametrize(("text", "line", "what"), REFUSED.values(), ids=REFUSED.keys())
def test_what_can_surprise_is_refused_with_its_line(
    tmp_path: Path, text: str | bytes, line: int, what: str
) -> None:
    problems = _problems(tmp_path, text)
    assert any(problem.line == line and what in problem.message for problem in problems), problems


@pytest.mark.parametrize(("text", "line", "what"), REFUSED.values(), ids=REFUSED.keys())
def test_every_refusal_says_what_to_do(tmp_path: Path, text: str | bytes, line: int, what: str) -> None:
    for problem in _problems(tmp_path, text):
        fault, _, advice = str(problem).partition("some.yaml:")[2].partition("; ")
        assert fault
        assert advice or "must be" in fault


def test_a_key_that_is_there_twice_is_refused_with_both_lines(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, "- name: a\n  year: b\n  name: c\n")
    assert str(problem) == "some.yaml:3: the key `name` is here twice (first on line 1); keep one"


def test_the_same_key_in_two_entries_is_no_duplicate(tmp_path: Path) -> None:
    assert _read(tmp_path, "- a: b\n- a: c\n") == [{"a": "b"}, {"a": "c"}]


def test_all_that_is_wrong_with_a_readable_file_is_said_at_once(tmp_path: Path) -> None:
    problems = _problems(tmp_path, "a: !!str x\nb: &b y\na: z\nc: p\u202eq\n")
    assert [problem.line for problem in problems] == [1, 2, 3, 4]


@pytest.mark.parametrize("bomb", [BOMB, MERGES], ids=["aliases", "merge keys"])
def test_a_bomb_is_refused_before_it_grows(tmp_path: Path, bomb: str) -> None:
    began = time.perf_counter()
    _problems(tmp_path, bomb)
    assert time.perf_counter() - began < 0.5


def test_a_file_over_the_limit_is_not_even_parsed(tmp_path: Path) -> None:
    (problem,) = _problems(tmp_path, b"[" * (MAX_BYTES + 1))
    assert (problem.line, "bytes" in problem.message) == (1, True)


def test_a_file_as_large_as_the_limit_is_read(tmp_path: Path) -> None:
    assert len(_read(tmp_path, b"- a\n" + b"#" * (MAX_BYTES - 4))) == 1


def test_a_file_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"^some\.yaml:1: .*cannot be read"):
        read(tmp_path / "missing.yaml", "some.yaml")
    with pytest.raises(KnowledgeError, match=r"^some\.yaml:1: .*cannot be read"):
        read(tmp_path, "some.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "on",
        "y",
        "~",
        "null",
        "12:30",
        "0123",
        "0x1F",
        "1_000",
        "425",
        "1.5",
        "1e3",
        ".inf",
        "2024-01-02",
        "2025-12",
        "true",
        "=",
        "İzmir",
        "الدار البيضاء",
        "कैसाब्लांका",
        "👩\u200d👩\u200d👧",
        "é",
    ],
)
def test_every_value_stays_the_text_that_was_written(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path, f"- {text}\n") == [text]
    assert _read(tmp_path, f"{text}: x\n") == {text: "x"}


def test_the_line_of_what_a_cut_off_file_lacks_exists(tmp_path: Path) -> None:
    assert [problem.line for problem in _problems(tmp_path, "a: b\nc: [d, e")] == [2]


def test_a_byte_order_mark_at_the_start_does_no_harm(tmp_path: Path) -> None:
    assert _read(tmp_path, "\ufeffa: b\n") == {"a": "b"}


def test_line_ends_of_windows_do_no_harm(tmp_path: Path) -> None:
    assert _read(tmp_path, "a: b\r\nc: >-\r\n  d\r\n  e\r\n") == {"a": "b", "c": "d e"}


def test_the_line_of_anything_inside_can_be_told(tmp_path: Path) -> None:
    root = _read(tmp_path, "- id: x\n  names:\n    - one\n    - two\n- id: y\n")
    assert line_of(root, ()) == 1
    assert line_of(root, (0, "names")) == 2
    assert line_of(root, (0, "names", 1)) == 4
    assert line_of(root, (1, "id")) == 5
    assert line_of(root, (0, "missing", "further")) == 1


@given(st.one_of(st.binary(max_size=80), st.text("ab:-?[]{}&*!|>'\"%@`#,<= \n\t\\x0u~…", max_size=80)))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused_with_a_line_of_the_file(
    tmp_path_factory: pytest.TempPathFactory, data: bytes | str
) -> None:
    raw = data.encode() if isinstance(data, str) else data
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(raw)
    try:
        root = read(path, "any.yaml")
    except KnowledgeError as error:
        assert error.problems
        lines = len(raw.decode("utf-8", "replace").splitlines())
        assert all(1 <= problem.line <= lines + 1 and problem.message for problem in error.problems)
    else:
        assert isinstance(root, Mapping | Sequence)
