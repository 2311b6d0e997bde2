"""What the tree promises: imports run downwards, the wheel is whole, the README names what there is."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
PACKAGE = REPOSITORY / "src" / "lcn_bot"
LAYERS = [
    "knowledge",
    "language",
    "answering",
    "pictures",
    "browsing",
    "understanding",
    "quiz",
    "assistant",
    "checking",
]
# Written in pieces, so that this file does not hold what it looks for.
REGISTRY = re.compile(
    "|".join(["pypi" + r"\.org", "pythonhoste" + "d", "npmj" + "s", "index-u" + "rl"]).encode()
)
CORE = [path for layer in LAYERS[:7] for path in sorted((PACKAGE / layer).glob("*.py"))]


def _imports(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    named = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return named | {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("path", CORE, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_the_core_imports_downwards_only_and_no_edge(path: Path) -> None:
    imports = _imports(path)
    above = [*LAYERS[LAYERS.index(path.parent.name) + 1 :], "cli", "terminal", "telegram", "settings", "logs"]
    assert not {name for name in imports if name.startswith(tuple(f"lcn_bot.{layer}" for layer in above))}
    assert not {name.partition(".")[0] for name in imports} & {
        "telegram",
        "rich",
        "typer",
        "asyncio",
        "httpx",
    }


def test_most_modules_can_be_read_in_one_sitting() -> None:
    lengths = {path: len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    assert max(lengths.values()) <= 400
    assert sum(length > 250 for length in lengths.values()) <= 3


def test_no_committed_file_names_a_package_registry() -> None:
    names = subprocess.run(["git", "ls-files"], cwd=REPOSITORY, capture_output=True, text=True, check=True)
    for name in names.stdout.splitlines():
        text = (REPOSITORY / name).read_bytes()
        assert not REGISTRY.search(text), name


@pytest.mark.parametrize(
    "name",
    ["TOKEN", "API_URL", "ADMINS", "KNOWLEDGE", "REMEMBER", "STATE", "THROTTLE", "LOG"],
)
def test_the_readme_names_every_setting(name: str) -> None:
    assert f"LCN_BOT_{name}" in (REPOSITORY / "README.md").read_text("utf-8")


@pytest.mark.parametrize("command", ["ask", "chat", "check", "run"])
def test_the_readme_names_every_command(command: str) -> None:
    assert f"lcn-bot {command}" in (REPOSITORY / "README.md").read_text("utf-8")


def test_the_wheel_carries_the_knowledge_base_and_answers_from_it(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(tmp_path), str(REPOSITORY)], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    assert (tmp_path / "installed" / "lcn_bot" / "_knowledge" / "cities" / "morocco.yaml").is_file()
    ask = "import sys; sys.path.insert(0, 'installed'); sys.argv[1:] = ['ask', 'mayor of oujda']; "
    done = subprocess.run(
        [sys.executable, "-c", ask + "import lcn_bot.cli as c; assert 'installed' in c.__file__; c.app()"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Mohamed Azzaoui" in done.stdout
