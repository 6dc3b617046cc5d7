# Liaison's commands. `make help` lists them.

PY := .venv/bin/python
# Liaison starts processes of its own, for files and in tests: without compiled modules each would compile them anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help run test bench soak lint assets requirements clean environment dev-environment

help: ## Say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: environment ## Set up what is missing and serve on http://127.0.0.1:5000/ (PORT changes it)
	@exec $(PY) -m app.launch

# One worker more than the two processors that there may be: much of the time a browser is waited for.
test: dev-environment ## Run every test, on SQLite, PostgreSQL and Chromium
	@$(PY) -m app.launch.assets
	@$(PY) -m pytest -n 3 --dist worksteal

bench: dev-environment ## Measure the server with a million contacts (BENCH_CONTACTS, BENCH_DATABASES)
	@$(PY) -m app.launch.assets
	@$(PY) -m tests.bench

soak: dev-environment ## Run the long fault tests (SOAK_SECONDS, SOAK_KILLS, SOAK_CONTACTS)
	@$(PY) -m app.launch.assets
	@$(PY) -m pytest -m soak --timeout 7200

lint: dev-environment ## Check style, types, layers and templates
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-logo
	@$(PY) -m djlint templates --lint --quiet

assets: environment ## Compile the style sheet, scripts and fonts into static/built
	@$(PY) -m app.launch.assets

requirements: ## Pin the Python packages again after a change of a requirements*.in (needs uv)
	@for name in requirements requirements-dev requirements-node; do \
		uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
			--no-emit-index-url $$name.in --output-file $$name.txt || exit 1; \
	done

clean: ## Remove what can be made again; the record in instance/ stays
	@rm -rf .venv node_modules static/built .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

environment:
	@sh app/launch/environment.sh requirements.txt runtime

dev-environment:
	@sh app/launch/environment.sh requirements-dev.txt dev
