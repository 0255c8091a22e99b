# Two commands matter: `make run` shows the site, `make test` proves it. `make` lists the others.
# Needs only Python 3.11 or newer, git and make. No environment variables.

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 5000
WORKERS ?= 2
PYTEST_WORKERS ?= auto
SCRATCH := build/scratch.sqlite3

.DEFAULT_GOAL := help
.PHONY: help bootstrap run demo-data demo-reset test test-fast bench mutants check format migrate revision clean

help:  ## Show what each target does
	@awk -F ':.*## *' '/^[a-z-]+:.*##/ { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

bootstrap: $(VENV)/.ready  ## Make the virtual environment and install what the site needs

$(BIN)/python:
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo 'The hub needs Python 3.11 or newer as python3. On Debian 12: apt install python3'; exit 1; }
	@python3 -c 'import ensurepip, venv' 2>/dev/null \
	  || { echo 'Python cannot make virtual environments yet. Run this, then try again: apt install python3-venv'; exit 1; }
	@echo '── Making the virtual environment in $(VENV)'
	python3 -m venv $(VENV)
	$(BIN)/python -m pip install --upgrade pip

$(VENV)/.ready: pyproject.toml | $(BIN)/python
	@echo '── Installing what the site needs (a minute or two the first time)'
	$(BIN)/python -m pip install --progress-bar on -e .
	@touch $@

$(VENV)/.ready-dev: pyproject.toml $(VENV)/.ready
	@echo '── Installing what tests and checks need'
	$(BIN)/python -m pip install --progress-bar on --group dev
	@touch $@

$(VENV)/.compiled: $(wildcard hubapp/matching/*.py) | $(VENV)/.ready
	@echo '── Compiling the matcher (about a minute, once)'
	$(BIN)/python -m hubapp.matching.prepare
	@touch $@

demo-data: $(VENV)/.ready
	@echo '── Bringing the database up to date'
	@$(BIN)/hub db upgrade
	@echo '── Loading postcodes (once; about a minute the first time)'
	@$(BIN)/hub import postcodes wheel
	@echo '── Loading the demonstration town'
	@$(BIN)/hub demo load

run: $(VENV)/.ready  ## Show the site with the demonstration town (PORT=5000)
	@$(BIN)/python -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", $(PORT)))' 2>/dev/null \
	  || { echo 'Port $(PORT) is taken by another program. Stop it, or pick another port: make run PORT=5001'; exit 1; }
	@$(MAKE) --no-print-directory --jobs 2 $(VENV)/.compiled demo-data
	@echo
	@echo '  The hub is at  http://127.0.0.1:$(PORT)   (stop it with Ctrl+C)'
	@echo
	@echo '  Try: open the demonstration hub and choose "Build a week". Say postcode ZZ1 1AA, a child born'
	@echo '       about two and a half years ago, and Monday to Wednesday from 8am to 6pm.'
	@echo '       Or sign in at http://127.0.0.1:$(PORT)/sign-in as champion@example.org or provider@example.org.'
	@echo '  Mail that the site would send is written here.'
	@echo
	@SITE_ADDRESS=http://127.0.0.1:$(PORT) $(BIN)/hub worker & worker=$$!; \
	  $(BIN)/gunicorn --bind 127.0.0.1:$(PORT) --workers $(WORKERS) --worker-class gthread --threads 4 \
	  --no-control-socket --log-level warning --preload hubapp.wsgi:app & site=$$!; \
	  trap "kill $$worker $$site 2>/dev/null" EXIT; trap "exit 0" INT TERM; \
	  wait $$site

demo-reset: $(VENV)/.ready  ## Put the demonstration town back as it was
	$(BIN)/hub db upgrade
	$(BIN)/hub demo load --reset

test: $(VENV)/.ready-dev $(VENV)/.compiled  ## Run every test, in the browser too
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) --dist loadgroup

test-fast: $(VENV)/.ready-dev $(VENV)/.compiled  ## Run the tests that need no browser
	$(BIN)/python -m pytest -n $(PYTEST_WORKERS) --dist loadgroup tests/unit tests/integration tests/architecture

$(VENV)/.ready-bench: pyproject.toml $(VENV)/.ready
	@echo '── Installing the solvers the matcher is compared with'
	$(BIN)/python -m pip install --progress-bar on --group bench
	@touch $@

bench: $(VENV)/.ready-bench $(VENV)/.compiled  ## Time the matcher beside other solvers (15 minutes; ARGS=--full: hours)
	$(BIN)/python -m tests.bench.run $(ARGS)

$(VENV)/.ready-mutation: pyproject.toml $(VENV)/.ready-dev
	@echo '── Installing what puts faults into the matcher'
	$(BIN)/python -m pip install --progress-bar on --group mutation
	@touch $@

mutants: $(VENV)/.ready-mutation  ## See which faults in the matcher no test notices (hours; ARGS='funding')
	$(BIN)/python -m tests.mutation.run $(ARGS)
	$(BIN)/python -m tests.mutation.run --report

check: $(VENV)/.ready-dev  ## Format, lint, types, room order, templates, migrations
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/djlint --lint --quiet templates
	@mkdir -p build && rm -f $(SCRATCH)*
	DATABASE_URL=sqlite:///$(CURDIR)/$(SCRATCH) $(BIN)/hub db upgrade
	DATABASE_URL=sqlite:///$(CURDIR)/$(SCRATCH) $(BIN)/hub db check
	DATABASE_URL=sqlite:///$(CURDIR)/$(SCRATCH) $(BIN)/hub db downgrade base
	DATABASE_URL=sqlite:///$(CURDIR)/$(SCRATCH) $(BIN)/hub db upgrade
	@rm -f $(SCRATCH)*

format: $(VENV)/.ready-dev  ## Put the code in its standard form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

migrate: $(VENV)/.ready  ## Bring your database up to date
	$(BIN)/hub db upgrade

revision: $(VENV)/.ready  ## Write a migration from changed tables: make revision ID=0002 NAME="add closures"
	@test -n '$(ID)' -a -n '$(NAME)' || { echo 'Say which: make revision ID=0002 NAME="add closures"'; exit 1; }
	$(BIN)/hub db revision --autogenerate --rev-id $(ID) --message '$(NAME)'

clean:  ## Take away everything made here, but not your database
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
