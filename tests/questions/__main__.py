"""How the question bank fares, by kind: `make figures`, or `python -m tests.questions FILE…` for other banks."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from lcn_bot.answering.reply import Reply
from lcn_bot.assistant import Assistant
from tests.questions.bank import CONVERSATIONS, FOLDER, Question, converse, load, load_conversations

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


def main(files: list[str]) -> int:
    """Print the figures and each question that went amiss; 1 if any answer was confidently wrong."""
    assistant = Assistant(KNOWLEDGE)
    console = Console(soft_wrap=True)
    table = Table("bank", "kind", "right", "unknown", "wrong", "right %", title="Question bank")
    total: Counter[str] = Counter()
    banks = map(Path, files) if files else [*sorted(FOLDER.glob("*.yaml")), *CONVERSATIONS.glob("*.yaml")]
    for path in banks:
        kinds: dict[str, Counter[str]] = {}
        for question, before, reply in _asked(assistant, path):
            verdict = question.judge(reply)
            kinds.setdefault(question.kind, Counter())[verdict] += 1
            if verdict != "right":
                said = " → ".join([*before, question.ask[:90]])
                console.print(f"{verdict:8}{question.kind:18}{said!r}", markup=False)
                offered = " / ".join(suggestion.question for suggestion in reply.suggestions)
                console.print(f"        -> {reply.status}: {reply.text[:150]}  [{offered}]", markup=False)
        for kind, counts in kinds.items():
            _row(table, path.stem, kind, counts)
            total += counts
    _row(table, "all", "", total)
    console.print(table)
    return 1 if total["wrong"] else 0


def _asked(assistant: Assistant, path: Path) -> Iterator[tuple[Question, list[str], Reply]]:
    """Each question of a bank, what was asked before it in its conversation, and the reply."""
    if path.parent != CONVERSATIONS and not path.stem.startswith("conversations"):
        for question in load(path):
            yield question, [], assistant.ask(question.ask, language=question.language)
        return
    for conversation in load_conversations(path):
        before: list[str] = []
        for question, reply in converse(assistant, conversation):
            yield question, before, reply
            before.append(question.ask)


def _row(table: Table, bank: str, kind: str, counts: Counter[str]) -> None:
    share = counts["right"] / counts.total()
    table.add_row(
        bank, kind, *(str(counts[verdict]) for verdict in ("right", "unknown", "wrong")), f"{share:.1%}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
