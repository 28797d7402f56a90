"""The store against its model: the same 5,000 steps in every run. `python -m tests.store.model` takes 100,000."""

from __future__ import annotations

from . import model


def test_the_store_agrees_with_its_model_after_each_of_5000_steps() -> None:
    model.run(5_000, None)
    assert sum(model.taken.values()) >= 5_000
