"""The commands, as people and scripts call them."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

import pytest

from lcn_bot.assistant import Assistant
from lcn_bot.terminal import answer_lines
from tests.conftest import KNOWLEDGE, Base


@cache
def _english() -> Path:
    """The knowledge base in English alone, which a process loads sooner."""
    return Base(Path(tempfile.mkdtemp()) / "knowledge").folder


SOURCE_KEYS = {"id", "title", "publisher", "date", "url"}


def _lcn_bot(
    *args: str, stdin: str | bytes = b"", cwd: Path | None = None, **env: str
) -> subprocess.CompletedProcess[bytes]:
    surroundings = {k: v for k, v in os.environ.items() if not k.startswith("LCN_BOT_")}
    if not {"--knowledge", "LCN_BOT_KNOWLEDGE"} & {*args, *env} and cwd is None:
        surroundings["LCN_BOT_KNOWLEDGE"] = str(_english())
    return subprocess.run(
        [sys.executable, "-m", "lcn_bot", *args],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        check=False,
        cwd=cwd,
        timeout=60,
        env={**surroundings, **env},
    )


@pytest.mark.parametrize(
    ("question", "code", "piece"),
    [
        ("who is mayor of Oujda?", 0, "Mohamed Azzaoui is the mayor of Oujda (as of December 2025)."),
        ("who is the mayor?", 3, "Who is the mayor of Casablanca?"),
        ("what is the weather in Oujda", 4, "“weather”"),
    ],
)
def test_the_exit_code_says_how_it_went(question: str, code: int, piece: str) -> None:
    done = _lcn_bot("ask", *question.split(" "))
    assert done.returncode == code
    assert piece in done.stdout.decode()


def test_a_reply_ends_with_its_sources() -> None:
    lines = _lcn_bot("ask", "how many cities are there").stdout.decode().splitlines()
    assert lines[-1].endswith("4 December 2025, https://academicnewsletter.sufe.edu.cn/info/461455")


def test_json_is_one_object_of_the_shape_that_scripts_rely_on() -> None:
    reply = json.loads(_lcn_bot("ask", "--json", "who is mayor of Oujda?").stdout)
    assert set(reply) == {"status", "language", "text", "sources", "suggestions"}
    assert (reply["status"], reply["language"]) == ("answer", "en")
    assert reply["sources"] and all(set(source) == SOURCE_KEYS for source in reply["sources"])


def test_json_lines_are_answered_in_order_and_a_bad_line_does_not_end_the_run() -> None:
    lines = [
        b'{"id": "q1", "chat": "c1", "text": "who is mayor of Oujda?", "lang": "en"}',
        b"not json",
        b'{"id": "q2"}',
        b'{"id": "q3", "text": 5}',
        b'{"id": "q4", "text": "\xff"}',
        b"[]",
        b'{"id": "q5", "text": "who is the mayor?"}',
        b'{"text": "weather"}',
    ]
    done = _lcn_bot("ask", "--jsonl", stdin=b"\n".join(lines))
    assert done.returncode == 0
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert [reply.get("status", "error" in reply and "error") for reply in replies] == [
        *("answer", "error", "error", "error", "error", "error", "suggest", "unknown")
    ]
    assert [reply.get("id") for reply in replies] == ["q1", None, "q2", "q3", None, None, "q5", None]
    assert replies[6]["suggestions"][0] == "Who is the mayor of Casablanca?"


def test_each_line_is_answered_before_the_next_is_read() -> None:
    command = [sys.executable, "-m", "lcn_bot", "ask", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin and process.stdout
        for city in ("Oujda", "Casablanca"):
            process.stdin.write(json.dumps({"text": f"mayor of {city}"}).encode() + b"\n")
            process.stdin.flush()
            assert city in json.loads(process.stdout.readline())["text"]
        process.stdin.close()


def test_explain_shows_what_each_word_was_taken_for() -> None:
    text = _lcn_bot("ask", "--explain", "mayr of ojuda").stdout.decode()
    assert "“mayr” → mayor (read as “mayor”)" in text
    assert "“ojuda” → Oujda (city) (read as “oujda”)" in text
    assert "Asked: Who is the mayor of Oujda? [office:mayor:oujda]" in text
    assert "Next nearest: " in text


def test_chat_answers_each_line_and_a_number_picks_a_suggestion() -> None:
    done = _lcn_bot("chat", stdin="who is the mayor?\n2\n")
    assert done.returncode == 0
    assert "Mohamed Azzaoui is the mayor of Oujda" in done.stdout.decode()


def test_check_says_that_the_knowledge_base_is_sound() -> None:
    done = _lcn_bot("check", "--knowledge", str(KNOWLEDGE))
    assert done.returncode == 0
    assert "is sound: 368 cities" in done.stdout.decode()


@pytest.mark.parametrize("command", [["check"], ["ask", "hello"], ["chat"], ["run"]])
def test_a_faulty_knowledge_base_ends_every_command_with_its_problems(base: Base, command: list[str]) -> None:
    line = base.edit("people.yaml", "of: oujda", "of: ujda")
    done = _lcn_bot(*command, LCN_BOT_KNOWLEDGE=str(base.folder))
    said = (done.stdout + done.stderr).decode()
    assert done.returncode == 2
    assert f"people.yaml:{line}: " in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    "args",
    [["ask"], ["ask", "--jsonl", "hello"], ["nonsense"], ["ask", "--knowledge", "/nowhere", "hello"]],
)
def test_a_wrong_call_ends_with_2_and_says_why(args: list[str]) -> None:
    done = _lcn_bot(*args)
    assert done.returncode == 2
    assert done.stderr and b"Traceback" not in done.stderr


def test_a_setting_that_makes_no_sense_is_one_line(tmp_path: Path) -> None:
    done = _lcn_bot("ask", "hello", cwd=tmp_path, LCN_BOT_THROTTLE="perhaps")
    assert (done.returncode, done.stderr.decode()) == (2, "LCN_BOT_THROTTLE: must be on or off\n")


def test_run_without_a_token_says_how_to_get_one(tmp_path: Path) -> None:
    done = _lcn_bot("run", cwd=tmp_path)
    assert done.returncode == 2
    assert b"@BotFather" in done.stderr and b"LCN_BOT_TOKEN" in done.stderr


def test_settings_are_read_from_a_file_beside_the_command(base: Base, tmp_path: Path) -> None:
    base.edit("people.yaml", "Mohamed Azzaoui", "Somebody Else")
    (tmp_path / ".env").write_text(f"LCN_BOT_KNOWLEDGE={base.folder}\n")
    assert b"Somebody Else" in _lcn_bot("ask", "mayor of oujda", cwd=tmp_path).stdout
    elsewhere = _lcn_bot("ask", "mayor of oujda", cwd=tmp_path, LCN_BOT_KNOWLEDGE=str(KNOWLEDGE))
    assert b"Mohamed Azzaoui" in elsewhere.stdout


def test_the_knowledge_folder_here_comes_before_the_installed_one(base: Base) -> None:
    base.edit("people.yaml", "Mohamed Azzaoui", "Somebody Else")
    assert b"Somebody Else" in _lcn_bot("ask", "mayor of oujda", cwd=base.folder.parent).stdout


def _answered(assistant: Assistant, *lines: bytes) -> list[dict[str, object]]:
    out = io.BytesIO()
    answer_lines(assistant, io.BytesIO(b"".join(line + b"\n" for line in lines)), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.parametrize(
    "line",
    [
        b'{"text": "who is mayor of Oujda?"}',
        b'{"id": 7, "chat": 5, "text": "mayor of Oujda", "lang": null}',
        b'{"id": "\\ud83d\\ude00", "text": "mayor of Oujda", "lang": "pt-BR", "more": [1]}',
        '{"id": "é", "chat": "", "text": "mayor of Oujda", "lang": "??"}'.encode(),
        b'  {"text": "mayor\\u0000 of\\n Oujda"}  \r',
    ],
)
def test_all_but_the_text_may_be_missing_and_an_id_comes_back_as_it_was(
    assistant: Assistant, line: bytes
) -> None:
    (reply,) = _answered(assistant, line)
    assert reply["status"] == "answer"
    assert reply.get("id") == json.loads(line).get("id")


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"NaN",
        b'"text"',
        b'{"text": null}',
        b'{"text": "x"} y',
        b'{"text": "\xff"}',
        b"\xff\xfe",
        b'{"text": "x", "lang": 5}',
        b'{"text": "x", "lang": "' + b"e" * 1000 + b'"}',
        b'{"text": "\\ud800"}',
        b'{"id": "\\ud800", "text": "x"}',
        b'{"id": 1.5, "text": "x"}',
        b'{"id": ' + b"9" * 5000 + b"}",
    ],
)
def test_a_line_that_is_not_valid_gets_an_error_and_the_next_is_answered(
    assistant: Assistant, line: bytes
) -> None:
    error, reply = _answered(assistant, line, b'{"text": "mayor of Oujda"}')
    assert error["error"]
    assert "status" not in error
    assert reply["status"] == "answer"


def test_a_line_that_is_nested_too_deeply_gets_an_error_too(assistant: Assistant) -> None:
    error, reply = _answered(assistant, b"[" * 100_000, b'{"text": "mayor of Oujda"}')
    assert error["error"]
    assert reply["status"] == "answer"


def test_there_is_a_line_for_each_line_even_an_empty_one(assistant: Assistant) -> None:
    assert len(_answered(assistant, b"", b"  ", b'{"text": "hello"}')) == 3


def test_a_line_of_megabytes_is_answered_at_once(assistant: Assistant) -> None:
    (reply,) = _answered(assistant, json.dumps({"text": "mayor of Oujda " * 100_000}).encode())
    assert reply["status"] == "unknown"


def test_a_terminal_that_is_not_utf_8_gets_a_reply_too() -> None:
    done = _lcn_bot("ask", "weather in Oujda", PYTHONIOENCODING="latin-1")
    assert (done.returncode, done.stderr) == (4, b"")
