# make run    the bot: on Discord with DISCORD_TOKEN, else on a page that looks like it
# make test   every test; make test ARGS="tests/wire -x" some
# make check  linter, formatter, types, import rules
# make bench  the measurements; make pictures  the pictures of the README

PYTHON ?= python3
ARGS ?=
VENV := .venv
BIN := $(VENV)/bin
INSTALL = PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet -c constraints.txt

.PHONY: run test check bench pictures help
help:
	@sed -n 's/^# \(make \)/\1/p' Makefile

run: $(VENV)/installed-demo
	@$(BIN)/python -m bot run

test: $(VENV)/installed-dev
	@$(BIN)/python -m pytest -n auto --dist loadfile $(ARGS)

check: $(VENV)/installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: $(VENV)/installed-dev
	@$(BIN)/python -m benchmarks $(ARGS)

pictures: $(VENV)/installed-dev
	@$(BIN)/python -m bot.demo.pictures docs/pictures

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Communiqué needs Python 3.11 or later: make PYTHON=python3.11")'
	@$(PYTHON) -m venv $(VENV)
	@# The one that comes with Python 3.11 does not know "html_clean" for lxml's extra "html-clean", and warns.
	@$(INSTALL) 'pip>=23.3'

# One stamp an extra: what is installed already is not looked at again until the lists change.
$(VENV)/installed-%: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing Communiqué with what it needs into $(VENV) (some minutes the first time) ..." >&2
	@$(INSTALL) -e '.[$*]'
	@touch $@
