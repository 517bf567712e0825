# Everything a newcomer needs is `make run` and `make test`.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# One more than there are processors, for the tests that wait for a browser or a database.
AT_ONCE = $(shell $(BIN)/python -c 'import os; print(min(os.cpu_count() or 2, 7) + 1)')

# The tests start Python some two hundred times: compiling the product anew each time would take a minute in all.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test check fix bench prove shots clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-7s %s\n", $$1, $$2}'

run: $(BIN)/.run-ready ## start the demo office on http://127.0.0.1:$(PORT)
	@PORT=$(PORT) exec $(BIN)/python -m app demo run

test: $(BIN)/.test-ready ## run all tests (browser and PostgreSQL parts say why when they are skipped)
	@$(BIN)/python -m pytest -n $(AT_ONCE) --dist loadgroup $(T)

check: $(BIN)/.test-ready ## style, types and walls
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

fix: $(BIN)/.test-ready ## let the formatter and the linter mend what they can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(BIN)/.test-ready ## measure (FULL=1 everything, ONLY=webhook one group)
	@$(BIN)/python -m benchmarks $(if $(FULL),--full) $(if $(ONLY),--only $(ONLY))

prove: $(BIN)/.test-ready ## the long proofs: kills, faults, a year of citizens (ONLY=kills one of them, QUICK=1 smaller)
	@$(BIN)/python -m benchmarks.prove $(if $(ONLY),--only $(ONLY)) $(if $(QUICK),--quick)

shots: $(BIN)/.test-ready ## take the README's screenshots again
	@$(BIN)/python -m pytest -q tests/browser --shots=docs/pictures

clean: ## remove the environment and the demo's data
	@rm -rf .venv data

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Prongsai needs Python 3.11 or newer; here '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Install it, or name one: make run PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Prongsai needs Python with venv. On Debian or Ubuntu: apt install python3-venv"; exit 1; }
	@echo "Making the environment (.venv) ..."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; exit 1; }

$(BIN)/.run-ready: $(BIN)/python requirements.txt
	@echo "Installing what the product needs (once; about a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(BIN)/.test-ready: $(BIN)/.run-ready requirements-dev.txt
	@echo "Installing what the tests need (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
