# Two commands matter: `make run` and `make test`. Both install what they need.
PYTHON ?= python3
.DEFAULT_GOAL := help
.PHONY: help run test check proof bench demo documents messages screenshots

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

documents:  ## write the pages of docs/ that are printed from the code
	@.venv/bin/python manage.py shell --no-imports -c "from config.documents import write; write()"

messages:  ## gather every sentence people read and bring the translations up to date
	@.venv/bin/python -m launch.messages

screenshots:  ## take the pictures of docs/images from a Motcua that runs (BASE=http://localhost:8000)
	@.venv/bin/python -m launch.screenshots $(BASE)
