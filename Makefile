# The commands of this project. `make` alone prints this list.
.DEFAULT_GOAL := help
.PHONY: help setup run test check lock bench build browser clean
SHELL := /bin/bash

# A working uv is used as it is; otherwise one of the project's own is made under .local (PyPI, Python 3.13).
# A pyenv shim may exist and not work here, so uv is asked and not only looked for.
LOCAL_UV := .local/uv/bin/uv
UV := $(shell uv --version >/dev/null 2>&1 && echo uv || echo $(LOCAL_UV))
PYTHON := $(shell for p in python3.13 python3 python; do "$$p" -c 'import venv' >/dev/null 2>&1 && echo $$p && break; done)
SAM := $(UV) tool run --from aws-sam-cli==1.170.0 sam
RUN := $(UV) run --locked

help: ## Print this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(LOCAL_UV):
	@echo "uv is not installed: putting it into .local/uv"
	@test -n "$(PYTHON)" || { echo "Python 3 with venv is needed to install uv: install python3.13 (or python3-venv), or uv itself" >&2; exit 1; }
	@mkdir -p .local && $(PYTHON) -m venv .local/uv && .local/uv/bin/python -m pip install --quiet --disable-pip-version-check uv

setup: $(if $(filter $(LOCAL_UV),$(UV)),$(LOCAL_UV)) ## Install what the project needs, into .venv
	@$(UV) sync --locked --quiet

run: setup ## Start the local stack and print the chat page's address (PORT, FEED, HOTLINE_NOW, …: see README)
	@exec .venv/bin/python -m infra.local

test: setup ## Every test that needs neither a browser nor containers
	@$(RUN) pytest -m "not browser and not sam_local"

check: setup ## Lint, types, import rules, template
	@$(RUN) ruff check
	@$(RUN) ruff format --check
	@$(RUN) mypy
	@$(RUN) lint-imports
	@$(RUN) cfn-lint template.yaml
	@AWS_DEFAULT_REGION=ap-southeast-1 SAM_CLI_TELEMETRY=0 $(SAM) validate --lint

build: setup ## Build the functions and layers for AWS
	@SAM_CLI_TELEMETRY=0 $(SAM) build

browser: setup ## The chat page in Chromium
	@$(RUN) pytest -m browser

lock: setup ## Take newer versions of other people's code: uv.lock, and what the layer installs
	@$(UV) lock --upgrade
	@$(UV) export --quiet --locked --no-default-groups --no-emit-project --no-header --no-annotate -o layers/dependencies/requirements.txt >/dev/null

bench: setup ## Measure, print the figures, write benchmarks/results.json
	@$(RUN) python -m benchmarks

clean: ## Remove what the commands made
	rm -rf .venv .local .aws-sam .mypy_cache .ruff_cache .pytest_cache .hypothesis
