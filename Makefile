.PHONY: run test lock pictures catalogues

run:
	python3 packaging/from_checkout.py window

test:
	python3 packaging/from_checkout.py tests

# The lock files: hashes, no addresses. Needs uv.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml -o packaging/requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml --group dev -c packaging/requirements.lock -o packaging/requirements-dev.lock

catalogues:
	.venv/bin/python packaging/catalogues.py

pictures:
	.venv/bin/python packaging/pictures.py build/pictures
