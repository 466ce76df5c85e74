# Everything runs from the project's own virtual environment, made from requirements.lock.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test test-wire browser check static lint types layers secrets binaries audit bench letters model guardrails error-rates watch faults aws lock clean
.DEFAULT_GOAL := demo

demo: $(READY)  ## 50 churned customers, from CSV to analyses and campaigns, without network or key
	@$(BIN)/revive winback demo/demo_50_customers.csv --sender demo/sender.yaml

test: $(READY)
	@$(BIN)/python -m pytest -n 2 --dist worksteal -m "not wire"

test-wire: $(READY)  ## what needs a server for minutes, an emulator, a browser or many kills
	@# They wait for processes more than they compute: two at once leave half of two cores idle.
	@$(BIN)/python -m pytest -n 3 --dist worksteal -m wire

browser: $(READY)  ## the pages in a real browser; needs Debian's package chromium
	@command -v chromium >/dev/null || { echo "There is no chromium here: apt-get install chromium"; exit 1; }
	@$(BIN)/python -m pytest -m wire tests/web/pages

check: $(READY)
	@$(MAKE) --no-print-directory -j 2 static
	@$(MAKE) --no-print-directory test

static: lint types layers secrets binaries audit  ## everything that is checked without running it

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(READY)
	@$(BIN)/mypy

layers: $(READY)
	@$(BIN)/lint-imports

secrets: $(READY)
	@git ls-files -z | xargs -0 -n 200 -P 2 $(BIN)/detect-secrets-hook --baseline .secrets.baseline

binaries:  ## nothing that git cannot show as text, but for the files named here, each with its reason
	@$(PYTHON) .ci/binaries.py

audit: $(READY)  ## the lock is whole, and holds no known vulnerability
	@$(BIN)/python -m pip --disable-pip-version-check check
	@$(BIN)/python .ci/audit.py

model: $(READY)  ## train the offline model's classifier and measure it on the held-out sentences
	@$(BIN)/python -m benchmarks.reasons.train
	@$(BIN)/python -m benchmarks.reasons.measure
	@$(BIN)/python -m benchmarks.reasons.measure_real
	@$(BIN)/python -m benchmarks.reasons.agreement

guardrails: $(READY)  ## how much of what must be stopped is stopped, and of what must not be, by kind
	@$(BIN)/python -m benchmarks.guardrails.measure

bench: $(READY)
	@$(BIN)/python -m benchmarks.bench $(ONLY)

letters: $(READY)  ## how different the offline letters are, on the demo file
	@$(BIN)/python -m benchmarks.letters

error-rates: $(READY)  ## how often the statistics are wrong; writes docs/statistics.md
	@$(BIN)/python -m benchmarks.error_rates

watch: $(READY)  ## months without a fault, and planted faults: how often the watch is wrong, how soon it finds what
	@$(BIN)/python -m benchmarks.watch

faults: $(READY)  ## what breaks around a run, done to the command; one scenario with make faults ONLY=name
	@$(BIN)/python -m benchmarks.faults $(ONLY)

aws: $(READY)  ## the templates of AWS: linted, checked, and deployed on an emulator as far as it knows their types
	@$(BIN)/python -m deployments.aws.checks.main
	@$(BIN)/python -m pytest -m "wire or not wire" tests/deployments

lock: $(READY)  ## resolve again; needs uv
	@uv pip compile pyproject.toml --group dev --all-extras --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock

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
