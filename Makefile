# Two commands do everything on a fresh machine: `make chat` and `make check`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: load chat check format test figures slips places schema golden gallery benchmark wheel clean

chat: $(BIN)/lcn-bot  ## set up, then talk to the bot in this terminal
	@$(BIN)/lcn-bot chat

check: .venv/dev  ## set up, then format, lint, types, tests, knowledge
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lcn-bot check
	$(BIN)/pytest -n auto --dist worksteal

test: .venv/dev  ## the tests alone
	$(BIN)/pytest -n auto --dist worksteal

figures: .venv/dev  ## how the question bank fares, by kind
	$(BIN)/python -m tests.questions

slips: .venv/dev  ## how misspelt questions of the bank fare
	$(BIN)/python -m benchmarks.slips

places: .venv/dev  ## other names and coordinates of the cities, anew from GeoNames
	$(BIN)/python -m scripts.places

schema: .venv/dev  ## the JSON Schemas that editors complete and underline by, anew from the model
	$(BIN)/python -m scripts.schema

gallery: .venv/dev  ## a conversation in each language, and the pictures, in docs/, anew
	$(BIN)/python -m scripts.gallery
	$(BIN)/python -m scripts.pictures

golden: .venv/dev  ## what every language says, for people to read, anew
	$(BIN)/python -m scripts.golden

benchmark: .venv/dev  ## microseconds a question, beside the naive way
	$(BIN)/python -m benchmarks

load: .venv/dev  ## many chats at once, beside python-telegram-bot's own echo example
	$(BIN)/python -m benchmarks.load

format: .venv/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

wheel: .venv/dev
	$(BIN)/pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf .venv dist

$(BIN)/lcn-bot: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/dev: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(BIN)/lcn-bot $@
