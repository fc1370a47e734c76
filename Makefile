# Each recipe is a line a person could type. All is installed from lock files, into this folder.
.DEFAULT_GOAL := help
.PHONY: help run test lint format scripts pytest system lock words catalogs vendor wheel pictures bench oracles clean

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/pip install -q --disable-pip-version-check
RESOLVE = $(BIN)/uv pip compile -q $(UPGRADE) --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml
export PATH := $(CURDIR)/$(BIN):$(PATH)
unexport PYTHONDONTWRITEBYTECODE # tests start labapp hundreds of times: it is compiled once

help: ## show these lines
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/' | expand -t 12

run: .venv/.run ## start the app
	$(BIN)/python run.py

test: system lint scripts pytest ## every check that must hold

lint: .venv/.ready ## Python, floors and templates
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates

format: .venv/.ready node_modules/.ready ## mend what can be mended by machine
	$(BIN)/ruff check --fix
	$(BIN)/ruff format
	cd static && ../node_modules/.bin/biome check --colors=off --write

scripts: node_modules/.ready ## JavaScript and CSS
	cd static && ../node_modules/.bin/biome ci --colors=off --error-on-warnings
	$(BIN)/node --test 'tests/js/**/*.test.js'

pytest: .venv/.ready ## Python tests and browser journeys
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder

system: ## the browser, fonts and servers of the tests, as Debian packages
	scripts/system.sh

lock: .venv/.ready ## pin anew; UPGRADE=--upgrade takes the newest
	$(RESOLVE) --group build -o requirements.lock
	$(RESOLVE) --group dev -c requirements.lock -o requirements-dev.lock
	$(RESOLVE:pyproject.toml=scripts/oracles/requirements.in) -o scripts/oracles/requirements.lock
	$(BIN)/npm install --package-lock-only --ignore-scripts

words: .venv/.run ## gather what people read; says what is not yet translated
	$(BIN)/python scripts/merge_words.py

catalogs: .venv/.run ## compile the catalogues
	$(BIN)/python scripts/catalogs.py

vendor: node_modules/.ready ## copy what we serve of others out of node_modules
	$(BIN)/python scripts/vendor.py

wheel: .venv/.ready ## build dist/*.whl, offline
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

pictures: .venv/.ready system ## take docs/images anew, from the demo
	$(BIN)/python -m scripts.pictures

bench: .venv/.ready ## measure beside peers, write docs/performance.md (25 minutes); QUICK=--quick takes five
	$(BIN)/python -m bench $(QUICK)

oracles: .oracles/.ready ## ask other packages how to count, for the tests (1.3 GB)
	.oracles/bin/python -m scripts.oracles

clean: ## forget everything installed and built
	rm -rf .venv .oracles node_modules dist bench/node_modules bench/build

.venv/.run: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "labapp needs Python 3.11 or newer")'
	$(PYTHON) -m venv .venv
	$(PIP) --require-hashes -r requirements.lock
	$(PIP) --no-index --no-build-isolation --no-deps -e .
	touch $@

.venv/.ready: requirements-dev.lock .venv/.run
	$(PIP) --require-hashes -r requirements-dev.lock
	$(BIN)/python scripts/link_node.py
	touch $@

.oracles/.ready: scripts/oracles/requirements.lock
	$(PYTHON) -m venv .oracles
	.oracles/bin/pip install -q --disable-pip-version-check --require-hashes -r $<
	touch $@

node_modules/.ready: package-lock.json .npmrc .venv/.ready
	$(BIN)/npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier
	touch $@
