"""Fixtures that every folder of tests shares."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from tests.press_fixtures import press  # noqa: F401  the fixture of every folder

# A busy machine makes no test fail, and what a run finds the next one finds as well.
settings.register_profile("tests", deadline=None, derandomize=True)
settings.load_profile("tests")

# Nothing in a test may leave this machine: whatever is not loopback meets a closed port.
for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
    os.environ[name] = "http://127.0.0.1:9"
for name in ("no_proxy", "NO_PROXY"):
    os.environ[name] = "127.0.0.1,localhost,::1"


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The shared corpus of real feeds and pages; tests that need it are skipped where it is absent."""
    named = os.environ.get("NEWSDESK_CORPUS")
    folder = Path(named) if named else Path(__file__).parents[2] / "shared" / "corpus"
    if not (folder / "README.md").is_file():
        pytest.skip(f"the corpus is not at {folder}; set NEWSDESK_CORPUS to its folder")
    return folder
