# The two commands of the README, and what they need. Nothing but Python 3.11 to 3.13, git, make and a compiler.

# The first Python of a fitting version; `make PYTHON=/path/to/python3.12 run` takes another.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo "$$p" && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
OUT ?= out
# The tests run on every core; `make test PYTEST_ARGS="-k percent"` runs some of them.
PYTEST_ARGS ?= -n auto --dist worksteal
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --quiet --constraint constraints.txt

.PHONY: help run test check-long format floors lint lock clean
.DEFAULT_GOAL := help

help:
	@echo 'make run         install, then turn corpus/ into checked tables in $(OUT)/'
	@echo 'make test        install, then style, types, layers, tests and score floors (minutes)'
	@echo 'make check-long  what takes longer: fuzzing, killed workers, big benchmarks'
	@echo 'make format      put the code into the house style'
	@echo 'make floors      raise the score floors of tests/floors to what is reached now'
	@echo 'make lock        pin the versions of constraints.txt anew (UPGRADE=--upgrade for newer ones)'
	@echo 'make clean       remove $(VENV), $(OUT) and every cache'

run: $(VENV)/.installed
	@$(BIN)/solieu run corpus/ --out $(OUT)/

test: lint
	@$(BIN)/pytest $(PYTEST_ARGS)

check-long: $(VENV)/.installed-dev
	@$(BIN)/pytest -m long

lint: $(VENV)/.installed-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(VENV)/.installed-dev
	@$(BIN)/ruff check --fix-only .
	@$(BIN)/ruff format .

# The shared gold is no part of the repository; its floors are raised where it is at hand.
SOLIEU_SHARED ?= ../shared
floors: $(VENV)/.installed-dev
	@set -e; annotated=$$(mktemp -d); trap 'rm -rf "$$annotated"' EXIT; \
	for gold in corpus $(wildcard $(SOLIEU_SHARED)/gold/*); do \
		name=$${gold##*/}; \
		$(BIN)/solieu annotate "$$gold"/*.txt --out "$$annotated/$$name" 2>/dev/null; \
		$(BIN)/solieu score "$$gold" "$$annotated/$$name" --floors "tests/floors/$$name.json" --raise-floors; \
	done

lock: $(VENV)/.installed-dev
	@$(PIP) uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --extra dev $(UPGRADE) \
		--no-emit-index-url --no-annotate --custom-compile-command 'make lock' \
		--output-file constraints.txt pyproject.toml

clean:
	rm -rf $(VENV) $(OUT) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find pipeline tests docs -name __pycache__ -type d -prune -exec rm -rf {} +
	find pipeline -name '*.egg-info' -type d -prune -exec rm -rf {} +

# The stamps make the second time quick; a change of what is declared or pinned installs again. The build
# runs in the environment itself, so that even setuptools is the pinned one.
$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo 'Installing solieu into $(VENV) (a minute or two, the first time only) …' >&2
	@$(PIP) setuptools
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed
	@echo 'Installing what the tests need into $(VENV) …' >&2
	@$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo 'No Python 3.11, 3.12 or 3.13 found: install one, or name it: make PYTHON=/path/to/python3.12 …' >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'That Python cannot make environments: install its venv module (on Debian: python3-venv) or name another Python: make PYTHON=… …' >&2; exit 1; }
