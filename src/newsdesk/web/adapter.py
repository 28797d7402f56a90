"""requests' door to urllib3, with our connections behind it. Keeps no cookie and guesses no encoding."""

from __future__ import annotations

import threading
from typing import Any
from urllib.parse import urlsplit

from certifi import where
from requests.adapters import HTTPAdapter
from urllib3 import PoolManager

from newsdesk.web.connections import Plain, Secure, trust
from newsdesk.web.socks import SCHEMES

SOCKS = tuple(f"{scheme}:" for scheme in SCHEMES)


class Adapter(HTTPAdapter):
    """One TLS context for all hosts: requests would read the authorities anew for each connection."""

    def __init__(self, authorities: str | None) -> None:
        self._authorities = authorities
        self._lock = threading.Lock()
        self._context: Any = None
        super().__init__(pool_connections=256, pool_maxsize=16)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": Plain, "https": Secure}

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        if proxy.lower().startswith("https:"):  # else it would be judged by whatever authorities the system has
            manager = super().proxy_manager_for(proxy, proxy_ssl_context=self._trusted(), **kwargs)
        elif not proxy.lower().startswith(SOCKS):
            manager = super().proxy_manager_for(proxy, **kwargs)
        elif proxy in self.proxy_manager:
            return self.proxy_manager[proxy]
        else:  # pools of their own, whose connections know the way
            manager = PoolManager(num_pools=256, maxsize=16, _socks_options={"proxy": proxy})
            self.proxy_manager[proxy] = manager
        manager.pool_classes_by_scheme = {"http": Plain, "https": Secure}
        return manager

    def cert_verify(self, *_: Any) -> None:
        """Nothing: the context verifies."""

    def build_connection_pool_key_attributes(self, request: Any, verify: Any, cert: Any = None) -> Any:
        parts = urlsplit(request.url)
        key = {"scheme": parts.scheme, "host": parts.hostname, "port": parts.port}
        if parts.scheme != "https":
            return key, {}
        return key, {"ssl_context": self._trusted()}

    def _trusted(self) -> Any:
        with self._lock:
            if self._context is None:
                self._context = trust(self._authorities or where())
        return self._context

    def build_response(self, request: Any, answer: Any) -> Any:
        """urllib3's answer as it is: no cookies are kept and no encoding is guessed."""
        return answer
