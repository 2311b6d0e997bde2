"""STUB while the core is being written: the interface is final, the insides are not."""

from __future__ import annotations

from pathlib import Path

import yaml

from lcn_bot.answering.reply import Reply, Suggestion
from lcn_bot.knowledge.model import Source

SEED = Source(id="seed", title="Two Moroccan Cities Join the Global Network of Learning Cities", date="2025-12-05")
MAYORS = {"oujda": "Mohamed Azzaoui", "casablanca": "Nabila Rmili"}


class Assistant:
    """Answers questions from the knowledge base that it holds."""

    def __init__(self, folder: Path) -> None:
        """Load `folder`; raises KnowledgeError with every Problem."""
        self._folder = folder
        self._wording = yaml.safe_load((folder / "languages" / "en.yaml").read_text("utf-8"))["wording"]

    def ask(self, text: str, *, chat: str | None = None, language: str | None = None) -> Reply:
        """One question -> one Reply; `language` is the reader's Telegram language code ("en", "pt-br")."""
        for city, mayor in MAYORS.items():
            if city in text.lower():
                return Reply("answer", "en", f"{mayor} is the mayor of {city.title()} (as of December 2025).", (SEED,),
                             (Suggestion("figure:members", "How many cities are in the network?"),))
        return Reply("unknown", "en", f"I have nothing about “{text[:40]}”.", (),
                     tuple(Suggestion(f"mayor:{city}", f"Who is the mayor of {city.title()}?") for city in MAYORS))

    def ask_suggested(self, key: str, *, chat: str | None = None, language: str | None = None) -> Reply | None:
        """The Reply to a Suggestion's key, or None for a key that means nothing (any more)."""
        kind, _, city = key.partition(":")
        return self.ask(city) if kind == "mayor" and city in MAYORS else None

    def reload(self) -> None:
        """Load the folder again beside the held knowledge and swap; raises KnowledgeError, then nothing changes."""

    def examples(self, language: str | None = None) -> tuple[Suggestion, ...]:
        """Three questions that show a newcomer what can be asked."""
        return tuple(Suggestion(f"mayor:{city}", f"Who is the mayor of {city.title()}?") for city in MAYORS)

    def sources(self) -> tuple[Source, ...]:
        """Every source the knowledge rests on."""
        return (SEED,)

    def held(self, language: str | None = None) -> str:
        """What is held, in words: "2 cities, 3 people, …"."""
        return "2 cities"

    def say(self, key: str, language: str | None = None, **values: str) -> str:
        """The wording `key` of a language file with `{names}` filled in; plain text."""
        return str(self._wording[key]).format(**values)

    def source_line(self, source: Source, language: str | None = None) -> str:
        """A source as a reader sees it, without its link: "Title, Publisher, 5 December 2025"."""
        return source.title
