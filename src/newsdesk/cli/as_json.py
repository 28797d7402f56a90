"""The values of the project as other programs read them: names, times in UTC (ISO 8601), null for what is not there."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from newsdesk.arabic.breaking import labelled
from newsdesk.domain.article import Article, Headline, Picture
from newsdesk.domain.faults import Fault
from newsdesk.domain.found import Found
from newsdesk.domain.metering import Metered
from newsdesk.domain.orders import SourceOutcome, SyncReport
from newsdesk.domain.proxy import shown
from newsdesk.domain.searches import SearchState
from newsdesk.domain.source import SourceState
from newsdesk.texts import Texts
from newsdesk.texts.standing import standing_of

Json = dict[str, Any]


def headline(row: Headline) -> Json:
    """A row of a list."""
    return {
        "id": row.id,
        "title": row.title,
        "url": row.url,
        "source": {"id": row.source_id, "title": row.source_title},
        "author": row.author,
        "published_at": moment(row.published_at),
        "time_text": row.time_text,
        "fetched_at": moment(row.fetched_at),
        "position": row.position,
        "read": row.is_read,
        "bookmarked": row.is_bookmarked,
        "offline": row.offline.value,
        "breaking": row.is_breaking or labelled(row.title).is_breaking,
        "summary": row.summary,
    }


def found(one: Found) -> Json:
    """A headline with why it was found: `hits` are places in the snippet, `title_hits` in the title, in code points.

    `newest_only` when more articles answer than were looked at, and the older ones are left out.
    """
    return {
        **headline(one.headline),
        "snippet": one.snippet,
        "hits": [list(hit) for hit in one.hits],
        "title_hits": [list(hit) for hit in one.title_hits],
        "score": one.score,
        "all_words": one.has_all,
        "newest_only": not one.is_of_all,
    }


def article(whole: Article) -> Json:
    """A headline with html, text and pictures."""
    pictures = [picture(one) for one in whole.pictures]
    return {**headline(whole.headline), "html": whole.html, "text": whole.text, "pictures": pictures}


def picture(named: Picture) -> Json:
    """A picture of an article; `stored` when its bytes are on disk."""
    return {
        "key": named.key,
        "url": named.url,
        "alt": named.alt,
        "stored": named.is_stored,
        "width": named.width,
        "height": named.height,
    }


def source(state: SourceState, texts: Texts, now: datetime) -> Json:
    """A row of the sources list; `url` is the address as added, `proxy` without name and password. `state` is one word
    of `domain.condition` with its sentences. Of a fault also the sentence and what to do."""
    said = state.health.fault
    return {
        "id": state.source.id,
        "title": state.source.title,
        "url": state.source.url,
        "site_url": state.source.site_url,
        "folder": state.source.folder,
        "unread": state.unread,
        "total": state.total,
        "feed_url": state.source.feed_url,
        "former_url": state.former_url,
        "minutes": round(state.source.interval.total_seconds() / 60),
        "texts": state.choice.wants_text,
        "pictures": state.choice.pictures,
        "proxy": None if state.choice.proxy is None else shown(state.choice.proxy),
        "alternative_url": state.choice.alternative_url,
        "answered_by": "alternative" if state.is_by_alternative else "own",
        "state": _state(state, texts, now),
        "keep_days": state.choice.keeping.days,
        "keep_articles": state.choice.keeping.articles,
        "keep_megabytes": state.choice.keeping.megabytes,
        "last_attempt_at": moment(state.health.last_attempt_at),
        "last_success_at": moment(state.health.last_success_at),
        "next_due_at": moment(state.health.next_due_at),
        "failures": state.health.failures,
        "fault": fault(said) if said is None else {**(fault(said) or {}), **_words(said, texts)},
    }


def _state(state: SourceState, texts: Texts, now: datetime) -> Json:
    words = standing_of(texts, state, now)
    return {
        "is": words.condition.value,
        "word": words.word,
        "says": words.says,
        "advice": words.advice or None,
        "ailing": words.is_ailing,
    }


def _words(known: Fault, texts: Texts) -> Json:
    return {"says": texts.fault(known), "advice": texts.advice(known)}


def saved_search(state: SearchState) -> Json:
    """A saved search with how many of its articles are unread."""
    return {
        "id": state.search.id,
        "name": state.search.name,
        "query": state.search.query,
        "followed": state.search.is_followed,
        "unread": state.unread,
    }


def metered(row: Metered) -> Json:
    """What a source brought on a day, in bytes."""
    return {
        "day": row.day,
        "source": {"id": row.source, "title": row.title},
        "feeds": row.feeds,
        "pages": row.pages,
        "pictures": row.pictures,
        "total": row.total,
    }


def report(done: SyncReport) -> Json:
    """What a sync did, source by source and in all."""
    statuses = [outcome.status for outcome in done.sources]
    totals = {status: statuses.count(status) for status in ("unchanged", "failed", "skipped")}
    return {
        "sources": [_outcome(outcome) for outcome in done.sources],
        "totals": {
            "sources": len(statuses),
            "new": sum(outcome.new for outcome in done.sources),
            "updated": sum(outcome.updated for outcome in done.sources),
            **totals,
            "texts": done.texts,
            "pictures": done.pictures,
            "seconds": round(done.seconds, 3),
        },
    }


def _outcome(outcome: SourceOutcome) -> Json:
    return {
        "id": outcome.id,
        "url": outcome.url,
        "status": outcome.status,
        "new": outcome.new,
        "updated": outcome.updated,
        "fault": fault(outcome.fault),
    }


def fault(known: Fault | None) -> Json | None:
    """Its kind and its facts."""
    return None if known is None else {"kind": known.kind.value, "facts": dict(known.facts)}


def moment(at: datetime | None) -> str | None:
    """`2026-11-24T13:49:00Z`; fractions of a second only when there are any."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")
