# The two commands are `make demo` and `make test`; bootstrap.py does the work and says more.
#   make setup            everything that coachkit needs to run, into .venv
#   make demo             set up, make the demo workspace, serve it (ONCE=1: all but the serving)
#   make test             set up with a browser, run every test (ARGS="-k rota": some)
#   make check            style, types, collection of tests, floors, translations, notebooks
#   make bench            measure the ratios of docs/performance.md (ONLY=plan: one)
#   make pictures         take the pictures of the README
#   make engine           remake what draws the widgets of our pages (needs Node; see docs/decisions/0093)
#   make lock             remake the lock and environment.yml (ARGS=--upgrade: newer versions)

PYTHON ?= python3

.PHONY: demo setup test check bench pictures engine lock

demo:
	@$(PYTHON) bootstrap.py demo $(if $(filter-out 0,$(ONCE)),--once) $(ARGS)

setup check pictures:
	@$(PYTHON) bootstrap.py $@

test lock:
	@$(PYTHON) bootstrap.py $@ $(ARGS)

bench:
	@$(PYTHON) bootstrap.py bench $(ONLY)

engine:
	@mkdir -p .cache/engine
	@cp -R templates/voila/engine/. .cache/engine/
	@cd .cache/engine && npm ci --ignore-scripts --no-audit --no-fund
	@node .cache/engine/build.mjs templates/voila/coachkit/engine
