"""YAML as an editor means it: mappings, lists and text, nothing that can surprise.

PyYAML's safe loader still lets through duplicate keys (the last one wins), `no` as False, `12:30` as 750, alias
bombs and lists that hold themselves. Here only the parser's events are used and values are built from them, so
there is no tag, no anchor, no alias, no merge key and no object to construct; every scalar is text. Every mapping
and list remembers its lines, so that whatever is found wrong later can be reported as `file:line`.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import yaml

from lcn_bot.knowledge.problems import KnowledgeError, Problem

MAX_BYTES = 2 * 1024 * 1024
"""Largest file read: some ten thousand cities. The largest honest file is far smaller."""
MAX_DEPTH = 12
_TOO_DEEP = f"lists or mappings are nested more than {MAX_DEPTH} levels deep here; flatten them"

# The same parser in C is five times faster; PyYAML's wheels carry it, some source builds do not.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_FORBIDDEN = {"Cc": "a control character", "Cs": "half of a character", "Cn": "an unassigned character"}
_BIDI_CONTROLS = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


class Mapping(dict[str, Any]):
    """A YAML mapping that knows the line it starts on and the line of each key."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: dict[str, int] = {}


class Sequence(list[Any]):
    """A YAML list that knows the line it starts on and the line of each item."""

    def __init__(self, line: int) -> None:
        super().__init__()
        self.line = line
        self.lines: list[int] = []


def line_of(value: Mapping | Sequence, path: tuple[str | int, ...]) -> int:
    """The line of what `path` (keys and indexes) leads to, or of the last thing on the way that exists."""
    line = value.line
    here: Any = value
    for step in path:
        match here, step:
            case Mapping(), str() if step in here:
                line, here = here.lines[step], here[step]
            case Sequence(), int() if step < len(here):
                line, here = here.lines[step], here[step]
            case _:
                break
    return line


def read(path: Path, name: str) -> Mapping | Sequence:
    """Read the one document of a YAML file.

    `name` is how Problems call the file. Raises KnowledgeError with everything that is wrong with it.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            message = f"the file has {size:,} bytes, the limit is {MAX_BYTES:,}; split it into several files"
            raise KnowledgeError([Problem(name, 1, message)])
        data = path.read_bytes()
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}); check that it exists and who may read it"
        raise KnowledgeError([Problem(name, 1, message)]) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise KnowledgeError([Problem(name, line, "the text is not UTF-8; save the file as UTF-8")]) from None
    control = _CONTROL.search(text)
    if control:  # said here since the parser gives no line for it
        line = text.count("\n", 0, control.start()) + 1
        message = f"the text holds a control character (U+{ord(control.group()):04X}); remove it"
        raise KnowledgeError([Problem(name, line, message)])
    return _Reader(name, text).document()


class _Reader:
    """Builds values from the parser's events."""

    def __init__(self, name: str, text: str) -> None:
        self._name = name
        self._text = text
        self._problems: list[Problem] = []

    def _problem(self, line: int, message: str) -> None:
        self._problems.append(Problem(self._name, line, message))

    def document(self) -> Mapping | Sequence:
        try:
            root = self._build()
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            what = error.problem or "this is not valid YAML"
            last = self._text.count("\n") + 1  # the mark of the end may be a line further
            line = min(mark.line + 1, last) if mark else 1
            if "nesting" in what:  # newer parsers refuse it themselves, before MAX_DEPTH is seen
                self._problem(line, _TOO_DEEP)
            else:
                self._problem(line, f"{what}; check the indentation, quotes and colons here")
        except yaml.YAMLError as error:
            self._problem(1, f"{str(error).splitlines()[0]}; remove what is special there")
        except RecursionError:
            self._problem(1, _TOO_DEEP)
        else:
            if not self._problems and isinstance(root, Mapping | Sequence):
                return root
            if not self._problems:
                self._problem(1, "the file holds no list or mapping; see knowledge/README.md for its form")
        raise KnowledgeError(self._problems)

    def _build(self) -> Mapping | Sequence | str | None:
        root: Mapping | Sequence | str | None = None
        documents = 0
        open_: list[Mapping | Sequence] = []
        keys: list[str | None] = []  # the key that waits for its value, one for each open container
        for event in yaml.parse(self._text, Loader=_Loader):
            line = event.start_mark.line + 1 if event.start_mark else 1
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._problem(line, "a second document starts here; remove the `---` line")
                    return None
            if isinstance(event, yaml.AliasEvent):
                self._problem(line, f"`*{event.anchor}` repeats another value; write it out instead")
                return None
            if isinstance(event, yaml.NodeEvent):
                self._check_node(event, line)
            if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
                open_.pop()
                keys.pop()
                continue
            value: Mapping | Sequence | str
            if isinstance(event, yaml.ScalarEvent):
                self._check_characters(event.value, line)
                value = event.value
            elif isinstance(event, yaml.MappingStartEvent):
                value = Mapping(line)
            elif isinstance(event, yaml.SequenceStartEvent):
                value = Sequence(line)
            else:
                continue
            if not open_:
                root = value
            elif not self._place(open_[-1], keys, value, line):
                return None
            if isinstance(value, Mapping | Sequence):
                if len(open_) >= MAX_DEPTH:
                    self._problem(line, _TOO_DEEP)
                    return None
                open_.append(value)
                keys.append(None)
        return root

    def _place(
        self,
        container: Mapping | Sequence,
        keys: list[str | None],
        value: Mapping | Sequence | str,
        line: int,
    ) -> bool:
        """Put a value where it belongs; False where the file cannot be read any further."""
        if isinstance(container, Sequence):
            container.append(value)
            container.lines.append(line)
        elif keys[-1] is None:
            if not isinstance(value, str):
                self._problem(line, "a key must be a plain word, not a list or mapping")
                return False
            if value == "<<":
                self._problem(line, "merge keys (`<<`) are not supported; write the keys out")
            elif value in container:
                first = container.lines[value]
                self._problem(line, f"the key `{value}` is here twice (first on line {first}); keep one")
            keys[-1] = value
            container.lines.setdefault(value, line)
        else:
            container.setdefault(keys[-1], value)
            keys[-1] = None
        return True

    def _check_node(self, event: yaml.NodeEvent, line: int) -> None:
        if event.anchor:
            self._problem(line, f"the anchor `&{event.anchor}` is not supported; remove it")
        if tag := getattr(event, "tag", None):
            self._problem(line, f"the tag `{tag}` is not supported; remove it, every value is text")

    def _check_characters(self, text: str, line: int) -> None:
        if text.isascii() and text.isprintable():
            return
        for character in text:
            category = unicodedata.category(character)
            if category in _FORBIDDEN and character != "\n":
                what = _FORBIDDEN[category]
                self._problem(line, f"the text holds {what} (U+{ord(character):04X}); remove it")
            elif character in _BIDI_CONTROLS:
                self._problem(
                    line,
                    f"the text holds a hidden direction mark (U+{ord(character):04X}); remove it, "
                    "the bot adds what right-to-left text needs",
                )
