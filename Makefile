# Everything runs from the project's own virtual environment, made from requirements.lock.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test test-wire check lint types layers secrets binaries audit bench model error-rates faults lock clean
.DEFAULT_GOAL := demo

demo: $(READY)  ## 50 churned customers, from CSV to analyses and campaigns, without network or key
	@$(BIN)/revive winback demo/demo_50_customers.csv --sender demo/sender.yaml

test: $(READY)
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "not wire"

test-wire: $(READY)  ## what needs a server for minutes, an emulator, a browser or many kills
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m wire

check: lint types layers secrets binaries audit test

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY)
	@$(BIN)/mypy

layers: $(READY)
	@$(BIN)/lint-imports

secrets: $(READY)
	@git ls-files -z | xargs -0 $(BIN)/detect-secrets-hook --baseline .secrets.baseline

binaries:  ## nothing that git cannot show as text, but for the files named here, each with its reason
	@$(PYTHON) .ci/binaries.py

audit: $(READY)  ## the lock is whole, and holds no known vulnerability
	@$(BIN)/python -m pip --disable-pip-version-check check
	@$(BIN)/python .ci/audit.py

model: $(READY)  ## train the offline model's classifier and measure it on the held-out sentences
	@$(BIN)/python -m benchmarks.reasons.train
	@$(BIN)/python -m benchmarks.reasons.measure

bench: $(READY)
	@$(BIN)/python -m benchmarks.bench $(ONLY)

error-rates: $(READY)  ## how often the statistics are wrong; writes docs/statistics.md
	@$(BIN)/python -m benchmarks.error_rates

faults: $(READY)  ## what breaks around a run, done to the command; one scenario with make faults ONLY=name
	@$(BIN)/python -m benchmarks.faults $(ONLY)

lock: $(READY)  ## resolve again; needs uv
	@uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if (3, 11) <= sys.version_info < (3, 14) else "Revive needs Python 3.11 to 3.13; say which with make PYTHON=python3.12")'
	@echo "Setting up $(VENV) from requirements.lock (about a minute, once) ..."
	@$(PYTHON) -m venv --clear $(VENV)
	@# The lock names every package, so pip resolves nothing: a release made tomorrow cannot change the answer.
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@PYTHONWARNINGS=ignore $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean:
	@rm -rf $(VENV) artifacts build *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
