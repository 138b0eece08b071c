# Each target does its own set-up, from git, make and Python 3.11 or newer. Only the set-up needs a network.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help demo test bench fuzz clean

help:
	@echo "make demo   lint the example articles"
	@echo "make test   everything that must hold: style, types, layers, tests, rules"
	@echo "make bench  measure speed"
	@echo "make fuzz   look for texts that break something, ten minutes for each kind"
	@echo "make clean  remove the environment and everything built or cached"

# pip older than 25.1 knows no dependency groups, so it is upgraded before anything else. The tests install the hooks without a
# network, from the wheelhouse.
$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "ethicslint needs Python 3.11 or newer; try: make PYTHON=python3.12")'
	@echo "Setting up $(VENV); this happens once"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --editable . --group dev
	@$(BIN)/python -m pip freeze --exclude-editable > $(VENV)/installed.txt
	@$(BIN)/python -m pip wheel --quiet --no-build-isolation --constraint $(VENV)/installed.txt --wheel-dir $(VENV)/wheelhouse . hatchling
	@touch $@

# Exit code 1 means findings, which is what these articles are for; anything else but 0 is a failure.
demo: $(READY)
	$(BIN)/ethicslint check examples || test $$? -eq 1

# The tests come last, so that pytest's own count is the last line.
test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

# Ten minutes for each kind of text, or for one: make fuzz TARGET=markdown FUZZ_SECONDS=60
fuzz: $(READY)
	FUZZ_SECONDS=$(or $(FUZZ_SECONDS),600) $(BIN)/python -m pytest -s -o faulthandler_timeout=0 tests/test_fuzz.py -k "$(or $(TARGET),nobody)"

bench: $(READY)
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf $(VENV) .readers .editors build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
