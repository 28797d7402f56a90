"""What searches must keep on the corpus, some by a part of it; `python -m tests.store.quality` prints all figures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

from . import quality

PART = 4  # one query of so many


@pytest.fixture(scope="module")
def filled(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reads]:
    paths = Paths.of_profile(str(tmp_path_factory.mktemp("corpus")))
    paths.make()
    writes = Writes(paths, lambda: quality.NOW)
    writes.open()
    quality.fill(writes, corpus)
    reads = Reads(paths)
    yield reads
    reads.close()
    writes.close()


def test_respelt_words_find_their_article(filled: Reads, corpus: Path) -> None:
    share, missed = quality.found_share(filled, corpus, "orthography", PART)
    assert share >= 0.998, missed


def test_words_with_article_and_particles_find_their_article(filled: Reads, corpus: Path) -> None:
    share, missed = quality.found_share(filled, corpus, "stem", PART)
    assert share >= 0.9, missed


def test_questions_find_their_passage(filled: Reads, corpus: Path) -> None:
    share, missed = quality.recall(filled, corpus)
    assert share >= 0.95, missed
