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
# How `make check` prints, and what `make summary` compares with.
FORMAT ?= text
BASE ?= main
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Some containers forbid Python to keep what it compiled: each of our many commands would compile the package anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := site
.PHONY: site made-site built serve offline zensical check summary reference messages published external workflows test lint browser clean

site: .venv/ready            ## check the seeds, build the edition into site/, prove the text
	$(BIN)/edition check
	$(BIN)/mkdocs build --strict --site-dir .cache/site
	$(BIN)/edition minify .cache/site
	$(BIN)/edition seal .cache/site
	$(BIN)/edition verify .cache/site
	$(BIN)/edition place .cache/site site

serve: .venv/ready           ## build, serve on this machine, follow changes in seeds/, in pages and in code
	$(BIN)/mkdocs serve --strict

# No policy is written into these pages: a file is of no origin, so none of its own scripts would be allowed.
offline: .venv/ready         ## pack the site into dist/parallel-plans.zip, which opens from disk
	$(BIN)/mkdocs build --strict --config-file mkdocs-offline.yml --site-dir .cache/offline/parallel-plans
	$(BIN)/edition minify .cache/offline/parallel-plans
	$(BIN)/python scripts/pack.py .cache/offline/parallel-plans dist/parallel-plans.zip

# Zensical runs no hooks: what they would tell it is written into its configuration. Its --clean would empty .cache/.
zensical: .venv/ready        ## build the same site with Zensical into site-zensical/
	$(BIN)/edition build
	$(BIN)/python scripts/zensical_config.py
	rm -rf site-zensical
	$(BIN)/zensical build --strict --config-file zensical.yml
	$(BIN)/edition minify site-zensical
	$(BIN)/edition seal site-zensical
	$(BIN)/edition verify site-zensical

# The browser tests run on the made-up edition of tests/edition, built in a copy as the real one is.
MADE := .cache/made
made-site: .venv/ready       ## build the made-up edition, for the tests
	rm -rf $(MADE) && mkdir -p $(MADE)
	cp -R tests/edition/seeds tests/edition/docs tests/edition/mkdocs.yml CONTRIBUTING.md overrides $(MADE)/
	$(BIN)/python tests/repository.py $(MADE)
	cp mkdocs-offline.yml $(MADE)/ && cp mkdocs.yml $(MADE)/base.yml && mkdir -p $(MADE)/scripts/edition && cp scripts/mkdocs_hook.py $(MADE)/scripts/
	cd $(MADE) && ../../$(BIN)/edition check && \
	  REPO_URL=https://example.org/canal ../../$(BIN)/mkdocs build --strict --quiet --site-dir site && \
	  ../../$(BIN)/edition minify site && ../../$(BIN)/edition seal site && ../../$(BIN)/edition verify site && \
	  ../../$(BIN)/mkdocs build --strict --quiet --config-file mkdocs-offline.yml --site-dir offline/canal && \
	  ../../$(BIN)/edition minify offline/canal && ../../$(BIN)/python ../../scripts/pack.py offline/canal dist/canal.zip

check: .venv/ready           ## only look for mistakes in seeds/; FORMAT=github prints annotations too
	$(BIN)/edition check --format $(FORMAT)

summary: .venv/ready         ## show notes and entries that differ from BASE in their passages, as Markdown
	git diff --name-only -z --no-renames --merge-base $(BASE) -- seeds | xargs -0 $(BIN)/edition summary

reference: .venv/ready       ## renew the tables in CONTRIBUTING.md
	$(BIN)/edition reference --write

messages: .venv/ready        ## renew the catalogues of what the edition says to its readers
	$(BIN)/python scripts/catalogues.py

published: .venv/ready       ## add new addresses to seeds/published.txt, before a site is published
	$(BIN)/edition published

external: .venv/ready        ## try the web addresses of all sources and print a report (asks other hosts)
	$(BIN)/edition external

workflows:                   ## check .github/ with the tools that are here: actionlint, zizmor, check-jsonschema
	@for tool in actionlint zizmor check-jsonschema; do command -v $$tool >/dev/null || echo "$$tool: not here"; done
	! command -v actionlint >/dev/null || actionlint
	! command -v zizmor >/dev/null || zizmor --offline --persona pedantic .github
	! command -v check-jsonschema >/dev/null || { \
	  check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml && \
	  check-jsonschema --builtin-schema vendor.github-issue-forms .github/ISSUE_TEMPLATE/*-*.yml && \
	  check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml; }

test: browser                ## everything that must hold
	$(MAKE) --jobs 2 built made-site lint
	$(BIN)/pytest -n 2 --dist worksteal

built: site                  # the real edition three times: hosted, from disk, by the other builder
	$(MAKE) offline
	$(MAKE) zensical

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
	git clean -fdX docs site site-zensical dist
