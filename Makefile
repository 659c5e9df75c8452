# What each target does: `make` alone says so.
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
# the first that runs: a name on the PATH may be a shim for a version that is switched off
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do $$p -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test lint bench bench-against rooms corpus pictures faults fuzz mutants clean

help:
	@echo "make run       set everything up in .venv and open the exercises (in ./practice)"
	@echo "make test      set everything up and pass the tests"
	@echo "make lint      ruff, mypy --strict, the import contract"
	@echo "make rooms     how the code is laid out: long files, long functions, what says nothing of itself"
	@echo "make bench     every budget as a ratio, measured in one run"
	@echo "make bench-against REV=...  a class, and what a student waits for, by that commit and by this one, in turn"
	@echo "make corpus    right passed, wrong caught, wrong named, per exercise"
	@echo "make test-pythons  the unit and sandbox tests on every Python from 3.11 that is installed"
	@echo "make faults    kill -9 at random points, 200 times over"
	@echo "make mutants   small wrong edits that the unit tests should notice (hours; make mutants SAMPLE=500: some of them)"
	@echo "make fuzz      every reader of strangers' bytes, for ten minutes (or make fuzz SECONDS=60)"
	@echo "make pictures  draw the README's pictures from the real program"

.venv/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, and none was found. Try: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c '$(NEW_ENOUGH)' || { echo "$(PYTHON) is not Python 3.11 or newer"; exit 1; }
	@echo "Making a virtual environment in .venv ..."
	@$(PYTHON) -m venv .venv || { echo "venv is missing: on Debian and Ubuntu, apt install python3-venv"; exit 1; }
	@touch $@

.venv/run: .venv/python pyproject.toml
	@echo "Installing cnn-exercises with PyTorch: a download of up to 3 GB the first time, some minutes ..."
	@$(BIN)/python -m pip install --progress-bar on -e .
	@touch $@

.venv/dev: .venv/python pyproject.toml
	@echo "Installing cnn-exercises with PyTorch and the test tools: a download of up to 3 GB the first time, some minutes ..."
	@$(BIN)/python -m pip install --progress-bar on -e '.[dev]'
	@touch $@ .venv/run

run: .venv/run
	@mkdir -p practice
	@cd practice && ../$(BIN)/cnn-exercises

# two side by side, since many wait for terminals, clusters and trainings; then those that count processes and sockets
test: .venv/dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/sandbox/test_hostile.py
	$(BIN)/python -m pytest tests/sandbox/test_hostile.py

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

rooms: .venv/dev
	@$(BIN)/python -m tests.bench.rooms

bench: .venv/dev
	@$(BIN)/python -m tests.bench

bench-against: .venv/dev
	@test -n "$(REV)" || { echo "name a commit: make bench-against REV=HEAD~1"; exit 2; }
	@$(BIN)/python -m tests.bench.against $(REV) $(WHAT)

corpus: .venv/dev
	@$(BIN)/python -m tests.bench.corpus
	@$(BIN)/python -m tests.bench.notebooks

faults: .venv/dev
	CNN_EXERCISES_FAULTS=200 $(BIN)/python -m pytest tests/sandbox/test_faults.py

# every one is tried, whatever became of the one before; what cannot be tried is named and left out
test-pythons:
	@passed=; failed=; for version in 3.11 3.12 3.13 3.14; do \
	  python=$$(command -v python$$version) && $$python -c '$(NEW_ENOUGH)' 2>/dev/null || { echo "python$$version is not installed"; continue; }; \
	  echo "== python$$version"; $$python -m venv .venv-$$version \
	  && .venv-$$version/bin/python -m pip install --quiet -e '.[dev]' || { echo "python$$version is left out: not everything can be installed for it"; continue; }; \
	  .venv-$$version/bin/python -m pytest -n 2 --dist loadfile tests/unit tests/sandbox --ignore tests/sandbox/test_hostile.py \
	  && passed="$$passed $$version" || failed="$$failed $$version"; \
	done; echo "passed on:$${passed:- none}; failed on:$${failed:- none}"; test -n "$$passed" -a -z "$$failed"

mutants: .venv/dev
	@$(BIN)/pip install --quiet 'mutmut>=3.8,<4'
	$(BIN)/python -m tests.bench.mutants $(SAMPLE)

fuzz: .venv/dev
	@$(BIN)/python -m tests.fuzz $(or $(SECONDS),600)

pictures: .venv/dev
	@$(BIN)/python -m docs.pictures

clean:
	rm -rf .venv build dist *.egg-info
