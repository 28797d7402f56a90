"""Fetches one address politely and within limits: redirects by hand, no cookies, no referrer, bytes only."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import requests
import urllib3
from requests.structures import CaseInsensitiveDict

from newsdesk.domain.faults import Failed, FaultKind, failed
from newsdesk.domain.manners import Manners
from newsdesk.domain.source import Validators
from newsdesk.web import coding, headers
from newsdesk.web.adapter import Adapter
from newsdesk.web.answers import fault_of_status
from newsdesk.web.connections import Call, Found, current
from newsdesk.web.politeness import Politeness
from newsdesk.web.proxies import of_environment, proxies_for
from newsdesk.web.reach import Reach, Seen, host_of

MOST_REDIRECTS = 10
SMALL_BODY = 64 * 1024  # of an answer that is not wanted: read so that its connection can be used again
CHUNK = 1024 * 1024
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave, after decompression. `permanent_url`: where only permanent redirects led, else None.

    `validators` hold for `url`, and for nothing that led to it.
    `received` counts bytes on the wire, `max_age` seconds. `is_local`: whoever answered is no public machine.
    `told_at`: what its clock said, in seconds since 1970.
    """

    status: int
    url: str
    permanent_url: str | None
    content_type: str | None
    body: bytes
    validators: Validators
    max_age: int | None
    received: int
    is_local: bool = False
    told_at: float | None = None

    @property
    def others_clock(self) -> float | None:
        """What a clock that is not this machine's said, in seconds since 1970; None when none did."""
        return None if self.is_local else self.told_at


@dataclass(frozen=True, slots=True)
class _Wish:
    url: str
    headers: Mapping[str, str]
    validators: Validators
    validated_url: str
    limit: int


class Client:
    """The network door of one process; any number of threads may call `get` at once.

    `proxies` by scheme as in `http_proxy`; None reads the environment or the system's settings once. `look_up` asks
    for a name's addresses; None: the system's own resolver does.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        proxies: Mapping[str, str] | None = None,
        authorities: str | None = None,
        manners: Manners | None = None,
        look_up: Callable[[str, int], Found] | None = None,
    ) -> None:
        self._agent = user_agent
        self._proxies = of_environment() if proxies is None else dict(proxies)
        self._adapter = Adapter(authorities)
        self.politeness = Politeness(manners)
        self._look_up = look_up
        self._seen = Seen(frozenset(self.politeness.pace.manners.public_here))

    def get(
        self,
        url: str,
        validators: Validators | None = None,
        *,
        validated_url: str | None = None,
        accept: str = "*/*",
        limit: int,
        deadline: float = 30.0,
        typed_url: str | None = None,
        is_local: bool = False,
        proxy: str = "",
    ) -> Answer:
        """The answer, status 200…203 or 304. `deadline` seconds cover all: names, redirects, headers, body.

        `validators` go to `validated_url` alone (`url` when None), wherever among redirects it stands. `typed_url` is
        what the reader typed (`url` itself when None); `is_local`: that source never answered from a public address.
        `proxy`: the one that this source has of its own, "direct" for none, "" for what holds for all.
        Raises Failed: any of the kinds of "the line and the other side".
        """
        call = Call(url, deadline, Reach(url, typed_url or url, self._seen, is_local=is_local), self._look_up, proxy)
        current.call = call
        wish = _Wish(
            url,
            {"User-Agent": self._agent, "Accept": accept, "Accept-Encoding": coding.ACCEPTED},
            validators or Validators(),
            validated_url or url,
            limit,
        )
        try:
            return self._follow(wish, call)
        except (TimeoutError, requests.Timeout, urllib3.exceptions.TimeoutError):
            raise call.timed_out() from None
        except (requests.exceptions.SSLError, urllib3.exceptions.SSLError):
            raise failed(FaultKind.NO_ANSWER, address=url, reason="secure") from None
        except (requests.exceptions.ProxyError, urllib3.exceptions.ProxyError):
            raise failed(FaultKind.NO_ANSWER, address=url, reason=call.proxy_reason) from None
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
            raise _fault_of(error, url) from None
        except (ValueError, OverflowError):  # what http.client makes of a head that is none
            raise failed(FaultKind.BROKEN_TRANSFER, address=url) from None

    def close(self) -> None:
        """Closes the connections that are kept open."""
        self._adapter.close()

    def _follow(self, wish: _Wish, call: Call) -> Answer:
        url, permanent, is_permanent = wish.url, None, True
        for hop in range(MOST_REDIRECTS + 1):
            request = _request(url, wish.headers, call.address)
            if url == wish.validated_url:
                _add_validators(request.headers, wish.validators)
            with self.politeness.slot(host_of(request.url), call, is_paced=hop > 0):
                answer = self._ask(request, call)
                if answer.status not in _REDIRECTS or not answer.headers.get("Location"):
                    return _read(answer, wish, call, url=url if hop else wish.url, permanent=permanent)
                is_permanent = is_permanent and answer.status in _PERMANENT
                _drop(answer)
            url = _next(url, headers.location(answer.headers), call.address)
            call.reach.follow()
            permanent = url if is_permanent else None
        raise failed(FaultKind.REDIRECT_LOOP, address=call.address)

    def _ask(self, request: requests.PreparedRequest, call: Call) -> urllib3.HTTPResponse:
        proxies = proxies_for(request.url or "", self._proxies, call.proxy)
        if proxies and not call.reach.allows_name(host_of(request.url or "")):
            raise failed(FaultKind.REFUSED_ADDRESS, address=call.address)
        for is_last in (False, False, True):
            try:
                answer: Any = self._adapter.send(request, stream=True, timeout=call.left(), proxies=proxies)
            except requests.ConnectionError:
                # A kept connection may have been closed by the server just as it was used again.
                if is_last or not call.is_on_used_connection:
                    raise
            else:
                return answer  # type: ignore[no-any-return]
        raise AssertionError


def _request(url: str, common: Mapping[str, str], address: str) -> requests.PreparedRequest:
    """A GET of `url`, percent-encoded and its host in ASCII; user and password become a header (RFC 7617)."""
    request = requests.PreparedRequest()
    parts = urlsplit(url)
    request.method, request.body, request.hooks = "GET", None, {}
    try:
        if parts.scheme.lower() not in {"http", "https"}:
            raise failed(FaultKind.REFUSED_ADDRESS, address=address)
        request.prepare_url(url.partition("#")[0], None)
    except (requests.RequestException, ValueError):
        raise failed(FaultKind.NOT_AN_ADDRESS, address=url) from None
    request.headers = CaseInsensitiveDict(common)
    if "@" in parts.netloc:
        login = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
        request.headers["Authorization"] = "Basic " + base64.b64encode(login.encode()).decode("ascii")
        request.url = str(request.url).replace(parts.netloc.rpartition("@")[0] + "@", "", 1)
    return request


def _add_validators(sent: CaseInsensitiveDict[str], validators: Validators) -> None:
    if validators.etag:
        sent["If-None-Match"] = validators.etag
    if validators.last_modified:
        sent["If-Modified-Since"] = validators.last_modified


def _next(url: str, location: str, address: str) -> str:
    try:
        target = urljoin(url, location)
        scheme = urlsplit(target).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme not in {"http", "https"}:
        raise failed(FaultKind.REFUSED_ADDRESS, address=address)
    return target


def _drop(answer: urllib3.HTTPResponse) -> None:
    """Leaves an unwanted body: read when it is short, so that the connection stays; else the connection ends."""
    length = answer.headers.get("Content-Length", "")
    if length.isdigit() and int(length) <= SMALL_BODY:
        answer.read(SMALL_BODY, decode_content=False)
        answer.release_conn()
    else:
        answer.close()


def _read(answer: urllib3.HTTPResponse, wish: _Wish, call: Call, *, url: str, permanent: str | None) -> Answer:
    said = answer.headers
    told_at = headers.told_at(said)
    if answer.status == 304 and wish.validators != Validators() and url == wish.validated_url:
        answer.read(decode_content=False)
        answer.release_conn()
        given = headers.validators(said)
        kept = Validators(given.etag or wish.validators.etag, given.last_modified or wish.validators.last_modified)
        return Answer(304, url, permanent, None, b"", kept, headers.max_age(said), 0, call.reach.is_at_local, told_at)
    if answer.status not in {200, 201, 202, 203}:
        _drop(answer)
        raise fault_of_status(answer.status, said, call.address, datetime.now(UTC))
    declared = said.get("Content-Length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:18]) > wish.limit:  # nothing of it need come
        answer.close()
        raise failed(FaultKind.TOO_LARGE, address=call.address, limit=wish.limit)
    raw = _whole(answer, wish.limit, call)
    return Answer(
        status=answer.status,
        url=url,
        permanent_url=permanent,
        content_type=said.get("Content-Type"),
        body=coding.decode(raw, said.get("Content-Encoding", ""), limit=wish.limit, address=call.address),
        validators=headers.validators(said),
        max_age=headers.max_age(said),
        received=len(raw),
        is_local=call.reach.is_at_local,
        told_at=told_at,
    )


def _whole(answer: urllib3.HTTPResponse, limit: int, call: Call) -> bytes:
    """The body as it came over the wire. Raises Failed(TOO_LARGE | BROKEN_TRANSFER)."""
    parts: list[bytes] = []
    size = 0
    try:
        while part := answer.read(CHUNK, decode_content=False):
            parts.append(part)
            size += len(part)
            if size > limit:
                answer.close()
                raise failed(FaultKind.TOO_LARGE, address=call.address, limit=limit)
    except urllib3.exceptions.TimeoutError:
        raise
    except (urllib3.exceptions.HTTPError, OSError, ValueError, OverflowError):  # the last two: of a chunk below nothing
        call.left()  # a cut that comes with the end of our time is our own
        raise failed(FaultKind.BROKEN_TRANSFER, address=call.address) from None
    answer.release_conn()
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _fault_of(error: Exception, url: str) -> Failed:
    """What requests and urllib3 report before the body, as a fault."""
    seen: BaseException | None = error
    texts: list[BaseException] = []
    while seen is not None and len(texts) < 8:
        texts.append(seen)
        inner = next((part for part in seen.args if isinstance(part, BaseException)), None)
        seen = inner or getattr(seen, "reason", None) or seen.__cause__
        seen = seen if isinstance(seen, BaseException) else None
    if any(isinstance(part, (ConnectionError, BrokenPipeError)) for part in texts):
        return failed(FaultKind.NO_ANSWER, address=url, reason="reset")
    if any(isinstance(part, (urllib3.exceptions.ProtocolError,)) for part in texts):
        return failed(FaultKind.BROKEN_TRANSFER, address=url)
    return failed(FaultKind.NO_ANSWER, address=url, reason="other")
