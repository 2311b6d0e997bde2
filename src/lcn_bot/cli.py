"""The commands: `lcn-bot ask`, `chat`, `check` and `run`."""

from __future__ import annotations

import datetime as dt
import gc
import io
import signal
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from lcn_bot import logs, terminal
from lcn_bot.assistant import Assistant
from lcn_bot.checking import check as check_knowledge
from lcn_bot.conversations import Conversations
from lcn_bot.knowledge.problems import KnowledgeError
from lcn_bot.preferences import Preferences
from lcn_bot.settings import Settings, SettingsError

USAGE = 2
FEW_COLLECTIONS = (100_000, 50, 100)
"""What is loaded is a million objects that live as long as the process; to look through them for garbage as often as
Python does takes a third of the time of loading, and a tenth of that of a busy bot."""
EXIT_CODES = {"answer": 0, "suggest": 3, "unknown": 4}

app = typer.Typer(
    help="Answers questions about UNESCO's Global Network of Learning Cities, with sources.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

KnowledgeFolder = Annotated[
    Path | None,
    typer.Option("--knowledge", metavar="DIR", help="Folder of the knowledge base.", show_default=False),
]


@app.callback()
def _prepare() -> None:
    gc.set_threshold(*FEW_COLLECTIONS)
    for stream in (sys.stdout, sys.stderr):  # a terminal that is not UTF-8 gets "?" for what it cannot show
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


@app.command()
def ask(
    text: Annotated[list[str] | None, typer.Argument(help="The question.", show_default=False)] = None,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", help="Read JSON Lines from standard input, write JSON Lines.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Write the reply as JSON.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also show how the question was understood.")
    ] = False,
    knowledge: KnowledgeFolder = None,
) -> None:
    """Ask one question.

    Exit code 0: answered; 3: it suggests what you may have meant; 4: it does not know.
    """
    if bool(text) == jsonl:
        _fail("Type a question after `lcn-bot ask`, or give --jsonl and questions on standard input.")
    assistant = _assistant(knowledge)
    if jsonl:
        terminal.answer_lines(assistant, sys.stdin.buffer, sys.stdout.buffer)
        return
    question = " ".join(text or [])
    reply = assistant.ask(question)
    if json:
        sys.stdout.buffer.write(terminal.reply_line(reply))
    else:
        if explain:
            typer.echo(f"{assistant.why(question)}\n")
        terminal.show(assistant, reply)
    raise typer.Exit(EXIT_CODES[reply.status])


@app.command()
def chat(knowledge: KnowledgeFolder = None) -> None:
    """Talk to the bot in this terminal. A number picks a suggestion, Ctrl-D ends."""
    terminal.chat(_assistant(knowledge))


@app.command()
def check(knowledge: KnowledgeFolder = None) -> None:
    """Check the knowledge base: every problem with its file and line, and what looks doubtful."""
    folder = _folder(_settings(), knowledge)
    try:
        problems, doubts = check_knowledge(folder, dt.datetime.now(dt.UTC).date())
    except KnowledgeError as error:
        problems, doubts = error.problems, []
    for problem in problems:
        typer.echo(str(problem))
    for doubt in doubts:
        typer.echo(f"{doubt.file}:{doubt.line}: doubtful: {doubt.message}")
    if problems:
        typer.echo(f"{len(problems)} to mend in {folder}")
        raise typer.Exit(USAGE)
    typer.echo(f"{folder} is sound: {Assistant(folder).held()}.")


@app.command()
def run(knowledge: KnowledgeFolder = None) -> None:
    """Serve Telegram. Needs a token from @BotFather in LCN_BOT_TOKEN, or in a file named .env here."""
    for number in (signal.SIGTERM, signal.SIGINT):  # until the bot runs and takes them itself
        signal.signal(number, lambda *_: sys.exit(0))
    settings = _settings()
    logs.configure(settings.log, [settings.token.get_secret_value()] if settings.token else [])
    # the other commands start faster without these
    from lcn_bot.state import State, StateError

    try:
        state = State.at(settings.state)
    except StateError as error:
        _fail(str(error))
    from lcn_bot.telegram.app import run as serve

    raise typer.Exit(serve(settings, _assistant(knowledge, state), state))


def _settings() -> Settings:
    try:
        return Settings.load()
    except SettingsError as error:
        _fail(str(error))


def _assistant(folder: Path | None, preferences: Preferences | None = None) -> Assistant:
    try:
        settings = _settings()
        return Assistant(_folder(settings, folder), Conversations(settings.remember), preferences)
    except KnowledgeError as error:
        _fail(*map(str, error.problems), f"{len(error.problems)} to mend before the bot can answer.")


def _folder(settings: Settings, given: Path | None) -> Path:
    """The knowledge base: as given, or `knowledge` here, or the copy that was installed, or the one of a checkout."""
    here = Path("knowledge")
    installed = Path(__file__).parent / "_knowledge"
    checkout = Path(__file__).parents[2] / "knowledge"
    chosen = given or settings.knowledge or (here if (here / "sources.yaml").is_file() else None)
    return chosen or (installed if installed.is_dir() else checkout)


def _fail(*lines: str) -> NoReturn:
    for line in lines:
        typer.echo(line, err=True)
    raise typer.Exit(USAGE)
