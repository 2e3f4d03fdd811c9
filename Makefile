# Two commands matter: `make run` and `make test`. Both install what they need.
PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help run test check proof bench demo

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

run:  ## start Motcua on this machine and print its address (PORT, MOTCUA_HOME, DATABASE_URL are honoured)
	@$(PYTHON) -m launch.bootstrap run
	@.venv/bin/python -m launch.supervise

test:  ## install the test tools, then every check and every test
	@$(PYTHON) -m launch.bootstrap test
	@.venv/bin/python -m launch.quality test

check:  ## style, types and floors only (fast)
	@$(PYTHON) -m launch.bootstrap test
	@.venv/bin/python -m launch.quality check

proof:  ## the long runs: many random histories, faults in every place
	@$(PYTHON) -m launch.bootstrap test
	@.venv/bin/python -m launch.quality proof

bench:  ## measure the real road against its references
	@$(PYTHON) -m launch.bootstrap test
	@.venv/bin/python -m bench

demo:  ## load the demonstration again into a Motcua that runs
	@.venv/bin/motcua demo load
	@.venv/bin/motcua demo accounts
