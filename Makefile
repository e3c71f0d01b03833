# Beleidswijzer. `make` alone lists what there is. Every target makes the environment it needs, once.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo "$$p"; break; }; done)
VENV := .venv
PY := $(VENV)/bin/python
ENVIRONMENT := $(VENV)/.made

# The same variables as corpus/settings.py reads; `make run CORPUS_DIR=map ARGS='--port 8000'` passes them on.
CORPUS := $(or $(CORPUS_DIR),corpus)
INDEX := $(or $(INDEX_DIR),.index)
STAMP := $(INDEX)/.made
SETTINGS := $(CORPUS) | $(EMBEDDING_MODEL) | $(CHROMA_URL)

# pip would compile all 23,000 files, for a minute and 500 MB; instead Python compiles those that are imported, at once
# (the big ones when the environment is made), also where a container's settings say that it should not keep them.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help run test check fix ingest evals bench system constraints index

help: ## deze lijst
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 20

run: index ## de webapp op http://127.0.0.1:7860; maakt eerst de omgeving en de index
	@$(PY) app.py $(ARGS)

ingest: $(ENVIRONMENT) ## de documenten inlezen in de index
	@$(PY) -m ingest $(ARGS)

test: check ## alles wat 'check' doet en daarna alle tests
	@$(PY) -m pytest -q -rs --durations=5
	@command -v chromium >/dev/null && command -v tesseract >/dev/null || \
		echo "Overgeslagen wat chromium en tesseract nodig heeft; 'make system' installeert ze (Debian, als root)."

check: $(ENVIRONMENT) ## opmaak, lint en typen
	@$(PY) -m ruff format --check --quiet . || { echo "Opmaak wijkt af; 'make fix' herstelt dat."; exit 1; }
	@$(PY) -m ruff check --quiet .
	@$(PY) -m mypy --strict

fix: $(ENVIRONMENT) ## opmaak en lint herstellen
	@$(PY) -m ruff check --fix --quiet . ; $(PY) -m ruff format --quiet .

evals: index ## meten hoe goed de antwoorden zijn
	@$(PY) -m evals all

bench: index ## meten hoe snel het is
	@$(PY) -m evals.speed

system: ## chromium, tesseract en lettertypen (Debian, als root): voor browsertests en gescande documenten
	@command -v apt-get >/dev/null || { echo "Geen apt-get: installeer chromium en tesseract (met Nederlands) zelf."; exit 1; }
	@sudo=; [ "$$(id -u)" = 0 ] || sudo=sudo; venv=; python3 -c 'import ensurepip' 2>/dev/null || venv=python3-venv; \
	$$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq --no-install-recommends \
		chromium tesseract-ocr tesseract-ocr-nld fonts-dejavu-core fonts-liberation $$venv

constraints: $(ENVIRONMENT) ## constraints.txt opnieuw schrijven uit .venv: namen en versies, anders niets
	@$(PY) -m pip freeze --exclude-editable | sed -nE 's/^([A-Za-z0-9._-]+==[^+ ]+).*/\1/p' | LC_ALL=C sort -f > constraints.txt

$(ENVIRONMENT): pyproject.toml constraints.txt
	@[ -n "$(PYTHON)" ] && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Python 3.11 of nieuwer is nodig; gevonden: $$(python3 --version 2>&1). Installeer het of geef PYTHON=/pad/naar/python3.11."; exit 1; }
	@echo "Omgeving maken in $(VENV) (eenmalig; haalt pakketten op, een tot vijf minuten) ..."
	@$(PYTHON) -m venv $(VENV) || { echo "Maken van $(VENV) mislukt; op Debian: apt-get install python3-venv."; exit 1; }
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-compile -c constraints.txt -e '.[dev,evals]'
	@$(PY) -c 'import chromadb, gradio, pdfplumber, sentence_transformers'
	@touch $@

# `run` does not start an ingest to learn that nothing changed: that loads torch, which the app must load again, and
# twice is more than the 20 seconds in which the page must be there. Instead a stamp in the index says with which
# settings it was made, and `find` whether a document or the code that reads them is newer. It looks at the time of
# change (-cnewer), which a file with an old date that is copied in cannot hide, and at folders, for a file that is gone
# (not at those in which Python keeps its __pycache__). Files that could not be read (exit 1) do not stop the app; the
# ingest has named them.
index: $(ENVIRONMENT)
	@mkdir -p '$(INDEX)'; \
	if [ "$$(cat '$(STAMP)' 2>/dev/null)" != '$(SETTINGS)' ] \
		|| { [ -z '$(CHROMA_URL)' ] && [ ! -e '$(INDEX)/CURRENT' ]; } \
		|| [ -n "$$(find '$(CORPUS)' corpus ingest -name __pycache__ -prune -o -cnewer '$(STAMP)' \
			\( -type f -o -type d ! -exec test -e '{}/__pycache__' \; \) -print 2>&1 | head -n 1)" ]; \
	then \
		echo '$(SETTINGS)' > '$(STAMP).new'; \
		$(PY) -m ingest; code=$$?; [ $$code -le 1 ] || exit $$code; \
		mv '$(STAMP).new' '$(STAMP)'; \
	fi
