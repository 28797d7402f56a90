"""Turns a question into what FTS5 is asked (SQLite FTS5, section 3) and what is highlighted; it asks nothing itself.

Raw text is a query language to FTS5: only folded words, letters and digits all, ever stand here, and quoted at that.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from newsdesk.arabic.highlight import Sought
from newsdesk.arabic.question import Group, Question, Term
from newsdesk.arabic.stem import MARK, stem

Names = Mapping[str, frozenset[str]]
JOINED = "وبلكف"  # letters that are written together with the next word


@dataclass(frozen=True, slots=True)
class Lexicon:
    """What is known about words: the spellings of names, and words that stand for others in this index."""

    names: Names
    also: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Beginnings that are not asked for themselves, with what stands for them."""

    def words(self, word: str) -> frozenset[str]:
        """The word, what it stands for besides, and the other spellings of either."""
        found = {word, *self.also.get(word, ())}
        for base in tuple(found):
            for form in (base, stem(base)):
                found |= self.names.get(form, frozenset())
        return frozenset(found)


def all_of(question: Question, lexicon: Lexicon) -> str:
    """What holds something of every group and nothing that must not be there."""
    return _placed(question, " AND ".join(_group(group, lexicon) for group in question.groups), lexicon)


def any_of(question: Question, groups: Collection[Group], lexicon: Lexicon) -> str:
    """What holds something of any of these groups and nothing that must not be there.

    By stems alone: the exact forms beside them would weigh a word the more, the more often it is written as asked.
    """
    return _placed(question, " OR ".join(group_match(group, lexicon) for group in groups), lexicon)


def group_match(group: Group, lexicon: Lexicon) -> str:
    """What holds the stem of something of one group."""
    return f"({' OR '.join(_stemmed(term, lexicon) for term in group)})"


def full_match(group: Group, lexicon: Lexicon) -> str:
    """What holds something of one group, as it was written or otherwise."""
    return _group(group, lexicon)


def exactly(question: Question) -> str:
    """What holds a word of every group just as it was written; what must not be there is not looked at."""
    groups = (" OR ".join(f'"{" ".join(term.words)}"' for term in group) for group in question.groups)
    return " AND ".join(f"({group})" for group in groups)


def beginning(question: Question) -> str:
    """The word of which a beginning is enough; "" when there is none, or it ends a phrase."""
    terms = [term for group in question.groups for term in group if term.is_beginning and len(term.words) == 1]
    return terms[-1].words[0] if terms else ""


def telling(question: Question) -> tuple[Group, ...]:
    """The groups that tell articles apart: all, but for the small words of a question that has others."""
    groups = tuple(group for group in question.groups if not all(term.is_empty_word for term in group))
    return groups or question.groups


def joined_words(question: Question) -> list[str]:
    """Words whose first letter may be one that is only joined to them."""
    terms = [term for group in question.groups for term in group if not term.is_exact]
    words = dict.fromkeys(word for term in terms for word in term.words)
    return [word for word in words if len(word) > 3 and word[0] in JOINED and stem(word)[0] == word[0]]


def sought(question: Question, lexicon: Lexicon) -> Sought:
    """What is highlighted: the same as is found."""
    words: set[str] = set()
    stems: set[str] = set()
    beginnings: list[str] = []
    phrases: set[tuple[str, ...]] = set()
    for term in (term for group in question.groups for term in group):
        if len(term.words) > 1:
            phrases.add(term.words)
            continue
        (word,) = term.words
        words.add(word)
        if not term.is_exact:
            forms = lexicon.words(word)
            stems |= {stem(form) for form in forms}
            words |= forms | {stem(form) for form in forms}
        if term.is_beginning:
            beginnings.append(word)
    # Small words are found everywhere; beside others they would only hide these.
    small = {term.words[0] for group in question.groups for term in group if term.is_empty_word}
    if len(telling(question)) < len(question.groups):
        words -= small
        stems -= small
    return Sought(frozenset(words), tuple(beginnings), frozenset(stems), frozenset(phrases))


def _placed(question: Question, match: str, lexicon: Lexicon) -> str:
    if question.without:
        match = f"({match}) NOT {_group(question.without, lexicon)}"
    return f"title : ({match})" if question.in_title else match


def _group(group: Group, lexicon: Lexicon) -> str:
    return f"({' OR '.join(_term(term, lexicon) for term in group)})"


def _stemmed(term: Term, lexicon: Lexicon) -> str:
    if term.is_exact or len(term.words) > 1:
        return _phrase(term)
    stems = {stem(form) for form in lexicon.words(term.words[0])}
    return " OR ".join(f'"{choice}"' for choice in sorted(stems | {f"{MARK}{one}" for one in stems}))


def _phrase(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + ("*" if term.is_beginning else "")


def _term(term: Term, lexicon: Lexicon) -> str:
    if term.is_exact or len(term.words) > 1:
        return _phrase(term)
    word = term.words[0]
    forms = lexicon.words(word)
    stems = {stem(form) for form in forms}
    endings = lexicon.endings.get(word, ()) if term.is_beginning else ()
    choices = sorted(((forms | stems) - {word}) | {f"{MARK}{one}" for one in stems} | (set(endings) - {word}))
    first = f'"{word}"* OR "{MARK}{word}"*' if term.is_beginning and not endings else f'"{word}"'
    return " OR ".join((first, *(f'"{choice}"' for choice in choices)))
