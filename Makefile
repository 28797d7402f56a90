.PHONY: run test lock pictures catalogues icons licences wheel wheel-check deb deb-check deb-twice frozen frozen-check appimage

run:
	python3 packaging/from_checkout.py window

test:
	python3 packaging/from_checkout.py tests

# The lock files: hashes, no addresses. Needs uv.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml -o packaging/requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate pyproject.toml --group dev -c packaging/requirements.lock -o packaging/requirements-dev.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --group build -o packaging/requirements-build.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate --group frozen -o packaging/requirements-frozen.lock

catalogues:
	.venv/bin/python packaging/catalogues.py

pictures:
	.venv/bin/python packaging/pictures.py build/pictures

licences:
	.venv/bin/python packaging/licences.py

icons:
	.venv/bin/python packaging/icons.py

# The wheel and the source distribution, into dist/.
wheel:
	python3 packaging/wheels.py

# Two builds give the same bytes; what is built works when it is installed on its own.
wheel-check:
	python3 packaging/wheels.py --check
	python3 packaging/wheels.py --try

# The Debian package, into dist/; on the Debian it is for.
deb:
	python3 packaging/debian/build.py

# Builds it twice and compares the bytes.
deb-twice:
	python3 packaging/debian/build.py --twice

# Installs, uses, upgrades and removes it in an empty Debian; as root, with debootstrap.
deb-check:
	python3 packaging/debian/check.py

# newsdesk with its own Python, into dist/: a tar.gz on Linux, an installer on Windows, a disk image on macOS.
frozen:
	python3 packaging/frozen/build.py

# Unpacks and uses the Linux one in an empty Debian without Python; as root, with debootstrap.
frozen-check:
	python3 packaging/frozen/check.py

# The AppDir of an AppImage, and the image itself where appimagetool is.
appimage:
	python3 packaging/appimage/build.py
