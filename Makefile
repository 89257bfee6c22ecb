# Two commands matter: `make refresh` and `make test`. Each makes the environment it needs first.

PYTHON ?= python3.11
VENV   ?= .venv
PERIOD ?=
RULE   ?=
KNOWN  ?=

BIN    := $(VENV)/bin
PY     := $(BIN)/python
export DUBAN_PERIOD  := $(PERIOD)
export DUBAN_RULE    := $(RULE)
export DUBAN_KNOWN   := $(KNOWN)
export DAGSTER_HOME  ?= $(CURDIR)/.dagster
export DAGSTER_DISABLE_TELEMETRY := 1
export DBT_SEND_ANONYMOUS_USAGE_STATS := false
export GX_ANALYTICS_ENABLED := false
export PYTHONUTF8 := 1

# A stamp carries its lock's checksum in its name: a changed lock is a missing stamp. The dev lock holds the runtime one.
stamp = $(VENV)/.$(1)-$(shell cat requirements/$(1).txt | cksum | cut -d' ' -f1)
RUNTIME := $(call stamp,runtime)
DEV     := $(call stamp,dev)
OCR     := $(call stamp,ocr)
POSTGRES := $(call stamp,postgres)
CLUSTER := $(call stamp,cluster)
SPARK := $(call stamp,spark)
install = $(BIN)/uv pip install --quiet --python $(PY) --require-hashes --compile-bytecode -r requirements/$(1).txt

.PHONY: help refresh verify backup restore watch ui test lint inspect board returns ocr postgres sink superset lock figures questions metrics benchmark mutants words written cluster spark clean

help:
	@echo 'make refresh [PERIOD=2023-Q3] [RULE=linear_year]   read raw/, judge, check and publish to data/published/'
	@echo 'make verify [RELEASE=2023-Q3]                      whether a published release is what was published, to the byte'
	@echo 'make backup [TO=folder], make restore FROM=file    what cannot be made anew, in one file'
	@echo 'make watch                                         look for new documents where raw/<jurisdiction>/watch.yml says'
	@echo 'make ui                                            the Dagster UI on http://localhost:3000'
	@echo 'make inspect FILE=raw/...                          what the reader and the layout see of one file'
	@echo 'make board [RULE=linear_year]                      the ranked boards of the published release, under any rule'
	@echo 'make returns [PERIOD=2023-Q4]                      forms for each lead unit to fill in and send back'
	@echo 'make superset [SUPERSET=bin/superset]              the semantic layer as a bundle for Superset'
	@echo 'make words, make mutants                           words nothing bears out; faults that the tests must find'
	@echo 'make written                                       what the tests hold to have been read, written down anew'
	@echo 'make test, make lint, make benchmark, make ocr     tests; style and types; the figures; the OCR extra'

refresh: $(RUNTIME)
	@$(PY) -m pipeline.refresh

verify: $(RUNTIME)
	@$(PY) -m pipeline.publish.verify $(RELEASE)

backup: $(RUNTIME)
	@$(PY) -m pipeline.backup write $(TO)

restore: $(RUNTIME)
	@$(PY) -m pipeline.backup restore $(FROM)

watch: $(RUNTIME)
	@$(PY) -m pipeline.watch.look

ui: $(RUNTIME)
	@$(PY) -m pipeline.ui

# The name reaches Python through the environment as it is: nothing in it is expanded by make or the shell.
inspect: export override FILE := $(value FILE)
inspect: $(RUNTIME)
	@$(PY) -m pipeline.inspect_document "$$FILE"

board: $(RUNTIME)
	@$(PY) -m pipeline.publish.board.text $${DUBAN_RULE:+"$$DUBAN_RULE"}

returns: $(RUNTIME)
	@$(PY) -m pipeline.publish.returns

test: $(DEV)
	$(PY) -m pytest -n auto --maxprocesses 4 --dist loadgroup --no-loadscope-reorder $(TESTS)

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --dialect duckdb dbt_project/models dbt_project/tests
	$(BIN)/sqlfluff lint --config dbt_project/.sqlfluff docs/questions
	$(BIN)/dagster definitions validate -w workspace.yaml

# Write what was published into the README, where a test compares the two.
figures: $(RUNTIME)
	@$(PY) -m benchmarks.figures

# Ask every question of docs/questions/ and write the answers into docs/questions.md, where a test compares.
questions: $(RUNTIME)
	@$(PY) -m benchmarks.questions

# The semantic layer through MetricFlow: make metrics METRICS=attainment,behind BY=progress__unit_name
METRICS ?= attainment,judged,behind
BY      ?= progress__unit_name
metrics: $(DEV)
	@$(PY) -m benchmarks.metrics '$(METRICS)' '$(BY)'

benchmark: $(RUNTIME)
	$(PY) -m benchmarks.refresh

# Which random changes of code, vocabularies and SQL no test notices, by room: make mutants COUNT=60 SEED=1
COUNT ?= 60
SEED  ?= 1
mutants: $(DEV)
	@$(PY) -m benchmarks.mutants --count $(COUNT) --seed $(SEED)

# Words of the vocabularies that no document holds or no example needs: make words FOLDERS=documents/
FOLDERS ?=
words: $(DEV)
	@$(PY) -m benchmarks.unused_words $(FOLDERS)

# What the tests hold to have been read (*.read), written down anew: each line that changes is either mended or meant.
written: $(DEV)
	@$(PY) -m tests.layouts.test_every_record
	@$(PY) -m tests.layouts.test_every_text
	@$(PY) -m tests.cities.test_every_record
	@$(PY) -m tests.readers.test_page_models
	@$(PY) -m tests.match.test_every_match
	@$(PY) -m tests.match.test_every_pair
	@$(PY) -m tests.language.test_evidence_in_full
	@$(PY) -m tests.publish.test_looks
	@$(PY) -m tests.dbt_project.test_every_row
	@git diff --stat -- '*.read'

ocr: $(OCR)

# What DUBAN_SCHEDULER=tcp://host:8786 needs, here and on every worker (docs/scale.md).
cluster: $(CLUSTER)

postgres: $(POSTGRES)

# Spark opens the published Parquet and answers five of the documented questions as DuckDB does. Needs Java 17.
spark: $(SPARK)
	@$(PY) -m benchmarks.spark_reads

# Copy the published release into the server that DUBAN_POSTGRES names.
sink: $(POSTGRES)
	@$(PY) -m pipeline.publish.postgres

# The semantic layer as a bundle for Superset; SUPERSET=/path/to/bin/superset imports it there (user admin).
superset: $(RUNTIME)
	@$(PY) -m pipeline.publish.superset
	@test -z '$(SUPERSET)' || '$(SUPERSET)' import-dashboards -p "$${DUBAN_DATA_DIR:-data}/superset.zip" -u admin

# Make the locks anew from pyproject.toml; no index is named in them. The other locks hold the runtime one.
compile = $(BIN)/uv pip compile --quiet --generate-hashes --universal --python-version 3.11 --no-header \
          --no-emit-index-url --no-emit-find-links pyproject.toml
lock: $(BIN)/uv
	$(compile) --extra dev --output-file requirements/dev.txt
	$(compile) --constraint requirements/dev.txt --output-file requirements/runtime.txt
	$(compile) --extra ocr --constraint requirements/dev.txt --output-file requirements/ocr.txt
	$(compile) --extra cluster --constraint requirements/dev.txt --output-file requirements/cluster.txt
	$(compile) --extra spark --constraint requirements/dev.txt --output-file requirements/spark.txt
	$(compile) --extra postgres --constraint requirements/dev.txt --output-file requirements/postgres.txt

$(BIN)/uv: requirements/uv.txt
	@echo 'making $(VENV) ...'
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

$(RUNTIME): | $(BIN)/uv
	@test -e $(DEV) || { echo 'installing the pinned packages and compiling them (about a minute, once) ...'; $(call install,runtime); }
	@touch $@

$(DEV): | $(BIN)/uv
	@echo 'installing the pinned packages with the test tools ...'
	@$(call install,dev)
	@touch $@ $(RUNTIME)

$(POSTGRES): | $(RUNTIME)
	@$(call install,postgres)
	@touch $@

$(CLUSTER): | $(RUNTIME)
	@$(call install,cluster)
	@touch $@

$(SPARK): | $(RUNTIME)
	@$(call install,spark)
	@touch $@

$(OCR): | $(RUNTIME)
	@$(call install,ocr)
	@touch $@

clean:
	rm -rf data .dagster/storage .dagster/history .dagster/schedules dbt_project/target dbt_project/logs
