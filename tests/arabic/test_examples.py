"""The examples in the docstrings of `newsdesk.arabic` hold."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

import newsdesk.arabic

MODULES = [module.name for module in pkgutil.iter_modules(newsdesk.arabic.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of(name: str) -> None:
    module = importlib.import_module(f"newsdesk.arabic.{name}")
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0
