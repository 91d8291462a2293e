# make demo: the report on the outage of 2025-11-18, and who was down. make test: everything. Both set themselves up.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
OUTAGE := fixtures/outage-2025-11-18/recording.json
SCENARIO := cloudflare-2025-11-18

help:            ## Show these targets.
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## +/\t/' | expand -t 16

$(VENV)/.user: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "cdnaudit needs Python 3.11 or newer; call make PYTHON=python3.12")'
	@echo "Making a Python environment in $(VENV), once ..."
	@$(PYTHON) -m venv $(VENV)
	@echo "Installing cdnaudit and the libraries it uses there; this may take half a minute ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.user .requirements-dev.lock
	@echo "Installing the tools of development into $(VENV); this may take a minute ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement .requirements-dev.lock
	@touch $@

demo: $(VENV)/.user   ## Audit services named in the outage of 2025-11-18, then simulate it; no network.
	@folder=$$(mktemp -d); trap 'rm -r "$$folder"' EXIT; run="$$folder/run.json"; \
	    printf '$$ cdnaudit scan --replay $(OUTAGE) -f table -f json:run.json\n'; \
	    $(BIN)/cdnaudit scan --no-config --replay $(OUTAGE) -f table -f "json:$$run" || test $$? -eq 1; \
	    printf '\n$$ cdnaudit simulate --scenario $(SCENARIO) run.json\n'; \
	    $(BIN)/cdnaudit simulate --scenario $(SCENARIO) "$$run"

scan: $(VENV)/.user   ## Audit DOMAIN=example.com live.
	@$(BIN)/cdnaudit scan $(or $(DOMAIN),$(error name a domain: make scan DOMAIN=example.com)) || test $$? -eq 1 -o $$? -eq 3

lint: $(VENV)/.dev    ## Style, types, architecture.
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/radon cc --min C --show-complexity cdnaudit | { ! grep .; }   # a function of complexity 10 holds two ideas

lab: $(VENV)/.dev     ## Install real servers for the lab, a browser and shells, where that is possible.
	@sh tests/lab/install.sh chromium chromium-driver bash-completion zsh fish

test: lint lab        ## Lint, types, architecture and every test; branches that no test takes.
	@$(BIN)/python -m coverage erase
	@bash tests/side_by_side.sh
	@$(BIN)/python -m coverage run -m pytest tests/lab tests/browser
	@$(BIN)/python -m coverage combine --quiet
	@$(BIN)/python -m tests.covered

picture: $(VENV)/.dev lab  ## Take the picture of the page that the README shows.
	@$(BIN)/python -m tests.browser.picture

mutants: $(VENV)/.dev ## Plant small faults and see whether a test fails; MUTANTS="-n 50 --only cdnaudit/graph".
	@$(BIN)/python -m tests.mutants $(MUTANTS)

bench: $(VENV)/.dev lab  ## Measure; prints ratios.
	@$(BIN)/python -m tests.bench

rules: $(VENV)/.user  ## Try every rule on its own examples, and compile the provider files.
	@$(BIN)/python -m cdnaudit.knowledge.compile

asn-table: $(VENV)/.user  ## Rebuild the table of ASes from the newest published data.
	@t=$$(mktemp -d); trap 'rm -r "$$t"' EXIT; (cd "$$t" && npm pack --silent @ip-location-db/asn && tar xzf ./*.tgz); $(BIN)/python -m cdnaudit.observe.asn_build "$$t/package"

lock:            ## Write the lock of the development tools anew; needs uv.
	@uv pip compile --quiet --universal --python-version 3.11 --no-header --no-emit-index-url --no-annotate --group dev pyproject.toml --output-file .requirements-dev.lock

floor: $(VENV)/.dev   ## Raise the least number of rules that each provider must keep.
	@$(BIN)/python -m tests.knowledge.floor

# The documentation shows what the golden files hold, so these come first.
bless: $(VENV)/.dev   ## Rewrite golden files after a wanted change.
	@$(BIN)/pytest -q tests/golden tests/formats/test_goldens.py tests/judging --bless
	@$(BIN)/pytest -q tests/gate/test_configuration_schema.py tests/cli/test_completions.py tests/docs/test_generated.py --bless

.PHONY: help demo scan lint lab test picture mutants bench rules floor lock asn-table bless
