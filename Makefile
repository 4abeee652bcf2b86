# One door for everything: `make help` lists what there is.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

MINUTES ?= 6

.PHONY: help demo test test-all nightly lint format messages schema docs bench bench-peers bench-scans bench-large fuzz \
  samples clean

help:
	@echo "make demo      the main job on the plans and data of this repository"
	@echo "make test      the tests that need nothing but Python"
	@echo "make test-all  those, and the tests with node, a browser, LibreOffice, PostgreSQL, and Spark on Java"
	@echo "make nightly   thousands of made-up plans and tables, on every engine and by hand-written arithmetic (hours)"
	@echo "make bench-scans  a million rows scanned, beside SQL and pandas by hand (minutes)"
	@echo "make bench-large  up to a hundred million rows (an hour, 3 GB of disk)"
	@echo "make lint      ruff, mypy, the plans, and whether generated files are current"
	@echo "make messages  update the Chinese catalogue after a message was added or changed"
	@echo "make schema    write the JSON Schema of the plan file"
	@echo "make bench     how long a start takes, and the check of many plans (minutes)"
	@echo "make samples   write the sample pages and their pictures (needs a browser)"
	@echo "make bench-peers  the small job against other tools, each in an environment of its own (minutes, 1.7 GB)"
	@echo "make docs      write the pages of diagnostics, docs/diagnostics.md and its Chinese twin"
	@echo "make fuzz MINUTES=n  feed made-up inputs to the readers for n minutes (Python 3.11 to 3.13)"

$(READY): pyproject.toml requirements/run.txt requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "planckeck needs Python 3.11 or newer; give one with: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
	  || { echo "the module venv is missing; on Debian and Ubuntu: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY)
	@PATH="$(abspath $(BIN)):$$PATH" sh tools/demo.sh

test: $(READY)
	$(BIN)/python -m pytest -n auto -m "not heavy"

$(VENV)/.spark: $(READY) requirements/spark.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements/spark.txt
	@touch $@

test-all: $(VENV)/.spark
	@sh tools/heavy.sh
	$(BIN)/python -m pytest -n auto --ignore tests/spark
	$(BIN)/python -m pytest -n 0 tests/spark # takes every processor by itself

nightly: $(VENV)/.spark
	PLANCKECK_EXAMPLES=1000 PLANCKECK_CASES=10000 $(BIN)/python -m pytest -n auto tests/large tests/equality
	PLANCKECK_SPARK=all $(BIN)/python -m pytest -n 0 tests/spark

bench-scans: $(READY)
	$(BIN)/python -m benchmarks.scans .benchmarks --rows 1000000

bench-large: $(READY)
	$(BIN)/python -m benchmarks.scans .benchmarks --rows 1000000,10000000
	$(BIN)/python -m benchmarks.scans .benchmarks --rows 1000000,10000000,100000000 --kinds parquet --no-pandas --no-results

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/messages.py --check
	$(BIN)/python tools/diagnostics.py --check
	$(BIN)/planckeck validate plans --quiet

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(READY)
	$(BIN)/python tools/messages.py

schema: $(READY)
	$(BIN)/planckeck schema --output schema/plan.schema.json

docs: $(READY)
	$(BIN)/python tools/diagnostics.py

bench: $(READY)
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.plans

bench-peers: $(READY)
	$(BIN)/python -m benchmarks.small

$(VENV)/.fuzz: $(READY) requirements/fuzz.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements/fuzz.txt
	@touch $@

fuzz: $(VENV)/.fuzz
	$(BIN)/python tools/fuzz.py --minutes $(MINUTES)

samples: $(READY)
	@sh tools/heavy.sh
	$(BIN)/python tools/pictures.py

clean:
	rm -rf $(VENV) node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
