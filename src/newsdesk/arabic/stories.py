"""Tells which headlines are of one story, whoever printed them; knows no source, no store and no clock."""

from __future__ import annotations

import re
from collections import Counter, defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsdesk.arabic.breaking import labelled
from newsdesk.arabic.fold import fold
from newsdesk.arabic.stem import stem

LASTS = timedelta(hours=36)  # after which the same words are another story
LEAST = 2  # words that two headlines must share, when they have as many
SHARE = 0.5  # of the words of the shorter one
MOST = 1000  # stories that are remembered
LOOKED_AT = 40  # stories that one word leads to: the cost of a headline does not grow with the day's news
WORDS = 24  # of a headline
# Words that every headline may have.
_SMALL = frozenset(
    (
        *("في", "من", "على", "الى", "عن", "مع", "ان", "انه", "هذا", "هذه", "ذلك", "التي", "الذي", "بعد"),
        *("قبل", "بين", "عند", "كل", "غير", "حتى", "او", "ثم", "لا", "ما", "لم", "لن", "قد", "تم"),
        *("خلال", "ضد", "نحو", "بشان", "حول", "منذ", "اثر", "امام", "تحت", "فوق", "دون", "اليوم", "امس", "عاجل"),
    )
)
_NUMBER = re.compile(r"\d+")


@dataclass(slots=True)
class _Story:
    words: frozenset[str]
    numbers: frozenset[str]
    at: datetime


class Stories:
    """What has been told, by its words. `variants`: the spellings of names (see `names.variants`).

    >>> from datetime import UTC
    >>> at, told = datetime(2026, 11, 25, tzinfo=UTC), Stories({})
    >>> told.take("عاجل | إغلاق الميناء القديم أمام السفن", at)
    True
    >>> told.take("#عاجل: اغلاق ميناء المدينة القديم", at)
    False
    >>> told.take("عاجل: 9 جرحى في حريق الميناء", at), told.take("عاجل: 12 جريحا في حريق الميناء", at)
    (True, True)
    """

    def __init__(self, variants: Mapping[str, frozenset[str]]) -> None:
        self._variants = variants
        self._stories: deque[_Story] = deque()
        self._first = 0  # the number of the oldest story that is remembered
        self._by_word: defaultdict[str, deque[int]] = defaultdict(lambda: deque(maxlen=LOOKED_AT))
        self.compared = 0  # how many pairs of headlines were looked at, ever

    def take(self, headline: str, at: datetime) -> bool:
        """Whether this begins a story; one that is known takes the headline in. `at` must not go back by much."""
        self._forget(at)
        words, numbers = self._content(headline)
        if not words:
            return True
        if self._known(words, numbers, at):
            return False
        self._stories.append(_Story(words, numbers, at))
        for word in words:
            self._by_word[word].append(self._first + len(self._stories) - 1)
        return True

    def _known(self, words: frozenset[str], numbers: frozenset[str], at: datetime) -> bool:
        shared: Counter[int] = Counter()
        for word in words:
            shared.update(number for number in self._by_word.get(word, ()) if number >= self._first)
        for number, count in shared.items():
            story = self._stories[number - self._first]
            self.compared += 1
            least = min(len(words), len(story.words))
            are_clearly_different = bool(numbers and story.numbers and not numbers & story.numbers)
            if count >= max(min(LEAST, least), SHARE * least) and not are_clearly_different and at - story.at <= LASTS:
                return True
        return False

    def _content(self, headline: str) -> tuple[frozenset[str], frozenset[str]]:
        """The stems of the words that say something, names in one spelling; and the numbers."""
        folded = fold(labelled(headline).title)
        numbers = frozenset(_NUMBER.findall(folded))
        words = [word for word in folded.split()[:WORDS] if word not in _SMALL and not word.isdigit() and len(word) > 1]
        return frozenset(stem(min(self._variants.get(word, (word,)))) for word in words), numbers

    def _forget(self, now: datetime) -> None:
        while self._stories and (len(self._stories) >= MOST or now - self._stories[0].at > LASTS):
            for word in self._stories.popleft().words:
                held = self._by_word[word]
                while held and held[0] <= self._first:
                    held.popleft()
                if not held:
                    del self._by_word[word]
            self._first += 1
