# The only interface. `make help` lists it.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8080
SETUP = $(PYTHON) tools/setup_environment.py

.PHONY: help start test check bench new-addon production clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

start: ## Set up, then serve the hub and three communes on localhost:8080 (PORT=9000 moves it)
	@$(SETUP) start
	@exec bin/communes serve --demo --port $(PORT)

test: ## Set up and run every test
	@$(SETUP) test
	@exec .venv/bin/pytest -n 2 --dist loadgroup --no-loadscope-reorder $(ARGS)

check: ## Style, catalogues and the contract tests that need no site
	@$(SETUP) test
	@exec .venv/bin/python tools/check.py

bench: ## The measured claims (see benchmarks/README.md)
	@$(SETUP) test
	@exec .venv/bin/python -m benchmarks $(ARGS)

new-addon: ## Write a new add-on: make new-addon NAME=communesplone.example
	@$(SETUP) test
	@exec .venv/bin/python tools/new_addon.py "$(NAME)"

production: ## Bring the production profile up on this machine, on loopback
	@$(SETUP) start
	@exec .venv/bin/python tools/production.py

clean: ## Remove what set-up made; the databases in var/ stay
	rm -rf .venv .cache bin parts .installed.cfg
