"""How misspelt questions fare: `make slips`.

2,000 misspellings, half of them with one slip and half with two, of questions in the bank that are answered right as
they stand, and not marked as misspelt already. The slips are those of a thumb on a phone: a key beside the right one,
a letter left out, doubled, swapped with the next, a neighbouring key hit besides, a space left out or hit as the key
above it. Digits are left alone, since another number is another question.
"""

from __future__ import annotations

import random
import sys
from collections import Counter
from pathlib import Path

from rich.console import Console
from rich.table import Table
from tests.questions.bank import FOLDER, Question, load
from wordfreq import zipf_frequency

from lcn_bot.answering.reply import Reply
from lcn_bot.assistant import Assistant
from lcn_bot.language.normalise import split_words

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
MISSPELLINGS = 2_000
SEED = 4
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_OVER_SPACE = "cvbnm"
_REAL_WORD = 3.7
"""The same as in lcn_bot.understanding.repair."""
_OPEN = ("unknown", "no_part", "no_answer_about", "not_listed")
"""Wordings that say that there is no answer."""
_EMPTY = dict.fromkeys(("words", "subject", "known", "total", "as_of", "name"), "“")


def neighbours() -> dict[str, str]:
    """The letters beside each letter on a phone's keyboard (QWERTY), where a row is shifted half a key."""
    found: dict[str, str] = {}
    for number, row in enumerate(_ROWS):
        for place, letter in enumerate(row):
            beside = [row[place - 1 : place] if place else "", row[place + 1 : place + 2]]
            for other in (number - 1, number + 1):
                if 0 <= other < len(_ROWS):
                    first = place if other < number else place - 1
                    beside.append(_ROWS[other][max(first, 0) : first + 2])
            found[letter] = "".join(beside)
    return found


_BESIDE = neighbours()


def slip(text: str, chance: random.Random) -> str:
    """`text` with one slip of the thumb in it."""
    while True:
        place = chance.randrange(len(text))
        letter = text[place]
        before, after = text[:place], text[place + 1 :]
        if letter == " ":
            made = before + chance.choice(("", chance.choice(_OVER_SPACE))) + after
        elif letter.lower() in _BESIDE:
            near = chance.choice(_BESIDE[letter.lower()])
            following = after[:1]
            made = chance.choice(
                (
                    *(before + near + after,) * 3,
                    *(before + after,) * 2,
                    before + letter + letter + after,
                    before + letter + near + after,
                    *(before + following + letter + after[1:],) * (2 if following.isalpha() else 0),
                )
            )
        else:
            continue
        if made.lower() != text.lower() and made.strip():
            return made


def verdict(question: Question, reply: Reply, whole: Reply, open_: tuple[str, ...]) -> str:
    """How the reply to a misspelling fares.

    `whole` is the reply to what was meant. To say less than that, and that something (`open_`) is not known, is no
    wrong answer.
    """
    judged = question.judge(reply)
    if judged == "wrong":
        more = set(reply.text.splitlines()) - set(whole.text.splitlines())
        return "unknown" if more and all(line.startswith(open_) for line in more) else "wrong"
    return reply.status if judged == "unknown" else judged


def _is_another_word(meant: str, typed: str) -> bool:
    """Whether slips made a word that is as frequent as those that nobody would take for a slip."""
    changed = set(split_words(typed)) - set(split_words(meant))
    return any(zipf_frequency(word, "en") >= _REAL_WORD for word in changed)


def _is_well_put(assistant: Assistant, question: Question) -> bool:
    """Whether a question is answered right as it stands, and holds no slip yet.

    Where part of it has no answer (`partial`), that is said back as it was typed, which no misspelling can match.
    """
    reading, _ = assistant.read(question.ask)
    misspelt = question.typo or any(part.words != part.typed for part in reading.questions)
    return (
        not misspelt and question.kind != "partial" and question.judge(assistant.ask(question.ask)) == "right"
    )


def main() -> None:
    """Print the figures, and every misspelling that was answered wrongly; with `--all`, every one not answered."""
    assistant = Assistant(KNOWLEDGE)
    bank = [question for path in sorted(FOLDER.glob("*.yaml")) for question in load(path)]
    random.Random(SEED).shuffle(bank)
    meant = [question for question in bank if question.answerable and _is_well_put(assistant, question)]
    open_ = tuple(assistant.say(key, **_EMPTY).partition("“")[0] for key in _OPEN)
    console = Console(soft_wrap=True)
    columns = (
        "slips",
        "right",
        "suggested",
        "unknown",
        "wrong",
        "right %",
        "wrong %",
        "right %, no other word",
    )
    table = Table(*columns, title="Misspellings")
    for slips in (1, 2):
        counts: Counter[str] = Counter()
        no_words: Counter[str] = Counter()  # those that are no other word: "major" for "mayor" is asked back
        for question in meant[: MISSPELLINGS // 2]:
            chance, typed = random.Random(f"{SEED} {slips} {question.ask}"), question.ask
            for _ in range(slips):
                typed = slip(typed, chance)
            reply = assistant.ask(typed)
            found = verdict(question, reply, assistant.ask(question.ask), open_)
            counts[found] += 1
            if not _is_another_word(question.ask, typed):
                no_words[found] += 1
            if found == "wrong" or (found != "right" and "--all" in sys.argv):
                console.print(f"{found:8}{typed!r} ({question.ask!r}): {reply.text[:100]}", markup=False)
        shown = [counts[kind] for kind in ("right", "suggest", "unknown", "wrong")]
        shares = [f"{counts[kind] / counts.total():.2%}" for kind in ("right", "wrong")]
        table.add_row(str(slips), *map(str, shown), *shares, f"{no_words['right'] / no_words.total():.2%}")
    console.print(table)


if __name__ == "__main__":
    main()
