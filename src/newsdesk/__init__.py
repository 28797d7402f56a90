"""newsdesk: a desktop reader for Arabic news that reads offline and loses nothing."""

__version__ = "0.1.0"
