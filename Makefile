# make run    start Onward with a demo cohort on http://127.0.0.1:8000
# make test   run every test
# make check  what CI runs: linters, types, import contracts, tests
# make bench  measure beside the stock alternatives
.DEFAULT_GOAL := help
.PHONY: help run test check lint bench wheel lock clean
SHELL := /bin/bash

VENV := .venv
BIN := $(VENV)/bin
LOCK := deploy/requirements.lock
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint $(LOCK)
# Many tests wait for a browser or a line that is cut. Three at a time were slower on two cores, and some ran out of time.
# Files stay whole: a process has one event loop of a browser at a time.
SIDE_BY_SIDE := -n 2 --dist loadfile

help:
	@sed -n 's/^# make/make/p' Makefile

run: $(VENV)/.run
	@exec $(BIN)/onward hub --demo $(HUB)

test: $(VENV)/.dev
	@.ci/chromium
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) $(PYTEST)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test

bench: $(VENV)/.dev
	@.ci/chromium
	$(BIN)/python -m tests.benchmarks $(BENCH)

# What the wheel holds, and the suite's quick part and one whole path against it, outside the checkout.
wheel: $(VENV)/.dev
	@.ci/chromium
	.ci/wheel

lock: $(VENV)/.dev
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --all-extras --no-header --no-annotate \
	  pyproject.toml -o $(LOCK)

clean:
	rm -rf $(VENV) build dist

$(VENV)/bin/python:
	@.ci/venv $(VENV)

$(VENV)/.run: pyproject.toml $(LOCK) | $(VENV)/bin/python
	@echo "Installing Onward into $(VENV): two minutes the first time."
	@$(PIP) --editable .
	@$(BIN)/python -c 'from deploy.proxy import npm_command; npm_command()' 2>/dev/null || $(PIP) --editable '.[node]'
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@echo "Installing what the tests need."
	@$(PIP) --editable '.[dev]'
	@touch $@
