# make run    builds a release binary, scans the demo mailbox, opens cases, shows the queue
# make test   installs what tests need and runs them all
# make soak   the same tests with every case of the heavy ones
# make bench  the benchmarks, beside Hyperscan, and a small load on the service
# make load   the load on the service in full: a hundred thousand cases
# make fuzz-api  calls everything in the OpenAPI document with made-up values
# make lint   the formatter's strict check

SHELL := /bin/bash
INWARD_CORPORA ?= $(abspath $(firstword $(wildcard ../shared/corpora)))
# Tests ask whether it is set: where there is nothing to name, it must not be there at all.
ifeq ($(INWARD_CORPORA),)
unexport INWARD_CORPORA
else
export INWARD_CORPORA
endif

BUILD := swift build -c release
TEST_FLAGS := -c release -Xswiftc -enable-testing --scratch-path .build-tests
PACKAGES := libpcre2-dev zlib1g-dev libsqlite3-dev pkg-config
TEST_PACKAGES := gcc libc6-dev sqlite3 python3 python3-gi gir1.2-gmime-3.0 miltertest postfix swaks
FUZZ_PACKAGES := python3 python3-venv curl
BENCH_PACKAGES := libhyperscan-dev
RUN := .demo

.PHONY: run test soak bench load fuzz-api lint deps test-deps bench-deps clean

deps:
	@scripts/install-packages $(PACKAGES)

test-deps:
	@scripts/install-packages $(PACKAGES) $(TEST_PACKAGES)

bench-deps:
	@scripts/install-packages $(PACKAGES) $(BENCH_PACKAGES)

run: deps
	$(BUILD) --product inward
	@mkdir -p $(RUN)
	@.build/release/inward scan corpora/demo/inbox.mbox corpora/demo/forms.jsonl --queue --store $(RUN)/store \
	  --patterns patterns --format text --prevalence 0.3 || test $$? -eq 1
	@echo
	@echo "The reviewers' queue (kept in $(RUN)/store):"
	@.build/release/inward queue list --store $(RUN)/store

test: test-deps
	scripts/with-scratch swift build $(TEST_FLAGS) --build-tests
	scripts/with-scratch swift test $(TEST_FLAGS) --skip-build --no-parallel

soak: test-deps
	scripts/with-scratch swift build $(TEST_FLAGS) --build-tests
	INWARD_FULL=1 INWARD_KILLS=50 scripts/with-scratch swift test $(TEST_FLAGS) --skip-build --no-parallel
	$(MAKE) load fuzz-api

bench: bench-deps
	$(BUILD) --product inward
	$(BUILD) --product ServiceLoad
	Benchmarks/run
	Benchmarks/service 2000 5

load: deps
	$(BUILD) --product inward
	$(BUILD) --product ServiceLoad
	Benchmarks/service 100000 30

fuzz-api: deps
	@scripts/install-packages $(FUZZ_PACKAGES)
	$(BUILD) --product inward
	scripts/fuzz-api .build/release/inward

lint:
	swift format lint --strict -r Package.swift Sources Tests Benchmarks

clean:
	rm -rf .build .build-tests $(RUN)
