"""How newsdesk behaves towards the machines that it asks; the defaults are what readers get."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Manners:
    """`connections` to one host at once; `pause`: seconds from one request to the next, once `burst` requests went out
    together. `spares_loopback`: this machine's own servers are exempt, there is nobody to be polite to. `public_here`:
    addresses of this machine that count as public ones, so that a newspaper on it can be treated as one far away."""

    connections: int = 2
    pause: float = 1.0
    burst: int = 3
    spares_loopback: bool = True
    public_here: tuple[str, ...] = ()
