# Python 3.11 or newer, and nothing else, is needed beforehand: every target makes the environment that it uses.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO ?= out/demo

.PHONY: help demo test bench fuzz pictures lint clean

help:
	@echo "make demo   render the shipped test, grade the sample class, into $(DEMO)"
	@echo "make test   run the test suite"
	@echo "make bench  measure beside SymPy and math-verify in the same run, write benchmarks.md"
	@echo "make fuzz   a million texts and a hundred thousand pairs made up, and judged; random derivatives and networks"
	@echo "make pictures  the pages that README shows"
	@echo "make lint   ruff and mypy"
	@echo "make clean  remove the environment and what was made"

$(BIN)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed, this is " + sys.version)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' -c constraints.txt
	@touch $@

demo: $(BIN)/.ready
	$(BIN)/quiz check vanishing_gradient
	$(BIN)/quiz render vanishing_gradient -o $(DEMO)/sheets
	$(BIN)/quiz grade quiz/bank/vanishing_gradient/sample_class.csv -o $(DEMO)/class

test: $(BIN)/.ready
	$(BIN)/python -m pytest

bench: $(BIN)/.bench
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench.derivations
	$(BIN)/python -m tests.bench.diagnosing
	$(BIN)/python -m tests.bench.sheets
	$(BIN)/python -m tests.bench.reviews

fuzz: $(BIN)/.ready
	$(BIN)/python -m tests.fuzz
	$(BIN)/python -m tests.fuzz.derivations
	QUIZ_ALL_LISTINGS=1 $(BIN)/python -m pytest tests/derivations/code

$(BIN)/.bench: $(BIN)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev,bench]' -c constraints.txt
	@touch $@

pictures: $(BIN)/.ready
	$(BIN)/python -m tests.pictures

lint: $(BIN)/.ready
	$(BIN)/ruff check .
	$(BIN)/mypy

clean:
	rm -rf $(VENV) out build dist
