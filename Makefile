# `make help` lists what there is. All of it sets up what it needs, so each is safe to run first.

export SITES_PORT ?= 8080
export API_PORT ?= 8000
export PREVIEW_PORT ?= 8070
export WAYMARK_VAR ?= var
export UV_COMPILE_BYTECODE := 1
# Relative to the checkout for make, absolute for everything that make starts.
override WAYMARK_VAR := $(abspath $(WAYMARK_VAR))

PYTHON := .venv/bin/python
MANAGE := $(PYTHON) backend/manage.py
.DEFAULT_GOAL := help
.PHONY: help setup demo build gallery test check format schema bench

help: ## Show this list
	@echo "Waymark. Start with: make demo"
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s%s\n", $$1, $$2 }'
	@echo "Variables: SITES_PORT=$(SITES_PORT) API_PORT=$(API_PORT) PREVIEW_PORT=$(PREVIEW_PORT) WAYMARK_VAR=$(WAYMARK_VAR)"

setup: ## Install the locked environment into .venv (the others do this themselves)
	@tools/bootstrap

demo: setup ## Set everything up, start the backend, build all demonstration sites and serve them
	@exec $(PYTHON) -m tools.demo serve

build: setup ## Build all demonstration sites into $(WAYMARK_VAR)/sites and end
	@exec $(PYTHON) -m tools.demo build

gallery: setup ## Make the component gallery in $(WAYMARK_VAR)/gallery and say where to open it
	@exec $(PYTHON) -m frontend.cli gallery --output $(WAYMARK_VAR)/gallery

test: setup ## Run all tests, on SQLite and PostgreSQL (ARGS="tests/frontend -k links" runs some, on SQLite)
	@exec $(PYTHON) -m tools.test $(ARGS)

check: setup ## Check format, lint, types, import rules, templates, migrations and generated schemas
	@exec $(PYTHON) -m tools.check

format: setup ## Put all Python into the project's format and mend what the linter can
	@$(PYTHON) -m ruff check --fix-only --quiet .
	@$(PYTHON) -m ruff format .

schema: setup ## Generate the JSON Schemas and the API's description from the types again
	@$(PYTHON) -m content_models.schemas
	@DJANGO_SETTINGS_MODULE=backend.settings.test $(MANAGE) api_schema

bench: setup ## Measure the API against Wagtail's own, a page that 400 sites adopt and rebuild, and the builder on 10,000 pages
	@exec $(PYTHON) -m bench
