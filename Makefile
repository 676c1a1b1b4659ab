# The edition's commands. `make site` and `make test` set everything up on a fresh machine.

PYTHON ?= python3
BIN := .venv/bin

# Where the repository lives on the web, for the edit links; empty means: show the file's path instead.
export REPO_URL ?=
# Where the site will stand, for canonical addresses; empty means: none are written.
export SITE_URL ?=
# The date written into the sitemap is that of the commit, so that one commit always builds the same bytes.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || echo 0)
export NO_MKDOCS_2_WARNING := 1
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := site
.PHONY: site serve offline check test lint browser clean

site: .venv/ready            ## check the seeds, build the edition into site/, prove the text
	$(BIN)/edition check
	$(BIN)/mkdocs build --strict --site-dir .cache/site
	$(BIN)/edition seal .cache/site
	$(BIN)/edition verify .cache/site
	rm -rf site && mv .cache/site site

serve: .venv/ready           ## build, serve on this machine, follow changes in seeds/
	$(BIN)/mkdocs serve --strict

# No policy is written into these pages: from file:// the search needs a script of the frame it runs in.
offline: .venv/ready         ## pack the site into dist/parallel-plans.zip, which opens from disk
	$(BIN)/mkdocs build --strict --config-file mkdocs-offline.yml --site-dir .cache/offline/parallel-plans
	$(BIN)/python scripts/pack.py .cache/offline/parallel-plans dist/parallel-plans.zip

check: .venv/ready           ## only look for mistakes in seeds/
	$(BIN)/edition check

test: lint site offline browser  ## everything that must hold
	$(BIN)/pytest

lint: .venv/ready
	$(BIN)/ruff format --check scripts tests
	$(BIN)/ruff check scripts tests
	$(BIN)/mypy
	$(BIN)/lint-imports

browser: .venv/ready         ## find a Chromium for the tests, or install one
	$(BIN)/python tests/browser.py

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "The edition needs Python 3.11 or newer.")'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

lock:                        ## renew requirements.lock (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --all-extras \
	  --no-emit-index-url --no-annotate --no-header --upgrade pyproject.toml -o requirements.lock

clean:
	git clean -fdX docs site dist
