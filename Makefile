# Framing analysis of state media. `make help` lists the targets.
SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
STUDY ?= default
RAW ?=
DATA ?=
WORKERS ?= 0
LAB_ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RUN := $(BIN)/analysis
LOCKED := --universal --python-version 3.11 --generate-hashes --no-header --no-annotate \
  --no-emit-index-url --no-emit-find-links --quiet
WITH_RAW := $(if $(RAW),--raw "$(RAW)")

.PHONY: help reproduce test lab lint gold bench status verify lock clean

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-18s %s\n", $$1, $$2}'

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] < (3, 11))' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed: install it, or name it:  make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "Python's venv is missing: install it (on Debian: apt-get install python3-venv)"; exit 1; }
	@echo "setting up $(VENV) from requirements.lock"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)

reproduce: $(READY) ## run a study from raw data to the report (STUDY=name-or-path RAW=dir WORKERS=n)
	@$(RUN) run --study "$(STUDY)" $(WITH_RAW) --workers $(WORKERS)

test: $(READY) ## run the tests
	@$(BIN)/python -m pytest

lab: $(READY) ## open the notebooks in JupyterLab on a study (STUDY=name-or-path RAW=dir LAB_ARGS=options)
	@$(RUN) status --study "$(STUDY)" $(WITH_RAW) > /dev/null
	@$(if $(RAW),ANALYSIS_RAW="$$(cd "$(RAW)" && pwd)") ANALYSIS_STUDY="$(STUDY)" $(BIN)/jupyter lab $(LAB_ARGS) notebooks

lint: $(READY) ## check style and types
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy

gold: $(READY) ## floors on labelled sets (DATA=dir)
	@test -n "$(DATA)" || { echo "name the folder of labelled sets:  make gold DATA=dir"; exit 1; }
	@DATA="$(DATA)" $(BIN)/python -m pytest tests/gold

$(VENV)/.bench: $(READY) benchmarks/requirements.lock
	@echo "adding the libraries that are measured beside this one"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r benchmarks/requirements.lock
	@touch $@

bench: $(VENV)/.bench ## measure times and peers (DATA=dir for real corpora)
	@DATA="$(DATA)" $(BIN)/python benchmarks/bench.py

status: $(READY) ## tell what is up to date (STUDY=name-or-path)
	@$(RUN) status --study "$(STUDY)" $(WITH_RAW)

verify: $(READY) ## compare all files with the manifest (STUDY=name-or-path)
	@$(RUN) verify --study "$(STUDY)" $(WITH_RAW)

lock: $(READY) ## resolve both locks anew
	@$(BIN)/uv pip compile pyproject.toml --extra scale --extra dev $(LOCKED) --upgrade -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --extra bench $(LOCKED) --constraint requirements.lock -o benchmarks/requirements.lock

clean: ## remove what was derived (never raw data, studies or codings)
	@rm -rf data/processed/[!.]* results build dist .pytest_cache .mypy_cache .ruff_cache
