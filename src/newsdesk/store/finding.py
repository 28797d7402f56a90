"""What may be asked of the stores by words; what answers is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from newsdesk.domain.found import Found, SearchOrder

if TYPE_CHECKING:
    from newsdesk.arabic.highlight import Sought
    from newsdesk.domain.article import ArticleId, Headline
    from newsdesk.domain.faults import Fault
    from newsdesk.domain.found import FoundPage, Place, Suggestion
    from newsdesk.domain.searches import SavedSearch, SearchState
    from newsdesk.settings.paths import Paths
    from newsdesk.store.answers import Answers
    from newsdesk.store.connection import ReadConnection
    from newsdesk.store.shelved import Shelved
    from newsdesk.store.spellings import Spellings


class Finding:
    """Lives on the one thread that uses it."""

    def __init__(self, paths: Paths, reads: ReadConnection) -> None:
        self._paths = paths
        self._reads = reads
        self._spellings: Spellings | None = None
        self._answers: Answers | None = None
        self._shelved: Shelved | None = None

    def search(self, query: str, limit: int = 50) -> tuple[Headline, ...]:
        """Headlines of what holds all that the query asks for (arabic.question), newest first."""
        return self._answering().headlines(query, limit)

    def find(self, query: str, limit: int = 50, order: SearchOrder = SearchOrder.RELEVANCE) -> tuple[Found, ...]:
        """The same with snippets, places of the words and scores, in the order asked.

        Where fewer than ten hold all words, those with most of them follow.
        """
        return self._answering().page(query, limit, order).found

    def find_page(self, query: str, limit: int, order: SearchOrder, after: Place | None = None) -> FoundPage:
        """The same page by page, of 200 at least; each costs what the first does."""
        return self._answering().page(query, limit, order, after)

    def sought(self, query: str) -> Sought:
        """What is highlighted in the articles that `search` finds."""
        return self._answering().sought(query)

    def name_faults(self) -> tuple[Fault, ...]:
        """What is wrong in the reader's own table of names: NAME_LINE each."""
        return self._known_names().faults()

    def excerpts(self, query: str, articles: Sequence[ArticleId]) -> tuple[Found, ...]:
        """Pieces of these articles with the words of a question, whether they answer it or not."""
        return self._answering().excerpts(query, articles)

    def suggestions(self, query: str) -> tuple[Suggestion, ...]:
        """Other questions that find something, for one that finds nothing."""
        return self._answering().suggestions(query)

    def is_index_whole(self) -> bool:
        """Whether searches see all articles; not while the index is being made anew."""
        from newsdesk.store.index import VERSION

        return self._reads.value("SELECT value FROM main.meta WHERE key = 'index_version'") in (None, VERSION)

    def _answering(self) -> Answers:
        from newsdesk.store.answers import Answers

        if self._answers is None:
            self._answers = Answers(self._reads, self._known_names())
        return self._answers

    @property
    def shelved(self) -> Shelved:
        """What saved searches hold."""
        from newsdesk.store.shelved import Shelved

        if self._shelved is None:
            self._shelved = Shelved(self._reads, self._known_names())
        return self._shelved

    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches in the reader's order."""
        return self.shelved.every()

    def search_states(self) -> tuple[SearchState, ...]:
        """The same with how many of their articles are unread."""
        return self.shelved.states()

    def followed_among(self, ids: Collection[ArticleId]) -> set[ArticleId]:
        """Which of these articles a followed search finds, however old they are."""
        return self.shelved.followed_among(ids)

    def _known_names(self) -> Spellings:
        from newsdesk.store.spellings import Spellings

        if self._spellings is None:
            self._spellings = Spellings(self._paths)
        return self._spellings
