# Every command a developer or the CI runs; `make` lists them. Each installs what it lacks first (scripts/setup).
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup build generate check mutate fuzz simulate test chaos tsan examples ci demo bench format refresh clean

# One build for everything, so that check, test and generate compile nothing twice.
BUILD := swift build --build-tests
# A few at a time: tests that wait for a program block one of the few threads that all tests share, and with hundreds begun
# at once a test's own background task would not get its turn for minutes.
TEST := SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH=8 swift test --skip-build --disable-xctest
# Not generated/: its form is the generator's, and `make generate` would undo a formatter's.
SWIFT_FILES := $(wildcard Package.swift Sources specs Tests Benchmarks \
    $(addprefix Examples/*/,Package.swift Sources specs Tests))
DIAGNOSTICS := $(if $(GITHUB_ACTIONS),github,text)

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install everything that any target needs
	@scripts/setup && scripts/judge versions && echo 'setup: everything is there'

build: ## Compile everything, tests included
	@scripts/setup build
	$(BUILD)

generate: ## Write generated/ from specs/; builds the specs program only
	@scripts/setup generate
	swift run specs generate

check: ## Formatting, warnings, and whether generated/ is current and valid
	@scripts/setup build check
	swift format lint --strict --parallel --recursive $(SWIFT_FILES)
	$(BUILD)
	swift run --skip-build specs check --format $(DIAGNOSTICS)
	scripts/check-judges generated
	scripts/check-judges demo
	scripts/prove generated
	scripts/validate-dashboards
	scripts/check-deploy

mutate: ## Break the generated rules in one place at a time; each has to fail a proof
	@scripts/setup check
	scripts/mutate

fuzz: ## Specs of hostile texts, each refused with a place or read back as it was meant: SEEDS=10000 FIRST=1
	@scripts/setup build test check
	$(BUILD)
	FUZZ_SEEDS=$(or $(SEEDS),10000) FUZZ_FIRST=$(or $(FIRST),1) $(TEST) --filter '^PlumblineGeneratorTests\.FuzzTests'

test: ## Fast tests, then those with PostgreSQL and DuckDB, then the whole stack end to end, its page, and faults
	@scripts/setup build test
	$(BUILD)
	$(TEST) --skip '^FeatureStoreTests\.'
	$(TEST) --filter '^FeatureStoreTests\.'
	scripts/check-routing
	scripts/demo --slow --check --generation $$(scripts/judge generations)
	scripts/check-interface
	swift build --product simulated-specs
	scripts/simulate --count 100 --seed 1
	scripts/chaos

simulate: ## Objectives against made-up events whose truth is known: COUNT=5000 SEED=1
	@scripts/setup check
	swift build --product simulated-specs
	scripts/simulate --count $(or $(COUNT),5000) --seed $(or $(SEED),1) --table .build/simulation.md

chaos: ## Faults on real servers, drawn at random: ROUNDS=200 SEED=1
	@scripts/setup build test
	swift build --product feature-store
	scripts/chaos --rounds $(or $(ROUNDS),20)

# What threads share: the runtime's recording, and of the store its queues, pool, cache, journal and fallback.
CONCURRENT := ^PlumblineRuntimeTests\.Concurrency|^FeatureStoreTests\.(Insert|ConnectionPool|Pipeline|Cancellation|Fault|Failover|Journal|JournalReplay|JournalDurability|ReadCache|Health|RateLimiter)Tests

tsan: ## The concurrent parts of the runtime and of the store under ThreadSanitizer
	@scripts/setup build test
	$(TEST:--skip-build=) --sanitize=thread --scratch-path .build/tsan --filter '$(CONCURRENT)'

examples: ## Build and test each package in Examples/, and check its generated files
	@scripts/setup build check
	scripts/examples check $(DIAGNOSTICS)

ci: ## What the CI runs: check, test and examples, with the time each takes
	.ci/run

demo: ## Run the stack with a load and show the alerts (DEMO_SECONDS=60, DEMO_SLOW=1)
	@scripts/setup build demo
	swift build --product feature-store
	@scripts/demo

bench: ## Run the benchmarks
	@scripts/setup build bench
	Benchmarks/run

format: ## Format all Swift files in place
	swift format --in-place --parallel --recursive $(SWIFT_FILES)

refresh: generate ## Write all generated files again, those of the examples too
	scripts/examples generate

clean: ## Remove what was built and fetched
	rm -rf .build .tools Examples/*/.build Benchmarks/.build Benchmarks/*/.build
